import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../../runtime/base/codedError.ts';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
import { replaceFile } from '../../../../runtime/platform/replaceFile.ts';
import type { EtcEdit, Problem } from '../../../../runtime/protocol/index.ts';
import { hashFolder, removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { openEtcFiles as open, router } from './etcProject.ts';

type Sections = Extract<EtcEdit, { kind: 'merge' }>['sections'];

const merge = (path: string, sections: Sections): EtcEdit => ({ kind: 'merge', path, sections });
const remove = (path: string): EtcEdit => ({ kind: 'delete', path });

describe('EtcFiles', () => {
  after(removeTempProjects);

  describe('reading', () => {
    it('gives the text as it is, and null where there is none', async () => {
      const { files } = await open();
      assert.equal(await files.readText('servers/router.ini'), router);
      assert.equal(await files.readText('servers/other.ini'), null);
      assert.equal(await files.readText('nowhere/other.ini'), null);
    });

    it('takes a file of the greatest size and none above, folder or pipe', async () => {
      const { etc, files } = await open();
      await writeFile(join(etc, 'full.ini'), 'x'.repeat(1024 * 1024));
      await writeFile(join(etc, 'over.ini'), 'x'.repeat(1024 * 1024 + 1));
      await writeFile(join(etc, 'latin.ini'), Buffer.from('a = gr\xfcn\n', 'latin1'));
      execFileSync('sh', ['-c', 'mkfifo "$0"', join(etc, 'pipe.ini')]);
      assert.equal((await files.readText('full.ini'))?.length, 1024 * 1024);
      await assert.rejects(files.readText('over.ini'), { code: 'file-too-big' });
      await assert.rejects(files.readText('servers'), { code: 'file-unreadable' });
      await assert.rejects(files.readText('pipe.ini'), { code: 'file-unreadable' });
      await assert.rejects(files.apply(remove('pipe.ini')), { code: 'file-unreadable' });
      await assert.rejects(files.readText('latin.ini'), { code: 'file-not-utf8' });
    });

    it('reads a folder, and reports what it leaves out', async () => {
      const { etc, folders } = await open({
        'outlets/b.ini': '[DEFAULT]\nt=1\n[pdu]\nType = Dummy\n[__proto__]\nx = ü ; no comment\n',
        'outlets/a.ini': '[pdu]\n',
        'outlets/a.ini~': '[backup]\n',
        'outlets/.hidden.ini': '[hidden]\n',
        'outlets/notes.txt': '[notes]\n',
        '../secret.ini': '[secret]\nword = 1\n',
      });
      await writeFile(join(etc, 'outlets', 'latin.ini'), Buffer.from('[gr\xfcn]\n', 'latin1'));
      await mkdir(join(etc, 'outlets', 'folder.ini'));
      await symlink(join(etc, '..', 'secret.ini'), join(etc, 'outlets', 'link.ini'));
      await symlink(join(etc, 'outlets', 'a.ini'), join(etc, 'outlets', 'same.ini'));
      const reported: (readonly [string, readonly Problem[]])[] = [];
      const report = (folder: string, problems: readonly Problem[]) =>
        void reported.push([folder, problems]);
      const read = await new EtcFiles(folders, { report }).readFolder('outlets');
      assert.deepEqual(Object.keys(read), ['a', 'b', 'same']);
      const sections = new Map(Object.entries(read['b'] ?? {}));
      assert.deepEqual([...sections.keys()], ['pdu', '__proto__']);
      assert.deepEqual(sections.get('pdu'), { t: '1', type: 'Dummy' });
      assert.deepEqual(sections.get('__proto__'), { t: '1', x: 'ü ; no comment' });
      assert.deepEqual(
        reported.map(([folder, problems]) => [folder, ...problems.map(({ code }) => code)]),
        [['outlets', 'file-unreadable', 'file-not-utf8', 'file-unreadable']],
      );
    });

    for (const [what, target] of [
      ['that leads out of etc', '../outside'],
      ['that is a file', 'config.ini'],
    ] as const) {
      it(`reads nothing of a folder ${what}, and reports it`, async () => {
        const { etc, folders } = await open({ '../outside/x.ini': '[canary]\n' });
        await symlink(target, join(etc, 'testers'));
        const reported: Problem[] = [];
        const report = (_: string, problems: readonly Problem[]) => void reported.push(...problems);
        assert.deepEqual(await new EtcFiles(folders, { report }).readFolder('testers'), {});
        assert.deepEqual(
          reported.map(({ code }) => code),
          ['folder-unreadable'],
        );
      });
    }

    it('reads a folder beside etc that the project names', async () => {
      const { etc, folders } = await open({ '../racks/x.ini': '[pdu]\n' });
      const files = new EtcFiles({ ...folders, outlets: join(etc, '..', 'racks') });
      assert.deepEqual(await files.readFolder('outlets'), { x: { pdu: {} } });
    });

    it('finds nothing in a folder that is not there', async () => {
      const { files } = await open();
      assert.deepEqual(await files.readFolder('testers'), {});
    });
  });

  describe('merging', () => {
    const cases: readonly (readonly [string, Sections, string])[] = [
      ['nothing', {}, router],
      ['one value in another case', { server: { comment: 'new' } }, router.replace('old', 'new')],
      [
        'a new option, section and value of several lines',
        { out1: { outlet: '3' }, out2: { pdu: 'a\nb' } },
        `${router}outlet=3\r\n\r\n[out2]\r\npdu = a\r\n\tb\r\n`,
      ],
      ['an empty section', { tests: {} }, `${router}\r\n[tests]\r\n`],
      ['percent signs', { out1: { pdu: '%(x)s 5%' } }, router.replace('bench', '%(x)s 5%')],
    ];
    for (const [what, sections, after] of cases) {
      it(`sets ${what} and leaves every other byte`, async () => {
        const { etc, files } = await open();
        await files.apply(merge('servers/router.ini', sections));
        assert.equal(await readFile(join(etc, 'servers/router.ini'), 'utf8'), after);
        assert.deepEqual(await readdir(join(etc, 'servers')), ['router.ini']);
      });
    }

    it('does not write a file that says so already', async () => {
      const { etc, folders } = await open();
      const replace = () => assert.fail('written');
      await new EtcFiles(folders, { replace }).apply(
        merge('servers/router.ini', { server: { COMMENT: 'old' } }),
      );
      assert.equal(await readFile(join(etc, 'servers/router.ini'), 'utf8'), router);
    });

    it('writes a new file as the original does, in a new folder of one level', async () => {
      const { etc, files } = await open();
      await files.apply(merge('new/lab.ini', { x: { ml: 'a\nb', s: 'é' }, y: {} }));
      assert.equal(
        await readFile(join(etc, 'new/lab.ini'), 'utf8'),
        '[x]\nml = a\n\tb\ns = é\n\n[y]\n\n',
      );
      await files.apply(merge('empty.ini', {}));
      assert.equal(await readFile(join(etc, 'empty.ini'), 'utf8'), '');
      await assert.rejects(files.apply(merge('a/b/c.ini', { x: {} })), { code: 'edit-refused' });
      assert.ok(!(await readdir(etc)).includes('a'));
    });

    it('creates etc where it is missing', async () => {
      const { folders } = await open();
      const etc = join(folders.etc, '..', 'other');
      await new EtcFiles({ ...folders, etc }).apply(merge('config.ini', { main: {} }));
      assert.equal(await readFile(join(etc, 'config.ini'), 'utf8'), '[main]\n\n');
    });

    const refused: readonly (readonly [string, EtcEdit, RegExp])[] = [
      ['blanks', merge('servers/router.ini', { server: { comment: ' x' } }), /blanks at its ends/],
      ['comments', merge('servers/router.ini', { server: { comment: 'a ;b' } }), /comment/],
      ['a bad line', merge('servers/router.ini', { server: { comment: 'a\n#b' } }), /read back/],
      ['DEFAULT', merge('servers/router.ini', { DEFAULT: { a: '1' } }), /belongs to all others/],
      ['a good one beside', merge('servers/router.ini', { a: { x: '1' }, b: { x: ' ' } }), /"x"/],
      ['another kind of file', merge('servers/router.txt', {}), /end in \.ini/],
      ['too much', merge('servers/router.ini', { a: { x: 'y'.repeat(1 << 20) } }), /1024 KiB/],
    ];
    for (const [what, edit, message] of refused) {
      it(`refuses ${what}, and the file is as before`, async () => {
        const { etc, files } = await open();
        const before = await hashFolder(etc);
        await assert.rejects(files.apply(edit), { code: 'edit-refused', message });
        assert.equal(await hashFolder(etc), before);
      });
    }

    it('fills a file to the greatest size, and not further', async () => {
      const { files } = await open({});
      const rest = 1024 * 1024 - '[a]\nx = \n\n'.length;
      await files.apply(merge('full.ini', { a: { x: 'y'.repeat(rest) } }));
      assert.equal((await files.readText('full.ini'))?.length, 1024 * 1024);
      const more = merge('full.ini', { a: { x: 'y'.repeat(rest + 1) } });
      await assert.rejects(files.apply(more), { code: 'edit-refused' });
    });

    it('refuses what it cannot read', async () => {
      const { etc, files } = await open();
      await writeFile(join(etc, 'latin.ini'), Buffer.from('[gr\xfcn]\n', 'latin1'));
      const before = await hashFolder(etc);
      const edit = (path: string) => files.apply(merge(path, { a: { x: '1' } }));
      await assert.rejects(edit('latin.ini'), { code: 'file-not-utf8' });
      await assert.rejects(edit('latin.ini/x.ini'), { code: 'etc-path-refused' });
      assert.equal(await hashFolder(etc), before);
    });

    it('writes a whole change of thousands of options once', async () => {
      const { etc, folders } = await open({});
      let writes = 0;
      const replace: typeof replaceFile = (...given) => {
        writes++;
        return replaceFile(...given);
      };
      const options = Array.from({ length: 5000 }, (_, index) => [`option${index}`, `${index}`]);
      const sections = { a: Object.fromEntries(options) as Record<string, string> };
      await new EtcFiles(folders, { replace }).apply(merge('many.ini', sections));
      assert.equal(writes, 1);
      assert.equal((await readFile(join(etc, 'many.ini'), 'utf8')).split('\n').length, 5003);
    });
  });

  describe('beside other writers', () => {
    it('loses no option of 1,000 writers', async () => {
      const { etc, files } = await open({ 'a.ini': '# kept\n[s]\n', 'b.ini': '' });
      const wanted = Array.from({ length: 1000 }, (_, index) => `n${index} = ${index}`);
      const writes = wanted.map((_, index) => {
        const path = index % 3 === 0 ? 'b.ini' : 'a.ini';
        return files.apply(merge(path, { [`s${index % 7}`]: { [`n${index}`]: `${index}` } }));
      });
      await Promise.all(writes);
      const texts = ['a.ini', 'b.ini'].map((name) => readFile(join(etc, name), 'utf8'));
      const lines = (await Promise.all(texts)).join('').split('\n');
      const found = new Set(lines);
      assert.deepEqual(
        wanted.filter((line) => !found.has(line)),
        [],
      );
      assert.equal(lines[0], '# kept');
    }).timeout(60_000);

    it('makes its change on top of what somebody else wrote meanwhile', async () => {
      const { etc, folders } = await open({ 'a.ini': '[s]\nx = 1\n' });
      let turns = 0;
      const replace: typeof replaceFile = async (...given) => {
        if (++turns <= 3) await writeFile(join(etc, 'a.ini'), `[s]\nx = 1\ny = ${turns}\n`);
        await replaceFile(...given);
      };
      await new EtcFiles(folders, { replace }).apply(merge('a.ini', { s: { x: '2' } }));
      assert.equal(await readFile(join(etc, 'a.ini'), 'utf8'), '[s]\nx = 2\ny = 3\n');
      assert.equal(turns, 4);
    });

    it('gives up when that never ends, and leaves what was written last', async () => {
      const { etc, folders } = await open({ 'a.ini': '' });
      let turns = 0;
      const replace: typeof replaceFile = async (...given) => {
        await writeFile(join(etc, 'a.ini'), `[s]\ny = ${++turns}\n`);
        await replaceFile(...given);
      };
      const edit = merge('a.ini', { s: { x: '2' } });
      await assert.rejects(new EtcFiles(folders, { replace }).apply(edit), {
        code: 'edit-conflict',
      });
      assert.equal(await readFile(join(etc, 'a.ini'), 'utf8'), `[s]\ny = ${turns}\n`);
      assert.deepEqual((await readdir(etc)).sort(), ['a.ini', 'config.ini']);
    });

    it('does not write over a file that appears while it writes a new one', async () => {
      const { etc, folders } = await open({});
      const files = new EtcFiles(folders, {
        replace: async (...given) => {
          await writeFile(join(etc, 'a.ini'), '[other]\ny = 1\n', { flag: 'wx' }).catch(isThere);
          await replaceFile(...given);
        },
      });
      await files.apply(merge('a.ini', { s: { x: '2' } }));
      assert.equal(await readFile(join(etc, 'a.ini'), 'utf8'), '[other]\ny = 1\n\n[s]\nx = 2\n');
    });

    function isThere(error: unknown): void {
      assert.equal(errorCode(error), 'EEXIST');
    }
  });

  it('reports what the system refuses', async () => {
    const { folders } = await open();
    const replace = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await assert.rejects(
      new EtcFiles(folders, { replace }).apply(merge('servers/router.ini', { a: {} })),
      { code: 'file-not-writable', message: /^servers\/router\.ini was not changed: .*ENOSPC/ },
    );
  });
});
