import { opStates } from '../../../runtime/protocol/index.ts';
import { durationText } from '../faults/faultWords.ts';
import {
  brokenAppearance,
  notRunningAppearance,
  opStateAppearance,
  testStateAppearance,
} from '../opStateAppearance.ts';
import type { Appearance, OpStateAppearance } from '../opStateAppearance.ts';
import type { ServerStatus, TreeObject, TreeServer } from './treeServer.ts';

/** How a server's state looks and reads. */
export function serverAppearance(status: ServerStatus): OpStateAppearance {
  switch (status.kind) {
    case 'live':
      return opStateAppearance(status.opState);
    case 'notRunning':
      return notRunningAppearance;
    case 'notLoaded':
      return { ...notRunningAppearance, text: 'not loaded by this run' };
    case 'broken':
      return brokenAppearance;
  }
}

/** The one most useful number beside the state, if there is one. */
export function usefulNumber(
  server: TreeServer,
  { maxAttempts, seconds }: { readonly maxAttempts: number; readonly seconds: number | undefined },
): string | undefined {
  if (server.status.kind !== 'live') return undefined;
  const { opState, startAttempts, shutdownAttempts } = server.status;
  switch (opState) {
    case opStates.OK:
    case opStates.forcedOn:
      return outletCount(server);
    case opStates.SwitcingOn:
    case opStates.SwitchingOff:
      return seconds ? durationText(seconds * 1_000) : undefined;
    case opStates.failedToStart:
      return attempt(startAttempts, maxAttempts);
    case opStates.failedToStop:
      return attempt(shutdownAttempts, maxAttempts);
    case opStates.permanentlyFailedToStart:
      return attemptCount(startAttempts);
    case opStates.permanentlyFailedToStop:
      return attemptCount(shutdownAttempts);
    case opStates.unknown:
      return silentDevices(server);
    default:
      return undefined;
  }
}

/** The state of an outlet, control or test in words; undefined while nothing runs. */
export function objectStateText(object: TreeObject): string | undefined {
  const { kind, opState, state } = object;
  if (opState === undefined) return undefined;
  if (kind === 'test') return testStateAppearance(opState).text;
  if (state === null || state === undefined) return opStates.unknown;
  return isSettled(opState) ? switchWord(kind, state) : opState;
}

/** How an outlet, control or test looks: the icon of its kind, unless its state has more to say. */
export function objectAppearance(object: TreeObject): Omit<Appearance, 'text'> {
  const { kind, opState, state } = object;
  const [icon, offIcon] = kindIcons[kind];
  if (opState === undefined) return { icon, color: notRunningAppearance.color };
  if (kind === 'test') return testStateAppearance(opState);
  if (state === null || state === undefined) return opStateAppearance(opStates.unknown);
  if (!isSettled(opState)) return opStateAppearance(opState);
  return state
    ? { icon, color: opStateAppearance(opStates.OK).color }
    : { icon: offIcon, color: opStateAppearance(opStates.OFF).color };
}

/** Where an object is: its generator, and the place on it. */
export function objectPlace({ kind, generator, address, opState, state }: TreeObject): string {
  if (opState !== undefined && state === null) return `${generator} does not answer`;
  if (address === undefined || address === '') return generator;
  return kind === 'outlet' && /^\d+$/.test(address)
    ? `${generator} socket ${address}`
    : `${generator} ${address}`;
}

/** `db1`, `db1 and db2`, `db1, db2 and 3 more`. */
export function listNames(names: readonly string[]): string {
  const [first = '', second, ...rest] = names;
  if (second === undefined) return first;
  if (rest.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${rest.length} more`;
}

/** `1 problem`, `2 problems`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Codicons of what is on, and of what is off: never the same shape in another colour. */
const kindIcons: Readonly<Record<TreeObject['kind'], readonly [on: string, off: string]>> = {
  outlet: ['plug', 'debug-disconnect'],
  control: ['terminal', 'stop-circle'],
  test: ['beaker', 'beaker'],
};

/** States in which the value read from the device says more than the state's name. */
function isSettled(opState: string): boolean {
  const settled: readonly string[] = [opStates.OK, opStates.OFF, opStates.INIT];
  return settled.includes(opState);
}

function switchWord(kind: TreeObject['kind'], isOn: boolean): string {
  if (!isOn) return 'OFF';
  return kind === 'control' ? 'ready' : 'ON';
}

/** One outlet is the rule and says nothing. */
function outletCount({ objects }: TreeServer): string | undefined {
  const outlets = objects.filter(({ kind }) => kind === 'outlet').length;
  return outlets > 1 ? count(outlets, 'outlet') : undefined;
}

/** A plugin can declare a failure that nobody attempted. */
function attemptCount(attempts: number): string | undefined {
  return attempts > 0 ? count(attempts, 'attempt') : undefined;
}

function attempt(attempts: number, maxAttempts: number): string | undefined {
  if (attempts === 0) return undefined;
  return maxAttempts > 0 ? `attempt ${attempts} of ${maxAttempts}` : `attempt ${attempts}`;
}

function silentDevices({ objects }: TreeServer): string | undefined {
  const silent = objects.filter(({ state }) => state === null).map(({ generator }) => generator);
  const names = [...new Set(silent)];
  if (names.length === 0) return undefined;
  return `${listNames(names)} ${names.length === 1 ? 'does' : 'do'} not answer`;
}
