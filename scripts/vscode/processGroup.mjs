import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const usualGraceMs = 2000;
const pollMs = 25;

/**
 * Ends a process group: politely, and when its time is over for certain.
 *
 * @param {number} leader the group's first process, started with `detached: true`
 * @param {number} [graceMs] how long it may take to clean up
 */
export async function endProcessGroup(leader, graceMs = usualGraceMs) {
  signalGroup(leader, 'SIGTERM');
  if (await waitForGroupEnd(leader, graceMs)) return;
  signalGroup(leader, 'SIGKILL');
  await waitForGroupEnd(leader);
}

/**
 * Whether every process of a group ends in time.
 *
 * @param {number} leader
 * @param {number} [graceMs]
 */
export async function waitForGroupEnd(leader, graceMs = usualGraceMs) {
  const deadline = performance.now() + graceMs;
  while (isGroupAlive(leader)) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/**
 * Whether a process runs. One that has ended can be signalled until its parent has asked for its exit
 * code, which the parent of all orphans does seconds later in some containers; Linux tells them apart.
 *
 * @param {number} pid
 */
export function isRunning(pid) {
  if (process.platform === 'linux') return statOf(String(pid)) !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {number} leader */
function isGroupAlive(leader) {
  if (!signalGroup(leader, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && statOf(name)?.group === leader);
}

/**
 * @param {string} pid
 * @returns {{ group: number } | undefined} nothing for a process that has ended
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : { group: Number(group) };
  } catch {
    return undefined;
  }
}

/**
 * Answers whether there was anybody to take the signal.
 *
 * @param {number} leader
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}
