import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProjectFile } from '../../../../runtime/config/readProjectFile.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

describe('readProjectFile', () => {
  after(removeTempProjects);

  async function read(content: string | Uint8Array) {
    const file = join(await makeProject({}), 'x.ini');
    await writeFile(file, content);
    return readProjectFile(file);
  }

  it('reads UTF-8', async () => {
    assert.deepEqual(await read('[s]\na = grün\n'), { kind: 'text', text: '[s]\na = grün\n' });
  });

  it('tells a missing file from one that cannot be used', async () => {
    const project = await makeProject({});
    assert.deepEqual(await readProjectFile(join(project, 'x.ini')), { kind: 'missing' });
    const folder = await readProjectFile(project);
    assert.equal(folder.kind === 'unreadable' && folder.problem.code, 'file-unreadable');
  });

  it('refuses other encodings and more than anybody writes', async () => {
    const latin = await read(Buffer.from('a = gr\xfcn\n', 'latin1'));
    assert.equal(latin.kind === 'unreadable' && latin.problem.code, 'file-not-utf8');
    const big = await read('x'.repeat(1024 * 1024 + 1));
    assert.equal(big.kind === 'unreadable' && big.problem.code, 'file-too-big');
  });
});
