import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode, errorMessage } from '../../../runtime/base/codedError.ts';
import { EtcFiles } from '../../../runtime/config/etcFiles.ts';
import { parseIni } from '../../../runtime/ini/index.ts';
import { makeProject, removeTempProjects } from '../../support/runtime/tempProject.ts';
import { runSaver } from './runSaver.ts';

const page = 4096;

describe('a disk without room', () => {
  const mounted: string[] = [];

  afterEach(() => {
    for (const folder of mounted.splice(0)) asRoot('umount', folder);
  });
  after(removeTempProjects);

  describe('as the system takes no longer file', () => {
    /** A limit in blocks of 512 bytes, or of 1,024 in some shells. */
    const limited = (blocks: number) => ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
    const old = `# old\n[s]\nlong = ${'y'.repeat(1000)}\n`;

    async function makeFile() {
      const etc = join(await makeProject({ 'etc/config.ini': '' }), 'etc');
      const file = join(etc, 'many.ini');
      await writeFile(file, old);
      return { etc, file };
    }

    it('keeps the old file, and says so', async () => {
      const { etc, file } = await makeFile();
      for (const blocks of [0, 1, 8, 64]) {
        const said = await runSaver(['fill', etc, '100000'], limited(blocks));
        assert.match(said, /^file-not-writable many\.ini was not changed: .*EFBIG/);
        assert.equal(await readFile(file, 'utf8'), old);
        assert.deepEqual((await readdir(etc)).sort(), ['config.ini', 'many.ini']);
      }
      assert.equal(await runSaver(['fill', etc, '2000'], limited(64)), 'done');
      assert.equal(parseIni(await readFile(file, 'utf8')).get('s', 'long')?.length, 2000);
    });

    it('loses a file that is overwritten: the control arm', async () => {
      const { etc, file } = await makeFile();
      assert.match(await runSaver(['naive', etc, '1'], limited(8)), /EFBIG/);
      assert.notEqual(await readFile(file, 'utf8'), old);
    });
  });

  if (canMount()) describe('as it is full', fullDisk);

  function fullDisk(): void {
    it('keeps the old file at every amount of room, and says so', async () => {
      const etc = await smallDisk();
      const file = join(etc, 'a.ini');
      const textOf = (fill: string) => `# kept\n[s]\nx = ${fill.repeat(5 * page)}\n`;
      let done = 0;
      let refused = 0;
      for (let room = 0; room < 9; room++) {
        await writeFile(file, textOf('o'));
        await leaveRoom(etc, room);
        const sections = { s: { x: 'n'.repeat(5 * page) } };
        try {
          await new EtcFiles(foldersOf(etc)).apply({ kind: 'merge', path: 'a.ini', sections });
          assert.equal(await readFile(file, 'utf8'), textOf('n'));
          done++;
        } catch (error) {
          assert.equal(errorCode(error), 'file-not-writable');
          assert.match(errorMessage(error), /a\.ini was not changed: the system says ENOSPC/);
          assert.equal(await readFile(file, 'utf8'), textOf('o'));
          refused++;
        }
        assert.deepEqual((await readdir(etc)).sort(), ['a.ini', 'filler']);
      }
      assert.ok(done > 0 && refused > 0, `${done} done, ${refused} refused`);
    });

    it('loses a file that is overwritten there: the control arm', async () => {
      const etc = await smallDisk();
      const file = join(etc, 'a.ini');
      await writeFile(file, 'o'.repeat(page));
      await leaveRoom(etc, 0);
      await assert.rejects(writeFile(file, 'n'.repeat(5 * page)));
      assert.notEqual(await readFile(file, 'utf8'), 'o'.repeat(page));
    });
  }

  /** 64 KiB in memory. */
  async function smallDisk(): Promise<string> {
    const folder = join(await makeProject({}), 'etc');
    await mkdir(folder);
    mountSmall(folder);
    mounted.push(folder);
    return folder;
  }

  /** Fills the disk up, then gives some pages back. */
  async function leaveRoom(folder: string, pages: number): Promise<void> {
    const filler = join(folder, 'filler');
    await unlink(filler).catch(() => undefined);
    const blocks: string[] = [];
    for (;;) {
      try {
        await appendFile(filler, 'f'.repeat(page));
        blocks.push('f'.repeat(page));
      } catch (error) {
        assert.equal(errorCode(error), 'ENOSPC');
        break;
      }
    }
    await writeFile(filler, blocks.slice(pages).join(''));
  }

  function foldersOf(etc: string) {
    return { etc, servers: etc, outlets: etc, testers: etc, controllers: etc };
  }
});

function asRoot(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { stdio: 'pipe' });
}

function mountSmall(folder: string): void {
  asRoot('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
}

/** Few users may; the limit on the length of files is for all of them. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ockle-mount-'));
  try {
    mountSmall(folder);
    asRoot('umount', folder);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}
