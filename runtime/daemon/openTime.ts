import type { Clock } from '../base/clock.ts';
import { RealClock } from '../base/clock.ts';
import { VirtualClock, virtualBeginning } from '../base/virtualClock.ts';
import { TimeKeeper } from './timeKeeper.ts';

/** How time passes for a daemon and its plugins. */
export interface TimeRequest {
  /** `virtual` passes by itself, as fast as everybody waits; `held` passes when it is stepped. */
  readonly mode: 'held' | 'virtual';
  /** What random numbers of plugins grow from. */
  readonly seed?: number | undefined;
  /** Clock seconds per real second: in virtual time 0 for as fast as it goes, in held time 1 unless said. */
  readonly rate?: number | undefined;
  /** Held time passes by itself until somebody holds it; it stands at first when absent. */
  readonly isRunning?: boolean | undefined;
}

/** A clock, and who moves it unless it is the one on the wall. */
export interface OpenedTime {
  readonly clock: Clock;
  readonly keeper?: TimeKeeper;
}

/** The clock that was asked for; the one on the wall when none was. */
export function openTime(request: TimeRequest | undefined, patience: number): OpenedTime {
  if (!request) return { clock: new RealClock() };
  const { mode, seed = 0, rate = 0, isRunning = false } = request;
  const isHeld = mode === 'held';
  const began = isHeld ? Date.now() : virtualBeginning;
  const clock = new VirtualClock({ mode, rate: isHeld ? 0 : rate, began });
  const keeper = new TimeKeeper({ clock, seed, patience });
  if (isHeld && rate > 0) keeper.setRate(rate);
  if (isRunning) keeper.resume();
  return { clock, keeper };
}
