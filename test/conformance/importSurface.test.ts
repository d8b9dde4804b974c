import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openBench, python } from './support/pluginBench.ts';
import { temporaryProject } from './support/temporaryProject.ts';

const run = promisify(execFile);
const page = fileURLToPath(new URL('../../docs/python-plugins.md', import.meta.url));
const lister = fileURLToPath(new URL('python/list_surface.py', import.meta.url));

type Surface = Readonly<Record<string, readonly string[]>>;

/** The page's first table: names by module. */
async function documented(): Promise<Surface> {
  const [, section = ''] = (await readFile(page, 'utf8')).split('\n## ');
  const rows = section.matchAll(/^\| `([\w.]+)` \| ((?:`\w+`(?:, )?)+) \|/gm);
  return Object.fromEntries(
    [...rows].map(([, module = '', names = '']) => [
      module,
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    ]),
  );
}

async function offered(): Promise<Surface> {
  const search = await python.find({ forDebugging: false });
  assert.ok(search.kind !== 'missing');
  const { stdout } = await run(search.python.command, ['-B', lister]);
  return JSON.parse(stdout) as Surface;
}

describe('docs/python-plugins.md', () => {
  it('lists exactly what Python plugins can import', async () => {
    assert.deepEqual(await documented(), await offered());
  });

  it('lists what a plugin really gets', async () => {
    const imports = Object.entries(await documented()).map(
      ([module, names]) => `from ${module} import ${names.join(', ')}`,
    );
    const source = [
      ...imports,
      'from plugins.ModuleTemplate import ModuleTemplate',
      'class Importer(ModuleTemplate):',
      '    def run(self):',
      '        self.debug("done")',
    ].join('\n');
    await using folder = await temporaryProject({ 'src/plugins/Importer.py': source });
    const {
      instance,
      heard,
      run: start,
    } = await openBench('Importer', 'python', {
      project: folder.path,
    });
    await start();
    assert.equal(instance.phase.kind, 'running', JSON.stringify(instance.phase));
    await heard.untilLine('Importer: done');
    await instance.stop();
    assert.deepEqual(heard.lines('stderr'), []);
    assert.ok(imports.length > 30);
  });
});
