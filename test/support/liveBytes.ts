import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The bytes that are still reachable in this process, in and outside the heap: what a leak adds to. */
export async function liveBytes(): Promise<number> {
  const collect = globalThis.gc ?? exposedCollector();
  // What the first pass finds to be garbage is finalised in a turn of its own.
  for (let pass = 0; pass < 2; pass++) {
    collect();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Of a Node that was started without `--expose-gc`. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('This Node gives no way to collect garbage.');
  return () => void Reflect.apply(collect, undefined, []);
}
