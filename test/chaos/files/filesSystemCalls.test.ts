import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraftName, replaceFile } from '../../../runtime/platform/replaceFile.ts';
import { makeProject, removeTempProjects } from '../../support/runtime/tempProject.ts';
import { manyText } from './manyOptions.ts';
import { recordFiles } from './recordedFiles.ts';
import { runSaver } from './runSaver.ts';

const deletions = process.env['OCKLE_LONG'] === '1' ? 1000 : 200;

const hasStrace = isThere('strace');

describe('what a save asks of the system', () => {
  after(removeTempProjects);

  it('is to create the draft alone, write and sync it, rename it, and sync the folder', async () => {
    const etc = join(await makeProject({ 'etc/config.ini': '' }), 'etc');
    const file = join(etc, 'many.ini');
    await writeFile(file, manyText(1), { mode: 0o640 });
    const steps = hasStrace ? await tracedSteps(etc) : await recordedSteps(file);
    assert.deepEqual(steps, [
      'create WRONLY CREAT EXCL NOFOLLOW 0600',
      'write',
      'chmod 0640',
      'sync',
      'rename',
      'sync folder',
    ]);
    assert.equal(await readFile(file, 'utf8'), manyText(2));
  });

  it(`starts no program, not for ${deletions} deletions either`, async () => {
    const etc = join(await makeProject({ 'etc/config.ini': '' }), 'etc');
    const trace = join(etc, '..', 'trace');
    const by = ['strace', '-f', '--seccomp-bpf', '-e', 'trace=execve,execveat', '-o', trace];
    assert.equal(await runSaver(['delete', etc, `${deletions}`], hasStrace ? by : []), 'done');
    assert.equal((await readdir(join(etc, 'serversBack'))).length, deletions);
    if (!hasStrace) return;
    const started = (await readFile(trace, 'utf8')).match(/execve(?:at)?\(/g) ?? [];
    assert.equal(started.length, 1, 'the one is Node itself');
  });

  /** The steps as the kernel saw them. */
  async function tracedSteps(etc: string): Promise<readonly string[]> {
    const trace = join(etc, '..', 'trace');
    const calls = 'trace=openat,write,pwrite64,fchmod,fsync,fdatasync,rename,renameat,renameat2';
    await runSaver(['once', etc], ['strace', '-f', '-y', '-e', calls, '-o', trace]);
    const lines = (await readFile(trace, 'utf8')).split('\n');
    const first = lines.findIndex((line) => line.includes('.ockle-') && line.includes('openat('));
    const steps = lines.slice(first).flatMap((line) => stepOf(line, etc));
    return steps.filter((step, index) => step !== steps[index - 1]);
  }

  function stepOf(line: string, etc: string): readonly string[] {
    const [, call = '', args = ''] = /^\d+\s+(\w+)\((.*)$/.exec(line) ?? [];
    if (call.startsWith('rename')) return ['rename'];
    if (call === 'fsync') return [args.includes(`${etc}>`) ? 'sync folder' : 'sync'];
    return args.includes('.ockle-') ? [draftStep(call, args)] : [];
  }

  function draftStep(call: string, args: string): string {
    const mode = /, (0\d+)/.exec(args)?.[1] ?? '';
    if (call === 'fchmod') return `chmod ${mode}`;
    if (call !== 'openat') return call === 'pwrite64' ? 'write' : call;
    const flags = [...args.matchAll(/O_(WRONLY|CREAT|EXCL|NOFOLLOW)/g)].map(([, flag]) => flag);
    return `create ${flags.join(' ')} ${mode}`;
  }

  /** The steps as they were asked of Node, where there is no strace. */
  async function recordedSteps(file: string): Promise<readonly string[]> {
    const { files, operations } = recordFiles();
    await replaceFile(file, manyText(2), { files });
    const flagNames = ['WRONLY', 'CREAT', 'EXCL', 'NOFOLLOW'] as const;
    return operations.flatMap((operation) => {
      if (operation.kind === 'create') {
        const flags = flagNames.filter((name) => operation.flags & constants[`O_${name}`]);
        return [`create ${flags.join(' ')} 0${operation.mode.toString(8)}`];
      }
      if (operation.kind === 'chmod') return [`chmod 0${(operation.mode & 0o777).toString(8)}`];
      if (operation.kind === 'sync') return [isDraft(operation.path) ? 'sync' : 'sync folder'];
      return operation.kind === 'write' || operation.kind === 'rename' ? [operation.kind] : [];
    });
  }

  function isDraft(path: string): boolean {
    return isDraftName(path.slice(path.lastIndexOf('/') + 1));
  }
});

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
