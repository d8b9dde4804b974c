import type { ProcessEnd, SpawnedProcess } from '../platform/spawnProcess.ts';
import type { RpcTimers } from '../protocol/index.ts';

/** Milliseconds for what a process wrote to be read, should others hold its pipes after its end. */
const longestReading = 200;

/** How a process that was to end came to its end. */
export type Farewell = 'byItself' | 'SIGTERM' | 'SIGKILL';

/** The process of a plugin, until nothing of it and of what it started is left. */
export class HostProcess {
  /** Resolves when nothing is left. */
  readonly gone: Promise<ProcessEnd>;
  readonly #process: SpawnedProcess;
  readonly #timers: RpcTimers;
  #isAlive = true;

  constructor(process: SpawnedProcess, timers: RpcTimers) {
    this.#process = process;
    this.#timers = timers;
    this.gone = this.#untilGone();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Present while it lives. */
  get pid(): number | undefined {
    return this.#isAlive ? this.#process.pid : undefined;
  }

  /** Whether the process ended within so many milliseconds; if so, nothing is left. */
  async goneWithin(ms: number): Promise<boolean> {
    await this.#atMost(ms, this.gone);
    if (!this.#isAlive) await this.gone;
    return !this.#isAlive;
  }

  /** Asks it to end, and ends it after so many milliseconds. */
  async terminate(ms: number): Promise<Farewell> {
    if (!this.#isAlive) return this.gone.then(() => 'byItself');
    this.#process.kill('SIGTERM');
    if (await this.goneWithin(ms)) return 'SIGTERM';
    await this.kill();
    return 'SIGKILL';
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    if (this.#isAlive) this.#process.kill('SIGKILL');
    await this.gone;
  }

  async #untilGone(): Promise<ProcessEnd> {
    const end = await this.#process.ended;
    this.#isAlive = false;
    // What it started and left behind.
    this.#process.kill('SIGKILL');
    await this.#atMost(longestReading, this.#process.drained);
    return end;
  }

  /**
   * Waits for an event of the process, so many milliseconds at most. Should we have been held up, then
   * what came meanwhile has not been looked at when the time is over, but one turn later.
   */
  async #atMost(ms: number, event: Promise<unknown>): Promise<void> {
    const late = Promise.withResolvers<undefined>();
    const stopTimer = this.#timers.after(ms, () => setImmediate(() => late.resolve(undefined)));
    await Promise.race([event, late.promise]);
    stopTimer();
  }
}
