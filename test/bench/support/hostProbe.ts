import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** What an extension host did in a span of time. */
export interface HostUse {
  /** How late each turn of its event loop came, in ms. */
  readonly delays: readonly number[];
  /** Milliseconds of processor time in a second. */
  readonly cpuMsPerSecond: number;
  readonly megabytes: number;
}

interface Sample {
  readonly at: number;
  readonly delays: readonly number[];
  readonly cpuMs: number;
  readonly memory: number;
}

/** Packs the extension that measures its host, into this file. */
export async function packHostProbe(file: string): Promise<string> {
  await createVSIX({
    cwd: join(import.meta.dirname, '..', '..', 'fixtures', 'bench', 'hostProbe'),
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    allowStarActivation: true,
    skipLicense: true,
  });
  return file;
}

/** What the probe wrote into its file from one moment to another, as `Date.now` tells them. */
export async function readHostProbe(file: string, from: number, to: number): Promise<HostUse> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const samples = lines
    .map((line) => JSON.parse(line) as Sample)
    .filter(({ at }) => at > from && at < to);
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || first === last) throw new Error('The probe wrote too little.');
  return {
    delays: samples.flatMap(({ delays }) => delays),
    cpuMsPerSecond: ((last.cpuMs - first.cpuMs) * 1_000) / (last.at - first.at),
    megabytes: last.memory / 2 ** 20,
  };
}
