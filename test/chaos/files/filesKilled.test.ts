import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraftName } from '../../../runtime/platform/replaceFile.ts';
import { sweepDrafts } from '../../../runtime/platform/sweepDrafts.ts';
import { makeProject, removeTempProjects } from '../../support/runtime/tempProject.ts';
import { manyText, numberOf } from './manyOptions.ts';
import { saverFile } from './runSaver.ts';

const isLong = process.env['OCKLE_LONG'] === '1';
const kills = isLong ? 500 : 100;
const controlKills = isLong ? 100 : 20;

const limitMs = isLong ? 1_800_000 : 120_000;

/** Two at a time, as there are two cores; the two never share a file. */
const lanes = 2;

describe('a writer killed while it saves', () => {
  /** Else most of the time would go into the start of each writer. */
  let compiled: string;

  before(async () => {
    compiled = await makeProject({});
    const etc = join(await makeProject({ 'etc/config.ini': '' }), 'etc');
    // What is killed leaves nothing in the cache, so one comes to its end first.
    const [code] = (await once(startSaver('once', etc, 1), 'close')) as [number | null];
    assert.equal(code, 0);
  });
  after(removeTempProjects);

  function startSaver(mode: 'once' | 'save' | 'naive', etc: string, from: number) {
    return spawn(process.execPath, [saverFile, mode, etc, `${from}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
  }

  interface Tally {
    torn: number;
    missing: number;
    /** Older than what was said to be saved, or newer than what was begun. */
    wrong: number;
  }

  /** Kills at a random moment after the first save, some 50 ms being several saves. */
  async function killOnce(mode: 'save' | 'naive', etc: string, from: number): Promise<number> {
    const child = startSaver(mode, etc, from);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 50);
      said += text;
    });
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL', said);
    return Number(said.trimEnd().split('\n').at(-1));
  }

  async function killMany(mode: 'save' | 'naive', etc: string, count: number): Promise<Tally> {
    const tally: Tally = { torn: 0, missing: 0, wrong: 0 };
    const file = join(etc, 'many.ini');
    let last = 0;
    for (let round = 0; round < count; round++) {
      if (round === 0 || mode === 'naive') await writeFile(file, manyText(last));
      const acknowledged = await killOnce(mode, etc, last + 1);
      const text = await readFile(file, 'utf8').catch(() => undefined);
      const number = text === undefined ? undefined : numberOf(text);
      if (text === undefined) tally.missing++;
      else if (number === undefined) tally.torn++;
      else if (number < acknowledged || number > acknowledged + 1) tally.wrong++;
      last = number ?? acknowledged;
    }
    return tally;
  }

  async function killInLanes(mode: 'save' | 'naive', count: number) {
    const projects = await Promise.all(
      Array.from({ length: lanes }, () => makeProject({ 'etc/config.ini': '' })),
    );
    const folders = projects.map((project) => join(project, 'etc'));
    const tallies = await Promise.all(folders.map((etc) => killMany(mode, etc, count / lanes)));
    const sum = (key: keyof Tally) => tallies.reduce((total, each) => total + each[key], 0);
    return { folders, torn: sum('torn'), missing: sum('missing'), wrong: sum('wrong') };
  }

  it('leaves the file whole, and no older than it said', async () => {
    const { folders, ...tally } = await killInLanes('save', kills);
    assert.deepEqual(tally, { torn: 0, missing: 0, wrong: 0 });
    await sweepAll(folders);
  }).timeout(limitMs);

  /** Drafts show that the kills struck in the middle of saves; the next start takes them away. */
  async function sweepAll(folders: readonly string[]): Promise<void> {
    const drafts: string[] = [];
    for (const folder of folders) {
      for (const name of await readdir(folder)) {
        if (isDraftName(name)) drafts.push(join(folder, name));
      }
    }
    assert.ok(drafts.length > kills / 20, `${drafts.length} of ${kills} kills left a draft`);
    await age(drafts, 0);
    assert.deepEqual(await sweepDrafts(folders), []);
    await age(drafts, 61);
    assert.deepEqual((await sweepDrafts(folders)).toSorted(), drafts.toSorted());
    for (const folder of folders) {
      assert.deepEqual((await readdir(folder)).sort(), ['config.ini', 'many.ini']);
    }
  }

  async function age(files: readonly string[], seconds: number): Promise<void> {
    const then = Date.now() / 1000 - seconds;
    for (const file of files) await utimes(file, then, then);
  }

  it('would tear the file by overwriting it: the control arm', async () => {
    const { torn } = await killInLanes('naive', controlKills);
    assert.ok(torn > 0, `${torn} of ${controlKills} files were torn, so this proves nothing`);
  }).timeout(limitMs);
});
