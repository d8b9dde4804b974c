import type { SpawnedProcess, SpawnRequest } from '../platform/spawnProcess.ts';
import type { PluginLanguage, RpcTimers } from '../protocol/index.ts';

/** Milliseconds after the last start of a plugin, in which others may start that need the processor. */
const quiet = 1_000;

/** What spare hosts need. */
export interface SpareParts {
  readonly spawn: (request: SpawnRequest) => SpawnedProcess;
  readonly timers: RpcTimers;
  /** Processes of each language that may wait: none or one. */
  readonly most: number;
}

/** A host that waits for a plugin. */
interface Spare {
  /** How it was started, as text. */
  readonly key: string;
  readonly process: SpawnedProcess;
}

/**
 * Keeps one idle host process of each language that a plugin ran in, so that the next plugin of that
 * language need not wait for a process to start. It waits for its plugin with all of the host loaded.
 */
export class SpareHosts {
  readonly #parts: SpareParts;
  readonly #spares = new Map<PluginLanguage, Spare>();
  /** How a host of each language was started last. */
  readonly #wanted = new Map<PluginLanguage, SpawnRequest>();
  #stopTimer: (() => void) | undefined;
  #isOver = false;

  constructor(parts: SpareParts) {
    this.#parts = parts;
  }

  /** The process of a host: the spare one, if it was started in the same way, else a new one. */
  start(language: PluginLanguage, host: SpawnRequest): SpawnedProcess {
    this.#wanted.set(language, host);
    this.#refillSoon();
    const spare = this.#spares.get(language);
    this.#spares.delete(language);
    if (spare?.key === keyOf(host)) return spare.process;
    spare?.process.kill('SIGKILL');
    return this.#parts.spawn(host);
  }

  /** Keeps one for the first plugin of that language; too late when that has started. */
  expect(language: PluginLanguage, host: SpawnRequest): void {
    if (this.#isOver || this.#parts.most === 0 || this.#wanted.has(language)) return;
    this.#wanted.set(language, host);
    this.#keep(language, host);
  }

  /** Ends the idle processes; there will be no more. */
  async dispose(): Promise<void> {
    this.#isOver = true;
    this.#stopTimer?.();
    const left = [...this.#spares.values()].map(({ process }) => process);
    this.#spares.clear();
    for (const process of left) process.kill('SIGKILL');
    await Promise.all(left.map(({ ended }) => ended));
  }

  #refillSoon(): void {
    this.#stopTimer?.();
    if (this.#isOver) return;
    this.#stopTimer = this.#parts.timers.after(quiet, () => this.#refill());
  }

  #refill(): void {
    for (const [language, host] of this.#wanted) {
      if (this.#parts.most > 0 && !this.#spares.has(language)) this.#keep(language, host);
    }
  }

  #keep(language: PluginLanguage, host: SpawnRequest): void {
    const process = this.#parts.spawn({ ...host, args: [...host.args, 'spare'] });
    const spare = { key: keyOf(host), process };
    this.#spares.set(language, spare);
    // One that ended by itself serves nobody; the next start asks for another one.
    void process.ended.then(() => {
      if (this.#spares.get(language) === spare) this.#spares.delete(language);
    });
  }
}

function keyOf({ command, args, cwd, env }: SpawnRequest): string {
  return JSON.stringify([command, args, cwd, env]);
}
