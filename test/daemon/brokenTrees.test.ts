import assert from 'node:assert/strict';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { rack, timerTypeScript } from './support/samples.ts';

const good = { ...rack, 'src/plugins/TimerTwin.ts': timerTypeScript };
const config =
  '[main]\n[plugins]\npluginList = ["TimerTwin"]\n[plugins.TimerTwin]\nwait_time = 1\n';

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** Codes of what the daemon says, each once. */
  readonly codes: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'a start-up time that is no number',
    files: { 'etc/config.ini': `${config}[servers]\nmax_startup_time = soon\n` },
    codes: ['config-number-invalid'],
  },
  {
    what: 'a limit that is out of range',
    files: { 'etc/config.ini': `${config}[limits]\nlog_size = 0\n` },
    codes: ['limit-invalid'],
  },
  {
    what: 'a name in pluginList that nothing has',
    files: { 'etc/config.ini': config.replace('["TimerTwin"]', '["TimerTwin", "Nobody"]') },
    codes: ['plugin-unknown'],
  },
  {
    what: 'a pluginList that is no JSON',
    files: { 'etc/config.ini': config.replace('["TimerTwin"]', '[TimerTwin') },
    codes: ['name-list-invalid'],
  },
  {
    what: 'a log path that leads out of the project',
    files: { 'etc/config.ini': config.replace('[main]', '[main]\nlog_file_path = ../log.txt') },
    codes: ['path-outside-project'],
  },
  {
    what: 'a plugin that is written for Python 2 under a shipped name',
    files: {
      'etc/config.ini': config,
      'src/plugins/Timer.py':
        'from plugins.ModuleTemplate import ModuleTemplate\nclass TimerPluginExample(ModuleTemplate):\n  def run(self):\n    print "x"\n',
    },
    codes: ['plugin-shipped-instead'],
  },
];

/** The servers that the daemon showed first. */
function serversOf(client: DaemonClient): readonly string[] {
  return client.told.flatMap((each) =>
    each.kind === 'networkPart'
      ? each.note.servers.map(({ name, opState }) => `${name} ${opState}`)
      : [],
  );
}

describe('A tree with one fault', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  for (const { what, files, codes } of cases) {
    it(`says so once and starts with the rest: ${what}`, async () => {
      const { client, welcome } = await startDaemon(await makeProject({ ...good, ...files }));
      assert.deepEqual(
        welcome.problems.map(({ code }) => code),
        codes,
      );
      assert.ok(welcome.problems.every(({ source }) => source !== undefined));
      const [info] = await client.run(['TimerTwin']);
      assert.equal(info?.phase.kind, 'running');
      assert.deepEqual(serversOf(client), ['db OFF', 'web OFF']);
    });
  }

  it('reads nothing but a missing config.ini as a warning, and writes none', async () => {
    const { client, welcome } = await startDaemon(await makeProject(good));
    assert.deepEqual(
      welcome.problems.map(({ code }) => code),
      ['config-missing'],
    );
    assert.deepEqual(serversOf(client), ['db OFF', 'web OFF']);
  });

  it('has each class once, also when two files import it', async () => {
    const second =
      "import { TimerTwin } from './TimerTwin.ts';\nexport class Other extends TimerTwin {}\n";
    const files = { ...good, 'etc/config.ini': config, 'src/plugins/Other.ts': second };
    const { welcome } = await startDaemon(await makeProject(files));
    const twins = welcome.plugins.filter(({ className }) => className === 'TimerTwin');
    assert.equal(twins.length, 1);
  });
});
