import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';

const forced: readonly OpStateText[] = [opStates.forcedOn, opStates.forcedOff];
const towardsOn: readonly OpStateText[] = [
  opStates.OK,
  opStates.SwitcingOn,
  opStates.failedToStart,
  opStates.permanentlyFailedToStart,
];

/**
 * A server's OpState after its devices were read, from the one it had.
 * Forced states stay, and a permanent failure stays until the devices prove the contrary.
 */
export function aggregateOpState(
  previous: OpStateText,
  states: readonly (boolean | null)[],
  testsPassed: boolean,
): OpStateText {
  if (forced.includes(previous) || states.length === 0) return previous;
  if (states.includes(null)) return opStates.unknown;
  const on = states.filter((state) => state === true).length;
  if (on === 0) return opStates.OFF;
  if (on === states.length && testsPassed) return opStates.OK;
  if (previous === opStates.permanentlyFailedToStart) return previous;
  if (on === states.length) return opStates.failedToStart;
  return mixed(previous);
}

function mixed(previous: OpStateText): OpStateText {
  if (previous === opStates.INIT || previous === opStates.permanentlyFailedToStop) return previous;
  return towardsOn.includes(previous) ? opStates.failedToStart : opStates.failedToStop;
}
