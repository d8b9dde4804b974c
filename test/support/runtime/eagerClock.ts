import type { Clock } from '../../../runtime/base/clock.ts';
import type { ClockState } from '../../../runtime/protocol/index.ts';

interface Waiter {
  readonly until: number;
  readonly settle: (isWhole: boolean) => void;
}

/** A clock that jumps to the next time somebody waits for as soon as nothing else can happen. */
export class EagerClock implements Clock {
  readonly state: ClockState = { mode: 'virtual', rate: 0, offset: 0 };
  readonly #waiting = new Set<Waiter>();
  #now = 1_000_000;
  #isJumpPlanned = false;

  now(): number {
    return this.#now;
  }

  wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        until: this.#now + ms,
        settle: (isWhole) => {
          this.#waiting.delete(waiter);
          resolve(isWhole);
        },
      };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', () => waiter.settle(false), { once: true });
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#isJumpPlanned) return;
    this.#isJumpPlanned = true;
    setImmediate(() => {
      this.#isJumpPlanned = false;
      this.#jump();
    });
  }

  #jump(): void {
    const times = [...this.#waiting].map(({ until }) => until);
    if (times.length === 0) return;
    this.#now = Math.max(this.#now, Math.min(...times));
    for (const waiter of this.#waiting) if (waiter.until <= this.#now) waiter.settle(true);
    if (this.#waiting.size > 0) this.#plan();
  }
}
