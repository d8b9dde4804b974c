import type { RpcTimers } from '../../../runtime/protocol/index.ts';
import { settled } from './manualClock.ts';

/** Timers that fire when a test lets time pass. */
export class ManualTimers implements RpcTimers {
  now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>();

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.now + ms, callback };
    this.#waiting.add(timer);
    return () => this.#waiting.delete(timer);
  }

  /** How many are set. */
  get count(): number {
    return this.#waiting.size;
  }

  /** Lets time pass, timer by timer, and everything that they wake run. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.#waiting].filter(({ at }) => at <= end);
      const next = due.sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      // A test may have let the clock run on without its timers.
      this.now = Math.max(this.now, next.at);
      this.#waiting.delete(next);
      next.callback();
      await settled();
    }
    this.now = end;
    await settled();
  }
}
