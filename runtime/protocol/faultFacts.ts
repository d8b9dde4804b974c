import type { FaultKind } from './rackFaults.ts';

/** A kind of object that a fault can be of. */
export type FaultyList = 'outlets' | 'controls' | 'tests';

/** How long a fault lasts or what its period is, in milliseconds. */
export interface FaultDuration {
  /** Taken where a fault does not say. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** What is to be known of a kind of fault. */
export interface FaultFacts {
  readonly title: string;
  readonly doc: string;
  readonly fits: readonly FaultyList[];
  /** Present where a fault of this kind has `ms`. */
  readonly ms?: FaultDuration;
  /** Whether it strikes calls, so that it can have `nth` and `probability`. */
  readonly strikesCalls: boolean;
}

const switches = ['outlets', 'controls'] as const;
const all = ['outlets', 'controls', 'tests'] as const;

const day = 86_400_000;

/** What each kind of fault is; everything that reads, shows or checks faults reads this. */
export const faultFacts: Readonly<Record<FaultKind, FaultFacts>> = {
  stuck: {
    title: 'Stuck',
    doc: 'Takes what it is told and stays as it is.',
    fits: switches,
    strikesCalls: true,
  },
  lying: {
    title: 'Lying read-back',
    doc: 'Reads as the opposite of what it is.',
    fits: switches,
    strikesCalls: true,
  },
  slow: {
    title: 'Slow',
    doc: 'Takes longer for every call; too long is no answer.',
    fits: all,
    ms: { usual: 2_000, least: 1, most: day },
    strikesCalls: true,
  },
  flapping: {
    title: 'Flapping',
    doc: 'Goes on and off by itself.',
    fits: switches,
    ms: { usual: 5_000, least: 100, most: day },
    strikesCalls: false,
  },
  drops: {
    title: 'Drops connections',
    doc: 'Fails at once, as on a lost connection; nothing is switched.',
    fits: all,
    strikesCalls: true,
  },
  away: {
    title: 'Away',
    doc: 'Does not answer until the time for an answer is over; nothing is switched.',
    fits: all,
    strikesCalls: true,
  },
  testerLies: {
    title: 'Test lies',
    doc: 'Passes where it should fail, and fails where it should pass.',
    fits: ['tests'],
    strikesCalls: true,
  },
};

/** Types of devices that are simulated: no other ever gets a fault. */
const simulatedTypes: readonly string[] = ['Dummy', 'DummyWithCPU'];

/** Whether an outlet, control or test of this type is simulated. */
export function isSimulatedType(type: string): boolean {
  return simulatedTypes.includes(type);
}
