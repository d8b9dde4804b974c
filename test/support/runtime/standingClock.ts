import type { Clock } from '../../../runtime/base/clock.ts';
import type { ClockState } from '../../../runtime/protocol/index.ts';

interface Waiter {
  readonly until: number;
  readonly settle: (isWhole: boolean) => void;
}

/** A clock that stands until whoever keeps it moves it. */
export abstract class StandingClock implements Clock {
  abstract readonly state: ClockState;
  readonly #waiters = new Set<Waiter>();
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        until: this.#now + ms,
        settle: (isWhole) => {
          this.#waiters.delete(waiter);
          resolve(isWhole);
        },
      };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', () => waiter.settle(false), { once: true });
    });
  }

  /** When the first of those who wait wants to go on; Infinity when nobody does. */
  protected get next(): number {
    return Math.min(...[...this.#waiters].map(({ until }) => until));
  }

  /** Moves on, never back, and wakes whoever is due then. */
  protected moveTo(now: number): void {
    this.#now = Math.max(this.#now, now);
    for (const waiter of this.#waiters) if (waiter.until <= this.#now) waiter.settle(true);
  }
}
