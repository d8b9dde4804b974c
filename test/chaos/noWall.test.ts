import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const standIn = fileURLToPath(new URL('support/noWall.ts', import.meta.url));

/** Milliseconds without a sign of life after which it is looked whether a process stands still. */
const stillness = 3000;

/** Clock ticks, of which a second has 100. */
const ticksOfWork = 150;

/** What a process does, as /proc has it: its state and the clock ticks that it has computed. */
function look(pid: number): { readonly state: string; readonly ticks: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
    const fields = stat.split(' ');
    return { state: fields[0] ?? '', ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It is gone.
    return { state: 'X', ticks: 0 };
  }
}

/**
 * Whether a process is silent and either waits for what does not come, or computes and computes; one
 * that others only keep from the processor does neither. False when it speaks again.
 */
async function standsStill(pid: number, spoke: AbortSignal): Promise<boolean> {
  const { ticks } = look(pid);
  const pause = (ms: number) => wait(ms, true, { signal: spoke }).catch(() => false);
  for (let ms = stillness; await pause(ms); ms = 100) {
    const now = look(pid);
    if (/[STt]/.test(now.state) || now.ticks - ticks >= ticksOfWork) return true;
  }
  return false;
}

/** What becomes of a daemon that runs a fixture in its own process, in so many milliseconds at most. */
async function fateOf(
  place: string,
  className: string,
  module: string,
  patience = 110_000,
): Promise<string> {
  const child = spawn(process.execPath, [standIn, place, className, module], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const fate = Promise.withResolvers<string>();
  const end = setTimeout(() => fate.resolve('goes on'), patience);
  let silence: AbortController | undefined;
  // It begins to count once the process has said something.
  child.stdout.on('data', () => {
    silence?.abort();
    silence = new AbortController();
    void standsStill(child.pid ?? 0, silence.signal).then(
      (isStill) => isStill && fate.resolve('stands still'),
    );
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const gone = exit.then(([code, signal]) => fate.resolve(`ends with ${signal ?? code}`));
  const found = await fate.promise;
  clearTimeout(end);
  child.kill('SIGKILL');
  await gone;
  silence?.abort();
  return found;
}

describe('A daemon without a wall around plugins: the control arm', () => {
  const cases = [
    ['thread', 'Exit7', 'Ends.ts', /^ends with 7$/],
    ['thread', 'KillSelf', 'Ends.ts', /^ends with SIGKILL$/],
    ['thread', 'Segv', 'Ends.ts', /^ends with SIGABRT$/],
    ['thread', 'Spin', 'Hangs.ts', /^stands still$/],
    ['thread', 'Redos', 'Hangs.ts', /^stands still$/],
    ['thread', 'Deadlock', 'Hangs.ts', /^stands still$/],
    ['worker', 'KillSelf', 'Ends.ts', /^ends with SIGKILL$/],
    ['worker', 'StopSelf', 'Ends.ts', /^stands still$/],
    ['worker', 'CloseFds', 'Ends.ts', /^(?:ends|stands)/],
    ['worker', 'ArrayBomb', 'Bombs.ts', /^ends with/],
  ] as const;
  let fates: readonly Promise<string>[] = [];

  before(() => {
    fates = cases.map(([place, className, module]) => fateOf(place, className, module));
  });

  after(() => Promise.all(fates));

  for (const [at, [place, className, , expected]] of cases.entries()) {
    it(`does not outlive ${className} in a ${place} of its own process`, async () => {
      assert.match((await fates[at]) ?? '', expected);
    });
  }

  it('outlives what does nothing bad, so that it is the fixtures that end it', async () => {
    assert.equal(await fateOf('thread', 'OkTimer', 'WellBehaved.ts', 4000), 'goes on');
  });
});
