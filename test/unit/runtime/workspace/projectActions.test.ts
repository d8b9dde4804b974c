import assert from 'node:assert/strict';
import { applyTemplateEdits, readTemplate } from '../../../../runtime/template/index.ts';
import { ProjectView } from '../../../../runtime/workspace/index.ts';

const python =
  'from plugins.ModuleTemplate import ModuleTemplate\nclass Demo(ModuleTemplate):\n    def run(self):\n        self.getConfigInt("A")\n';
const main = 'src/config/config.ini';

describe('What can be done across files', () => {
  /** Carries out each action in a project of its own; answers titles and what is left in it. */
  function mended(files: Readonly<Record<string, string>>, path: string) {
    const view = new ProjectView();
    for (const [each, text] of Object.entries(files)) view.change(each, text);
    const [first] = view.diagnosticsOf(path);
    assert.ok(first);
    return view.actionsOf(path, first.range).map(({ title, isPreferred, change }) => {
      const after = new Map(Object.entries(files));
      const text = applyTemplateEdits(readTemplate(files[path] ?? '', path), change.edits).text;
      after.delete(path);
      after.set(change.renameTo ?? path, text);
      for (const each of change.newFiles ?? []) {
        assert.ok(!after.has(each.path));
        after.set(each.path, each.text);
      }
      const fresh = new ProjectView();
      for (const [each, content] of after) fresh.change(each, content);
      const left = [...after.keys()].flatMap((each) =>
        fresh.diagnosticsOf(each).map(({ code }) => `${each} ${code}`),
      );
      return { title, isPreferred, files: [...after.keys()].sort(), left, after };
    });
  }

  it('renames a template to the name of its class', () => {
    const [only, ...more] = mended(
      {
        'src/plugins/Demo.py': python,
        'src/config/plugins/demo.ini': '[plugins.demo]\nA=["int",1]\n',
      },
      'src/config/plugins/demo.ini',
    );
    assert.deepEqual(more, []);
    assert.deepEqual([only?.title, only?.isPreferred], ['Rename the file to Demo.ini', true]);
    assert.deepEqual(only?.files, ['src/config/plugins/Demo.ini', 'src/plugins/Demo.py']);
    assert.deepEqual(only.left, []);
  });

  it('renames to a class that has no template, or creates the plugin in either language', () => {
    const actions = mended(
      {
        'src/plugins/Demo.py': python,
        'src/config/plugins/Dmeo.ini': '[plugins.Dmeo]\nA=["int",1]\nB=["string","x"]\n',
      },
      'src/config/plugins/Dmeo.ini',
    );
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['Rename the file to Demo.ini', false],
        ['Create Dmeo in Python', false],
        ['Create Dmeo in TypeScript', false],
      ],
    );
    const missing = 'src/plugins/Demo.py template-missing';
    assert.deepEqual(
      actions.map(({ left }) => left),
      [['src/config/plugins/Demo.ini config-var-unused'], [missing], [missing]],
    );
  });

  it('moves a section of the main template to its own file and loses no line', () => {
    const text =
      '[main]\nSERVER_DIR=["string","servers"]\n\n[plugins.Demo]\n# note\nA=["int",1]\n# next\n\n[servers]\nMAX_ATTEMPTS=["int",3]\n';
    const [only] = mended({ 'src/plugins/Demo.py': python, [main]: text }, main);
    assert.equal(
      only?.after.get('src/config/plugins/Demo.ini'),
      '[plugins.Demo]\n# note\nA=["int",1]\n',
    );
    assert.equal(
      only.after.get(main),
      '[main]\nSERVER_DIR=["string","servers"]\n\n# next\n\n[servers]\nMAX_ATTEMPTS=["int",3]\n',
    );
    assert.deepEqual(only.left, []);
  });

  it('mends etc/config.ini in place', () => {
    const [only] = mended(
      { 'src/plugins/Demo.py': python, 'etc/config.ini': '[plugins]\npluginList = ["Dmeo"]\n' },
      'etc/config.ini',
    );
    assert.equal(only?.after.get('etc/config.ini'), '[plugins]\npluginList = ["Demo"]\n');
  });
});
