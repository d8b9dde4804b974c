import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { runToEnd, Terminal } from './support/terminal.ts';

const folders =
  '[main]\nserver_dir = servers\noutlet_dir = outlets\ntester_dir = testers\ncontroller_dir = controllers\n';
const timer = `from plugins.ModuleTemplate import ModuleTemplate


class Timer(ModuleTemplate):
    def run(self):
        self.debug(self.getConfigVar("MESAGE"))
`;

describe('ockle validate', () => {
  after(removeTempProjects);

  async function json(...args: readonly string[]) {
    const { code, out, err } = await runToEnd('validate', ...args, '--json');
    assert.equal(err, '');
    return { code, problems: JSON.parse(out) as readonly Record<string, unknown>[] };
  }

  /** `file:line startCol-endCol severity code` of each problem. */
  async function brief(...args: readonly string[]): Promise<readonly string[]> {
    const { problems } = await json(...args);
    return problems.map(
      (each) =>
        `${String(each['file'])}:${String(each['line'])} ${String(each['startCol'])}-${String(each['endCol'])} ${String(each['severity'])} ${String(each['code'])}`,
    );
  }

  const project = () =>
    makeProject({
      'etc/config.ini': `${folders}\n[plugins]\npluginList = ["Timer", "CoreCommunicationCommands"]\n\n[plugins.Timer]\nmessage = hi\nwait = 1\n`,
      'src/config/plugins/Timer.ini': '[plugins.Timer]\nMESSAGE=["strng","x"]\n',
      'src/plugins/Timer.py': timer,
      'node_modules/x/src/config/plugins/Not.ini': 'nothing',
      'README.md': '# no template',
    });

  it('prints every problem of a project for people, with a summary and exit code 1', async () => {
    const { code, out, err } = await runToEnd('validate', await project());
    assert.equal(err, '');
    assert.equal(code, 1);
    assert.equal(
      out,
      `etc/config.ini:12:1 warning config-unknown-key No template declares "wait" in [plugins.Timer]. Declare it in the template, or delete the line.

src/config/plugins/Timer.ini:2:1 hint config-var-unused Timer never reads MESSAGE. Delete it, or read it.
src/config/plugins/Timer.ini:2:10 error unknown-type There is no type "strng". Did you mean "string"?

src/plugins/Timer.py:6:38 error config-var-undeclared "MESAGE" is not declared in the template of Timer. Did you mean "MESSAGE"?

2 errors, 1 warning, 1 hint in 3 files.
`,
    );
  });

  it('prints exactly an array for programs, places from zero', async () => {
    const { code, problems } = await json(await project());
    assert.equal(code, 1);
    assert.deepEqual(problems[2], {
      file: 'src/config/plugins/Timer.ini',
      line: 1,
      startCol: 9,
      endCol: 16,
      code: 'unknown-type',
      severity: 'error',
      message: 'There is no type "strng". Did you mean "string"?',
    });
    assert.deepEqual(
      problems.map(({ file }) => file),
      [
        'etc/config.ini',
        'src/config/plugins/Timer.ini',
        'src/config/plugins/Timer.ini',
        'src/plugins/Timer.py',
      ],
    );
  });

  it('has exit code 0 and an empty array where there are no errors', async () => {
    const clean = await makeProject({
      'etc/config.ini': `${folders}[plugins]\npluginList = ["SocketListener"]\n[plugins.SocketListener]\nlistener_port = 0\n`,
    });
    assert.deepEqual(await json(clean), { code: 0, problems: [] });
    const warned = await makeProject({
      'etc/config.ini': `${folders}[plugins]\npluginList = ["Nobody"]\n`,
    });
    assert.equal((await json(warned)).code, 0);
    const { out, code } = await runToEnd('validate', clean);
    assert.deepEqual([out, code], ['No problems in 1 file.\n', 0]);
  });

  it('has exit code 2 for arguments that cannot be', async () => {
    const folder = await makeProject({});
    for (const args of [['--nonsense'], [folder, folder], [join(folder, 'missing')]]) {
      const { code, out, err } = await runToEnd('validate', ...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /ockle validate/);
    }
  });

  it('checks several projects below a folder, each by itself', async () => {
    const folder = await makeProject({
      'one/etc/config.ini': `${folders}[plugins]\npluginList = ["Two"]\n`,
      'two/etc/config.ini': `${folders}[plugins]\npluginList = ["Two"]\n`,
      'two/src/plugins/Two.ts':
        "import { ModuleTemplate } from 'ockle';\nexport class Two extends ModuleTemplate {}\n",
    });
    assert.deepEqual(await brief(folder), [
      'one/etc/config.ini:6 14-19 warning config-plugin-missing',
    ]);
  });

  it('checks templates alone: a folder of them, a part of a project, and a single file', async () => {
    const lone = await makeProject({
      'src/config/plugins/Demo.ini': '[plugins.Demo]\nA=["int","1"]\n',
    });
    assert.deepEqual(await brief(lone), ['src/config/plugins/Demo.ini:1 9-12 error argument-type']);
    const inProject = await project();
    await writeFile(
      join(inProject, 'src/config/plugins/Ghost.ini'),
      '[plugins.Ghost]\nA=["int",1]\n',
    );
    const part = join(inProject, 'src/config/plugins');
    assert.deepEqual(await brief(part), [
      'Ghost.ini:0 1-14 warning unknown-plugin-class',
      'Timer.ini:1 0-7 hint config-var-unused',
      'Timer.ini:1 9-16 error unknown-type',
    ]);
    assert.deepEqual(await brief(join(part, 'Ghost.ini')), [
      'Ghost.ini:0 1-14 warning unknown-plugin-class',
    ]);
    const other = await makeProject({
      'settings.ini': '[a]\nA=["int"]\n',
      'tox.ini': '[tox]\nx = 1\n',
    });
    assert.deepEqual(await brief(other), []);
    assert.deepEqual(await brief(join(other, 'settings.ini')), [
      'settings.ini:1 2-9 error missing-argument',
    ]);
  });

  it('reads bytes: other encodings, byte-order marks and old line ends', async () => {
    const folder = await makeProject({
      'src/config/plugins/Bom.ini': '\ufeff[plugins.Bom]\nA=["int",1]\n',
      'src/config/plugins/Latin.ini': Buffer.from(
        '[plugins.Latin]\nA=["string","\xe9"]\n',
        'latin1',
      ),
      'src/config/plugins/Mac.ini': '[plugins.Mac]\rA=["int",1]\r',
      'src/config/plugins/Old.ini~': 'old',
    });
    assert.deepEqual(await brief(folder), [
      'src/config/plugins/Bom.ini:0 0-1 error bom',
      'src/config/plugins/Latin.ini:0 0-15 error not-utf8',
      'src/config/plugins/Mac.ini:0 13-14 error lone-cr',
      'src/config/plugins/Mac.ini:1 11-12 error lone-cr',
      'src/config/plugins/Old.ini~:0 0-3 warning stray-template-file',
    ]);
  });

  it('follows links inside the folder only, and no circle', async () => {
    const outside = await makeProject({ 'Bad.ini': '[plugins.Bad]\nA=["strng",1]\n' });
    const folder = await makeProject({
      'more/Linked.ini': '[plugins.Linked]\nA=["strng",1]\n',
      'src/config/plugins/Demo.ini': '[plugins.Demo]\nA=["int",1]\n',
    });
    const plugins = join(folder, 'src/config/plugins');
    await symlink(join(outside, 'Bad.ini'), join(plugins, 'Bad.ini'));
    await symlink(join(folder, 'more/Linked.ini'), join(plugins, 'Linked.ini'));
    await symlink(join(folder, 'nowhere'), join(plugins, 'Gone.ini'));
    await symlink(outside, join(folder, 'src/away'));
    await symlink(folder, join(folder, 'src/round'));
    assert.deepEqual(await brief(folder), [
      'src/config/plugins/Linked.ini:1 3-10 error unknown-type',
    ]);
  });

  it('says what it cannot read, and does not call that clean', async () => {
    const folder = await makeProject({});
    await mkdir(join(folder, 'src/config/plugins'), { recursive: true });
    const file = join(folder, 'src/config/plugins/Big.ini');
    await writeFile(file, '');
    await truncate(file, 65 * 1024 * 1024);
    const { code, out, err } = await runToEnd('validate', folder, '--json');
    assert.deepEqual([code, JSON.parse(out)], [1, []]);
    assert.match(err, /Big\.ini cannot be checked: it has more than 64 MiB\./);
  });

  it('mends what is safe to mend with --fix, keeps the rights of files, and tells what remains', async () => {
    const text =
      "# note\r\n[plugins.Demo]\r\nA: ['string', 'x',]\r\n  # why\r\nB=[\"strng\",1]\r\n";
    const folder = await makeProject({
      'src/config/plugins/Demo.ini': text,
      'src/config/plugins/Fine.ini': '[plugins.Fine]\nA=["int",1]\n',
      'src/config/plugins/Latin.ini': Buffer.from("[plugins.Latin]\nA=['\xe9']\n", 'latin1'),
    });
    const demo = join(folder, 'src/config/plugins/Demo.ini');
    await chmod(demo, 0o640);
    const fine = await stat(join(folder, 'src/config/plugins/Fine.ini'));
    const { code, out } = await runToEnd('validate', folder, '--fix');
    assert.equal(code, 1);
    assert.match(out, /^src\/config\/plugins\/Demo\.ini:5:4 error unknown-type /);
    assert.match(out, /\n1 file mended\.\n2 errors in 3 files\.\n$/);
    assert.equal(
      await readFile(demo, 'utf8'),
      '# note\r\n[plugins.Demo]\r\nA= ["string", "x"]\r\n# why\r\nB=["strng",1]\r\n',
    );
    assert.equal((await stat(demo)).mode & 0o777, 0o640);
    assert.equal((await stat(join(folder, 'src/config/plugins/Fine.ini'))).ino, fine.ino);
    assert.equal((await readFile(join(folder, 'src/config/plugins/Latin.ini'))).length, 24);
  });

  it('says the same as a daemon that loads the plugin, which runs all the same', async () => {
    const folder = await makeProject({
      'etc/config.ini': `${folders}[plugins]\npluginList = ["Timer"]\n`,
      'src/config/plugins/Timer.ini':
        '[plugins.Timer]\nMESAGE=["string","hello"]\nWAIT: ["int",-1]\nLEVEL=["strng","x"]\n',
      'src/plugins/Timer.py': timer,
    });
    const template = 'src/config/plugins/Timer.ini:';
    const { out } = await runToEnd('validate', folder);
    const said = out.split('\n').filter((line) => / (?:error|warning) /.test(line));
    const daemon = new Terminal(['daemon', '--project', folder]);
    await daemon.until('Timer: hello', 1);
    await daemon.interrupt();
    const lines = [...daemon.out.split('\n'), ...daemon.err.split('\n')];
    const loaded = lines.filter((line) => line.includes(template));
    assert.deepEqual(
      loaded.map((line) => line.slice(line.indexOf(template))),
      said.filter((line) => line.startsWith(template)),
    );
    assert.equal(loaded.length, 3);
  });
});
