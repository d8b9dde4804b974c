import assert from 'node:assert/strict';
import { duplexPair } from 'node:stream';
import {
  lineTransport,
  maxMessageBytes,
  RpcPeer,
  type RpcError,
  type RpcTimers,
} from '../../../../runtime/protocol/index.ts';
import { cook, table, type Guest, type Kitchen } from './kitchen.ts';

describe('RpcPeer', () => {
  it('answers a request with the result of its handler', async () => {
    const { guest } = table();
    assert.deepEqual(await guest.request('cook', { dish: 'Soup' }), { plate: 'Soup on a plate' });
  });

  it('hands the cause to handlers of requests and notes', async () => {
    const causes: (number | null)[] = [];
    const { guest } = table({
      requests: {
        ...cook.requests,
        cook: ({ dish }, { cause }) => {
          causes.push(cause);
          return { plate: dish };
        },
      },
      notes: { bell: (_, { cause }) => void causes.push(cause) },
    });
    guest.notify('bell', { rings: 1 }, { cause: 7 });
    await guest.request('cook', { dish: 'Soup' }, { cause: 8 });
    await guest.request('cook', { dish: 'Soup' });
    assert.deepEqual(causes, [7, 8, null]);
  });

  it('rejects with code, message and data of the error that the handler threw', async () => {
    const { guest } = table();
    await assert.rejects(guest.request('burn', {}), {
      name: 'RpcError',
      code: 'too-hot',
      message: 'The pan is too hot.',
      data: { degrees: 300 },
    });
  });

  it('delivers a note that was sent before the reply before the reply', async () => {
    const { kitchen, guest, smells } = table({
      ...cook,
      requests: {
        ...cook.requests,
        cook: async ({ dish }) => {
          await Promise.resolve();
          kitchen.notify('smell', { of: dish });
          return { plate: dish };
        },
      },
    });
    for (let turn = 0; turn < 100; turn++) {
      await guest.request('cook', { dish: `Soup ${turn}` });
      assert.equal(smells.at(-1), `Soup ${turn}`);
    }
  });

  it('keeps the order of 10,000 notes', async () => {
    const rings: number[] = [];
    const { guest } = table({ ...cook, notes: { bell: (note) => void rings.push(note.rings) } });
    for (let count = 0; count < 10_000; count++) guest.notify('bell', { rings: count });
    await guest.request('cook', { dish: 'Soup' });
    assert.deepEqual(rings, [...Array(10_000).keys()]);
  });

  it('rejects everything pending when the channel closes, and later requests too', async () => {
    const { kitchen, guest } = table();
    const pending = assert.rejects(guest.request('wait', {}), { code: 'closed' });
    kitchen.close();
    await pending;
    assert.equal((await guest.closed).code, 'closed');
    await assert.rejects(guest.request('wait', {}), { code: 'closed' });
    guest.notify('bell', { rings: 1 });
  });

  it('gives up at the deadline', async () => {
    let expire: (() => void) | undefined;
    const timers: RpcTimers = {
      after: (ms, callback) => {
        assert.equal(ms, 50);
        expire = callback;
        return () => undefined;
      },
    };
    const { guest } = table(cook, timers);
    const pending = guest.request('wait', {}, { deadlineMs: 50 });
    expire?.();
    await assert.rejects(pending, {
      code: 'deadline',
      message: 'wait was not answered within 50 ms.',
    });
  });

  it('gives up when the signal says so', async () => {
    const { guest } = table();
    const abort = new AbortController();
    const pending = guest.request('wait', {}, { signal: abort.signal });
    abort.abort();
    await assert.rejects(pending, { code: 'aborted' });
    await assert.rejects(guest.request('wait', {}, { signal: abort.signal }), { code: 'aborted' });
  });

  it('refuses to send a message beyond the limit and goes on', async () => {
    const { guest } = table();
    const dish = 'x'.repeat(maxMessageBytes);
    await assert.rejects(guest.request('cook', { dish }), { code: 'message-too-long' });
    assert.deepEqual(await guest.request('cook', { dish: 'Soup' }), { plate: 'Soup on a plate' });
  });

  it('answers with an error when the reply is beyond the limit', async () => {
    const { guest } = table({
      ...cook,
      requests: { ...cook.requests, cook: () => ({ plate: 'x'.repeat(maxMessageBytes) }) },
    });
    await assert.rejects(guest.request('cook', { dish: 'Soup' }), { code: 'message-too-long' });
  });
});

describe('RpcPeer facing a careless peer', () => {
  function raw() {
    const [here, there] = duplexPair();
    const problems: RpcError[] = [];
    const bells: number[] = [];
    const kitchen = new RpcPeer<Kitchen, Guest>(
      lineTransport(here),
      { ...cook, notes: { bell: ({ rings }) => void bells.push(rings) } },
      {
        onProblem: (problem) => problems.push(problem),
        decoders: {
          requests: {
            cook: (value) => {
              if (typeof (value as { dish?: unknown } | null)?.dish !== 'string') {
                throw new Error('dish is no text');
              }
              return value as { dish: string };
            },
            burn: () => ({}),
            wait: () => ({}),
          },
          notes: {
            bell: (value) => {
              if (!value) throw new Error('empty');
              return value as { rings: number };
            },
          },
          results: {},
        },
      },
    );
    const replies: unknown[] = [];
    const transport = lineTransport(there);
    const answered = Promise.withResolvers<undefined>();
    transport.onMessage((text) => {
      replies.push(JSON.parse(text));
      answered.resolve(undefined);
    });
    return { kitchen, there, problems, bells, replies, answered: answered.promise };
  }

  it('answers an unknown method, also one that every object has', async () => {
    const { there, replies, answered } = raw();
    there.write('{"id":1,"method":"toString","params":{}}\n');
    await answered;
    assert.deepEqual(replies, [
      { id: 1, error: { code: 'unknown-method', message: 'Nothing here answers to “toString”.' } },
    ]);
  });

  it('answers parameters that are not valid with the reason', async () => {
    const { there, replies, answered } = raw();
    there.write('{"id":1,"method":"cook","params":{"dish":4}}\n');
    await answered;
    assert.deepEqual(replies, [
      {
        id: 1,
        error: { code: 'bad-params', message: 'The content of cook is not valid: dish is no text' },
      },
    ]);
  });

  it('reports what it cannot answer and serves what comes after it', async () => {
    const { there, problems, bells, answered } = raw();
    const bad = ['garbage', '[1]', '7', 'null', '{}', '{"id":"1","method":"cook"}', '{"id":null}'];
    const notes = ['{"method":"bell"}', '{"method":"nobody"}', '{"method":"bell","cause":"x"}'];
    there.write([...bad, ...notes, '{"id":99,"result":{}}', ''].join('\n'));
    there.write('{"method":"bell","params":{"rings":3}}\n{"id":1,"method":"burn"}\n');
    await answered;
    assert.deepEqual(bells, [3]);
    assert.deepEqual(
      problems.map(({ code }) => code),
      [...bad.map(() => 'bad-message'), 'bad-params', 'unknown-method', 'bad-message'],
    );
  });

  it('closes, saying why, when a line grows beyond the limit', async () => {
    const { there, kitchen } = raw();
    there.write('x'.repeat(maxMessageBytes));
    there.write('yy');
    const reason = await kitchen.closed;
    assert.match(reason.message, /at most 1048576 are allowed/);
  });

  it('reads characters that were cut between two chunks', async () => {
    const { there, replies, answered } = raw();
    const line = Buffer.from('{"id":1,"method":"cook","params":{"dish":"Käse 🧀"}}\n');
    for (const byte of line) there.write(Buffer.of(byte));
    await answered;
    assert.deepEqual(replies, [{ id: 1, result: { plate: 'Käse 🧀 on a plate' } }]);
  });
});
