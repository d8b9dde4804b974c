import type { FaultFacts } from './faultFacts.ts';
import { faultFacts } from './faultFacts.ts';
import type { FaultRule } from './rackFaults.ts';

/** The highest call that a fault can be for. */
export const highestNth = 1_000_000;

/** The highest seed that chances can grow from. */
export const highestSeed = 999_999_999;

/** The member of a fault that cannot be so, and how to mend it. */
export interface FaultError {
  readonly member: 'ms' | 'nth' | 'probability' | 'seed';
  readonly message: string;
}

/** What of a fault's numbers cannot be, if anything. */
export function checkFault(rule: FaultRule): FaultError | undefined {
  const facts = faultFacts[rule.kind];
  return checkMs(rule, facts) ?? checkCalls(rule, facts);
}

/** What is wrong with a seed, if anything. */
export function checkSeed(seed: number | undefined): FaultError | undefined {
  if (seed === undefined || isWhole(seed, 0, highestSeed)) return undefined;
  const message = `The seed cannot be ${seed}. Write a whole number from 0 to ${highestSeed}.`;
  return { member: 'seed', message };
}

function checkMs({ kind, ms }: FaultRule, facts: FaultFacts): FaultError | undefined {
  if (ms === undefined) return undefined;
  if (!facts.ms) return { member: 'ms', message: `A fault "${kind}" has no ms. Leave it out.` };
  const { least, most } = facts.ms;
  if (isWhole(ms, least, most)) return undefined;
  const message = `ms of "${kind}" cannot be ${ms}. Write whole milliseconds from ${least} to ${most}.`;
  return { member: 'ms', message };
}

function checkCalls(
  { kind, nth, probability }: FaultRule,
  { strikesCalls }: FaultFacts,
): FaultError | undefined {
  const given = nth === undefined ? 'probability' : 'nth';
  if (!strikesCalls && (nth ?? probability) !== undefined) {
    const message = `A fault "${kind}" strikes no calls, so it has no ${given}. Leave it out.`;
    return { member: given, message };
  }
  if (nth !== undefined && !isWhole(nth, 1, highestNth)) {
    const message = `nth cannot be ${nth}. Write the number of the call to strike, from 1 to ${highestNth}.`;
    return { member: 'nth', message };
  }
  if (probability !== undefined && !(probability > 0 && probability <= 1)) {
    const message = `probability cannot be ${probability}. Write the share of calls to strike, above 0 and at most 1.`;
    return { member: 'probability', message };
  }
  return undefined;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
