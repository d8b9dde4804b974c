import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraftName } from './replaceFile.ts';

/** Milliseconds after which nobody is writing a draft any more. */
const staleAfter = 60_000;

/**
 * Removes the drafts that killed writers left in these folders, and resolves to their paths.
 * Only own files of the right name and age go; what cannot be read or removed stays, as it does no harm.
 */
export async function sweepDrafts(folders: Iterable<string>): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const folder of new Set(folders)) {
    for (const name of await readdir(folder).catch(() => [])) {
      const file = join(folder, name);
      if (isDraftName(name) && (await isStale(file)) && (await isRemoved(file))) removed.push(file);
    }
  }
  return removed;
}

async function isStale(file: string): Promise<boolean> {
  const stats = await lstat(file).catch(() => undefined);
  if (!stats?.isFile()) return false;
  const owner = process.getuid?.();
  return (owner === undefined || stats.uid === owner) && stats.mtimeMs < Date.now() - staleAfter;
}

function isRemoved(file: string): Promise<boolean> {
  return unlink(file).then(
    () => true,
    () => false,
  );
}
