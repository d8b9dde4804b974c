import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version of the built product. */
export async function readVersion(dist: string): Promise<string> {
  return (await readFile(join(dist, 'version.txt'), 'utf8')).trim();
}
