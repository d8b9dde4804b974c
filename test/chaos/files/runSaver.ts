import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The program whose saves are watched or killed. */
export const saverFile = fileURLToPath(new URL('saver.ts', import.meta.url));

/** Runs the saver to its end, by another program if one is given; resolves to what it said. */
export async function runSaver(
  args: readonly string[],
  by: readonly string[] = [],
): Promise<string> {
  const [program = process.execPath, ...before] = by;
  const own = by.length === 0 ? [] : [process.execPath];
  const { stdout } = await promisify(execFile)(program, [...before, ...own, saverFile, ...args], {
    maxBuffer: 1 << 26,
  });
  return stdout.trimEnd();
}
