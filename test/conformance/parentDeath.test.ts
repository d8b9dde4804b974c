import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from './support/isAlive.ts';

const standIn = fileURLToPath(new URL('support/daemonStandIn.ts', import.meta.url));

/** Milliseconds after which what is still there is left for good. */
const forGood = 10_000;

/** Kills a daemon with busy plugins; resolves to the milliseconds in which they are gone. */
async function timeToBeGone(): Promise<number> {
  const daemon = spawn(process.execPath, [standIn], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(daemon.stdout, 'data')) as [Buffer];
  const pids = JSON.parse(line.toString()) as number[];
  assert.deepEqual(pids.map(isAlive), [true, true, true, true]);
  daemon.kill('SIGKILL');
  const started = performance.now();
  while (pids.some(isAlive) && performance.now() - started < forGood) await wait(10);
  const took = performance.now() - started;
  const left = pids.filter(isAlive);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  assert.deepEqual(left, [], 'These processes are left');
  return took;
}

describe('When the daemon is killed', () => {
  it('busy plugins of both languages and their children are gone within a second', async () => {
    const times: number[] = [];
    // The machine may have other things to do once, but not each time.
    while (times.length < 5 && !times.some((ms) => ms < 1000)) times.push(await timeToBeGone());
    assert.ok(Math.min(...times) < 1000, times.join(' ms, '));
  });
});
