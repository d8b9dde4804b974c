import type { ClockState } from '../protocol/index.ts';
import { Timeline } from '../protocol/index.ts';
import type { Clock } from './clock.ts';

/** 2000-01-01 00:00 UTC: where virtual time begins, so that every run begins at the same moment. */
export const virtualBeginning = Date.UTC(2000, 0, 1);

/** How a clock that the daemon moves begins. */
export interface VirtualStart {
  readonly mode: 'held' | 'virtual';
  /** Milliseconds since the epoch. */
  readonly began: number;
  /** Clock seconds per real second; 0 for none, or as fast as it goes. */
  readonly rate: number;
}

/** A clock that stands until its keeper moves it. */
export class VirtualClock implements Clock {
  readonly began: number;
  #state: ClockState;
  readonly #waits = new Timeline<(isWhole: boolean) => void>();
  #now: number;
  #tasks = 0;
  #onWait: () => void = () => undefined;

  constructor({ mode, rate, began }: VirtualStart) {
    this.#state = { mode, rate, offset: 0 };
    this.began = began;
    this.#now = began;
  }

  get state(): ClockState {
    return this.#state;
  }

  /** Clock seconds per real second from now on; 0 for none, or as fast as it goes. */
  set rate(rate: number) {
    this.#state = { ...this.#state, rate };
  }

  /** Something is under way that takes real time. */
  get hasToStand(): boolean {
    return this.#tasks > 0;
  }

  /** When the first wait ends. */
  get nextDue(): number | undefined {
    return this.#waits.nextDue;
  }

  now(): number {
    return this.#now;
  }

  /** Told whenever somebody begins to wait or gives a wait up. */
  set onWait(listener: () => void) {
    this.#onWait = listener;
  }

  wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const abort = (): void => {
      this.#waits.remove(appointment);
      resolve(false);
      this.#onWait();
    };
    const appointment = this.#waits.add(this.#now + Math.max(0, Math.ceil(ms)), (isWhole) => {
      signal?.removeEventListener('abort', abort);
      resolve(isWhole);
    });
    signal?.addEventListener('abort', abort, { once: true });
    this.#onWait();
    return promise;
  }

  standDuring(task: Promise<unknown>): void {
    this.#tasks++;
    const end = (): void => {
      this.#tasks--;
      this.#onWait();
    };
    task.then(end, end);
  }

  /** Moves on to a time; waits that end by then are woken one by one by `wakeNext`. */
  moveTo(now: number): void {
    this.#now = Math.max(this.#now, now);
  }

  /** Ends the first wait that is due; false when none is. */
  wakeNext(): boolean {
    const wake = this.#waits.take(this.#now);
    wake?.(true);
    return wake !== undefined;
  }

  /** Ends every wait before its time. */
  wakeAll(): void {
    for (const wake of this.#waits.takeAll()) wake(false);
  }
}
