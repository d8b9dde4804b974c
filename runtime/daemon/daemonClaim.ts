import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, errorMessage } from '../base/codedError.ts';
import { identityOf, isRunning } from '../platform/processIdentity.ts';
import type { DaemonKeptBy, DaemonRecord } from '../protocol/daemonAddress.ts';
import {
  connectToDaemon,
  daemonFolders,
  daemonKey,
  isOwnFolder,
  readDaemonRecords,
} from '../protocol/daemonAddress.ts';

/** Milliseconds that a daemon waits for another one that begins or ends. */
const patience = 15_000;

/** Bytes of a socket's path, which systems cut without a word: macOS has the shortest. */
const longestPath = 103;

/** Who claims a project. */
export interface ClaimRequest {
  readonly project: string;
  /** Absolute path of the folder with config.ini. */
  readonly etc: string;
  readonly keptBy: DaemonKeptBy;
}

/**
 * That one daemon runs on an etc folder, and where others reach it. Each daemon writes a record of
 * its own before it looks for those of others, so that of two at the same time one sees the other;
 * who sees one that begins gives way for a moment, and nobody ever removes what another one needs.
 */
export class DaemonClaim {
  /** What the socket is to be called. */
  readonly socket: string;
  readonly #file: string;
  readonly #keptBy: DaemonKeptBy;
  #written: Promise<void> = Promise.resolve();

  private constructor(base: string, keptBy: DaemonKeptBy) {
    this.#file = `${base}.json`;
    this.#keptBy = keptBy;
    this.socket = process.platform === 'win32' ? `\\\\.\\pipe\\${nameIn(base)}` : `${base}.sock`;
  }

  /**
   * Claims an etc folder for this process.
   * @throws CodedError `daemon-runs-already`; `daemon-not-attachable` where no record can be kept
   */
  static async make({ project, etc, keptBy }: ClaimRequest): Promise<DaemonClaim> {
    const key = await daemonKey(etc);
    const folder = await makeFolder(key);
    const claim = new DaemonClaim(join(folder, `${key}-${process.pid}-${random()}`), keptBy);
    const end = performance.now() + patience;
    for (;;) {
      await claim.#write('claiming');
      const other = await claim.#findOther(key);
      if (!other) break;
      await rm(claim.#file, { force: true });
      if (other.state === 'running' || performance.now() > end) throw runsAlready(project, other);
      await new Promise((done) => setTimeout(done, 10 + Math.random() * 40));
    }
    await claim.#write('running');
    await removeAllDead();
    return claim;
  }

  /** The socket can be reached. */
  listens(): Promise<void> {
    return this.#write('running', this.socket);
  }

  /** The end has begun: whoever wants to start a daemon waits for it. */
  ends(): Promise<void> {
    return this.#write('ending');
  }

  async release(): Promise<void> {
    await this.#written;
    await rm(this.#file, { force: true });
  }

  #write(state: DaemonRecord['state'], socket?: string): Promise<void> {
    const self = identityOf(process.pid);
    const record: DaemonRecord = {
      ...self,
      keptBy: this.#keptBy,
      state,
      ...(socket && { socket }),
    };
    const written = this.#written.then(() => this.#replace(`${JSON.stringify(record)}\n`));
    this.#written = written.catch(() => undefined);
    return written;
  }

  /** Nobody finds half of it. */
  async #replace(text: string): Promise<void> {
    const draft = `${this.#file}.new`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, this.#file);
  }

  /** A daemon that lives, besides this one; what is left of dead ones goes. */
  async #findOther(key: string): Promise<DaemonRecord | undefined> {
    let found: DaemonRecord | undefined;
    for (const { file, record } of await readDaemonRecords(key)) {
      if (file === this.#file) continue;
      if (await lives(record)) found = found?.state === 'running' ? found : record;
      else await removeDead(file);
    }
    return found;
  }
}

/** What daemons of other projects left when they were killed. */
async function removeAllDead(): Promise<void> {
  for (const { file, record } of await readDaemonRecords()) {
    if (!isRunning(record)) await removeDead(file);
  }
}

async function removeDead(file: string): Promise<void> {
  const base = file.slice(0, -'.json'.length);
  for (const left of [file, `${file}.new`, `${base}.sock`]) await rm(left, { force: true });
}

/** A number may be another process's by now; where the system does not tell, its socket does. */
async function lives(record: DaemonRecord): Promise<boolean> {
  if (!isRunning(record)) return false;
  const { pid, began, socket, keptBy } = record;
  if (began !== undefined || socket === undefined) return true;
  try {
    (await connectToDaemon({ pid, socket, keptBy })).destroy();
    return true;
  } catch {
    return false;
  }
}

async function makeFolder(key: string): Promise<string> {
  const problems: string[] = [];
  const length = key.length + '-4294967295-00000000.sock'.length + 1;
  for (const folder of daemonFolders()) {
    if (Buffer.byteLength(folder) + length > longestPath) continue;
    try {
      await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
      // A folder of ours that others could write to is closed; one of somebody else's stays as it is.
      if (process.platform !== 'win32') await chmod(folder, 0o700);
      if (await isOwnFolder(folder)) return folder;
      problems.push(`${folder} belongs to somebody else`);
    } catch (thrown) {
      problems.push(errorMessage(thrown));
    }
  }
  const message = `Nobody can attach to this daemon, and it does not notice another one of the project: ${problems.join('; ')}. Allow one of ${daemonFolders().join(', ')} to be made and written.`;
  throw new CodedError('daemon-not-attachable', message);
}

function unlessThere(thrown: unknown): void {
  if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
}

function runsAlready(project: string, { pid, keptBy }: DaemonRecord): CodedError {
  const where = keptBy === 'terminal' ? 'in a terminal' : 'for an editor';
  const message = `A daemon of ${project} runs already, ${where}, as process ${pid}. Attach to it, or end it first.`;
  return new CodedError('daemon-runs-already', message);
}

function nameIn(base: string): string {
  return `ockle-${base.split(/[\\/]/).at(-1)}`;
}

function random(): string {
  return randomBytes(4).toString('hex');
}
