import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { readProjectConfig } from '../../../../runtime/config/projectConfig.ts';
import type { FoundPlugin } from '../../../../runtime/daemon/readPluginCatalogue.ts';
import { readPluginCatalogue } from '../../../../runtime/daemon/readPluginCatalogue.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

async function read(files: Readonly<Record<string, string>>, shipped: readonly FoundPlugin[] = []) {
  const project = await makeProject(files);
  const config = await readProjectConfig(`${project}/etc`);
  const folder = `${project}/${config.paths.plugins}`;
  const { plugins, problems } = await readPluginCatalogue(folder, config, shipped);
  return {
    plugins: [...plugins.values()].map(
      ({ className, language, source }) =>
        `${className} ${language} ${relative(project, source.file)}:${source.line}`,
    ),
    problems: problems.map(
      ({ code, source }) => `${code} ${relative(project, source?.file ?? '')}:${source?.line ?? 0}`,
    ),
  };
}

const shippedA: readonly FoundPlugin[] = [
  {
    className: 'A',
    language: 'typescript',
    source: { file: '/dist/plugins/A.mjs', line: 1 },
    isShipped: true,
  },
];

const python =
  'from plugins.ModuleTemplate import ModuleTemplate\n\nclass A(ModuleTemplate):\n  pass\n';
const typeScript =
  "import { ModuleTemplate } from 'ockle';\nexport class A extends ModuleTemplate {}\nclass Hidden extends ModuleTemplate {}\n";

describe('readPluginCatalogue', () => {
  after(removeTempProjects);

  it('finds exported classes that extend ModuleTemplate, with their lines', async () => {
    assert.deepEqual(
      await read({
        'src/plugins/A.ts': typeScript,
        'src/plugins/B.py': python.replace('class A', 'class B'),
        'src/plugins/helper.ts': 'export class Helper {}\n',
        'src/plugins/notes.md': typeScript,
        'src/plugins/.A.ts': typeScript,
        'src/plugins/A.d.ts': typeScript,
      }),
      { plugins: ['A typescript src/plugins/A.ts:2', 'B python src/plugins/B.py:3'], problems: [] },
    );
  });

  it('finds a class also in a file that does not compile', async () => {
    const { plugins } = await read({ 'src/plugins/A.ts': `${typeScript}const x = ;\n` });
    assert.deepEqual(plugins, ['A typescript src/plugins/A.ts:2']);
  });

  it('prefers a class of the project to a shipped one', async () => {
    const { plugins, problems } = await read({ 'src/plugins/A.py': python }, shippedA);
    assert.deepEqual(plugins, ['A python src/plugins/A.py:3']);
    assert.deepEqual(problems, []);
  });

  it('uses the shipped one instead of Python 2 code, and says so', async () => {
    const files = { 'src/plugins/A.py': `${python}  def run(self):\n    print "hi"\n` };
    const { plugins, problems } = await read(files, shippedA);
    assert.deepEqual(plugins, ['A typescript ../../dist/plugins/A.mjs:1']);
    assert.deepEqual(problems, ['plugin-shipped-instead src/plugins/A.py:3']);
  });

  it('finds nothing in a folder that is not there', async () => {
    assert.deepEqual(await read({}), { plugins: [], problems: [] });
  });

  it('looks where plugin_dir says', async () => {
    const { plugins } = await read({
      'etc/config.ini': '[main]\nplugin_dir = mine\n',
      'src/mine/A.ts': typeScript,
    });
    assert.deepEqual(plugins, ['A typescript src/mine/A.ts:2']);
  });

  it('reports one name in two files, a name without class, and a folder in place of a file', async () => {
    assert.deepEqual(
      await read({
        'etc/config.ini': '[main]\n[plugins]\npluginList = ["A", "Nobody"]\n',
        'src/plugins/A.py': python,
        'src/plugins/B.ts': typeScript,
        'src/plugins/C.py/x': '',
      }),
      {
        plugins: ['A python src/plugins/A.py:3'],
        problems: [
          'plugin-declared-twice src/plugins/B.ts:2',
          'file-unreadable src/plugins/C.py:1',
          'plugin-unknown etc/config.ini:3',
        ],
      },
    );
  });

  it('says of Logger, which old configs name, that it is not there yet', async () => {
    const { plugins, problems } = await read({
      'etc/config.ini': '[main]\n[plugins]\npluginList = ["A", "Logger"]\n',
      'src/plugins/A.py': python,
    });
    assert.deepEqual(plugins, ['A python src/plugins/A.py:3']);
    assert.deepEqual(problems, ['plugin-later etc/config.ini:3']);
  });

  it('takes a Logger of the project', async () => {
    const { plugins, problems } = await read({
      'etc/config.ini': '[main]\n[plugins]\npluginList = ["Logger"]\n',
      'src/plugins/Logger.py': python.replaceAll('A(', 'Logger('),
    });
    assert.deepEqual(plugins, ['Logger python src/plugins/Logger.py:3']);
    assert.deepEqual(problems, []);
  });
});
