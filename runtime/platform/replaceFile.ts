import { constants } from 'node:fs';
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is done to an open file while it is replaced. */
interface DraftHandle {
  writeFile(content: string | Uint8Array): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls that replace a file, those of Node unless somebody wants to watch them. */
export interface FileCalls {
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<FileRights>;
  open(path: string, flags: number, mode?: number): Promise<DraftHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** Who may do what with a file. */
interface FileRights {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** What else is to happen while a file is replaced. */
export interface ReplaceOptions {
  readonly files?: FileCalls;
  /** Runs when all is written; what it throws keeps the old file. */
  readonly beforeRename?: () => Promise<void>;
}

const nodeFiles: FileCalls = { realpath, stat, open, rename, unlink };

// Windows has no O_NOFOLLOW: it counts as no bit there.
const createOnly = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A name of its own for each: drafts of two writers never meet, and a lost one is known by it. */
const draftName = /^\.ockle-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Whether a file of this name is, or was left behind as, the draft of another. */
export function isDraftName(name: string): boolean {
  return draftName.test(name);
}

/**
 * Writes a file so that a crash or power cut at any moment leaves the old text or the new one.
 * A link stays a link; the permissions and owner of an existing file stay as they are.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { files = nodeFiles, beforeRename }: ReplaceOptions = {},
): Promise<void> {
  const target = await realTarget(files, path);
  const folder = dirname(target);
  const draft = join(folder, `.ockle-${crypto.randomUUID()}.tmp`);
  try {
    await writeDraft(files, draft, content, await rightsOf(files, target));
    await beforeRename?.();
    await files.rename(draft, target);
  } catch (thrown) {
    await removeDraft(files, draft);
    throw thrown;
  }
  await syncFolder(folder, files);
}

/** Puts on the disk what was created in, renamed to or removed from a folder. */
export async function syncFolder(folder: string, files: FileCalls = nodeFiles): Promise<void> {
  // Windows opens no folder; its file systems keep renames in their own journal.
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDraft(
  files: FileCalls,
  draft: string,
  content: string | Uint8Array,
  rights: FileRights | undefined,
): Promise<void> {
  const file = await files.open(draft, createOnly, 0o600);
  try {
    await file.writeFile(content);
    if (rights) await giveTo(file, rights);
    await file.chmod((rights?.mode ?? 0o644) & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Only root can give a file away; to anybody else the file that is replaced is a new one. */
async function giveTo(file: DraftHandle, { uid, gid }: FileRights): Promise<void> {
  if (process.getuid?.() === 0) await file.chown(uid, gid);
}

/** A draft that cannot be removed now is removed by `sweepDrafts`; why the write failed counts. */
async function removeDraft(files: FileCalls, draft: string): Promise<void> {
  await files.unlink(draft).catch(() => undefined);
}

async function realTarget(files: FileCalls, path: string): Promise<string> {
  return (await unlessMissing(files.realpath(path))) ?? path;
}

function rightsOf(files: FileCalls, path: string): Promise<FileRights | undefined> {
  return unlessMissing(files.stat(path));
}

async function unlessMissing<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}
