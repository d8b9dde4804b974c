import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Moves what is in one folder to the place of what is in another, file by file: whoever reads there meanwhile
 * finds the file of before or the one of now, never none. A folder as a whole cannot be renamed over another
 * one, and on Windows not at all while anything in it is open.
 *
 * @param {string} made
 * @param {string} place
 */
export async function replaceFolder(made, place) {
  await mkdir(place, { recursive: true });
  const entries = await readdir(made, { withFileTypes: true });
  for (const entry of entries) {
    const from = join(made, entry.name);
    const to = join(place, entry.name);
    await (entry.isDirectory() ? replaceFolder(from, to) : rename(from, to));
  }
  const names = new Set(entries.map(({ name }) => name));
  for (const name of await readdir(place)) {
    if (names.has(name)) continue;
    await rm(join(place, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
