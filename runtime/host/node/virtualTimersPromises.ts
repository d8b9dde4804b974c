import type timersPromises from 'node:timers/promises';
import type { TimerOptions } from 'node:timers';
import type { VirtualTime } from './virtualTime.ts';

type TimersPromises = typeof timersPromises;

/** Routes `timers/promises` to virtual time; its `setImmediate` and `yield` take none. */
export function virtualTimersPromises(time: VirtualTime, real: TimersPromises): TimersPromises {
  const { setTimeout: realTimeout, setInterval: realInterval } = real;
  const setTimeout: TimersPromises['setTimeout'] = async <Value>(
    ms = 1,
    value?: Value,
    options: TimerOptions = {},
  ): Promise<Value> => {
    if (time.isOver) return realTimeout<Value>(ms, value, options);
    await untilPassed(time, ms, options.signal);
    return value as Value;
  };
  async function* setInterval<Value>(
    ms = 1,
    value?: Value,
    options: TimerOptions = {},
  ): AsyncGenerator<Value> {
    while (!time.isOver) {
      await untilPassed(time, ms, options.signal);
      yield value as Value;
    }
    yield* realInterval<Value>(ms, value, options);
  }
  Object.assign(real, { setTimeout, setInterval });
  const wait = (ms: number, options: TimerOptions = {}): Promise<void> =>
    setTimeout(ms, undefined, options);
  Object.defineProperty(real.scheduler, 'wait', { value: wait, configurable: true });
  return real;
}

/** Rejects as Node does when the signal is aborted before. */
function untilPassed(
  time: VirtualTime,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<undefined> {
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      time.giveUp(wait);
      reject(aborted(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    const wait = time.wait(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve(undefined);
    });
  });
}

function aborted(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
