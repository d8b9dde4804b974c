import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { rack, timerTypeScript } from './support/samples.ts';
import { processesOf, runToEnd, Terminal } from './support/terminal.ts';

const listener = '[plugins.SocketListener]\nlistener_port = 0\n';

/** A project with a plugin of its own, and a second etc folder beside it. */
const files = {
  ...rack,
  'etc/config.ini': `[main]\n[plugins]\npluginList = ["TimerTwin", "TimerPluginExample"]\n`,
  'other/config.ini': `[main]\n[plugins]\npluginList = ["CoreCommunicationCommands", "SocketListener", "TimerTwin"]\n${listener}`,
  'other/servers/elsewhere.ini': '[server]\n',
  'src/plugins/TimerTwin.ts': timerTypeScript,
  'src/config/plugins/TimerTwin.ini': '[plugins.TimerTwin]\nWAIT_TIME=["int",1]\n',
};

describe('ockle daemon with options', () => {
  after(removeTempProjects);

  /** The servers that a daemon answers over its socket. */
  async function namesOf(terminal: Terminal): Promise<string> {
    await terminal.until('Started Listening on port:', 1);
    const [, port = ''] = /listening on port:(\d+)/i.exec(terminal.out) ?? [];
    const { code, out, err } = await runToEnd('call', 'dotgraph', '--port', port);
    assert.equal(code, 0, err);
    return out;
  }

  it('--help says what there is, after any command', async () => {
    const { code, out, err } = await runToEnd('daemon', '--help');
    assert.match(out, /^Usage:\n {2}ockle daemon --project <folder>/);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  it('--etc runs exactly that folder, with plugins that ship with Ockle only', async () => {
    const project = await makeProject(files);
    const terminal = new Terminal(['daemon', '--etc', join(project, 'other')]);
    const graph = await namesOf(terminal);
    assert.match(graph, /elsewhere/);
    assert.doesNotMatch(graph, /web/);
    assert.equal(await terminal.interrupt(), 0);
    assert.doesNotMatch(terminal.out, /Loaded: TimerTwin/);
    assert.match(
      terminal.err,
      /other\/config\.ini:3:1: information: pluginList names TimerTwin, .*left out/,
    );
  });

  it('--etc beside --project runs that folder with the plugins of the project', async () => {
    const project = await makeProject(files);
    const args = ['daemon', '--project', project, '--etc', join(project, 'other')];
    const terminal = new Terminal(args);
    assert.match(await namesOf(terminal), /elsewhere/);
    await terminal.until(' TimerTwin: I am a test plugin\n', 1);
    assert.equal(await terminal.interrupt(), 0);
    assert.equal(terminal.err, '');
  });

  it('--safe leaves the plugins of the project out, and says so', async () => {
    const project = await makeProject(files);
    const terminal = new Terminal(['daemon', '--project', project, '--safe']);
    await terminal.until(' TimerPluginExample: I am a test plugin\n', 1);
    assert.equal(await terminal.interrupt(), 0);
    assert.doesNotMatch(terminal.out, /TimerTwin/);
    assert.match(terminal.err, /config\.ini:3:1: information: pluginList names TimerTwin/);
  });

  for (const [isolation, processes] of [
    ['inline', 0],
    ['process', 1],
  ] as const) {
    it(`--isolation ${isolation} runs a shipped plugin in ${processes} processes of its own`, async () => {
      const project = await makeProject(files);
      const only = ['--plugin', 'TimerPluginExample'];
      const terminal = new Terminal([
        'daemon',
        '--project',
        project,
        '--isolation',
        isolation,
        ...only,
      ]);
      await terminal.until(' TimerPluginExample: I am a test plugin\n', 1);
      assert.equal((await processesOf(project)).length, processes);
      assert.equal(await terminal.interrupt(), 0);
      assert.deepEqual(await processesOf(project), []);
    });
  }

  for (const [args, message] of [
    [['--etc', '/nowhere/etc'], /^There is no folder \/nowhere\/etc\. .*--etc/],
    [
      ['--project', '.', '--isolation', 'thread'],
      /^--isolation cannot be "thread"\. .*inline, process/,
    ],
    [['--project', '.', '--sure'], /^Unknown option '--sure'/],
    [['--project'], /^Option '--project <value>' argument missing/],
    [['--safe'], /^Say which project/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}, and how to write it`, async () => {
      const { code, err } = await runToEnd('daemon', ...args);
      assert.equal(code, 1);
      assert.match(err, message);
    });
  }
});
