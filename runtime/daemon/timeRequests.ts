import type { Clock } from '../base/clock.ts';
import type { DaemonContract, DaemonTime, HeldTime, RpcHandlers } from '../protocol/index.ts';
import { RpcError } from '../protocol/index.ts';
import type { TimeKeeper } from './timeKeeper.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** A daemon, as far as its time goes. */
interface Timed {
  readonly keeper: TimeKeeper | undefined;
}

/** A step of more would rather be a run in virtual time. */
const longestStep = 366 * 86_400_000;

/** Clock seconds per real second of a held time that goes by itself. */
export const fastestRate = 1000;

/** Answers the requests of a client that moves the time. */
export function timeRequests(
  opened: () => Promise<Timed>,
): Pick<Requests, 'holdTime' | 'stepTime' | 'resumeTime' | 'setTimeRate'> {
  const held = async (move: (keeper: TimeKeeper) => unknown): Promise<HeldTime> => {
    const { keeper } = await opened();
    if (keeper?.mode !== 'held') throw notHeld(keeper?.mode ?? 'real');
    await move(keeper);
    return keeper.heldTime;
  };
  return {
    holdTime: () => held((keeper) => keeper.hold()),
    stepTime: ({ ms }) =>
      held((keeper) =>
        ms === undefined
          ? keeper.stepToNext()
          : keeper.step(Math.round(within('step', ms, longestStep, 'ms'))),
      ),
    resumeTime: () => held((keeper) => keeper.resume()),
    setTimeRate: ({ rate }) =>
      held((keeper) => keeper.setRate(within('rate', rate, fastestRate, 'x'))),
  };
}

/** What clients are told of the time. */
export function timeOf({ clock, keeper }: Timed & { readonly clock: Clock }): DaemonTime {
  const { mode, rate } = clock.state;
  if (keeper?.mode === 'held') return { mode, ...keeper.heldTime };
  return { mode, rate, now: clock.now(), next: null };
}

function notHeld(mode: string): RpcError {
  return new RpcError(
    'time-not-held',
    `The time of this daemon is ${mode}, so it cannot be held, stepped or resumed. Start the daemon with --time held.`,
  );
}

function within(what: string, value: number, most: number, unit: string): number {
  if (value >= 1 && value <= most) return value;
  throw new RpcError(
    'time-out-of-range',
    `A ${what} cannot be ${value}${unit}. Choose one from 1${unit} to ${most}${unit}.`,
  );
}
