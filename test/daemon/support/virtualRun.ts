import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry, Observation } from '../../../runtime/protocol/index.ts';
import { distFolder } from './dist.ts';

/** How long to run in virtual time, and from which seed. */
interface VirtualRequest {
  readonly for: string;
  readonly seed?: number;
  readonly plugins?: readonly string[];
  /** Path of a file of faults. */
  readonly faults?: string;
}

/** Runs a project in virtual time by the command line, to its end. */
export async function runVirtually(project: string, request: VirtualRequest) {
  const folder = await mkdtemp(join(tmpdir(), 'ockle-journal-'));
  const file = join(folder, 'journal.jsonl');
  const plugins = (request.plugins ?? []).flatMap((plugin) => ['--plugin', plugin]);
  const time = ['--time', 'virtual', '--for', request.for, '--seed', String(request.seed ?? 1)];
  const faults = request.faults === undefined ? [] : ['--faults', request.faults];
  const args = ['daemon', '--project', project, ...plugins, ...time, ...faults, '--journal', file];
  const child = spawn(process.execPath, [join(distFolder(), 'cli.js'), ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  await once(child, 'close');
  try {
    return { code: child.exitCode, out, err, journal: await readFile(file, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a journal's lines say. */
export function readJournal(text: string): readonly (Entry | Observation)[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Entry | Observation);
}
