import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cli = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

/** A plugin of a sample project. */
export interface SamplePlugin {
  readonly name: string;
  readonly language: 'typescript' | 'python';
}

/** Fills a folder with a project that our own command line lays out, and these plugins. */
export function sampleProject(
  ...plugins: readonly SamplePlugin[]
): (folder: string) => Promise<void> {
  return async (folder) => {
    await ockle('new-project', folder);
    for (const { name, language } of plugins)
      await ockle('new-plugin', folder, name, '--language', language);
  };
}

async function ockle(...args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [cli, ...args]);
}
