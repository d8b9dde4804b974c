import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that a crash or power cut at any moment leaves the old text or the new one.
 * A link stays a link; the permissions of an existing file stay as they are.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realTarget(path);
  const folder = dirname(target);
  const draft = join(folder, `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeDraft(draft, content, await modeOf(target));
    await rename(draft, target);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
  if (process.platform !== 'win32') await syncFolder(folder);
}

async function writeDraft(
  draft: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const file = await open(draft, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename itself is only safe against a power cut once the folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (thrown) {
    if (isMissing(thrown)) return path;
    throw thrown;
  }
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (thrown) {
    if (isMissing(thrown)) return 0o644;
    throw thrown;
  }
}

function isMissing(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'ENOENT';
}
