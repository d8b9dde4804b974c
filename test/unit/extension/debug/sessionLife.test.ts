import assert from 'node:assert/strict';
import type { PluginPhase, PluginReload } from '../../../../runtime/protocol/index.ts';
import { pluginInfo } from '../../../support/daemon/fakeDaemon.ts';
import { SessionRig } from '../../../support/daemon/sessionRig.ts';

const running: PluginPhase = { kind: 'running', since: 0 };
const stopped: PluginPhase = { kind: 'stopped' };
const target = { kind: 'node', url: 'ws://127.0.0.1:1/a' } as const;

describe('A debug session that goes on', () => {
  let rig: SessionRig;

  beforeEach(() => {
    rig = new SessionRig();
    rig.holdRun();
  });

  /** Has the daemon end each plugin that it is asked to stop. */
  function answerStops(generation: number): void {
    rig.daemon.answers.set('stopPlugin', () => {
      for (const plugin of rig.daemon.connection.plugins.values()) {
        rig.tell(plugin.className, stopped, { generation });
      }
    });
  }

  it('restarts its plugins with the same daemon, and debugs them again', async () => {
    await rig.launch();
    rig.tell('Rota', running);
    answerStops(1);
    assert.equal((await rig.ask('restart')).success, true);
    assert.deepEqual(
      rig.daemon.asked.map(([method]) => method),
      ['runPlugins', 'stopPlugin', 'runPlugins'],
    );
    rig.daemon.connection.notes.debugTarget({ plugin: 'Rota', generation: 2, target });
    rig.tell('Rota', running, { generation: 2 });
    assert.equal(rig.told.at(-2), 'attach Rota node');
    assert.equal(rig.daemon.releases, 0);
    rig.tell('Rota', stopped, { generation: 2 });
    await rig.terminated();
  });

  it('restarts once when asked twice at once, also while it starts', async () => {
    await rig.launch();
    rig.tell('Rota', { kind: 'starting' });
    answerStops(1);
    const [first, second] = await Promise.all([rig.ask('restart'), rig.ask('restart')]);
    assert.deepEqual([first.success, second.success], [true, true]);
    assert.equal(rig.daemon.asked.filter(([method]) => method === 'runPlugins').length, 2);
  });

  it('does not start again what was stopped for good during a restart', async () => {
    await rig.launch();
    rig.tell('Rota', running);
    const stopping = Promise.withResolvers<undefined>();
    rig.daemon.answers.set('stopPlugin', () => stopping.promise);
    const restarted = rig.ask('restart');
    const left = rig.ask('disconnect');
    stopping.resolve(undefined);
    await Promise.all([restarted, left]);
    assert.equal(rig.daemon.asked.filter(([method]) => method === 'runPlugins').length, 1);
    assert.equal(rig.daemon.releases, 1);
  });

  it('takes a plugin back that was stopped and started by hand', async () => {
    await rig.launch({ plugins: ['Rota', 'DoorWatch'] });
    for (const name of ['Rota', 'DoorWatch']) rig.tell(name, running);
    rig.tell('Rota', stopped);
    assert.equal(rig.daemon.releases, 0);
    rig.tell('Rota', { kind: 'starting' }, { generation: 2 });
    rig.daemon.connection.notes.debugTarget({ plugin: 'Rota', generation: 2, target });
    assert.equal(rig.told.at(-1), 'attach Rota node');
    rig.tell('DoorWatch', stopped);
    assert.equal(rig.daemon.releases, 0, 'Rota is one of it again.');
    rig.tell('Rota', stopped, { generation: 2 });
    await rig.terminated();
  });

  it('takes in a plugin that is started while it runs, and shows what it says', async () => {
    await rig.launch();
    rig.tell('Rota', running);
    void rig.session.startPlugin('Timer');
    assert.deepEqual(rig.daemon.asked.at(-1), [
      'runPlugins',
      { plugins: ['Timer'], debug: true, withCommands: true },
    ]);
    rig.tell('Timer', running);
    const line = { t: 0, plugin: 'Timer', text: 'Timer: tick', stream: 'debug' } as const;
    rig.daemon.connection.notes.debugLine(line);
    assert.match(rig.output, /Timer: tick/);
    rig.tell('Rota', stopped);
    assert.equal(rig.daemon.releases, 0);
    rig.tell('Timer', stopped);
    await rig.terminated();
  });

  it('lets go of a plugin that is to stop, and of what a reload replaced', async () => {
    await rig.launch();
    rig.tell('Rota', running);
    rig.tell('Rota', running, { generation: 2 });
    rig.tell('Rota', { kind: 'stopping' }, { generation: 2 });
    assert.deepEqual(
      rig.told.filter((line) => line.startsWith('detach')),
      ['detach Rota up to 0', 'detach Rota up to 1', 'detach Rota up to 2'],
    );
  });

  it('says how long a reload took, once', async () => {
    const lastReload: PluginReload = { at: 7, outcome: 'reloaded', ms: 41.7, problems: [] };
    await rig.launch();
    rig.tell('Rota', running);
    for (let time = 0; time < 2; time++) rig.tell('Rota', running, { generation: 2, lastReload });
    assert.equal(rig.output, '\u001B[3;37mRota was reloaded in 42 ms.\u001B[23;39m\n');
    assert.deepEqual(
      rig.toldOfPlugins.filter((line) => line.startsWith('reloaded')),
      ['reloaded Rota'],
    );
  });

  it('says in one line, with its place, why the old version runs on', async () => {
    const source = { file: '/project/src/plugins/Rota.ts', line: 4 };
    const message = 'Rota does not compile. The version before goes on.';
    const failure = { code: 'plugin-does-not-compile', message, source } as const;
    const lastReload: PluginReload = { at: 7, outcome: 'kept', ms: 3, failure, problems: [] };
    await rig.launch();
    rig.tell('Rota', running);
    rig.tell('Rota', running, { lastReload });
    rig.daemon.connection.notes.problem({ ...failure, severity: 'error', plugin: 'Rota' });
    const outputs = rig.messages.flatMap(({ event, body }) => (event === 'output' ? [body] : []));
    assert.deepEqual(
      outputs.map((body) => [body?.['output'], body?.['line'], body?.['category']]),
      [[`error: ${message}\n`, 4, 'stderr']],
    );
    assert.deepEqual(rig.told.slice(-2), ['kept Rota', 'problem plugin-does-not-compile']);
    assert.equal(rig.daemon.releases, 0);
  });

  it('tells VS Code of plugins that come and go without debugging', async () => {
    await rig.launch({ noDebug: true });
    rig.tell('Rota', running);
    void rig.session.startPlugin('Timer');
    rig.tell('Timer', running);
    rig.tell('Rota', stopped);
    const threads = rig.messages.flatMap(({ event, body }) =>
      event === 'thread' ? `${String(body?.['reason'])} ${String(body?.['threadId'])}` : [],
    );
    assert.deepEqual(threads, ['started 1', 'started 2', 'exited 1']);
    const { body } = await rig.ask('threads');
    assert.equal(JSON.stringify(body), '{"threads":[{"id":2,"name":"Timer"}]}');
  });
});

describe('A debug session that attaches', () => {
  let rig: SessionRig;

  beforeEach(async () => {
    rig = new SessionRig();
    await rig.ask('initialize', { adapterID: 'ockle' });
  });

  it('debugs the plugins that run, and leaves them running', async () => {
    rig.daemon.connection.welcome({
      plugins: [
        pluginInfo('Rota', running, { generation: 3 }),
        pluginInfo('Spare', { kind: 'notRunning' }),
        pluginInfo('DoorWatch', running),
        pluginInfo('Core', running, { isShipped: true }),
      ],
    });
    rig.daemon.lease.isShared = true;
    const response = await rig.ask('attach', { project: '/project', plugins: 'all' });
    assert.equal(response.success, true);
    assert.deepEqual(rig.daemon.asked, [
      ['debugPlugin', { plugin: 'Rota' }],
      ['debugPlugin', { plugin: 'DoorWatch' }],
    ]);
    rig.daemon.connection.notes.debugTarget({ plugin: 'Rota', generation: 3, target });
    assert.deepEqual(rig.told, ['join /project', 'attach Rota node']);
    await rig.ask('disconnect');
    assert.deepEqual(rig.daemon.asked.slice(2), [
      ['stopDebugging', { plugin: 'Rota' }],
      ['stopDebugging', { plugin: 'DoorWatch' }],
    ]);
    assert.deepEqual([rig.told.at(-1), rig.daemon.releases], ['detach', 1]);
  });

  it('ends when a plugin it is to debug does not run', async () => {
    await rig.ask('attach', { project: '/project', plugins: ['Rota'] });
    await rig.terminated();
    assert.match(rig.output, /^Rota does not run/);
    assert.deepEqual(rig.toldOfPlugins, ['join /project', 'report plugin-runs-not']);
  });

  it('ends when nothing runs', async () => {
    await rig.ask('attach', { project: '/project', plugins: 'all' });
    await rig.terminated();
    assert.match(rig.output, /^No plugin of \/project runs/);
  });

  it('ends with the last plugin it is attached to', async () => {
    rig.daemon.connection.welcome({ plugins: [pluginInfo('Rota', running)] });
    await rig.ask('attach', { project: '/project', plugins: ['Rota'] });
    rig.tell('Rota', stopped);
    await rig.terminated();
  });
});
