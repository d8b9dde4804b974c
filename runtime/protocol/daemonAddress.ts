import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Where further clients reach the daemon of a project; an address may be a moment older than its daemon. */
export interface DaemonAddress {
  readonly pid: number;
  /** Path of a Unix domain socket, or name of a pipe on Windows; it speaks `DaemonContract` as lines of JSON. */
  readonly socket: string;
  /** Who ends it: the terminal it runs in, or the editor that started it. */
  readonly keptBy: DaemonKeptBy;
}

/** Who started a daemon, and will end it. */
export type DaemonKeptBy = 'terminal' | 'editor';

/** What a daemon says of itself in a file, from before it opens its project until its end. */
export interface DaemonRecord {
  readonly pid: number;
  /** When its process began, in the system's own ticks; Linux only. */
  readonly began?: string;
  readonly keptBy: DaemonKeptBy;
  readonly state: 'claiming' | 'running' | 'ending';
  readonly socket?: string;
}

/** A record and the file that it is in. */
export interface PlacedRecord {
  readonly file: string;
  readonly record: DaemonRecord;
}

/**
 * The daemon of a project that runs now, whoever started it:
 *
 *     const address = await readDaemonAddress(project);
 *     const socket = address && (await connectToDaemon(address));
 *
 * and then `lineTransport(socket)` for an `RpcPeer`, with `initialize` as the first request. What
 * rejects there means that it has just ended. `etc` is the folder with config.ini, if it is another.
 */
export async function readDaemonAddress(
  project: string,
  etc = join(project, 'etc'),
): Promise<DaemonAddress | undefined> {
  for (const { record } of await readDaemonRecords(await daemonKey(etc))) {
    const { pid, socket, keptBy, state } = record;
    if (state === 'running' && socket !== undefined && isThere(pid)) return { pid, socket, keptBy };
  }
  return undefined;
}

/** Opens a channel to a daemon; rejects when it is gone. */
export function connectToDaemon({ socket }: DaemonAddress): Promise<Socket> {
  return new Promise((done, failed) => {
    const channel = connect(socket);
    channel.once('error', failed);
    channel.once('connect', () => {
      channel.off('error', failed);
      done(channel);
    });
  });
}

/** What the names of all that belongs to the daemons of an etc folder begin with. */
export async function daemonKey(etc: string): Promise<string> {
  const folder = resolve(etc);
  const parent = await realpath(dirname(folder)).catch(() => dirname(folder));
  return createHash('sha256')
    .update(join(parent, basename(folder)))
    .digest('hex')
    .slice(0, 16);
}

/**
 * The folders that daemons of this user may leave their records in, best first. They do not depend
 * on the environment where that differs between a terminal and an editor.
 */
export function daemonFolders(): readonly string[] {
  const uid = process.getuid?.();
  if (uid === undefined) return [join(tmpdir(), 'ockle')];
  const name = `ockle-${uid}`;
  if (process.platform === 'linux')
    return [join('/run/user', String(uid), name), join('/tmp', name)];
  return [join(tmpdir(), name), join('/tmp', name)];
}

/** Whether nobody but this user can put anything into a folder. */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined);
  if (!stats?.isDirectory()) return false;
  const uid = process.getuid?.();
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o077) === 0);
}

/** The records of all daemons of an etc folder, or of this user; also of some that are no more. */
export async function readDaemonRecords(key = ''): Promise<readonly PlacedRecord[]> {
  const found: PlacedRecord[] = [];
  for (const folder of daemonFolders()) {
    if (!(await isOwnFolder(folder))) continue;
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      if (!name.startsWith(key) || !name.endsWith('.json')) continue;
      const file = join(folder, name);
      const record = await readRecord(file);
      if (record) found.push({ file, record });
    }
  }
  return found;
}

async function readRecord(file: string): Promise<DaemonRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    // It is being written, or has just been removed.
    return undefined;
  }
}

function isRecord(value: unknown): value is DaemonRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, began, keptBy, state, socket } = value as Readonly<Record<string, unknown>>;
  return (
    Number.isSafeInteger(pid) &&
    (began === undefined || typeof began === 'string') &&
    (keptBy === 'terminal' || keptBy === 'editor') &&
    (state === 'claiming' || state === 'running' || state === 'ending') &&
    (socket === undefined || typeof socket === 'string')
  );
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
