import assert from 'node:assert/strict';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { timers } from './support/samples.ts';

const both = ['TimerTwin', 'TimerPluginExample'];
const line = (plugin: string) => `${plugin}: I am a test plugin`;

describe('The documentation’s example', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('runs in Python beside its TypeScript twin', async () => {
    const { client, welcome } = await startDaemon(await makeProject(timers));
    assert.deepEqual(
      welcome.plugins
        .filter(({ isShipped }) => isShipped !== true)
        .map(({ className, language, enabled, phase }) => [
          className,
          language,
          enabled,
          phase.kind,
        ]),
      [
        ['TimerTwin', 'typescript', true, 'notRunning'],
        ['TimerPluginExample', 'python', true, 'notRunning'],
      ],
    );
    assert.deepEqual(welcome.problems, []);
    const plugins = await client.run(both);
    assert.deepEqual(
      plugins.map(({ className, generation, phase }) => [className, generation, phase.kind]),
      [
        ['TimerTwin', 1, 'running'],
        ['TimerPluginExample', 1, 'running'],
      ],
    );
    for (const plugin of both) await client.untilLine(plugin, line(plugin), 2);
    assert.deepEqual(client.problems, []);
  });

  it('constructs all plugins in order before it starts the first', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    await client.run(both);
    const phases = client.told.flatMap((each) =>
      each.kind === 'plugin' ? [`${each.note.className} ${each.note.phase.kind}`] : [],
    );
    const order = ['TimerTwin loaded', 'TimerPluginExample loaded', 'TimerTwin running'];
    const places = order.map((phase) => phases.indexOf(phase));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.ok(places.every((place) => place >= 0));
  });

  it('says where each line was written', async () => {
    const project = await makeProject(timers);
    const { client } = await startDaemon(project);
    await client.run(both);
    for (const plugin of both) await client.untilLine(plugin, line(plugin));
    const sources = both.map(
      (plugin) => client.lines.find((each) => each.text === line(plugin))?.source,
    );
    assert.deepEqual(
      sources.map((source) => `${source?.file.slice(project.length) ?? ''}:${source?.line ?? 0}`),
      ['/src/plugins/TimerTwin.ts:13', '/src/plugins/TimerPluginExample.py:12'],
    );
  });

  /** What both plugins read, as the journal kept it. */
  async function readWaitTimes(files: Readonly<Record<string, string>>) {
    const { client } = await startDaemon(await makeProject({ ...timers, ...files }));
    await client.run(both);
    const { observations } = await client.peer.request('journal', { after: 0 });
    return observations
      .filter(({ what }) => what === 'configRead')
      .map(({ actor, target, value, count }) => [actor.plugin, target, value, count]);
  }

  it('takes its interval from config.ini', async () => {
    const sections = both.map((plugin) => `[plugins.${plugin}]\nwait_time = 7\n`).join('');
    assert.deepEqual(await readWaitTimes({ 'etc/config.ini': `[main]\n${sections}` }), [
      ['TimerTwin', 'WAIT_TIME', 7, 1],
      ['TimerPluginExample', 'WAIT_TIME', 7, 1],
    ]);
  });

  it('takes its interval from the template’s default when config.ini has none', async () => {
    assert.deepEqual(await readWaitTimes({}), [
      ['TimerTwin', 'WAIT_TIME', 1, 1],
      ['TimerPluginExample', 'WAIT_TIME', 1, 1],
    ]);
  });

  it('warns about an interval that is no number, and takes the default', async () => {
    const sections = both.map((plugin) => `[plugins.${plugin}]\nwait_time = soon\n`).join('');
    const project = await makeProject({ ...timers, 'etc/config.ini': `[main]\n${sections}` });
    const { client } = await startDaemon(project);
    await client.run(both);
    const warned = await client.until('two warnings', () => {
      const found = client.problems.filter(({ code }) => code === 'config-no-integer');
      return found.length === 2 && found;
    });
    assert.deepEqual(
      warned.map(({ plugin, severity, source }) => [plugin, severity, source?.line]),
      [
        ['TimerTwin', 'warning', 3],
        ['TimerPluginExample', 'warning', 5],
      ],
    );
  });

  it('gets another generation with each start', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    await client.run(['TimerTwin']);
    const { plugin: stopped } = await client.peer.request('stopPlugin', { plugin: 'TimerTwin' });
    assert.equal(stopped.phase.kind, 'stopped');
    assert.equal(stopped.pid, undefined);
    const [again] = await client.run(['TimerTwin']);
    assert.deepEqual([again?.generation, again?.phase.kind], [2, 'running']);
  });

  it('goes on when it is asked to run again', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    const [first] = await client.run(['TimerTwin']);
    const [second] = await client.run(['TimerTwin']);
    assert.equal(second?.pid, first?.pid);
    assert.equal(second?.generation, 1);
  });

  it('ends with the daemon when the client is gone', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    const plugins = await client.run(both);
    assert.equal(await client.hangUp(), 0);
    for (const { pid } of plugins) assert.throws(() => process.kill(pid ?? 0, 0), /ESRCH/);
  });

  it('ends with the daemon when the client asks for it', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    const plugins = await client.run(both);
    await client.peer.request('shutdown', {});
    assert.equal(await client.hangUp(), 0);
    for (const { pid } of plugins) assert.throws(() => process.kill(pid ?? 0, 0), /ESRCH/);
  });
});
