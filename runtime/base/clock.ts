import type { ClockState } from '../protocol/index.ts';

/** The one clock of a daemon; whoever waits for time to pass waits on it. */
export interface Clock {
  readonly state: ClockState;
  /** Milliseconds since the epoch. */
  now(): number;
  /** True when `ms` milliseconds have passed, false at once when the signal is aborted before. */
  wait(ms: number, signal?: AbortSignal): Promise<boolean>;
  /** Lets no time pass until the task settles; absent where time passes by itself. */
  standDuring?(task: Promise<unknown>): void;
}

/** `setTimeout` fires at once above this. */
const longestTimeout = 2 ** 31 - 1;

/** The clock on the wall. */
export class RealClock implements Clock {
  readonly state: ClockState = { mode: 'real', rate: 1, offset: 0 };

  now(): number {
    return Date.now();
  }

  async wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    for (let rest = ms; ; rest -= longestTimeout) {
      if (!(await timeout(Math.min(rest, longestTimeout), signal))) return false;
      if (rest <= longestTimeout) return true;
    }
  }
}

function timeout(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve(false);
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', abort);
        resolve(true);
      },
      Math.max(ms, 0),
    );
    signal?.addEventListener('abort', abort, { once: true });
  });
}
