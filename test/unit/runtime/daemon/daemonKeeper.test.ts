import assert from 'node:assert/strict';
import { DaemonKeeper } from '../../../../runtime/daemon/daemonKeeper.ts';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openDaemon } from './fakeDaemon.ts';

describe('Whoever keeps a daemon open', () => {
  after(removeTempProjects);

  async function endOf(verb: 'shutdown' | 'restart', shutdown: () => Promise<void>) {
    const { daemon, project } = await openDaemon();
    daemon.shutdown = shutdown;
    const keeper = await DaemonKeeper.open(
      { project, dist: `${project}/dist` },
      () => Promise.resolve(),
      () => Promise.resolve(daemon),
    );
    daemon.events.end.fire(verb);
    return keeper.ended;
  }

  const fails = (): Promise<void> => Promise.reject(new Error('the log cannot be written'));

  it('ends with 0 when a plugin asked for the end', async () => {
    assert.equal(await endOf('shutdown', () => Promise.resolve()), 0);
  });

  it('ends with 1 when what a plugin asked to end does not end', async () => {
    assert.equal(await endOf('shutdown', fails), 1);
  });

  it('ends with 1 when a restart cannot end what ran', async () => {
    assert.equal(await endOf('restart', fails), 1);
  });
});
