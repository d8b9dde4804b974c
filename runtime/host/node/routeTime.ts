import type timersPromises from 'node:timers/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { seededRandom } from './seededRandom.ts';
import { virtualDate } from './virtualDate.ts';
import { virtualTimersPromises } from './virtualTimersPromises.ts';
import type { VirtualTime } from './virtualTime.ts';
import { closeVirtualTimer, VirtualTimer } from './virtualTimer.ts';

type Callback = (...args: readonly unknown[]) => void;
type SetTimer = (callback: Callback, ms?: number, ...args: readonly unknown[]) => unknown;

const require = createRequire(import.meta.url);

/** Lets the clocks and timers of this process follow virtual time; docs/time.md lists them. */
export function routeTime(time: VirtualTime): void {
  routeTimers(time);
  routeClocks(time);
  Math.random = seededRandom(time.seed);
  // `import { setTimeout } from 'node:timers'` sees what `require` sees only after this.
  syncBuiltinESMExports();
}

function routeTimers(time: VirtualTime): void {
  const timers = require('node:timers') as Record<string, unknown>;
  const promises = virtualTimersPromises(
    time,
    require('node:timers/promises') as typeof timersPromises,
  );
  const setTimeout = routedTimer(time, globalThis.setTimeout, false);
  const routed = {
    setTimeout: Object.assign(setTimeout, { [promisify.custom]: promises.setTimeout }),
    setInterval: routedTimer(time, globalThis.setInterval, true),
    clearTimeout: routedClear(globalThis.clearTimeout as (timer: unknown) => void),
    clearInterval: routedClear(globalThis.clearInterval as (timer: unknown) => void),
  };
  Object.assign(globalThis, routed);
  Object.assign(timers, routed);
}

function routedTimer(time: VirtualTime, real: SetTimer, repeats: boolean): SetTimer {
  return (callback, ms = 1, ...args) => {
    // Lets Node say what is wrong with it, and takes real time once the plugin stops.
    if (typeof callback !== 'function' || time.isOver) return real(callback, ms, ...args);
    return new VirtualTimer(time, () => callback(...args), ms, repeats);
  };
}

function routedClear(real: (timer: unknown) => void): (timer: unknown) => void {
  return (timer) => {
    if (!closeVirtualTimer(timer)) real(timer);
  };
}

function routeClocks(time: VirtualTime): void {
  const sinceBegin = (): number => time.now - time.began;
  globalThis.Date = virtualDate(time);
  Object.defineProperty(performance, 'now', { value: sinceBegin, configurable: true });
  const nanoseconds = (): bigint => BigInt(sinceBegin()) * 1_000_000n;
  process.hrtime = Object.assign(
    (before?: [number, number]): [number, number] => {
      const now =
        nanoseconds() - (before ? BigInt(before[0]) * 1_000_000_000n + BigInt(before[1]) : 0n);
      return [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
    },
    { bigint: nanoseconds },
  );
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    const abort = (): void =>
      controller.abort(
        new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      );
    setTimeout(abort, ms);
    return controller.signal;
  };
}
