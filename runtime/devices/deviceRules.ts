import type { Clock } from '../base/clock.ts';
import { RealClock } from '../base/clock.ts';
import { Turns } from './turns.ts';

/** Each test may start a program. */
const mostTests = 32;

/** What holds for every device of a network. */
export interface DeviceRules {
  /** Milliseconds that a device gets to answer one call, and to follow what it was told. */
  readonly deviceMs: number;
  /** Milliseconds from one switching on to the next at the same PDU, so that inrush currents do not add up. */
  readonly inrushMs: number;
  /** The same where the two belong to different servers, if that is longer. */
  readonly serverGapMs: number;
  /** The daemon's clock: what is waited for between calls. */
  readonly clock: Clock;
  /** Ends calls that hang; goes on when the daemon's clock stands. */
  readonly realTime: Clock;
  /** How many tests run at a time. */
  readonly testTurns: Turns;
}

/** The rules of a network; what is not given has its usual value. */
export function deviceRules(
  given: Pick<DeviceRules, 'deviceMs' | 'inrushMs' | 'clock'> & Partial<DeviceRules>,
): DeviceRules {
  return {
    realTime: new RealClock(),
    testTurns: new Turns(mostTests),
    serverGapMs: 0,
    ...given,
  };
}
