import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newProject } from '../../../../runtime/daemon/newProject.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

const templates = join(import.meta.dirname, '../../../../plugin-templates');

describe('newProject', () => {
  after(removeTempProjects);

  async function layOut(existing: Readonly<Record<string, string>>) {
    const manifest = '{ "version": "1", "files": ["ockle.d.ts"] }';
    const types = await makeProject({ 'manifest.json': manifest, 'ockle.d.ts': 'export {};\n' });
    const folder = await makeProject(existing);
    return { folder, written: await newProject(folder, { templates, types }) };
  }

  it('writes settings, a rack and the editor’s types', async () => {
    const { folder, written } = await layOut({});
    for (const path of ['etc/config.ini', 'tsconfig.json', '.ockle/types/ockle.d.ts']) {
      assert.ok(written.includes(path), path);
    }
    assert.equal(await readFile(join(folder, '.ockle/types/ockle.d.ts'), 'utf8'), 'export {};\n');
    assert.ok(written.filter((path) => path.startsWith('etc/servers/')).length >= 6);
  });

  it('leaves what is there as it is', async () => {
    const { folder, written } = await layOut({ 'etc/config.ini': '; mine\n' });
    assert.ok(!written.includes('etc/config.ini'));
    assert.equal(await readFile(join(folder, 'etc/config.ini'), 'utf8'), '; mine\n');
  });
});
