import assert from 'node:assert/strict';
import { DebugRuns } from '../../../../extension/debug/debugRuns.ts';
import { PluginControl } from '../../../../extension/debug/pluginControl.ts';
import type { PluginPhase } from '../../../../runtime/protocol/index.ts';
import { RpcError } from '../../../../runtime/protocol/index.ts';
import { pluginInfo } from '../../../support/daemon/fakeDaemon.ts';
import { SessionRig } from '../../../support/daemon/sessionRig.ts';

const running: PluginPhase = { kind: 'running', since: 0 };
const rota = { project: '/project', plugin: 'Rota' };

describe('The control of single plugins', () => {
  let told: string[];
  let runs: DebugRuns;
  let rig: SessionRig;
  let control: PluginControl;

  beforeEach(async () => {
    told = [];
    runs = new DebugRuns();
    rig = new SessionRig();
    rig.holdRun();
    control = new PluginControl({
      daemons: {
        forProject: (project) => (project === '/project' ? rig.daemon.connection : undefined),
      },
      runs,
      launch: ({ plugin }) => Promise.resolve(told.push(`launch ${plugin}`)),
      report: ({ code }) => told.push(`report ${code}`),
    });
    runs.add(rig.session);
    await rig.launch({ plugins: ['DoorWatch'] });
    rig.tell('DoorWatch', running);
  });

  it('starts a plugin as one of the session that runs', () => {
    void control.start(rota);
    assert.deepEqual(rig.daemon.asked.at(-1), [
      'runPlugins',
      { plugins: ['Rota'], debug: true, withCommands: true },
    ]);
    assert.deepEqual(told, []);
  });

  it('starts a session where none runs for the project', async () => {
    await control.start({ project: '/other', plugin: 'Rota' });
    runs.remove(rig.session);
    await control.start({ project: '/project', plugin: 'DoorWatch' });
    assert.deepEqual(told, ['launch Rota', 'launch DoorWatch']);
  });

  it('gives a plugin back to the session that ran it, else to the newest', async () => {
    const newer = new SessionRig();
    newer.holdRun();
    runs.add(newer.session);
    await newer.launch({ plugins: ['Rota'] });
    assert.equal(runs.sessionFor('/project', 'DoorWatch'), rig.session);
    assert.equal(runs.sessionFor('/project', 'Timer'), newer.session);
    await newer.ask('disconnect');
    assert.equal(runs.sessionFor('/project', 'Timer'), rig.session);
  });

  it('reloads what runs, and starts what does not', async () => {
    await control.reload({ project: '/project', plugin: 'DoorWatch' });
    assert.deepEqual(rig.daemon.asked.at(-1), ['reloadPlugin', { plugin: 'DoorWatch' }]);
    rig.daemon.connection.welcome({ plugins: [pluginInfo('Rota', { kind: 'stopped' })] });
    void control.reload(rota);
    assert.equal(rig.daemon.asked.at(-1)?.[0], 'runPlugins');
  });

  it('tells the user what the daemon refuses', async () => {
    rig.daemon.answers.set('reloadPlugin', () => {
      throw new RpcError('plugin-unknown', 'There is no plugin DoorWatch.');
    });
    await control.reload({ project: '/project', plugin: 'DoorWatch' });
    assert.deepEqual(told, ['report plugin-not-controlled']);
  });
});
