import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';

const forced: readonly OpStateText[] = [opStates.forcedOn, opStates.forcedOff];
const towardsOn: readonly OpStateText[] = [
  opStates.OK,
  opStates.SwitcingOn,
  opStates.failedToStart,
  opStates.permanentlyFailedToStart,
];

/** What was last read from a server's devices; null for what could not be read. */
export interface DeviceStates {
  readonly outlets: readonly (boolean | null)[];
  readonly controls: readonly (boolean | null)[];
}

/**
 * A server's OpState after its devices were read, from the one it had.
 * Forced states stay, and a permanent failure stays until the devices prove the contrary.
 */
export function aggregateOpState(
  previous: OpStateText,
  devices: DeviceStates,
  testsPassed: boolean,
): OpStateText {
  const all = [...devices.outlets, ...devices.controls];
  if (forced.includes(previous) || all.length === 0) return previous;
  if (isOff(devices)) return opStates.OFF;
  if (all.includes(null)) return opStates.unknown;
  const isOn = all.every((state) => state === true);
  if (isOn && testsPassed) return opStates.OK;
  if (previous === opStates.permanentlyFailedToStart) return previous;
  return isOn ? opStates.failedToStart : mixed(previous);
}

/** Whether all outlets are off, or all controls where there are no outlets: without power nothing runs. */
export function isOff({ outlets, controls }: DeviceStates): boolean {
  return (outlets.length > 0 ? outlets : controls).every((state) => state === false);
}

function mixed(previous: OpStateText): OpStateText {
  if (previous === opStates.INIT || previous === opStates.permanentlyFailedToStop) return previous;
  return towardsOn.includes(previous) ? opStates.failedToStart : opStates.failedToStop;
}
