import assert from 'node:assert/strict';
import type { PluginFailure } from '../../../../runtime/protocol/index.ts';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openDaemon, panel, plain } from './fakeDaemon.ts';

const broken: PluginFailure = { code: 'plugin-does-not-compile', message: 'It is broken.' };
const crash: PluginFailure = { code: 'plugin-run-failed', message: 'Boom.' };

describe('What is known of a plugin after its reload', () => {
  after(removeTempProjects);

  async function start() {
    const bench = await openDaemon();
    await bench.daemon.runPlugins(['A', 'B'], plain);
    return {
      ...bench,
      reload: (failsToLoad?: PluginFailure) => {
        bench.hosts.behaviours.set('A', failsToLoad ? { failsToLoad } : {});
        return bench.daemon.reloadPlugin('A', panel);
      },
    };
  }

  it('is no restart, and the plugin counts as the one that began last', async () => {
    const { reload, begun } = await start();
    assert.deepEqual(begun, ['A', 'B']);
    const info = await reload();
    assert.deepEqual([info.generation, info.phase.kind, info.restarts], [2, 'running', undefined]);
    assert.deepEqual(begun, ['A', 'B', 'A']);
    await reload(broken);
    assert.deepEqual(begun, ['A', 'B', 'A', 'A'], 'its code ran, though it was not kept');
  });

  it('names the failure of a version that was not kept until one is', async () => {
    const { reload } = await start();
    const kept = await reload(broken);
    assert.deepEqual([kept.generation, kept.lastFailure], [1, broken]);
    const mended = await reload();
    assert.deepEqual([mended.lastReload?.outcome, mended.lastFailure], ['reloaded', undefined]);
  });

  it('names the failure that ended the plugin again once a version is kept', async () => {
    const { reload, hosts } = await start();
    hosts.of('A').show({ kind: 'failed', failure: crash });
    await reload();
    assert.equal((await reload(broken)).lastFailure, broken);
    assert.equal((await reload()).lastFailure, crash);
  });

  it('names no edit that was not loaded once the plugin was started with it', async () => {
    const { reload, daemon, hosts } = await start();
    assert.equal((await reload(broken)).lastReload?.outcome, 'kept');
    await daemon.stopPlugin('A', panel);
    hosts.behaviours.set('A', {});
    const [started] = await daemon.runPlugins(['A'], plain);
    assert.deepEqual([started?.lastReload, started?.lastFailure], [undefined, undefined]);
  });
});
