import { setTimeout as delay } from 'node:timers/promises';

const graceMs = 2000;
const pollMs = 25;

/**
 * Ends a process group: politely, and after two seconds for certain.
 *
 * @param {number} leader the group's first process, started with `detached: true`
 */
export async function endProcessGroup(leader) {
  signalGroup(leader, 'SIGTERM');
  if (!(await waitForGroupEnd(leader))) signalGroup(leader, 'SIGKILL');
}

/**
 * Whether every process of a group ends within two seconds.
 *
 * @param {number} leader
 */
export async function waitForGroupEnd(leader) {
  const deadline = performance.now() + graceMs;
  while (signalGroup(leader, 0)) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
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
