import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PluginInfo, Problem } from '../../runtime/protocol/index.ts';
import { hashProject, makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { timerPython, timers, timerTypeScript } from './support/samples.ts';

/** A plugin that is wrong in one way. */
interface Fault {
  readonly file: string;
  readonly text: string;
  readonly code: string;
  /** 1-based line of `file` that the message points at. */
  readonly line: number;
  readonly says: RegExp;
}

const typeScript = (before: string, constructor: string, run: string): string =>
  [
    "import { ModuleTemplate } from 'ockle';",
    before,
    'export class Bad extends ModuleTemplate {',
    '  constructor(mainDaemon) {',
    '    super(mainDaemon);',
    `    ${constructor}`,
    '  }',
    '  override async run(): Promise<void> {',
    `    ${run}`,
    '  }',
    '}',
    '',
  ].join('\n');

const python = (before: string, constructor: string, run: string): string =>
  [
    'from plugins.ModuleTemplate import ModuleTemplate',
    before,
    'class Bad(ModuleTemplate):',
    '    def __init__(self, MainDaemon):',
    '        ModuleTemplate.__init__(self, MainDaemon)',
    `        ${constructor}`,
    '    def run(self):',
    `        ${run}`,
    '',
  ].join('\n');

const tsFile = 'src/plugins/Bad.ts';
const pyFile = 'src/plugins/Bad.py';

const faults: Readonly<Record<string, Fault>> = {
  'does not compile (TypeScript)': {
    file: tsFile,
    text: typeScript('', 'const x = ;', ''),
    code: 'plugin-does-not-compile',
    line: 6,
    says: /Bad/,
  },
  'does not compile (Python)': {
    file: pyFile,
    text: python('', 'x = = 1', 'pass'),
    code: 'plugin-does-not-compile',
    line: 6,
    says: /Bad/,
  },
  'throws at import (TypeScript)': {
    file: tsFile,
    text: typeScript("throw new Error('no rack today');", '', ''),
    code: 'plugin-import-failed',
    line: 2,
    says: /no rack today/,
  },
  'throws at import (Python)': {
    file: pyFile,
    text: python('raise ValueError("no rack today")', 'pass', 'pass'),
    code: 'plugin-import-failed',
    line: 2,
    says: /no rack today/,
  },
  'imports what is not there (TypeScript)': {
    file: tsFile,
    text: typeScript("import { x } from './helperr.ts';", 'x();', ''),
    code: 'plugin-import-failed',
    line: 2,
    says: /helperr/,
  },
  'imports what is not there (Python)': {
    file: pyFile,
    text: python('import helperr', 'pass', 'pass'),
    code: 'plugin-import-failed',
    line: 2,
    says: /helperr/,
  },
  'throws in its constructor (TypeScript)': {
    file: tsFile,
    text: typeScript('', "throw new Error('no rack today');", ''),
    code: 'plugin-constructor-failed',
    line: 6,
    says: /no rack today/,
  },
  'throws in its constructor (Python)': {
    file: pyFile,
    text: python('', 'raise ValueError("no rack today")', 'pass'),
    code: 'plugin-constructor-failed',
    line: 6,
    says: /no rack today/,
  },
  'reads a variable nobody declares (TypeScript)': {
    file: tsFile,
    text: typeScript('', "this.getConfigInt('WAIT_TIME');", ''),
    code: 'plugin-constructor-failed',
    line: 6,
    says: /WAIT_TIME.*Declare it in .*Bad\.ini/,
  },
  'reads a variable nobody declares (Python)': {
    file: pyFile,
    text: python('', 'self.getConfigInt("WAIT_TIME")', 'pass'),
    code: 'plugin-constructor-failed',
    line: 6,
    says: /WAIT_TIME.*Declare it in .*Bad\.ini/,
  },
  'throws in run (TypeScript)': {
    file: tsFile,
    text: typeScript('', '', "throw new Error('no rack today');"),
    code: 'plugin-run-failed',
    line: 9,
    says: /no rack today/,
  },
  'throws in run (Python)': {
    file: pyFile,
    text: python('', 'pass', 'raise ValueError("no rack today")'),
    code: 'plugin-run-failed',
    line: 8,
    says: /no rack today/,
  },
  'mixes tabs and blanks, as the printed manual does': {
    file: pyFile,
    text: 'from plugins.ModuleTemplate import ModuleTemplate\nclass Bad(ModuleTemplate):\n    def run(self):\n        x = 1\n\ty = 2\n',
    code: 'python-tabs',
    line: 5,
    says: /[Tt]ab/,
  },
};

const twin = 'TimerTwin: I am a test plugin';

describe('A plugin that', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  for (const [name, fault] of Object.entries(faults)) {
    it(`${name} fails alone, says where and what, and changes nothing on disk`, async () => {
      const project = await makeProject({
        ...timers,
        'src/config/plugins/TimerTwin.ini': '[plugins.TimerTwin]\nWAIT_TIME=["int",1]\n',
        [fault.file]: fault.text,
      });
      const before = await hashProject(project);
      const { client } = await startDaemon(project);
      await client.run(['Bad', 'TimerTwin']);
      const failed = await client.until('the failure', () => phaseOf(client.told, 'Bad', 'failed'));
      assert.ok(failed.phase.kind === 'failed');
      const { failure } = failed.phase;
      assert.equal(failure.code, fault.code, failure.message);
      assert.match(failure.message, fault.says);
      assert.deepEqual(
        [failure.source?.file, failure.source?.line],
        [join(project, fault.file), fault.line],
        failure.message,
      );
      const problem = await client.until('its problem', () =>
        client.problems.find(({ plugin }) => plugin === 'Bad'),
      );
      assert.deepEqual([problem.severity, problem.message], ['error', failure.message]);
      const count = client.linesOf('TimerTwin').length;
      await client.untilLine('TimerTwin', twin, count + 1);
      await client.peer.request('shutdown', {});
      assert.equal(await hashProject(project), before);
    });
  }
});

function phaseOf(
  told: readonly { readonly kind: string; readonly note: unknown }[],
  plugin: string,
  phase: string,
): PluginInfo | undefined {
  return told
    .filter(({ kind }) => kind === 'plugin')
    .map(({ note }) => note as PluginInfo)
    .find((info) => info.className === plugin && info.phase.kind === phase);
}

describe('What surrounds a plugin', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  /** Runs both timers and answers the problem that stands for the fault. */
  async function runTimers(
    project: string,
    code: string,
    { args = [], debug = false }: { args?: readonly string[]; debug?: boolean } = {},
  ) {
    const before = await hashProject(project);
    const { client, welcome } = await startDaemon(project, { args });
    const infos = await client.run(['TimerPluginExample', 'TimerTwin'], debug);
    const problems: readonly Problem[] = [...welcome.problems, ...client.problems];
    const problem = problems.find((each) => each.code === code);
    assert.ok(problem, `no ${code} in ${JSON.stringify(problems)}`);
    return { before, client, infos, problem };
  }

  it('a template that does not parse is reported with its line; config.ini still counts', async () => {
    const broken = '[plugins.TimerPluginExample]\nWAIT_TIME=["int",1\n';
    const project = await makeProject({
      ...timers,
      'etc/config.ini': '[main]\n[plugins.TimerPluginExample]\nwait_time = 1\n',
      'src/config/plugins/TimerPluginExample.ini': broken,
    });
    const { before, client, infos, problem } = await runTimers(project, 'json-unclosed-array');
    assert.deepEqual(
      [problem.severity, problem.source?.file, problem.source?.line],
      ['error', join(project, 'src/config/plugins/TimerPluginExample.ini'), 2],
    );
    assert.deepEqual(
      infos.map(({ phase }) => phase.kind),
      ['running', 'running'],
    );
    await client.untilLine('TimerTwin', twin, 2);
    await client.peer.request('shutdown', {});
    assert.equal(await hashProject(project), before);
  });

  it('without Python its plugins fail, and say what to install; the others run', async () => {
    const project = await makeProject(timers);
    const args = ['--python', join(project, 'no-python-here')];
    const { client, infos, problem } = await runTimers(project, 'python-missing', { args });
    assert.match(problem.message, /no-python-here.*not there[^]*Install Python 3/);
    assert.deepEqual(
      infos.map(({ phase }) => phase.kind),
      ['failed', 'running'],
    );
    await client.untilLine('TimerTwin', twin, 2);
  });

  it('without debugpy it runs without debugging, and says how to install it', async () => {
    const project = await makeProject({ ...timers, 'etc/config.ini': '[main]\n' });
    const home = await makeProject({});
    const environment = join(home, 'bare');
    execFileSync('python3', ['-m', 'venv', '--without-pip', environment]);
    const before = await hashProject(project);
    const args = ['--python', join(environment, 'bin/python')];
    const { client } = await startDaemon(project, { args });
    const [info] = await client.run(['TimerPluginExample'], true);
    assert.equal(info?.phase.kind, 'running');
    const problem = client.problems.find(({ code }) => code === 'debugpy-missing');
    assert.match(problem?.message ?? '', /pip install debugpy|python3-debugpy/);
    const target = client.told.find(({ kind }) => kind === 'debugTarget');
    assert.ok(target?.kind === 'debugTarget' && target.note.target.kind === 'unavailable');
    await client.untilLine('TimerPluginExample', 'TimerPluginExample: I am a test plugin');
    await client.peer.request('shutdown', {});
    assert.equal(await hashProject(project), before);
  });

  it('two files with one class are reported, and the first is used', async () => {
    const project = await makeProject({ ...timers, 'src/plugins/ATimer.ts': timerTypeScript });
    const { infos, problem } = await runTimers(project, 'plugin-declared-twice');
    assert.equal(problem.source?.file, join(project, 'src/plugins/TimerTwin.ts'));
    assert.match(problem.message, /ATimer\.ts.*Rename/);
    assert.equal(infos[1]?.source.file, join(project, 'src/plugins/ATimer.ts'));
  });

  it('a name in pluginList without a class is reported with its line', async () => {
    const config = '[main]\n[plugins]\npluginList = ["AutoControll", "TimerTwin"]\n';
    const project = await makeProject({ ...timers, 'etc/config.ini': config });
    const { infos, problem } = await runTimers(project, 'plugin-unknown');
    assert.equal(problem.source?.line, 3);
    assert.match(problem.message, /AutoControll/);
    assert.equal(infos.length, 2);
  });

  it('no template at all is no fault while config.ini has the value', async () => {
    const project = await makeProject({
      'etc/config.ini': '[main]\n[plugins.TimerPluginExample]\nwait_time = 1\n',
      'src/plugins/TimerPluginExample.py': timerPython,
    });
    const { client } = await startDaemon(project);
    const [info] = await client.run(['TimerPluginExample']);
    assert.equal(info?.phase.kind, 'running');
    assert.deepEqual(client.problems, []);
  });
});
