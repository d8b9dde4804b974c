import type { ClockState } from '../../protocol/index.ts';

/** Longest single timer that Node takes, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Waits on the daemon's clock; ends every wait when the plugin has to stop. */
export class HostClock {
  readonly #onParked: (until: number | null) => void;
  readonly #sleepers = new Set<() => void>();
  #isRunning = true;
  #state: ClockState = { mode: 'real', rate: 1, offset: 0 };

  constructor(onParked: (until: number | null) => void) {
    this.#onParked = onParked;
  }

  /** False as soon as the plugin is asked to stop. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  set(state: ClockState): void {
    this.#state = state;
  }

  stop(): void {
    this.#isRunning = false;
    for (const wake of this.#sleepers) wake();
  }

  /** Resolves after so many seconds, or at once when the plugin has to stop. */
  async sleep(seconds: number): Promise<void> {
    if (!this.#isRunning) return;
    const until = Date.now() + Math.max(0, seconds || 0) * 1000;
    this.#onParked(Number.isFinite(until) ? until + this.#state.offset : null);
    for (;;) {
      const rest = Math.max(0, until - Date.now());
      const isStopped = await this.#wait(Math.min(rest, longestTimer));
      if (isStopped || rest <= longestTimer) return;
    }
  }

  /** Answers whether the wait was ended by the stop. */
  #wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(end);
        resolve(!this.#isRunning);
      };
      const timer = setTimeout(end, ms);
      this.#sleepers.add(end);
    });
  }
}
