import assert from 'node:assert/strict';
import type { Problem } from '../../../../runtime/protocol/index.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openDaemon, panel, plain } from './fakeDaemon.ts';

const failure = { code: 'plugin-import-failed', message: 'A broke.' } as const;

describe('MainDaemon', () => {
  after(removeTempProjects);

  it('knows the plugins of pluginList in its order, then the others', async () => {
    const { daemon } = await openDaemon();
    assert.deepEqual(
      daemon.plugins.map(({ className, language, enabled }) => [className, language, enabled]),
      [
        ['B', 'typescript', true],
        ['A', 'typescript', true],
        ['C', 'python', false],
      ],
    );
  });

  it('constructs in the order it is asked, then starts', async () => {
    const { daemon, hosts } = await openDaemon();
    await daemon.runPlugins(['B', 'A'], plain);
    assert.deepEqual(hosts.log, ['B load', 'A load', 'B start', 'A start']);
  });

  it('starts the others when one cannot be loaded', async () => {
    const { daemon, hosts, problems } = await openDaemon();
    hosts.behaviours.set('B', { failsToLoad: failure });
    const infos = await daemon.runPlugins(['B', 'A'], plain);
    assert.deepEqual(
      infos.map(({ phase }) => phase.kind),
      ['failed', 'running'],
    );
    assert.deepEqual(
      problems.map(({ code, plugin: name }) => [code, name]),
      [['plugin-import-failed', 'B']],
    );
  });

  it('starts the others when one gets no host', async () => {
    const { daemon, hosts } = await openDaemon();
    hosts.behaviours.set('B', { hasNoHost: { code: 'python-missing', message: 'No Python.' } });
    const infos = await daemon.runPlugins(['B', 'A'], plain);
    assert.deepEqual(
      infos.map(({ phase }) => phase.kind),
      ['failed', 'running'],
    );
  });

  it('writes starts and stops into the journal, with what came of them', async () => {
    const { daemon, hosts } = await openDaemon();
    hosts.behaviours.set('B', { failsToLoad: failure });
    await daemon.runPlugins(['B', 'A'], plain);
    await daemon.stopPlugin('A', panel);
    assert.deepEqual(
      daemon
        .journalAfter(0)
        .entries.map(({ verb, target, cause, outcome }) => [verb, target, cause, outcome?.kind]),
      [
        ['startPlugin', 'B', null, 'failed'],
        ['startPlugin', 'A', null, 'done'],
        ['stopPlugin', 'A', null, 'done'],
      ],
    );
  });

  it('reports a plugin that is not there', async () => {
    const { daemon, problems } = await openDaemon();
    assert.deepEqual(await daemon.runPlugins(['Nobody'], plain), []);
    assert.equal(problems[0]?.code, 'plugin-unknown');
    await assert.rejects(daemon.stopPlugin('Nobody', panel), { code: 'plugin-unknown' });
  });

  it('waits for a plugin that is starting already', async () => {
    const { daemon, hosts } = await openDaemon();
    const constructed = Promise.withResolvers<undefined>();
    hosts.behaviours.set('A', { constructed: constructed.promise });
    const first = daemon.runPlugins(['A'], plain);
    await settled();
    const second = daemon.runPlugins(['A'], plain);
    await settled();
    constructed.resolve(undefined);
    assert.equal((await second)[0]?.phase.kind, 'running');
    await first;
    assert.equal(hosts.instances.length, 1);
  });

  it('gives the network before load, and its changes while the plugin lives', async () => {
    const { daemon, hosts } = await openDaemon();
    await daemon.runPlugins(['A'], plain);
    const instance = hosts.of('A');
    assert.deepEqual(
      instance.parts.flatMap(({ servers }) => servers.map(({ name }) => name)),
      ['db', 'web'],
    );
    await daemon.act('turnOn', 'db', {}, panel);
    assert.equal(instance.deltas.at(-1)?.changed[0]?.opState, 'OK');
    const count = instance.deltas.length;
    await daemon.stopPlugin('A', panel);
    await daemon.act('turnOff', 'db', {}, panel);
    assert.equal(instance.deltas.length, count);
  });

  it('hands what config.ini says now to the plugin', async () => {
    const { daemon, hosts, project } = await openDaemon({
      'src/config/plugins/A.ini': '[plugins.A]\nWAIT=["int",4]\n',
    });
    await daemon.runPlugins(['A'], plain);
    const { loadRequest } = hosts.of('A');
    assert.equal(loadRequest?.config['wait']?.default, 4);
    assert.equal(loadRequest.folders.etc, `${project}/etc`);
    assert.equal(loadRequest.file, `${project}/src/plugins/A.ts`);
    assert.equal(loadRequest.waitForDebugger, false);
  });

  describe('with a debugger', () => {
    const debug = { actor: { kind: 'debugger' }, debuggers: [{ hasLeft: false }] } as const;

    it('offers the target when the process waits, not before', async () => {
      const { daemon, hosts, targets } = await openDaemon();
      const constructed = Promise.withResolvers<undefined>();
      hosts.behaviours.set('A', { constructed: constructed.promise });
      const done = daemon.runPlugins(['A'], debug);
      await settled();
      while (!hosts.instances[0]?.loadRequest) await settled();
      const instance = hosts.of('A');
      assert.equal(instance.loadRequest?.waitForDebugger, true);
      assert.deepEqual(targets, []);
      instance.listener.waitingForDebugger(instance);
      assert.deepEqual(targets, [
        { plugin: 'A', generation: 1, target: { kind: 'node', url: 'ws://x' } },
      ]);
      constructed.resolve(undefined);
      await done;
    });

    it('runs without one when there is none, and says why', async () => {
      const { daemon, hosts, problems, targets } = await openDaemon();
      const problem: Problem = {
        code: 'debugpy-missing',
        severity: 'warning',
        message: 'Install it.',
      };
      const target = { kind: 'unavailable', problem } as const;
      hosts.behaviours.set('C', { debugTarget: target });
      const [info] = await daemon.runPlugins(['C'], debug);
      assert.equal(info?.phase.kind, 'running');
      assert.equal(hosts.of('C').loadRequest?.waitForDebugger, false);
      assert.deepEqual(problems, [{ ...problem, plugin: 'C' }]);
      assert.deepEqual(targets, [{ plugin: 'C', generation: 1, target }]);
    });
  });

  it('refuses what begins after its end has begun', async () => {
    const { daemon, hosts, problems } = await openDaemon();
    await daemon.runPlugins(['A'], plain);
    await daemon.shutdown(panel);
    assert.deepEqual(hosts.log.at(-1), 'A stop');
    const outcome = await daemon.act('turnOn', 'db', {}, panel);
    assert.equal(outcome.kind === 'refused' && outcome.rule, 'shutdown');
    await daemon.runPlugins(['B'], plain);
    assert.equal(problems.at(-1)?.code, 'plugin-start-refused');
  });

  it('tells of a problem once, however often the project is read', async () => {
    const { daemon, problems } = await openDaemon({
      'etc/config.ini': '[main]\n[plugins]\npluginList = ["Nobody"]\n',
    });
    await daemon.readProject();
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['plugin-unknown'],
    );
    assert.equal(daemon.problems.length, 1);
  });
});
