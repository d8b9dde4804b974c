import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readMessage,
  writeMessage,
  WireError,
} from '../../../../../runtime/communication/wire/index.ts';
import { MessageMemory } from '../../../../../runtime/plugins/shipped/socket/messageMemory.ts';
import { ReplyWriter } from '../../../../../runtime/plugins/shipped/socket/replyWriter.ts';

function request(server: string): string {
  const data = { server };
  return writeMessage({ kind: 'MessageClientSend', command: 'ServerView', data });
}

/** What is read, or why it cannot be. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (thrown) {
    assert.ok(thrown instanceof WireError);
    return thrown.message;
  }
}

describe('What was read lately', () => {
  it('is read as it would be anew, whatever it is and however often it comes', () => {
    const xml = fc.oneof(
      fc.string(),
      fc
        .dictionary(fc.constantFrom('a', 'b'), fc.string())
        .map((data) => writeMessage({ kind: 'MessageClientSend', command: 'x', data })),
      fc.constantFrom(
        request('one'),
        '<MessageType name="other"/>',
        '<MessageType name="MessageClientSend"><MessageAttr Command="x"><data><a><b>1</b></a><__proto__>2</__proto__></data></MessageAttr></MessageType>',
        '<MessageType name="MessageServerError"><MessageAttr Error="no"/></MessageType>',
      ),
    );
    fc.assert(
      fc.property(fc.array(xml, { maxLength: 20 }), (texts) => {
        const memory = new MessageMemory();
        for (const text of [...texts, ...texts]) {
          const expected = outcome(() => readMessage(text));
          assert.deepEqual(
            outcome(() => memory.read(text)),
            expected,
          );
        }
      }),
    );
  });

  it('cannot be changed by those it is given to', () => {
    const xml =
      '<MessageType name="MessageClientSend"><MessageAttr Command="x"><data><a><b>1</b></a></data></MessageAttr></MessageType>';
    const memory = new MessageMemory();
    const message = memory.read(xml);
    assert.ok('data' in message && message.data);
    const inner = message.data['a'];
    for (const part of [message, message.data, inner]) {
      assert.throws(() => Object.assign(part as object, { b: 'changed' }), TypeError);
    }
    assert.deepEqual(memory.read(xml), readMessage(xml));
  });

  for (const [length, isKept] of [
    [1_023, true],
    [1_024, true],
    [1_025, false],
  ] as const) {
    it(`is kept up to 1024 characters, so ${length} are ${isKept ? '' : 'not '}kept`, () => {
      const memory = new MessageMemory();
      const xml = request('x'.repeat(length - request('').length));
      assert.equal(xml.length, length);
      assert.equal(memory.read(xml) === memory.read(xml), isKept);
    });
  }

  for (const [others, isKept] of [
    [254, true],
    [255, true],
    [256, false],
  ] as const) {
    it(`is one of 256 at most, so it is ${isKept ? '' : 'not '}there after ${others} others`, () => {
      const memory = new MessageMemory();
      const first = memory.read(request('first'));
      for (let at = 0; at < others; at++) memory.read(request(`other${at}`));
      assert.equal(memory.read(request('first')) === first, isKept);
    });
  }
});

describe('A writer of replies', () => {
  it('writes what has changed, and what is sent for another command', () => {
    const writer = new ReplyWriter();
    const nested = { list: [1] };
    const write = (command: string, data: Parameters<ReplyWriter['write']>[1]): void => {
      const expected = writeMessage({ kind: 'MessageServerSend', command, data });
      assert.equal(writer.write(command, data), expected);
    };
    const open: Record<string, string> = { a: 'x' };
    const fixed = Object.freeze({ a: 'x <&> ä', n: 1, b: true, nothing: null });
    const shallow = Object.freeze({ nested });
    let count = 0;
    const living = Object.freeze(
      Object.defineProperty({}, 'now', { enumerable: true, get: () => ++count }),
    ) as Readonly<Record<string, number>>;
    for (let round = 0; round < 3; round++) {
      for (const command of ['one', 'two']) {
        for (const data of [open, fixed, shallow]) write(command, data);
      }
      open['a'] = `x${round}`;
      nested.list.push(round);
    }
    assert.notEqual(writer.write('x', living), writer.write('x', living));
  });
});
