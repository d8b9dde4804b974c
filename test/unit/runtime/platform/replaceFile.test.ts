import assert from 'node:assert/strict';
import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../../../runtime/platform/replaceFile.ts';

describe('replaceFile', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ockle-replace-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('writes a new file and leaves nothing else behind', async () => {
    await replaceFile(join(folder, 'config.ini'), '[main]\n');
    assert.deepEqual(await readdir(folder), ['config.ini']);
    assert.equal(await readFile(join(folder, 'config.ini'), 'utf8'), '[main]\n');
  });

  it('keeps the permissions of the file it replaces', async () => {
    const file = join(folder, 'config.ini');
    await writeFile(file, 'old');
    await chmod(file, 0o600);
    await replaceFile(file, 'new');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal(await readFile(file, 'utf8'), 'new');
  });

  it('writes through a link instead of replacing it', async () => {
    await writeFile(join(folder, 'real.ini'), 'old');
    await symlink(join(folder, 'real.ini'), join(folder, 'config.ini'));
    await replaceFile(join(folder, 'config.ini'), 'new');
    assert.ok((await lstat(join(folder, 'config.ini'))).isSymbolicLink());
    assert.equal(await readFile(join(folder, 'real.ini'), 'utf8'), 'new');
  });

  it('leaves the old file and no draft when it cannot write', async () => {
    await assert.rejects(replaceFile(join(folder, 'no', 'config.ini'), 'x'), { code: 'ENOENT' });
    assert.deepEqual(await readdir(folder), []);
  });
});
