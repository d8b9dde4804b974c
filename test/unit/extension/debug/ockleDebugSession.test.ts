import assert from 'node:assert/strict';
import { failures } from '../../../../extension/support/failures.ts';
import type { PluginPhase } from '../../../../runtime/protocol/index.ts';
import { pluginInfo } from '../../../support/daemon/fakeDaemon.ts';
import { SessionRig } from '../../../support/daemon/sessionRig.ts';

const running: PluginPhase = { kind: 'running', since: 0 };
const failed: PluginPhase = {
  kind: 'failed',
  failure: { code: 'plugin-import-failed', message: 'ReferenceError: doors is not defined' },
};

describe('The debug session', () => {
  let rig: SessionRig;

  beforeEach(() => {
    rig = new SessionRig();
    rig.holdRun();
  });

  it('runs the plugins under debugging and answers before they run', async () => {
    const response = await rig.launch();
    assert.equal(response.success, true);
    const request = { plugins: ['Rota'], debug: true, withCommands: true };
    assert.deepEqual(rig.daemon.asked, [['runPlugins', request]]);
  });

  it('runs the plugins without debugging', async () => {
    await rig.launch({ noDebug: true });
    const request = { plugins: ['Rota'], debug: false, withCommands: true };
    assert.deepEqual(rig.daemon.asked, [['runPlugins', request]]);
    const threads = await rig.ask('threads');
    assert.equal(JSON.stringify(threads.body), '{"threads":[{"id":1,"name":"Rota"}]}');
  });

  it('runs every enabled plugin when asked for all', async () => {
    rig.daemon.connection.welcome({
      plugins: [
        pluginInfo('Rota', { kind: 'notRunning' }),
        pluginInfo('Spare', { kind: 'notRunning' }, { enabled: false }),
        pluginInfo('DoorWatch', { kind: 'notRunning' }),
      ],
    });
    await rig.launch({ plugins: 'all' });
    const request = { plugins: ['Rota', 'DoorWatch'], debug: true, withCommands: true };
    assert.deepEqual(rig.daemon.asked, [['runPlugins', request]]);
  });

  it('starts a child for a plugin that waits, and leaves breakpoints and threads to it', async () => {
    await rig.launch();
    const target = { kind: 'node', url: 'ws://127.0.0.1:1/a' } as const;
    rig.daemon.connection.notes.debugTarget({ plugin: 'Rota', generation: 1, target });
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project', 'attach Rota node']);
    const { body } = await rig.ask('setBreakpoints', { breakpoints: [{ line: 3 }] });
    assert.deepEqual(body, { breakpoints: [{ verified: false }] });
    assert.deepEqual((await rig.ask('threads')).body, { threads: [] });
  });

  it('leaves the plugins of other sessions alone', async () => {
    await rig.launch();
    const { notes } = rig.daemon.connection;
    const target = { kind: 'node', url: 'ws://127.0.0.1:1/a' } as const;
    notes.debugTarget({ plugin: 'Other', generation: 1, target });
    notes.debugLine({ t: 0, plugin: 'Other', text: 'not here', stream: 'debug' });
    notes.debugLine({ t: 0, text: 'the daemon', stream: 'debug' });
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project']);
    assert.match(rig.output, /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d the daemon\n$/);
  });

  it('goes on without debugging when there is no debugger, and says how to get one', async () => {
    await rig.launch();
    const problem = {
      code: 'no-debugpy',
      severity: 'warning',
      message: 'Install debugpy.',
    } as const;
    const target = { kind: 'unavailable', problem } as const;
    rig.daemon.connection.notes.debugTarget({ plugin: 'Rota', generation: 1, target });
    assert.equal(rig.output, 'warning: Install debugpy.\n');
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project', 'problem no-debugpy']);
    assert.equal(rig.daemon.releases, 0);
  });

  it('ends when no debugger attaches, because the plugin would wait for ever', async () => {
    rig.isAttachable = false;
    await rig.launch();
    const target = { kind: 'node', url: 'ws://127.0.0.1:1/a' } as const;
    const { notes } = rig.daemon.connection;
    notes.plugin(pluginInfo('Rota', { kind: 'waitingForDebugger' }));
    notes.debugTarget({ plugin: 'Rota', generation: 1, target });
    await rig.terminated();
    assert.match(rig.output, /The debugger could not attach to Rota/);
    assert.equal(rig.daemon.releases, 1);
  });

  it('ends with the last of its plugins', async () => {
    await rig.launch({ plugins: ['Rota', 'DoorWatch'] });
    const { notes } = rig.daemon.connection;
    for (const name of ['Rota', 'DoorWatch']) notes.plugin(pluginInfo(name, running));
    notes.plugin(pluginInfo('Rota', { kind: 'stopped' }));
    assert.equal(rig.daemon.releases, 0);
    notes.plugin(pluginInfo('DoorWatch', { kind: 'stopped' }));
    await rig.terminated();
    assert.equal(rig.daemon.releases, 1);
  });

  it('tells a plugin that did not start from one that failed while it ran', async () => {
    await rig.launch({ plugins: ['Rota', 'DoorWatch'] });
    const { notes } = rig.daemon.connection;
    notes.plugin(pluginInfo('Rota', failed));
    notes.plugin(pluginInfo('DoorWatch', running));
    notes.plugin(pluginInfo('DoorWatch', failed));
    await rig.terminated();
    assert.deepEqual(rig.toldOfPlugins, [
      'acquire /project',
      'failure Rota plugin-import-failed before run',
      'failure DoorWatch plugin-import-failed after run',
    ]);
    assert.match(rig.output, /^ReferenceError: doors is not defined\n/);
  });

  it('does not take what an earlier run left behind for its own', async () => {
    rig.daemon.connection.welcome({
      plugins: [pluginInfo('Rota', { kind: 'stopped' }, { generation: 4 })],
    });
    await rig.launch();
    const { notes } = rig.daemon.connection;
    notes.plugin(pluginInfo('Rota', { kind: 'stopped' }, { generation: 4 }));
    assert.equal(rig.daemon.releases, 0);
    notes.plugin(pluginInfo('Rota', { kind: 'stopped' }, { generation: 5 }));
    await rig.terminated();
  });

  it('ends when the project has no such plugin, and says so', async () => {
    rig.daemon.answers.set('runPlugins', () => ({ plugins: [] }));
    await rig.launch();
    await rig.terminated();
    assert.match(rig.output, /\/project has no plugin "Rota"/);
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project', 'report plugin-unknown']);
  });

  it('ends when the daemon is gone, and says so once', async () => {
    await rig.launch();
    rig.daemon.connection.end(failures.daemonEnded('SIGKILL'));
    await rig.terminated();
    assert.match(rig.output, /^The Ockle daemon ended unexpectedly \(SIGKILL\)/);
    assert.equal(rig.daemon.releases, 1);
  });

  it('ends without an error when a plugin asked the daemon to end', async () => {
    await rig.launch();
    const { connection } = rig.daemon;
    connection.notes.plugin(pluginInfo('Rota', running));
    connection.notes.debugLine({ t: 0, text: 'Ockle is shutting down', stream: 'debug' });
    connection.end(undefined);
    await rig.terminated();
    assert.match(rig.output, /^\S+ \S+ Ockle is shutting down\n$/);
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project']);
    assert.equal(rig.daemon.releases, 1);
  });

  it('goes on over a restart, and attaches to the new process', async () => {
    await rig.launch();
    const { notes } = rig.daemon.connection;
    const target = { kind: 'node', url: 'ws://127.0.0.1:1/a' } as const;
    notes.plugin(pluginInfo('Rota', running));
    notes.debugLine({ t: 0, text: 'Ockle is restarting', stream: 'debug' });
    notes.plugin(pluginInfo('Rota', { kind: 'notRunning' }));
    notes.plugin(pluginInfo('Rota', { kind: 'starting' }, { generation: 2 }));
    notes.debugTarget({ plugin: 'Rota', generation: 2, target });
    notes.plugin(pluginInfo('Rota', running, { generation: 2 }));
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project', 'attach Rota node']);
    assert.equal(rig.daemon.releases, 0);
    notes.plugin(pluginInfo('Rota', { kind: 'stopped' }, { generation: 2 }));
    await rig.terminated();
  });

  it('ends with a restart after which its plugin is gone, and says so', async () => {
    await rig.launch();
    const { notes } = rig.daemon.connection;
    notes.plugin(pluginInfo('Rota', running));
    const message = 'There is no plugin Rota in /project.';
    notes.problem({ code: 'plugin-unknown', severity: 'error', message, plugin: 'Rota' });
    await rig.terminated();
    assert.equal(rig.output, `error: ${message}\n`);
    assert.equal(rig.daemon.releases, 1);
  });

  it('leaves a plugin alone that runs for another session', async () => {
    rig.daemon.connection.welcome({ plugins: [pluginInfo('Rota', running)] });
    rig.daemon.lease.isShared = true;
    await rig.launch();
    await rig.terminated();
    assert.match(rig.output, /^Rota runs already/);
    assert.deepEqual(rig.daemon.asked, []);
    assert.equal(rig.daemon.releases, 1);
  });

  it('shows what the daemon found wrong when it started', async () => {
    const problem = { code: 'x', severity: 'error', message: 'web1 has no [server].' } as const;
    rig.daemon.connection.welcome({
      plugins: [],
      problems: [problem, { ...problem, plugin: 'Other' }],
    });
    await rig.launch();
    assert.equal(rig.output, 'error: web1 has no [server].\n');
  });

  it('releases the daemon on disconnect, and only its own plugins when others hold it', async () => {
    await rig.launch();
    rig.daemon.lease.isShared = true;
    await rig.ask('disconnect');
    assert.deepEqual(rig.daemon.asked.at(-1), ['stopPlugin', { plugin: 'Rota' }]);
    rig.session.release();
    assert.equal(rig.daemon.releases, 1);
  });

  it('reports once why the daemon did not start', async () => {
    rig.refusal = new Error('no room');
    const response = await rig.launch();
    assert.equal(response.success, false);
    assert.deepEqual(rig.toldOfPlugins, ['acquire /project', 'report daemon-start-failed']);
    const error = response.body?.['error'] as { readonly showUser: boolean };
    assert.equal(error.showUser, false, 'VS Code need not say it a second time.');
  });
});
