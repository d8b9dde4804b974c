import assert from 'node:assert/strict';
import {
  encodeFrame,
  readMessage,
  WireError,
  writeMessage,
  type SentMessage,
} from '../../../../../runtime/communication/wire/index.ts';
import { examples } from './examples.ts';

/** Frames are ASCII here, so that they show in a diff. */
function frameOf(message: SentMessage): string {
  return Buffer.from(encodeFrame(writeMessage(message))).toString('utf8');
}

function payloadOf(frame: string): string {
  return frame.slice(frame.indexOf(':') + 1);
}

/** A request with this inside `MessageAttr`. */
function request(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><MessageType name="MessageClientSend"><MessageAttr Command="c">${inside}</MessageAttr></MessageType>`;
}

function dataOf(inside: string) {
  const message = readMessage(request(inside));
  assert(message.kind === 'MessageClientSend');
  return message.data;
}

describe('Messages recorded from the original', () => {
  for (const { command, request: asked, reply } of examples) {
    if (asked) {
      it(`${command}: the request is read and written byte by byte`, () => {
        const message = readMessage(payloadOf(asked.frame));
        const data = Object.keys(asked.data).length === 0 ? null : asked.data;
        assert.deepEqual(message, { kind: 'MessageClientSend', command, data, token: undefined });
        assert.equal(frameOf({ kind: 'MessageClientSend', command, data }), asked.frame);
      });
    }
    it(`${command}: the reply is written byte by byte and read`, () => {
      const { data = {}, error } = reply;
      if (error !== undefined) {
        assert.equal(frameOf({ kind: 'MessageServerError', error }), reply.frame);
        assert.deepEqual(readMessage(payloadOf(reply.frame)), {
          kind: 'MessageServerError',
          error,
        });
        return;
      }
      assert.equal(frameOf({ kind: 'MessageServerSend', command, data }), reply.frame);
      const texts = Object.entries(data).map(([key, value]) => [
        key,
        value === true ? 'True' : value,
      ]);
      const read = readMessage(payloadOf(reply.frame));
      assert(read.kind === 'MessageServerSend');
      assert.deepEqual(read.data ?? {}, Object.fromEntries(texts));
    });
  }
});

describe('Writing a message', () => {
  it('writes values as Python 2 would, and nested ones as JSON', () => {
    const data = {
      yes: true,
      no: false,
      none: null,
      three: 3,
      third: 0.5,
      empty: '',
      list: [1, 'é', { a: null }],
      map: { b: [] },
    };
    assert.match(
      writeMessage({ kind: 'MessageServerSend', command: 'c', data }),
      /<data><yes>True<\/yes><no>False<\/no><none>None<\/none><three>3<\/three><third>0\.5<\/third><empty><\/empty><list>\[1, &quot;\\u00e9&quot;, \{&quot;a&quot;: null\}\]<\/list><map>\{&quot;b&quot;: \[\]\}<\/map><\/data>/,
    );
  });

  it('counts the length in bytes', () => {
    const frame = frameOf({ kind: 'MessageServerError', error: 'Gerät für 電源 🔌' });
    const length = Number(frame.slice(0, frame.indexOf(':')));
    assert.equal(length, Buffer.byteLength(payloadOf(frame)));
    assert.deepEqual(readMessage(payloadOf(frame)), {
      kind: 'MessageServerError',
      error: 'Gerät für 電源 🔌',
    });
  });

  it('escapes & < > and ", leaves the apostrophe, and keeps line breaks', () => {
    const data = { text: `a&b<c>d"e'f\n\tg` };
    const xml = writeMessage({ kind: 'MessageServerSend', command: 'c', data });
    assert.ok(xml.includes(`<text>a&amp;b&lt;c&gt;d&quot;e'f\n\tg</text>`), xml);
    assert.deepEqual(readMessage(xml), {
      kind: 'MessageServerSend',
      command: 'c',
      data,
      token: undefined,
    });
  });

  it('replaces characters that XML does not have', () => {
    const xml = writeMessage({
      kind: 'MessageServerSend',
      command: 'c',
      data: { text: 'a\0b\x1b[31m\uD800' },
    });
    const message = readMessage(Buffer.from(encodeFrame(xml)).toString().split(/:(.*)/s)[1] ?? '');
    assert(message.kind === 'MessageServerSend');
    assert.deepEqual(message.data, { text: 'a\uFFFDb\uFFFD[31m\uFFFD' });
  });

  it('carries any command name, and the token', () => {
    const command = 'my "command"\n& <more>';
    const message = { kind: 'MessageClientSend', command, data: null, token: 'a"b<c' } as const;
    assert.deepEqual(readMessage(writeMessage(message)), message);
  });

  for (const key of ['two words', '1st', '', 'a<b', 'ns:key', '-x', 'x'.repeat(1001)]) {
    it(`refuses the key “${key.slice(0, 20)}”`, () => {
      const message = { kind: 'MessageServerSend', command: 'c', data: { [key]: 'v' } } as const;
      assert.throws(() => writeMessage(message), WireError);
    });
  }
});

describe('Reading a message', () => {
  it('keeps the first of repeated keys, and nested values', () => {
    assert.deepEqual(dataOf('<data><a>1</a><b><c>2</c><c>3</c><d/></b><a>4</a></data>'), {
      a: '1',
      b: { c: '2', d: null },
    });
  });

  it('reads an empty element as null and keeps blanks', () => {
    assert.deepEqual(dataOf('<data><a/><b></b><c>  </c><d><!-- none --></d></data>'), {
      a: null,
      b: null,
      c: '  ',
      d: null,
    });
  });

  it('does without data', () => {
    for (const empty of [
      '<data/>',
      '<data></data>',
      '<data> \n </data>',
      '<data><!-- --></data>',
    ]) {
      assert.equal(dataOf(empty), null);
    }
  });

  it('takes pretty-printed data', () => {
    assert.deepEqual(dataOf('\n <data>\n  <a>1</a>\n  <!-- and -->\n  <b>2</b>\n </data>\n'), {
      a: '1',
      b: '2',
    });
  });

  it('reads CDATA and character references as text', () => {
    assert.deepEqual(dataOf('<data><a>x<![CDATA[<&>]]>y</a><b>&#233;&#x1F50C;&apos;</b></data>'), {
      a: 'x<&>y',
      b: "é🔌'",
    });
  });

  it('reads every kind of line break as a line feed', () => {
    assert.deepEqual(dataOf('<data><a>1\r\n2\r3\n4&#13;5</a></data>'), { a: '1\n2\n3\n4\r5' });
  });

  it('ignores what it does not know around the message', () => {
    const xml =
      '<?xml version="1.0"?>\n<!-- c --><envelope from="x"><MessageType extra="1" name="MessageClientSend"><note/><MessageAttr x="y" Command="c"><other/><data><a>1</a></data><data><a>2</a></data></MessageAttr><MessageAttr Command="d"/></MessageType></envelope>\n';
    assert.deepEqual(readMessage(xml), {
      kind: 'MessageClientSend',
      command: 'c',
      data: { a: '1' },
      token: undefined,
    });
  });

  it('takes the reply of a server as a request of its name', () => {
    const xml = writeMessage({ kind: 'MessageServerSend', command: 'c', data: null });
    assert.equal(readMessage(xml).kind, 'MessageServerSend');
  });

  it('names a class that it does not know', () => {
    const message = readMessage('<MessageType name="MessageOfMine"/>');
    assert.deepEqual(message, { kind: 'unknown', className: 'MessageOfMine' });
    assert.deepEqual(readMessage('<MessageType/>'), { kind: 'unknown', className: '' });
  });

  for (const [what, xml] of [
    ['text', 'hello'],
    ['nothing', ''],
    ['an open element', '<MessageType name="MessageClientSend">'],
    ['no MessageType', '<a/>'],
    ['no MessageAttr', '<MessageType name="MessageClientSend"/>'],
    ['no data', request('')],
    ['data that is text', request('<data>on</data>')],
    ['text between the keys', request('<data>on<a>1</a></data>')],
    ['text and elements in a value', request('<data><a>on<b/></a></data>')],
    ['crossed tags', request('<data><a></data></a>')],
    ['two roots', `${request('<data/>')}<more/>`],
    ['text behind the root', `${request('<data/>')}more`],
    ['a bare &', request('<data><a>x & y</a></data>')],
    ['an attribute given twice', '<MessageType name="a" name="b"/>'],
    ['an attribute without quotes', '<MessageType name=a/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><MessageType name="a"/>'],
  ] as const) {
    it(`refuses ${what} by a WireError`, () => {
      assert.throws(() => readMessage(xml), WireError);
    });
  }

  it('keeps keys of JavaScript harmless', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const before = names.map((name) => Reflect.get({}, name) as unknown);
    const inner = names.map((name) => `<${name}>x</${name}>`).join('');
    const data = dataOf(`<data>${inner}<o>${inner}</o></data>`);
    assert.deepEqual(Object.keys(data ?? {}), [...names, 'o']);
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
    assert.equal(Object.getOwnPropertyDescriptor(data, '__proto__')?.value, 'x');
    assert.deepEqual(
      names.map((name) => Reflect.get({}, name) as unknown),
      before,
    );
  });
});
