import type { FileHandle } from 'node:fs/promises';
import { open, realpath, rename } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { Problem } from '../protocol/index.ts';
import { logRecord } from '../protocol/index.ts';
import { hideSecrets } from './hideSecrets.ts';

/** How much of the log is kept. */
interface LogLimits {
  /** Bytes of one file. */
  readonly logSize: number;
  /** Files, the one that is written among them. */
  readonly logFiles: number;
}

/** Where a log is and who hears that it cannot be written. */
export interface LogRequest {
  /** Absolute path of the file. */
  readonly path: string;
  /** The file has to be in this folder when links are followed. */
  readonly project: string;
  readonly limits: LogLimits;
  readonly onProblem: (problem: Problem) => void;
}

/** Bytes of records that may wait for the disk; what comes beyond is left out. */
const mostWaiting = 4 * 1024 * 1024;

/**
 * The daemon's log as a file: opened once, in Ockle's format, in files of bounded size. A disk that
 * cannot take it is reported once, and writing goes on as soon as there is room again.
 */
export class LogFile {
  readonly #request: LogRequest;
  #handle: FileHandle | undefined;
  #size = 0;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #isFailing = false;

  constructor(request: LogRequest) {
    this.#request = request;
  }

  /** Queues one record; the text stays as it is but for secrets, several lines among it. */
  write(t: number, text: string): void {
    const record = Buffer.from(`${logRecord(t, hideSecrets(text))}\n`);
    if (this.#waitingBytes + record.length > mostWaiting) return;
    this.#waiting.push(record);
    this.#waitingBytes += record.length;
    this.#writing ??= this.#writeWaiting();
  }

  /** Writes what waits, and lets go of the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#release();
  }

  async #writeWaiting(): Promise<void> {
    // After the turn that wrote, so that its records become one write.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const records = this.#waiting;
      this.#waiting = [];
      this.#waitingBytes = 0;
      try {
        for (const part of this.#parts(records)) await this.#append(part);
        this.#isFailing = false;
      } catch (error) {
        await this.#release();
        this.#report(error);
      }
    }
    this.#writing = undefined;
  }

  /** As few writes as there are files to fill. */
  *#parts(records: readonly Buffer[]): Generator<Buffer> {
    let part: Buffer[] = [];
    let size = this.#size;
    for (const record of records) {
      if (part.length > 0 && size + record.length > this.#request.limits.logSize) {
        yield Buffer.concat(part);
        part = [];
        size = 0;
      }
      part.push(record);
      size += record.length;
    }
    if (part.length > 0) yield Buffer.concat(part);
  }

  async #append(part: Buffer): Promise<void> {
    let handle = this.#handle ?? (await this.#open());
    if (this.#size > 0 && this.#size + part.length > this.#request.limits.logSize) {
      await this.#rotate();
      handle = await this.#open();
    }
    for (let written = 0; written < part.length;) {
      const { bytesWritten } = await handle.write(part, written);
      written += bytesWritten;
      this.#size += bytesWritten;
    }
  }

  async #open(): Promise<FileHandle> {
    const { path, project } = this.#request;
    const handle = await open(path, 'a', 0o600);
    this.#handle = handle;
    const real = await realpath(path);
    if (!real.startsWith(`${await realpath(project)}${sep}`)) {
      throw new Error('it is a link that leads out of the project');
    }
    this.#size = (await handle.stat()).size;
    return handle;
  }

  /** `log.txt` becomes `log.txt.1`, and so on; the oldest goes. */
  async #rotate(): Promise<void> {
    const { path, limits } = this.#request;
    await this.#release();
    const nameOf = (at: number): string =>
      at === 0 ? path : join(dirname(path), `${basename(path)}.${at}`);
    for (let at = limits.logFiles - 2; at >= 0; at--) {
      await rename(nameOf(at), nameOf(at + 1)).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw error;
      });
    }
    if (limits.logFiles === 1) await (await open(path, 'w', 0o600)).close();
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#size = 0;
    // What could be written is written; a handle that fails to close is gone all the same.
    await handle?.close().catch(() => undefined);
  }

  #report(error: unknown): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    const { path, onProblem } = this.#request;
    const code = errorCode(error);
    const why =
      code === 'internal-error' && error instanceof Error
        ? error.message
        : `the system says ${code}`;
    onProblem({
      code: 'log-not-written',
      severity: 'warning',
      message: `${path} cannot be written: ${why}. The daemon goes on without it and tries again with each record; make room, or name another file by log_file_path in section [main].`,
      source: { file: path, line: 1 },
    });
  }
}
