import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorMessage } from '../base/codedError.ts';
import type { ProcessIdentity } from '../platform/processIdentity.ts';
import { identityOf, isRunning } from '../platform/processIdentity.ts';
import { replaceFile } from '../platform/replaceFile.ts';
import type { Problem } from '../protocol/index.ts';

/** So many ends of daemons within so many milliseconds are taken for the doing of a plugin. */
const crashLoop = { deaths: 2, windowMs: 60_000 };

/** What a daemon that runs plugins leaves behind, should it not come to its end. */
interface Life {
  readonly daemon: ProcessIdentity;
  readonly parent: ProcessIdentity;
  /** The plugin that was started last. */
  readonly plugin: string;
  /** When the ends of daemons before this one were noticed, in milliseconds since the epoch. */
  readonly deaths: readonly number[];
}

/** Remembers across daemons of a project that one died while plugins ran. */
export class LifeRecord {
  readonly #file: string;
  readonly #self: Pick<Life, 'daemon' | 'parent'>;
  readonly #deaths: readonly number[];
  /** Another daemon of this project runs and keeps the record. */
  readonly #isOthers: boolean;
  readonly #lastPlugin: string | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isWritten: boolean;

  private constructor(file: string, before: Life | undefined, now: number) {
    this.#file = file;
    this.#self = { daemon: identityOf(process.pid), parent: identityOf(process.ppid) };
    this.#isOthers = before !== undefined && isRunning(before.daemon);
    this.#deaths = before && !this.#isOthers ? deathsOf(before, now) : [];
    this.#lastPlugin = before?.plugin;
    this.#isWritten = before !== undefined;
  }

  /** Reads what an earlier daemon left behind. */
  static async open(project: string, now = Date.now()): Promise<LifeRecord> {
    const file = join(project, '.ockle', 'daemon.json');
    return new LifeRecord(file, await readLife(file), now);
  }

  /** Why no plugin of the project may run this time; nothing when they may. */
  get safeMode(): Problem | undefined {
    if (this.#deaths.length < crashLoop.deaths) return undefined;
    const plugin = this.#lastPlugin;
    return {
      code: 'safe-mode',
      severity: 'error',
      message:
        `The daemon died ${this.#deaths.length} times within a minute, so the project's own plugins do not run this time. ` +
        `${plugin} was started last: look at what it does to other processes, or take it out of pluginList. ` +
        'The next start is a usual one.',
      ...(plugin !== undefined && { plugin }),
    };
  }

  /** Notes that a plugin starts; answers a problem when that cannot be written down. */
  async noteStart(plugin: string): Promise<Problem | undefined> {
    if (this.#isOthers) return undefined;
    const life: Life = { ...this.#self, plugin, deaths: this.#deaths };
    this.#isWritten = true;
    const written = this.#writing.then(() => this.#write(life));
    this.#writing = written.catch(() => undefined);
    try {
      await written;
      return undefined;
    } catch (thrown) {
      const message =
        `${this.#file} cannot be written, so nobody will know should a plugin end the daemon: ${errorMessage(thrown)}. ` +
        'Allow the folder to be written.';
      return { code: 'life-not-recorded', severity: 'information', message };
    }
  }

  /** The daemon comes to its end as it should. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#isWritten && !this.#isOthers) await rm(this.#file, { force: true });
  }

  async #write(life: Life): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    await replaceFile(this.#file, `${JSON.stringify(life)}\n`);
  }
}

/**
 * One that went down together with whoever started it, such as an editor or a machine, was not ended
 * by a plugin.
 */
function deathsOf({ parent, deaths }: Life, now: number): readonly number[] {
  const recent = deaths.filter((at) => at <= now && now - at < crashLoop.windowMs);
  return isRunning(parent) ? [...recent, now] : recent;
}

/** The file lies in the project, so it may hold anything; what is no record counts as none. */
async function readLife(file: string): Promise<Life | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isLife(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLife(value: unknown): value is Life {
  if (typeof value !== 'object' || value === null) return false;
  const { daemon, parent, plugin, deaths } = value as Readonly<Record<string, unknown>>;
  return (
    isIdentity(daemon) &&
    isIdentity(parent) &&
    typeof plugin === 'string' &&
    Array.isArray(deaths) &&
    deaths.every((at) => typeof at === 'number')
  );
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, began } = value as Readonly<Record<string, unknown>>;
  return Number.isSafeInteger(pid) && (began === undefined || typeof began === 'string');
}
