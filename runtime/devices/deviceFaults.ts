import type { Clock } from '../base/clock.ts';
import type { FaultKind } from '../protocol/index.ts';
import type { HeldFault } from './heldFault.ts';

/** What a device can be asked to do. */
export type DeviceCall = 'write' | 'read' | 'data' | 'test';

/** A wait before the device does anything. */
export interface Delay {
  /** Milliseconds of the daemon's clock; Infinity where the device never answers. */
  readonly ms: number;
  /** Ends it: the fault is no more. */
  readonly lifted: AbortSignal;
  /** Ends it: nobody needs the answer any more. */
  readonly ending: AbortSignal;
  /** Whether the whole box is slow, so that nobody waits behind the call for an answer. */
  readonly isOfWhole: boolean;
}

/** What goes wrong with one call. */
export interface Strike {
  readonly delays: readonly Delay[];
  /** The connection is lost at once. */
  readonly isLost: boolean;
  /** What is written is lost, and what is read or tested is the opposite of what is so. */
  readonly isWrong: boolean;
}

const wrongAt: Partial<Record<FaultKind, DeviceCall>> = {
  stuck: 'write',
  lying: 'read',
  testerLies: 'test',
};

/** What faults know of the daemon. */
export interface FaultSurroundings {
  readonly clock: Clock;
  /** Aborted when the daemon ends. */
  readonly ending: AbortSignal;
}

/** The faults that one simulated device has now. */
export class DeviceFaults {
  readonly #device: object;
  readonly #faults: readonly HeldFault[];
  readonly #clock: Clock;
  readonly #ending: AbortSignal;

  /** `device` tells devices apart that share a fault. */
  constructor(device: object, faults: readonly HeldFault[], { clock, ending }: FaultSurroundings) {
    this.#device = device;
    this.#faults = faults;
    this.#clock = clock;
    this.#ending = ending;
    for (const fault of faults) {
      if (fault.rule.kind === 'flapping') fault.beginToFlap(device, clock);
    }
  }

  /** What goes wrong with the call that is being made. */
  strike(call: DeviceCall): Strike {
    const struck = this.#faults.filter(
      (fault) => canStrike(fault.rule.kind, call) && fault.strikes(),
    );
    const has = (kind: FaultKind): boolean => struck.some(({ rule }) => rule.kind === kind);
    const ending = this.#ending;
    const delays = struck.flatMap(({ rule: { kind, target }, ms, lifted }): readonly Delay[] => {
      const isOfWhole = !target.includes('/');
      if (kind === 'away') return [{ ms: Infinity, lifted, ending, isOfWhole }];
      return kind === 'slow' ? [{ ms, lifted, ending, isOfWhole }] : [];
    });
    return {
      delays,
      isLost: has('drops'),
      isWrong: struck.some(({ rule }) => rule.kind in wrongAt),
    };
  }

  /** Whether the device went on or off by itself since it was asked last, all in all. */
  hasFlipped(): boolean {
    let hasFlipped = false;
    for (const fault of this.#faults) {
      if (fault.rule.kind !== 'flapping') continue;
      if (fault.hasFlipped(this.#device, this.#clock)) hasFlipped = !hasFlipped;
    }
    return hasFlipped;
  }
}

function canStrike(kind: FaultKind, call: DeviceCall): boolean {
  if (kind === 'flapping') return false;
  return (wrongAt[kind] ?? call) === call;
}
