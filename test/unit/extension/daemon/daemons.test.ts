import assert from 'node:assert/strict';
import { Daemons, type RunningDaemon } from '../../../../extension/daemon/daemons.ts';
import { FakeDaemon } from '../../../support/daemon/fakeDaemon.ts';

/** Daemons that tell what happens to them. */
function recordedDaemons(): {
  readonly daemons: Daemons;
  readonly events: string[];
  readonly started: RunningDaemon[];
} {
  const events: string[] = [];
  const started: RunningDaemon[] = [];
  const start = async (project: string): Promise<RunningDaemon> => {
    events.push(`start ${project}`);
    await Promise.resolve();
    const { connection } = new FakeDaemon(project);
    const stop = async (): Promise<void> => {
      events.push(`stop ${project}`);
      await Promise.resolve();
      events.push(`stopped ${project}`);
      connection.end(undefined);
    };
    const daemon = { connection, stop };
    started.push(daemon);
    return daemon;
  };
  const daemons = new Daemons(start, (error) => {
    throw error;
  });
  return { daemons, events, started };
}

describe('The daemons', () => {
  it('are joined where somebody else started one, and left without an end', async () => {
    const { daemons, events } = recordedDaemons();
    const { connection } = new FakeDaemon('/a');
    const stop = (): Promise<void> => Promise.resolve(void events.push('left /a'));
    const connect = (): Promise<RunningDaemon> =>
      Promise.resolve({ connection, isGuest: true, stop });
    const lease = await daemons.join('/a', connect);
    assert.equal(lease.connection, connection);
    assert.equal(lease.isShared, true, 'It outlives the lease.');
    const own = await daemons.acquire('/a');
    assert.equal(own.connection, connection, 'A launch runs in it as well.');
    await own.release();
    await lease.release();
    assert.deepEqual(events, ['left /a']);
    assert.deepEqual(daemons.all, []);
  });

  it('are joined in this window first', async () => {
    const { daemons, events } = recordedDaemons();
    const own = await daemons.acquire('/a');
    const lease = await daemons.join('/a', () => Promise.reject(new Error('not asked')));
    assert.equal(lease.connection, own.connection);
    assert.deepEqual(events, ['start /a']);
  });

  it('start ahead of the session that they are for', async () => {
    const { daemons, events } = recordedDaemons();
    daemons.expect('/a', {}, 0);
    const lease = await daemons.acquire('/a');
    daemons.expect('/a', {}, 0);
    assert.equal(lease.isShared, false);
    assert.deepEqual(events, ['start /a']);
    await lease.release();
    assert.deepEqual(events, ['start /a', 'stop /a', 'stopped /a']);
  });

  it('end when the session they were started ahead of does not come', async () => {
    const { daemons, events, started } = recordedDaemons();
    daemons.expect('/a', {}, 0);
    await Promise.resolve();
    const ended = new Promise((resolve) => started[0]?.connection.onDidEnd(resolve));
    await ended;
    assert.deepEqual(events, ['start /a', 'stop /a', 'stopped /a']);
    assert.equal(daemons.forProject('/a'), undefined);
  });

  it('start once for everybody who holds a project, and stop with the last', async () => {
    const { daemons, events } = recordedDaemons();
    const [first, second] = await Promise.all([daemons.acquire('/a'), daemons.acquire('/a')]);
    assert.equal(first.connection, second.connection);
    assert.equal(daemons.forProject('/a'), first.connection);
    assert.equal(first.isShared, true);
    await first.release();
    assert.equal(second.isShared, false);
    assert.deepEqual(events, ['start /a']);
    await second.release();
    assert.deepEqual(events, ['start /a', 'stop /a', 'stopped /a']);
    assert.equal(daemons.forProject('/a'), undefined);
    assert.deepEqual(daemons.all, []);
  });

  it('count a lease that is released twice once', async () => {
    const { daemons, events } = recordedDaemons();
    const first = await daemons.acquire('/a');
    const second = await daemons.acquire('/a');
    await Promise.all([first.release(), first.release()]);
    assert.deepEqual(events, ['start /a']);
    await second.release();
  });

  it('start the next daemon of a project only when the last one is gone', async () => {
    const { daemons, events } = recordedDaemons();
    const first = await daemons.acquire('/a');
    const released = first.release();
    const second = await daemons.acquire('/a');
    await released;
    assert.deepEqual(events, ['start /a', 'stop /a', 'stopped /a', 'start /a']);
    await second.release();
  });

  it('keep projects apart', async () => {
    const { daemons } = recordedDaemons();
    const [a, b] = await Promise.all([daemons.acquire('/a'), daemons.acquire('/b')]);
    assert.notEqual(a.connection, b.connection);
    assert.deepEqual(daemons.all, [a.connection, b.connection]);
    await daemons.dispose();
    assert.deepEqual(daemons.all, []);
  });

  it('tell of every daemon that comes or goes', async () => {
    const { daemons } = recordedDaemons();
    const counts: number[] = [];
    daemons.onDidChange(() => counts.push(daemons.all.length));
    const lease = await daemons.acquire('/a');
    await lease.release();
    assert.deepEqual(counts, [1, 0]);
  });

  it('forget a daemon that ended by itself, so that the next lease starts another', async () => {
    const { daemons, events, started } = recordedDaemons();
    const lost = await daemons.acquire('/a');
    started[0]?.connection.end(undefined);
    assert.equal(daemons.forProject('/a'), undefined);
    const next = await daemons.acquire('/a');
    assert.notEqual(next.connection, lost.connection);
    await lost.release();
    assert.equal(daemons.forProject('/a'), next.connection);
    assert.deepEqual(events, ['start /a', 'start /a', 'stop /a', 'stopped /a']);
    await next.release();
  });

  it('pass on why a daemon did not start, and try again the next time', async () => {
    let attempts = 0;
    const daemons = new Daemons(
      () => {
        attempts += 1;
        return Promise.reject(new Error('no room'));
      },
      (error) => {
        throw error;
      },
    );
    await assert.rejects(daemons.acquire('/a'), /no room/);
    await assert.rejects(daemons.acquire('/a'), /no room/);
    assert.equal(attempts, 2);
  });
});
