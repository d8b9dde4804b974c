import assert from 'node:assert/strict';
import { duplexPair } from 'node:stream';
import {
  lineTransport,
  RpcError,
  RpcPeer,
  type Nothing,
} from '../../../../runtime/protocol/index.ts';
import { cook, quiet, table, type Guest, type Kitchen } from './kitchen.ts';

describe('The limits of an RpcPeer', () => {
  const slow = {
    ...cook,
    requests: { ...cook.requests, wait: () => new Promise<Nothing>(() => undefined) },
  };

  it('answer as many calls at once as they allow, and refuse the next', async () => {
    const { guest } = table(slow, undefined, { callsServed: 3, callsPending: 10 });
    for (let call = 1; call <= 2; call++) void guest.request('wait', {}).catch(() => undefined);
    assert.deepEqual(await guest.request('cook', { dish: 'Soup' }), { plate: 'Soup on a plate' });
    void guest.request('wait', {}).catch(() => undefined);
    await assert.rejects(guest.request('cook', { dish: 'Soup' }), { code: 'too-many-calls' });
    guest.close();
  });

  it('send as many calls at once as they allow, and refuse the next without sending it', async () => {
    const { guest } = table(slow, undefined, { callsPending: 2 });
    const waiting = guest.request('wait', {}).catch((reason: unknown) => reason);
    assert.deepEqual(await guest.request('cook', { dish: 'Soup' }), { plate: 'Soup on a plate' });
    void guest.request('wait', {}).catch(() => undefined);
    await assert.rejects(guest.request('cook', { dish: 'Soup' }), {
      code: 'too-many-calls',
      message: 'More than 2 calls wait for answers. Wait for answers before calling again.',
    });
    guest.close();
    assert.equal((await waiting) instanceof RpcError, true);
  });

  /** A message whose parameters make it exactly so deep. */
  const deep = (levels: number): string => '['.repeat(levels - 1) + ']'.repeat(levels - 1);

  for (const [levels, outcome] of [
    [15, 'served'],
    [16, 'served'],
    [17, 'refused'],
    [100_000, 'refused'],
  ] as const) {
    it(`look into messages of 16 levels, so ${levels} are ${outcome}`, async () => {
      const [here, there] = duplexPair();
      const problems: string[] = [];
      const dishes: unknown[] = [];
      new RpcPeer<Kitchen, Guest>(
        lineTransport(here),
        {
          ...cook,
          requests: {
            ...cook.requests,
            cook: ({ dish }) => ({ plate: String(dishes.push(dish)) }),
          },
        },
        { onProblem: ({ code }) => problems.push(code), limits: { messageDepth: 16 } },
      );
      const reply = new Promise<string>((resolve) => lineTransport(there).onMessage(resolve));
      there.write(`{"id":1,"method":"cook","params":${deep(levels)},"text":"\\"[[{"}\n`);
      const { error } = JSON.parse(await reply) as { readonly error?: { readonly code: string } };
      assert.equal(error?.code, outcome === 'refused' ? 'message-too-deep' : undefined);
      assert.deepEqual(problems, outcome === 'refused' ? ['message-too-deep'] : []);
      assert.equal(dishes.length, outcome === 'refused' ? 0 : 1);
    });
  }

  it('tell whoever waits for an answer that is too deep', async () => {
    const [here, there] = duplexPair();
    const guest = new RpcPeer<Guest, Kitchen>(
      lineTransport(here),
      { requests: {}, notes: { smell: () => undefined } },
      { ...quiet, limits: { messageDepth: 16 } },
    );
    const answer = guest.request('cook', { dish: 'Soup' });
    there.write(`{"id":1,"result":${deep(17)}}\n`);
    await assert.rejects(answer, { code: 'message-too-deep' });
  });

  for (const [size, fits] of [
    [1023, true],
    [1024, true],
    [1025, false],
  ] as const) {
    it(`let messages of 1024 bytes pass, so ${size} do ${fits ? '' : 'not'}`, async () => {
      const [here, there] = duplexPair();
      const transport = lineTransport(here, 1024);
      const heard = new Promise<string>((resolve) => transport.onMessage(resolve));
      const closed = new Promise<string>((resolve) =>
        transport.onClose((reason) => resolve(reason?.message ?? 'without a reason')),
      );
      const text = 'x'.repeat(size);
      if (fits) transport.send(text);
      else assert.throws(() => transport.send(text), { code: 'message-too-long' });
      there.write(`${text}\n`);
      if (fits) assert.equal(await heard, text);
      else assert.match(await closed, /at most 1024 are allowed/);
      transport.close();
    });
  }

  it('settle every call when the other side goes away', async () => {
    const { guest, kitchen } = table(slow);
    const calls = Array.from({ length: 10_000 }, async (_, index) => {
      if (index === 5000) setImmediate(() => kitchen.close());
      return index % 2 === 0 ? guest.request('wait', {}) : guest.request('cook', { dish: 'Soup' });
    });
    const settled = await Promise.allSettled(calls);
    const codes = settled.map((each) =>
      each.status === 'rejected' ? (each.reason as RpcError).code : 'answered',
    );
    assert.equal(codes.filter((code) => code === 'closed').length >= 5000, true);
    assert.deepEqual([...new Set(codes)].sort(), ['answered', 'closed']);
  });
});
