import assert from 'node:assert/strict';
import {
  appendFile,
  chmod,
  chown,
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
import { errorCode } from '../../../../runtime/base/codedError.ts';
import { isDraftName, replaceFile } from '../../../../runtime/platform/replaceFile.ts';
import { recordFiles } from '../../../chaos/files/recordedFiles.ts';

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

  it('keeps the owner of the file it replaces', async () => {
    const file = join(folder, 'config.ini');
    await writeFile(file, 'old');
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await chown(file, 12_345, 12_346);
    const before = await stat(file);
    await replaceFile(file, 'new');
    const { uid, gid } = await stat(file);
    assert.deepEqual({ uid, gid }, { uid: before.uid, gid: before.gid });
  });

  it('keeps the old file when what comes before the rename fails', async () => {
    const file = join(folder, 'config.ini');
    await writeFile(file, 'old');
    const beforeRename = async () => {
      const names = await readdir(folder);
      assert.equal(names.filter(isDraftName).length, 1);
      throw new Error('no');
    };
    await assert.rejects(replaceFile(file, 'new', { beforeRename }), /^Error: no$/);
    assert.equal(await readFile(file, 'utf8'), 'old');
    assert.deepEqual(await readdir(folder), ['config.ini']);
  });

  for (const code of ['ENOSPC', 'EIO', 'EACCES']) {
    it(`keeps the old file and says ${code}, whichever call fails`, async () => {
      const failed: string[] = [];
      for (let at = 0; at < allCalls.length; at++) {
        const { error, kind, text, names } = await failAt(at, code);
        assert.equal(error, code, kind);
        assert.equal(text, failed.includes('rename') ? 'new' : 'old', kind);
        assert.deepEqual(names, ['config.ini'], kind);
        failed.push(kind);
      }
      assert.deepEqual(failed, allCalls);
      assert.equal((await failAt(allCalls.length, code)).error, undefined);
    });
  }

  const draftCalls = ['create', 'write', 'chown', 'chmod', 'sync', 'close'];
  const folderCalls = ['openFolder', 'sync', 'close'];
  const allCalls = ['realpath', 'stat', ...draftCalls, 'rename', ...folderCalls].filter(
    (kind) => kind !== 'chown' || process.getuid?.() === 0,
  );

  /** Replaces a file while one of the calls fails, a write after half of its work. */
  async function failAt(at: number, code: string) {
    const file = join(folder, 'config.ini');
    await writeFile(file, 'old');
    const { files, operations } = recordFiles(async ({ kind, path }, index) => {
      if (index !== at) return;
      if (kind === 'write') await appendFile(path, 'ne');
      throw Object.assign(new Error(code), { code });
    });
    const error = await replaceFile(file, 'new', { files }).then(
      () => undefined,
      (thrown: unknown) => errorCode(thrown),
    );
    const text = await readFile(file, 'utf8');
    return { error, kind: operations[at]?.kind ?? '', text, names: await readdir(folder) };
  }
});
