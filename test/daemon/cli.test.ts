import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  hashFolder,
  hashProject,
  makeProject,
  removeTempProjects,
} from '../support/runtime/tempProject.ts';
import { timers } from './support/samples.ts';
import { processesOf, runToEnd as run, Terminal } from './support/terminal.ts';

const record = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (.*)$/;

describe('ockle daemon', () => {
  after(removeTempProjects);

  it('writes records of all of pluginList until Ctrl-C, and leaves no process', async () => {
    const project = await makeProject(timers);
    const before = await hashProject(project);
    const terminal = new Terminal(['daemon', '--project', project]);
    await terminal.until(' TimerPluginExample: I am a test plugin\n', 2);
    await terminal.until(' TimerTwin: I am a test plugin\n', 2);
    const children = await processesOf(project);
    assert.equal(children.length, 2);
    assert.equal(await terminal.interrupt(), 0);
    assert.equal(terminal.err, '');
    const texts = terminal.out.split('\n').map((line) => record.exec(line)?.[1]);
    assert.deepEqual(texts.slice(0, 2), ['Loaded: TimerTwin', 'Loaded: TimerPluginExample']);
    const log = await readFile(join(project, 'log.txt'), 'utf8');
    assert.ok(log.endsWith(terminal.out.slice(terminal.out.indexOf('Loaded: ') - 20)), log);
    assert.match(log, /^\d{4}(?:\/\d\d){2} \d\d(?::\d\d){2} Loading:\S+\/etc\/servers\n/);
    assert.deepEqual(await processesOf(project), []);
    assert.equal(await hashProject(project), before);
  });

  it('runs only the plugins that are named', async () => {
    const project = await makeProject(timers);
    const terminal = new Terminal(['daemon', '--project', project, '--plugin', 'TimerTwin']);
    await terminal.until(' TimerTwin: I am a test plugin\n', 1);
    assert.equal(await terminal.interrupt(), 0);
    assert.doesNotMatch(terminal.out, /TimerPluginExample/);
  });

  it('writes problems to stderr, where first, and ends when nothing runs', async () => {
    const text =
      "import { ModuleTemplate } from 'ockle';\nthrow new Error('no rack');\nexport class Bad extends ModuleTemplate {}\n";
    const project = await makeProject({
      'etc/config.ini': '[main]\n',
      'etc/servers/.gitkeep': '',
      'src/plugins/Bad.ts': text,
    });
    const { code, err } = await run('daemon', '--project', project, '--plugin', 'Bad');
    assert.equal(code, 1);
    assert.match(err, /^\S*src\/plugins\/Bad\.ts:2:\d+: error: .*no rack/m);
    assert.match(err, /None of the plugins is running/);
  });

  it('idles when no plugin is enabled, and says what to do', async () => {
    const terminal = new Terminal(['daemon', '--project', await makeProject({})]);
    await terminal.untilError('so the daemon waits for Ctrl-C');
    assert.match(terminal.err, /config\.ini:1: warning: There is no .*config\.ini/);
    assert.match(terminal.err, /No plugin is enabled, .* Name one with --plugin/);
    assert.equal(await terminal.interrupt(), 0);
    assert.match(terminal.out, / Got KeyboardInterrupt, exiting\n$/);
  });

  it('names what is wrong with its arguments', async () => {
    assert.match((await run()).err, /^Say what to do\.\nUsage:/);
    assert.match((await run('demon')).err, /^There is no "demon"\./);
    assert.match((await run('daemon')).err, /^Say which project/);
    const missing = await run('daemon', '--project', '/nowhere/at/all');
    assert.equal(missing.code, 1);
    assert.match(missing.err, /^There is no folder \/nowhere\/at\/all\./);
  });
});

describe('ockle new-project', () => {
  after(removeTempProjects);

  it('lays out a project that loads without a problem, and overwrites nothing', async () => {
    const folder = join(await makeProject({}), 'new');
    const first = await run('new-project', folder);
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /\d+ files written/);
    assert.ok((await stat(join(folder, '.ockle/types'))).isDirectory());
    assert.match(await readFile(join(folder, 'etc/config.ini'), 'utf8'), /pluginList/);
    const before = await hashFolder(folder);
    const second = await run('new-project', folder);
    assert.match(second.out, /has all files/);
    assert.equal(await hashFolder(folder), before);
    const terminal = new Terminal(['daemon', '--project', folder]);
    await terminal.untilError('No plugin is enabled');
    assert.match(terminal.err, /^No plugin is enabled/, 'and nothing before it');
    await terminal.interrupt();
  });
});

describe('ockle new-plugin', () => {
  after(removeTempProjects);

  it('writes the plugin and its template, enables it with every comment kept, and never overwrites', async () => {
    const project = join(await makeProject({}), 'new');
    await run('new-project', project);
    const config = join(project, 'etc/config.ini');
    const before = await readFile(config, 'utf8');
    const first = await run('new-plugin', project, 'DoorWatch', '--language', 'python');
    assert.equal(first.code, 0, first.err);
    const after = before.replace('pluginList = []', 'pluginList = ["DoorWatch"]');
    assert.equal(await readFile(config, 'utf8'), after);
    const written = await hashFolder(project);
    const second = await run('new-plugin', project, 'doorwatch');
    assert.equal(second.code, 1);
    assert.match(second.err, /DoorWatch/);
    assert.equal(await hashFolder(project), written);
    const terminal = new Terminal(['daemon', '--project', project]);
    await terminal.until(' DoorWatch: Message 1', 1);
    assert.equal(await terminal.interrupt(), 0);
  });

  it('says what it knows when language or kind is none', async () => {
    const project = await makeProject({});
    const language = await run('new-plugin', project, 'DoorWatch', '--language', 'cobol');
    assert.match(language.err, /--language cannot be "cobol".*typescript, python/);
    const kind = await run('new-plugin', project, 'DoorWatch', '--kind', 'spaceship');
    assert.match(kind.err, /--kind cannot be "spaceship".*timer/);
  });
});
