import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EtcFiles } from '../../../runtime/config/etcFiles.ts';
import { replaceFile } from '../../../runtime/platform/replaceFile.ts';
import { makeProject, removeTempProjects } from '../../support/runtime/tempProject.ts';
import { disksAfterPowerCut } from './powerCut.ts';
import type { FileOperation } from './recordedFiles.ts';
import { recordFiles } from './recordedFiles.ts';

const old = '# kept\n[s]\na = old\n';
const changed = '# kept\n[s]\na = new\nb = 1\n';

describe('a power cut while a file is saved', () => {
  after(removeTempProjects);

  interface Verdict {
    readonly states: number;
    /** States in which the file is neither the old nor the new one, or is missing. */
    readonly torn: number;
    /** States after the answer in which the file is not the new one. */
    readonly forgotten: number;
  }

  function judge(
    file: string,
    before: string | undefined,
    operations: readonly FileOperation[],
  ): Verdict {
    const disk = new Map(before === undefined ? [] : [[file, before]]);
    let states = 0;
    let torn = 0;
    let forgotten = 0;
    for (let count = 0; count <= operations.length; count++) {
      for (const after of disksAfterPowerCut(disk, operations.slice(0, count))) {
        states++;
        const text = after.get(file);
        if (text !== before && text !== changed) torn++;
        if (count === operations.length && text !== changed) forgotten++;
      }
    }
    return { states, torn, forgotten };
  }

  async function saved(
    before: string | undefined,
  ): Promise<{ file: string; operations: readonly FileOperation[] }> {
    const project = await makeProject({ 'etc/config.ini': '' });
    const etc = join(project, 'etc');
    const file = join(etc, 'a.ini');
    if (before !== undefined) await writeFile(file, before);
    const { files, operations } = recordFiles();
    const replace: typeof replaceFile = (path, content, options) =>
      replaceFile(path, content, { ...options, files });
    const folders = { etc, servers: etc, outlets: etc, testers: etc, controllers: etc };
    const sections = before === undefined ? { s: { a: 'new' } } : { s: { a: 'new', b: '1' } };
    await new EtcFiles(folders, { replace }).apply({ kind: 'merge', path: 'a.ini', sections });
    return { file, operations };
  }

  it('leaves the old file or the new one, and the new one once that was answered', async () => {
    const { file, operations } = await saved(old);
    const verdict = judge(file, old, operations);
    assert.deepEqual({ ...verdict, states: 0 }, { states: 0, torn: 0, forgotten: 0 });
    assert.ok(verdict.states >= 20, `${verdict.states} states were looked at`);
  });

  it('would tear the file if it were not synced: the control arm', async () => {
    const { file, operations } = await saved(old);
    const unsynced = operations.filter(
      ({ kind, path }) => kind !== 'sync' || path === join(file, '..'),
    );
    assert.ok(judge(file, old, unsynced).torn > 0);
  });

  it('would forget the file if its folder were not synced: the control arm', async () => {
    const { file, operations } = await saved(old);
    const unsynced = operations.filter(
      ({ kind, path }) => kind !== 'sync' || path !== join(file, '..'),
    );
    const verdict = judge(file, old, unsynced);
    assert.equal(verdict.torn, 0);
    assert.ok(verdict.forgotten > 0);
  });

  it('would tear a file that is written in its place: the control arm', () => {
    const operations: readonly FileOperation[] = [
      { kind: 'create', path: '/etc/a.ini', flags: 0, mode: 0 },
      { kind: 'write', path: '/etc/a.ini', content: changed },
      { kind: 'sync', path: '/etc/a.ini' },
    ];
    assert.ok(judge('/etc/a.ini', old, operations).torn > 0);
  });

  it('leaves a new file whole or absent', async () => {
    const { file, operations } = await saved(undefined);
    const written = operations.find((each) => each.kind === 'write')?.content ?? '';
    for (let count = 0; count <= operations.length; count++) {
      for (const disk of disksAfterPowerCut(new Map(), operations.slice(0, count))) {
        assert.ok([undefined, written].includes(disk.get(file)));
      }
    }
  });
});
