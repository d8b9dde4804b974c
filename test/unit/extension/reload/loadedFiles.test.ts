import assert from 'node:assert/strict';
import { LoadedFiles } from '../../../../extension/reload/loadedFiles.ts';
import type { PluginPhase, PluginReload } from '../../../../runtime/protocol/index.ts';
import { pluginInfo } from '../../../support/daemon/fakeDaemon.ts';

const running: PluginPhase = { kind: 'running', since: 0 };
const rota = '/project/src/plugins/Rota.ts';
const shared = '/project/src/plugins/doors.ts';
const reloaded: PluginReload = { at: 5, outcome: 'reloaded', ms: 1, problems: [] };

describe('The files that running plugins have loaded', () => {
  let loaded: LoadedFiles;

  beforeEach(() => {
    loaded = new LoadedFiles();
    loaded.pluginChanged(pluginInfo('Rota', running, { files: [rota, shared] }));
    loaded.pluginChanged(pluginInfo('DoorWatch', running, { files: [shared] }));
  });

  it('are each listed once, and lead to the plugins', () => {
    assert.deepEqual(loaded.all, [rota, shared]);
    assert.deepEqual(loaded.pluginsOf(shared), ['Rota', 'DoorWatch']);
    assert.deepEqual(loaded.pluginsOf('/project/src/other.ts'), []);
  });

  it('are the plugin’s own where the daemon does not say', () => {
    loaded.pluginChanged(pluginInfo('Timer', running));
    assert.deepEqual(loaded.pluginsOf('/project/src/plugins/Timer.ts'), ['Timer']);
  });

  it('are outdated from a save to the reload', () => {
    loaded.fileSaved(shared);
    assert.deepEqual(loaded.outdatedBy(shared), ['Rota', 'DoorWatch']);
    const files = [rota, shared];
    loaded.pluginChanged(
      pluginInfo('Rota', running, { files, generation: 2, lastReload: reloaded }),
    );
    assert.deepEqual(loaded.outdatedBy(shared), ['DoorWatch']);
    assert.deepEqual(loaded.outdatedBy(rota), []);
  });

  it('stay outdated when the reload kept the old version, or something else changed', () => {
    loaded.fileSaved(rota);
    const lastReload: PluginReload = { ...reloaded, outcome: 'kept' };
    loaded.pluginChanged(pluginInfo('Rota', running, { files: [rota], lastReload }));
    loaded.pluginChanged(pluginInfo('Rota', { kind: 'loaded' }, { files: [rota], lastReload }));
    assert.deepEqual(loaded.outdatedBy(rota), ['Rota']);
  });

  it('are forgotten with the end of the plugin', () => {
    loaded.fileSaved(rota);
    loaded.pluginChanged(pluginInfo('Rota', { kind: 'stopped' }, { files: [rota] }));
    assert.deepEqual(loaded.all, [shared]);
    assert.deepEqual(loaded.outdatedBy(rota), []);
  });
});
