import assert from 'node:assert/strict';
import { DirectPeer } from '../../../../runtime/inline/directPeer.ts';
import type { Call, RpcHandlers } from '../../../../runtime/protocol/index.ts';

interface Rack {
  readonly requests: {
    readonly read: Call<{ readonly socket: unknown }, { readonly state: boolean }>;
  };
  readonly notes: { readonly changed: { readonly sockets: number[] } };
}
interface Asker {
  readonly requests: object;
  readonly notes: object;
}
type Read = RpcHandlers<Rack>['requests']['read'];

/** A line to a rack, and what went wrong at the rack's end. */
function openLine(read: Read, changed: RpcHandlers<Rack>['notes']['changed'] = () => undefined) {
  const problems: string[] = [];
  const end = {
    enter: <Result>(call: () => Result): Result => call(),
    onProblem: ({ message }: Error) => void problems.push(message),
  };
  const peer = new DirectPeer<Asker, Rack>({ requests: {}, notes: {} }, end);
  const rack = peer.connect({ requests: { read }, notes: { changed } }, end);
  return { peer, rack, problems };
}

const never: Read = () => new Promise(() => undefined);

describe('A line inside a process', () => {
  it('has told a note before it answers what was asked later', async () => {
    const order: string[] = [];
    const { peer } = openLine(
      () => ({ state: true }),
      ({ sockets }) => void order.push(`note ${sockets.length}`),
    );
    const sockets = [1];
    const answer = peer.request('read', { socket: 1 }).then(() => order.push('answer'));
    peer.notify('changed', { sockets });
    sockets.push(2);
    await answer;
    assert.deepEqual(order, ['note 1', 'answer']);
  });

  it('goes on after a note that fails, and says so', () => {
    const { peer, problems } = openLine(never, () => {
      throw new Error('no rack');
    });
    peer.notify('changed', { sockets: [] });
    assert.deepEqual(problems, ['no rack']);
  });

  it('answers errors with their codes', async () => {
    const { peer } = openLine(() => {
      throw Object.assign(new Error('gone'), { code: 'socket-gone' });
    });
    await assert.rejects(peer.request('read', { socket: 1 }), {
      name: 'RpcError',
      message: 'gone',
    });
    await assert.rejects(peer.request('read', { socket: 1n }), /BigInt/);
  });

  it('gives up each call at its own deadline, and lets the others wait', async () => {
    const answers: (() => void)[] = [];
    const { peer } = openLine(
      () => new Promise((resolve) => answers.push(() => resolve({ state: true }))),
    );
    const ask = (deadlineMs?: number) => peer.request('read', { socket: 1 }, { deadlineMs });
    const patient = [ask(), ask(600_000)];
    const late = { code: 'deadline', message: /^read was not answered within \d+ ms\.$/ };
    await Promise.all([assert.rejects(ask(20), late), assert.rejects(ask(5), late)]);
    await assert.rejects(ask(10), late);
    for (const answer of answers) answer();
    assert.deepEqual(await Promise.all(patient), [{ state: true }, { state: true }]);
    peer.close();
  });

  it('rejects what waits and what comes once either end has closed it', async () => {
    const { peer, rack } = openLine(never, () => assert.fail('Nobody hears of it any more.'));
    const waiting = peer.request('read', { socket: 1 }, { deadlineMs: 600_000 });
    rack.close();
    await assert.rejects(waiting, { code: 'closed' });
    await assert.rejects(peer.request('read', { socket: 1 }), { code: 'closed' });
    assert.equal((await peer.closed).code, 'closed');
    peer.notify('changed', { sockets: [] });
  });

  it('lets timers have their turn while calls never end', async () => {
    const { peer } = openLine(() => ({ state: true }));
    const over = new AbortController();
    setTimeout(() => over.abort(), 1);
    while (!over.signal.aborted) await peer.request('read', { socket: 1 });
    peer.close();
  });
});
