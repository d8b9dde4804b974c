import assert from 'node:assert/strict';
import { ProjectView } from '../../../../runtime/workspace/index.ts';

const python = (name: string, body: string, base = 'ModuleTemplate') =>
  `from plugins.${base} import ${base}\nclass ${name}(${base}):\n    def run(self):\n        ${body}\n`;
const typescript = (name: string, body: string) =>
  `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {\n  run() { ${body} }\n}\n`;
const helper = 'def read(plugin):\n    return plugin.getConfigVar("EXTRA")\n';
const raw = 'PORT = config.getint("plugins.Demo", "WAIT_TIME")\n';

/** What each file may hold in turn; undefined is no file. */
const contents: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'etc/config.ini': [
    undefined,
    '[main]\nplugin_dir = plugins\n[plugins]\npluginList = ["Demo"]\n[plugins.Demo]\nwait_time = 5\n',
    '[plugins]\npluginList = ["Demo", "Othr", "Base"]\n[plugins.Demo]\nwait_tme = x\n',
    '[main]\nplugin_dir = more\n[plugins]\npluginList = Demo\n',
  ],
  'src/config/config.ini': [
    undefined,
    '[plugins]\npluginList=["multilist",false]\n',
    '[plugins]\npluginList=["multilist",false]\n[plugins.Demo]\nWAIT_TIME=["int",1]\n',
  ],
  'src/config/plugins/Demo.ini': [
    undefined,
    '[plugins.Demo]\nWAIT_TIME=["int",1]\nEXTRA=["string",""]\n',
    '[plugins.Demo]\nNAME=["string","x"]\n',
    '[plugins.Other]\nNAME=["string","x"]\n',
  ],
  'src/config/plugins/demo.ini': [undefined, '[plugins.demo]\nA=["int",1]\n'],
  'src/config/plugins/Other.ini': [
    undefined,
    '[plugins.Other]\nWAIT_TIME=["int",1]\n',
    '[plugins.Other]\n\n[plugins.Demo]\nA=["int",1]\n',
  ],
  'src/config/plugins/Base.ini': [undefined, '[plugins.Base]\nSHARED=["int",1]\n'],
  'src/plugins/Demo.py': [
    undefined,
    python('Demo', 'self.getConfigInt("WAIT_TIME"); self.getConfigVar("SHARED")'),
    python('Demo', 'self.getConfigVar("WAIT_TIME")', 'Base'),
    python('demo', 'self.getConfigVar(self.x)'),
  ],
  'src/plugins/Base.py': [
    undefined,
    python('Base', 'self.getConfigInt("SHARED")'),
    python('Base', 'self.getConfigVar("NOWHERE")'),
  ],
  'src/plugins/Other.ts': [
    undefined,
    typescript('Other', "this.getConfigInt('WAIT_TIME')"),
    typescript('Other', "this.getConfigVar('EXTRA')"),
  ],
  'src/plugins/helper.py': [undefined, helper, raw, helper + raw],
};

describe('ProjectView, as files come, change and go', () => {
  const paths = Object.keys(contents);
  const found = (view: ProjectView, path: string) =>
    view.diagnosticsOf(path).map(({ code, range, message }) => ({ code, range, message }));
  const all = (view: ProjectView) => new Map(paths.map((path) => [path, found(view, path)]));

  it('says the same as one that is told everything at once, and names every file it says more of', () => {
    const view = new ProjectView();
    const now = new Map<string, string>();
    let seed = 1;
    const next = (below: number) => {
      seed = (seed * 48_271) % 0x7fff_ffff;
      return seed % below;
    };
    let before = all(view);
    for (let step = 0; step < 400; step++) {
      const path = paths[next(paths.length)] ?? '';
      const choices = contents[path] ?? [];
      const content = choices[next(choices.length)];
      if (content === undefined) now.delete(path);
      else now.set(path, content);
      const told = new Set([path, ...view.change(path, content)]);
      const after = all(view);
      const fresh = new ProjectView();
      for (const [other, text] of now) fresh.change(other, text);
      assert.deepEqual(after, all(fresh), `after step ${step}`);
      for (const other of paths.filter((each) => !told.has(each))) {
        assert.deepEqual(after.get(other), before.get(other), `step ${step}: ${path} → ${other}`);
      }
      before = after;
    }
  });
});
