import type { Clock } from '../../../runtime/base/clock.ts';
import type { ClockState } from '../../../runtime/protocol/index.ts';

interface Waiter {
  readonly until: number;
  readonly settle: (isWhole: boolean) => void;
}

/** A clock that stands until a test moves it. */
export class ManualClock implements Clock {
  readonly state: ClockState = { mode: 'held', rate: 0, offset: 0 };
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
      signal?.addEventListener('abort', () => waiter.settle(false));
    });
  }

  /** Lets time pass and everything it wakes run. */
  async advance(ms: number): Promise<void> {
    await settled();
    this.#now += ms;
    for (const waiter of this.#waiters) if (waiter.until <= this.#now) waiter.settle(true);
    await settled();
  }
}

/** Lets everything that does not wait for time or the outside run to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
