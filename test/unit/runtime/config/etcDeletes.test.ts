import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
import type { EtcEdit } from '../../../../runtime/protocol/index.ts';
import { hashFolder, removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openEtcFiles as open } from './etcProject.ts';

const remove = (path: string): EtcEdit => ({ kind: 'delete', path });
const removeSection = (path: string, section: string): EtcEdit => ({
  kind: 'deleteSection',
  path,
  section,
});

describe('EtcFiles', () => {
  after(removeTempProjects);

  describe('deleting a section', () => {
    it('takes out its lines only', async () => {
      const { etc, files } = await open();
      await files.apply(removeSection('servers/router.ini', 'server'));
      assert.equal(
        await readFile(join(etc, 'servers/router.ini'), 'utf8'),
        '; the router\r\n\r\n[out1] ; first\r\nPDU=bench\r\n',
      );
    });

    for (const [path, section, code] of [
      ['servers/router.ini', 'nope', 'section-missing'],
      ['servers/router.ini', 'Server', 'section-missing'],
      ['servers/router.ini', 'DEFAULT', 'section-missing'],
      ['servers/router.ini', 'constructor', 'section-missing'],
      ['servers/nope.ini', 'server', 'file-missing'],
      ['servers', 'server', 'edit-refused'],
    ] as const) {
      it(`says ${code} for [${section}] of ${path}`, async () => {
        const { etc, files } = await open();
        const before = await hashFolder(etc);
        await assert.rejects(files.apply(removeSection(path, section)), { code });
        assert.equal(await hashFolder(etc), before);
      });
    }
  });

  describe('deleting a file', () => {
    it('moves it to serversBack under a name of its own', async () => {
      const { etc, files } = await open({ 'servers/a.ini': 'one', 'outlets/a.ini': 'two' });
      await files.apply(remove('servers/a.ini'));
      await files.apply(remove('outlets/a.ini'));
      await writeFile(join(etc, 'servers/a.ini'), 'three');
      await files.apply(remove('servers/a.ini'));
      const back = join(etc, 'serversBack');
      const kept = await Promise.all(
        (await readdir(back))
          .sort()
          .map(async (name) => [name, await readFile(join(back, name), 'utf8')]),
      );
      assert.deepEqual(kept, [
        ['outlets.a.1.ini', 'two'],
        ['servers.a.1.ini', 'one'],
        ['servers.a.2.ini', 'three'],
      ]);
      assert.deepEqual(await readdir(join(etc, 'servers')), []);
    });

    it('keeps the newest 20 of a path, and all of others', async () => {
      const { etc, files } = await open({ 'x.1.ini': 'other' });
      await files.apply(remove('x.1.ini'));
      for (let turn = 1; turn <= 22; turn++) {
        await writeFile(join(etc, 'x.ini'), `${turn}`);
        await files.apply(remove('x.ini'));
        const { length } = (await readdir(join(etc, 'serversBack'))).filter((name) =>
          /^x\.\d+\.ini$/.test(name),
        );
        assert.equal(length, Math.min(turn, 20));
      }
      const names = await readdir(join(etc, 'serversBack'));
      assert.ok(
        names.includes('x.1.1.ini') && names.includes('x.22.ini') && names.includes('x.3.ini'),
      );
      assert.ok(!names.includes('x.2.ini'));
    });

    for (const [deletions, kept] of [
      [2, ['x.1.ini', 'x.2.ini']],
      [3, ['x.1.ini', 'x.2.ini', 'x.3.ini']],
      [4, ['x.2.ini', 'x.3.ini', 'x.4.ini']],
    ] as const) {
      it(`keeps ${kept.length} of ${deletions} when three are to be kept`, async () => {
        const { etc, folders } = await open({});
        const files = new EtcFiles(folders, { backups: 3 });
        for (let turn = 1; turn <= deletions; turn++) {
          await writeFile(join(etc, 'x.ini'), `${turn}`);
          await files.apply(remove('x.ini'));
        }
        assert.deepEqual((await readdir(join(etc, 'serversBack'))).sort(), kept);
      });
    }

    it('loses none of many that go at once', async () => {
      const paths = Array.from({ length: 30 }, (_, index) => `s${index}/a.ini`);
      const { etc, files } = await open(Object.fromEntries(paths.map((path) => [path, path])));
      await Promise.all(paths.map((path) => files.apply(remove(path))));
      assert.equal((await readdir(join(etc, 'serversBack'))).length, 30);
    });

    it('keeps a name that is too long for its number', async () => {
      const { etc, files } = await open({});
      const name = `${'ü'.repeat(125)}.ini`;
      await writeFile(join(etc, name), 'x');
      await files.apply(remove(name));
      assert.deepEqual(await readdir(join(etc, 'serversBack')), [`${'ü'.repeat(45)}.1.ini`]);
    });

    it('says when there is nothing to delete, and refuses a folder', async () => {
      const { etc, files } = await open();
      await mkdir(join(etc, 'x.ini'));
      const before = await hashFolder(etc);
      await assert.rejects(files.apply(remove('nope.ini')), { code: 'file-missing' });
      await assert.rejects(files.apply(remove('x.ini')), { code: 'file-unreadable' });
      assert.equal(await hashFolder(etc), before);
    });
  });
});
