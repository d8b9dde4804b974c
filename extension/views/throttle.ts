/** The part of a system's timers that a throttle needs; times in milliseconds. */
export interface Timers {
  now(): number;
  /** Calls back once, later; the answer cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The real timers. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Lets work happen at once when it was quiet, and else once per interval however often it is asked
 * for. Unlike a debounce it cannot be starved.
 */
export class Throttle {
  readonly #work: () => void;
  readonly #interval: number;
  readonly #timers: Timers;
  #last = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #isDisposed = false;

  constructor(work: () => void, interval: number, timers: Timers) {
    this.#work = work;
    this.#interval = interval;
    this.#timers = timers;
  }

  /** Asks for the work to happen, now or when the interval is over. */
  request(): void {
    if (this.#cancel || this.#isDisposed) return;
    const wait = this.#last + this.#interval - this.#timers.now();
    if (wait <= 0) this.#run();
    else this.#cancel = this.#timers.after(wait, () => this.#run());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #run(): void {
    this.#cancel = undefined;
    this.#last = this.#timers.now();
    this.#work();
  }
}
