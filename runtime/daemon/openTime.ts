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
  /** Clock seconds per real second; 0 for as fast as it goes. */
  readonly rate?: number | undefined;
}

/** A clock, and who moves it unless it is the one on the wall. */
export interface OpenedTime {
  readonly clock: Clock;
  readonly keeper?: TimeKeeper;
}

/** The clock that was asked for; the one on the wall when none was. */
export function openTime(request: TimeRequest | undefined, patience: number): OpenedTime {
  if (!request) return { clock: new RealClock() };
  const { mode, seed = 0, rate = 0 } = request;
  const began = mode === 'virtual' ? virtualBeginning : Date.now();
  const clock = new VirtualClock({ mode, rate, began });
  return { clock, keeper: new TimeKeeper({ clock, seed, patience }) };
}
