import assert from 'node:assert/strict';
import type { TemplateCode } from '../../../../runtime/template/index.ts';
import { ProjectView } from '../../../../runtime/workspace/index.ts';

const caret = '<|>';
type Files = Readonly<Record<string, string>>;

const template = 'src/config/plugins/Demo.ini';
const main = 'src/config/config.ini';
const config = 'etc/config.ini';
const python = 'src/plugins/Demo.py';
const typescript = 'src/plugins/Demo.ts';

const declared = '[plugins.Demo]\nWAIT_TIME=["int",1]\nNAME=["string","x"]\n';
const general =
  '[main]\nSERVER_DIR=["string","servers"]\n\n[plugins]\npluginList=["multilist",false]\n';

/** A Python plugin with one line in `run`; line 3, column 8. */
const py = (line: string, name = 'Demo', base = 'ModuleTemplate') =>
  `from plugins.${base} import ${base}\nclass ${name}(${base}):\n    def run(self):\n        ${line}\n`;
const ts = (line: string, name = 'Demo') =>
  `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {\n  run() { ${line} }\n}\n`;
const both = 'self.getConfigInt("WAIT_TIME"); self.getConfigVar("NAME")';
const plugin: Files = { [template]: declared, [python]: py(both) };

function viewOf(files: Files): ProjectView {
  const view = new ProjectView();
  for (const [path, text] of Object.entries(files)) view.change(path, text.replaceAll(caret, ''));
  return view;
}

describe('The rules across files', () => {
  /** The file with carets has exactly one diagnostic, and that is its place. */
  function marks(code: TemplateCode, what: string, files: Files): void {
    it(`${code}: ${what}`, () => {
      const [path, text = ''] =
        Object.entries(files).find(([, each]) => each.includes(caret)) ?? [];
      assert.ok(path);
      const [before = '', inside = ''] = text.split(caret);
      const lines = before.split('\n');
      const line = lines.length - 1;
      const start = { line, character: lines.at(-1)?.length ?? 0 };
      const end = { line, character: start.character + inside.length };
      const found = viewOf(files).diagnosticsOf(path);
      assert.deepEqual(
        found.map(({ code: each, range }) => ({ code: each, range })),
        [{ code, range: { start, end } }],
      );
    });
  }

  function silent(what: string, files: Files, ...paths: readonly string[]): void {
    it(`nothing: ${what}`, () => {
      const view = viewOf(files);
      for (const path of paths.length > 0 ? paths : view.paths()) {
        assert.deepEqual(view.diagnosticsOf(path), [], path);
      }
    });
  }

  describe('for templates', () => {
    marks('unknown-plugin-class', 'no class of that name', {
      ...plugin,
      'src/config/plugins/Ghost.ini': '[<|>plugins.Ghost<|>]\nA=["int",1]\n',
    });
    marks('unknown-plugin-class', 'a class that is no plugin', {
      [template]: '[<|>plugins.Demo<|>]\nA=["int",1]\n',
      [python]: 'class Demo:\n    pass\n',
    });
    marks('unknown-plugin-class', 'no code at all in a project', {
      [config]: '[plugins]\npluginList = []\n',
      [template]: '[<|>plugins.Demo<|>]\nA=["int",1]\n',
    });
    silent('a template without any project', { [template]: declared });
    silent('a class in a file of another name', {
      [template]: declared,
      'src/plugins/x.py': py(both),
    });
    silent('a class that extends one of another file, which extends ModuleTemplate', {
      'src/plugins/Base.py': py('pass', 'Base'),
      [python]: py(both, 'Demo', 'Base'),
      [template]: declared,
    });
    silent('a template for a plugin that ships with Ockle', {
      [python]: py('pass'),
      'src/config/plugins/SocketListener.ini':
        '[plugins.SocketListener]\nLISTENER_PORT=["int",1]\n',
    });
    marks('template-file-case', 'the class is spelt otherwise', {
      'src/config/plugins/demo.ini': '[<|>plugins.demo<|>]\nWAIT_TIME=["int",1]\n',
      [python]: py(both),
    });
    marks('template-file-case', 'the section is right, only the file is not', {
      'src/config/plugins/demo.ini':
        '[<|>plugins.Demo<|>]\nWAIT_TIME=["int",1]\nNAME=["string",""]\n',
      [python]: py(both),
    });
    marks('config-var-unused', 'nobody reads it', {
      [template]: `${declared}<|>EXTRA<|>=["int",1]\n`,
      [python]: py(both),
    });
    marks('config-var-unused', 'comments and docstrings read nothing', {
      [template]: `${declared}<|>EXTRA<|>=["int",1]\n`,
      [python]: py(
        `"""self.getConfigVar("EXTRA")"""\n        ${both}  # self.getConfigVar("EXTRA")`,
      ),
    });
    for (const [what, line] of [
      ['a name that is computed', 'self.getConfigVar(name)'],
      ['an f-string', 'self.getConfigVar(f"{name}")'],
      ['a concatenation', 'self.getConfigVar("EX" + "TRA")'],
      ['a getter that is handed on', 'list(map(self.getConfigVar, names))'],
      ['a getter inside an f-string', 'f"{self.getConfigVar(1)}"'],
      ['lower case', 'self.getConfigVar("extra")'],
      ['another file', 'pass'],
    ] as const) {
      silent(
        `a variable may be read by ${what}`,
        {
          [template]: `${declared}EXTRA=["string",""]\n`,
          [python]: py(`${both}; ${line}`),
          'src/web/view.py':
            what === 'another file' ? "V = config.get('plugins.Demo', 'EXTRA')\n" : 'pass\n',
        },
        template,
      );
    }
    silent('a variable that a base class reads', {
      'src/plugins/Base.py': py('self.getConfigInt("WAIT_TIME")', 'Base'),
      [python]: py('self.getConfigVar("NAME")', 'Demo', 'Base'),
      [template]: declared,
    });
    marks('duplicate-template-section', 'the main template has it too', {
      ...plugin,
      [template]: declared.replace('plugins.Demo', '<|>plugins.Demo<|>'),
      [main]: `${general}[plugins.Demo]\nNAME=["string",""]\n`,
    });
    it('duplicate-template-section tells where the other one is', () => {
      const files = { ...plugin, [main]: `${general}\n[plugins.Demo]\nNAME=["string",""]\n` };
      const [found] = viewOf(files).diagnosticsOf(template);
      assert.deepEqual(found?.related?.file, main);
      assert.deepEqual(found.related.range.start, { line: 6, character: 1 });
    });
    marks('plugin-section-in-main-template', 'a plugin of the project', {
      [python]: py(both),
      [main]: general + declared.replace('plugins.Demo', '<|>plugins.Demo<|>'),
    });
    silent('a shipped plugin in the main template, as the original has it', {
      [main]: `${general}[plugins.SocketListener]\nLISTENER_PORT=["int",8088]\n`,
    });
    marks('stray-template-file', 'a backup', { 'src/config/plugins/Demo.ini~': '<|>[x]<|>\n' });
    silent('an empty file that keeps the folder', { 'src/config/plugins/.gitkeep': '' });
    it('comments ignore findings of other files, and are told when there is nothing to ignore', () => {
      const ignore = (code: string) => `# ockle-ignore-next-line ${code}\n`;
      const files = {
        [python]: py(both),
        [template]: `${declared}${ignore('config-var-unused')}EXTRA=["int",1]\n`,
      };
      assert.deepEqual(viewOf(files).diagnosticsOf(template), []);
      const idle = { ...files, [template]: `${declared}${ignore('stray-template-file')}` };
      assert.deepEqual(
        viewOf(idle)
          .diagnosticsOf(template)
          .map(({ code }) => code),
        ['unused-suppression'],
      );
    });
    it('severities are those that were set', () => {
      const files = { ...plugin, [template]: `${declared}EXTRA=["int",1]\n` };
      const severities = new Map([['config-var-unused', 'error']] as const);
      const [found] = viewOf(files).diagnosticsOf(template, { severities });
      assert.equal(found?.severity, 'error');
      const off = new Map([['config-var-unused', 'off']] as const);
      assert.deepEqual(viewOf(files).diagnosticsOf(template, { severities: off }), []);
    });
  });

  describe('for code', () => {
    const reads = (line: string): Files => ({ [template]: declared, [python]: py(line) });
    const readsTs = (line: string): Files => ({ [template]: declared, [typescript]: ts(line) });
    marks('template-missing', 'nothing declares what is read', {
      [python]: py('self.debug(1); self.getConfigVar(<|>"NAME"<|>); self.getConfigVar("B")'),
    });
    marks('config-var-undeclared', 'Python', reads('self.getConfigVar(<|>"NAEM"<|>)'));
    marks('config-var-undeclared', 'TypeScript', readsTs("this.getConfigVar(<|>'NAEM'<|>);"));
    marks('config-var-undeclared', 'a constant', {
      [template]: declared,
      [python]: `KEY = "NAEM"\n${py('self.getConfigVar(<|>KEY<|>)')}`,
    });
    marks('config-var-undeclared', 'by section, anywhere', {
      ...plugin,
      'src/web/view.py': 'V = config.get("plugins.Demo", <|>"NAEM"<|>)\n',
    });
    it('config-var-undeclared guesses what was meant', () => {
      const [found] = viewOf(reads('self.getConfigVar("NAEM")')).diagnosticsOf(python);
      assert.match(found?.message ?? '', /Did you mean "NAME"\?$/);
    });
    marks('config-var-dynamic', 'computed', readsTs("this.getConfigVar(<|>'A' + this.b<|>);"));
    marks('config-var-dynamic', 'placeholders', readsTs('this.getConfigVar(<|>`A${1}`<|>);'));
    marks('config-getter-type', 'a text', reads('self.getConfigInt(<|>"NAME"<|>)'));
    marks('config-getter-loose', 'a number', reads('self.getConfigVar(<|>"WAIT_TIME"<|>)'));
    silent(
      'a number that is converted at once',
      readsTs("Number(this.getConfigVar('WAIT_TIME')); this.getConfigVar('NAME');"),
      typescript,
    );
    silent(
      'what a class declares that extends this one',
      {
        'src/plugins/Base.py': py('self.getConfigInt("WAIT_TIME")', 'Base'),
        [python]: py('self.getConfigVar("NAME")', 'Demo', 'Base'),
        [template]: declared,
        'src/config/plugins/Base.ini': '# Nothing.\n[plugins.Base]\n# Nothing.\nOWN=["int",1]\n',
      },
      'src/plugins/Base.py',
    );
    marks('plugin-not-enabled', 'pluginList lacks it', {
      [config]: '[plugins]\npluginList = []\n',
      [python]: py(both).replace('Demo', '<|>Demo<|>'),
      [template]: declared,
    });
    silent('other classes, and plugins elsewhere', {
      [config]: '[plugins]\npluginList = []\n',
      'src/plugins/helper.py': 'class Helper:\n    pass\n',
      'src/lib/Other.py': py('pass', 'Other'),
    });
  });

  describe('for etc/config.ini', () => {
    const says = (text: string): Files => ({ ...plugin, [main]: general, [config]: text });
    const wait = (value: string): Files => says(`[plugins.Demo]\nwait_time = ${value}\n`);
    marks(
      'config-pluginlist-json',
      'a list with commas',
      says('[plugins]\npluginList = <|>Demo, Other<|>\n'),
    );
    marks('config-pluginlist-json', 'numbers', says('[plugins]\npluginList = <|>["Demo", 5]<|>\n'));
    marks('config-pluginlist-json', 'nothing', says('[plugins]\n<|>pluginList<|> =\n'));
    marks(
      'config-plugin-missing',
      'a typing error',
      says('[plugins]\npluginList = [<|>"Dmeo"<|>]\n'),
    );
    marks(
      'config-plugin-missing',
      'in a later line',
      says('[plugins]\npluginList = ["Demo",\n  <|>"Dmeo"<|>]\n'),
    );
    marks(
      'config-pluginlist-duplicate',
      'twice',
      says('[plugins]\npluginList = ["Demo", <|>"Demo"<|>]\n'),
    );
    silent(
      'shipped plugins',
      says('[plugins]\npluginList = ["Demo", "CoreCommunicationCommands"]\n'),
      config,
    );
    marks('config-unknown-section', 'no such plugin', says('[<|>plugins.Nope<|>]\nx = 1\n'));
    marks('config-unknown-key', 'a typing error', says('[plugins.Demo]\n<|>wait_tme<|> = 1\n'));
    silent(
      'sections of the daemon and of shipped plugins',
      says(
        '[limits]\nmessages = 5\n[servers]\nmax_attempts = 1\n[plugins.SocketListener]\nlistener_port = 1\n',
      ),
      config,
    );
    marks('config-value-type', 'int', wait('<|>soon<|>'));
    marks('config-value-type', 'int with a fraction', wait('<|>1.5<|>'));
    marks('config-value-type', 'nothing', says('[plugins.Demo]\n<|>wait_time<|> =\n'));
    silent('whole numbers', wait('-5'), config);
    marks('config-template-literal', 'an array', wait('<|>["int",1]<|>'));
    marks(
      'config-template-literal',
      'the list of plugins',
      says('[plugins]\npluginList = <|>["multilist",false]<|>\n'),
    );
    marks('config-missing-required', 'no folders', says('[<|>main<|>]\nserver_dir = servers\n'));
    marks('percent-unescaped', 'a lone percent sign', says('[plugins.Demo]\nname = 100<|>%<|>\n'));
    marks(
      'percent-undefined-reference',
      'a reference to nothing',
      says('[plugins.Demo]\nname = <|>%(gone)s<|>\n'),
    );
    silent(
      'references that work',
      says('[plugins.Demo]\nname = %(wait_time)s\nwait_time = 1\n'),
      config,
    );
    marks('missing-delimiter', 'a line that says nothing', says('[plugins.Demo]\n<|>nothing<|>\n'));
    marks('config-value-type', 'outside its range', {
      [python]: py('self.getConfigInt("LEVEL")'),
      [template]: '[plugins.Demo]\nLEVEL=["intrange",2,"1-8"]\n',
      [config]: '[plugins.Demo]\nlevel = <|>9<|>\n',
    });
  });

  describe('for servers', () => {
    const rack = { 'etc/outlets/rackA.ini': '[pdu]\ntype = Dummy\n' };
    const server = (text: string, name = 'web') => ({ [`etc/servers/${name}.ini`]: text });
    marks('server-reference-missing', 'a section', {
      ...rack,
      ...server('[server]\noutlets = ["a", <|>"b"<|>]\n[a]\npdu = rackA\n'),
    });
    marks('server-reference-missing', 'a file', {
      ...rack,
      ...server('[server]\noutlets = ["a"]\n[a]\npdu = <|>rackB<|>\n'),
    });
    marks('server-reference-missing', 'a server', {
      ...rack,
      ...server('[server]\ndependencies = [<|>"wbe"<|>]\n'),
    });
    marks('server-dependency-cycle', 'itself', server('[server]\ndependencies = [<|>"web"<|>]\n'));
    marks('server-legacy-key', 'outlet', {
      ...rack,
      ...server('[server]\noutlets = ["a"]\n[a]\n<|>outlet<|> = rackA\n'),
    });
    it('server-dependency-cycle tells the whole circle', () => {
      const view = viewOf({
        ...server('[server]\ndependencies = ["b"]\n', 'a'),
        ...server('[server]\ndependencies = ["c"]\n', 'b'),
        ...server('[server]\ndependencies = ["x", "a"]\n', 'c'),
        ...server('[server]\n', 'x'),
      });
      const [found] = view.diagnosticsOf('etc/servers/a.ini');
      assert.match(found?.message ?? '', /: a → b → c → a\./);
      assert.equal(found?.related?.file, 'etc/servers/b.ini');
      assert.deepEqual(view.diagnosticsOf('etc/servers/x.ini'), []);
      assert.equal(view.diagnosticsOf('etc/servers/c.ini').length, 1);
    });
    silent('folders that config.ini does not name', {
      'etc/old/web.ini': '[server]\noutlets = ["b"]\n',
    });
  });
});
