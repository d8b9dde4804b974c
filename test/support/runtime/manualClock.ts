import type { ClockState } from '../../../runtime/protocol/index.ts';
import { StandingClock } from './standingClock.ts';

/** A clock that stands until a test moves it. */
export class ManualClock extends StandingClock {
  readonly state: ClockState = { mode: 'held', rate: 0, offset: 0 };

  /** Lets time pass and everything it wakes run. */
  async advance(ms: number): Promise<void> {
    await settled();
    this.moveTo(this.now() + ms);
    await settled();
  }
}

/** Lets everything that does not wait for time or the outside run to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
