import assert from 'node:assert/strict';
import { chown, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDaemon } from '../../../../runtime/daemon/openDaemon.ts';
import { sweepDrafts } from '../../../../runtime/platform/sweepDrafts.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

const draft = (digit: string) =>
  `.ockle-${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-a${digit.repeat(3)}-${digit.repeat(12)}.tmp`;

describe('sweepDrafts', () => {
  after(removeTempProjects);

  async function age(file: string, seconds: number): Promise<void> {
    const then = Date.now() / 1000 - seconds;
    await utimes(file, then, then);
  }

  it('removes old drafts, and nothing else', async () => {
    const folder = await makeProject({
      [draft('1')]: 'old',
      [draft('2')]: 'young',
      [`${draft('3')}x`]: 'another name',
      '.ockle-x.tmp': 'another name',
      '.config.ini.tmp': 'of somebody else',
      'config.ini': 'old',
    });
    await mkdir(join(folder, draft('4')));
    await symlink(join(folder, 'config.ini'), join(folder, draft('5')));
    const before = await readdir(folder);
    for (const name of before) await age(join(folder, name), 61);
    await age(join(folder, draft('2')), 50);
    assert.deepEqual(await sweepDrafts([folder, folder]), [join(folder, draft('1'))]);
    assert.deepEqual(
      await readdir(folder),
      before.filter((name) => name !== draft('1')),
    );
  });

  if (process.getuid?.() === 0) {
    it('leaves those of other users', async () => {
      const folder = await makeProject({});
      const file = join(folder, draft('1'));
      await writeFile(file, '');
      await chown(file, 12_345, 12_345);
      await age(file, 61);
      assert.deepEqual(await sweepDrafts([folder]), []);
    });
  }

  it('is done as a daemon opens, in etc and its folders', async () => {
    const project = await makeProject({
      'etc/config.ini': '',
      [`etc/${draft('1')}`]: '',
      [`etc/servers/${draft('2')}`]: '',
      [`elsewhere/${draft('3')}`]: '',
    });
    for (const path of ['etc', 'etc/servers', 'elsewhere']) {
      const folder = join(project, path);
      for (const name of await readdir(folder)) await age(join(folder, name), 61);
    }
    const daemon = await openDaemon({ project, dist: join(project, 'dist') });
    await daemon.shutdown({ kind: 'daemon' });
    assert.deepEqual((await readdir(join(project, 'etc'))).sort(), ['config.ini', 'servers']);
    assert.deepEqual(await readdir(join(project, 'etc/servers')), []);
    assert.equal((await readdir(join(project, 'elsewhere'))).length, 1);
  });

  it('passes over folders that are not there', async () => {
    assert.deepEqual(await sweepDrafts([join(await makeProject({}), 'none')]), []);
  });
});
