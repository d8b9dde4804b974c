import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const standIn = fileURLToPath(new URL('support/noWall.ts', import.meta.url));

/** Milliseconds without a sign of life after which a process stands still. */
const stillness = 3000;

/** What becomes of a daemon that runs a fixture in its own process, in so many milliseconds at most. */
async function fateOf(
  place: string,
  className: string,
  module: string,
  patience = 45_000,
): Promise<string> {
  const child = spawn(process.execPath, [standIn, place, className, module], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const fate = Promise.withResolvers<string>();
  const end = setTimeout(() => fate.resolve('goes on'), patience);
  let silence: NodeJS.Timeout | undefined;
  // It begins to count once the process has said something.
  child.stdout.on('data', () => {
    clearTimeout(silence);
    silence = setTimeout(() => fate.resolve('stands still'), stillness);
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const gone = exit.then(([code, signal]) => fate.resolve(`ends with ${signal ?? code}`));
  const found = await fate.promise;
  clearTimeout(end);
  child.kill('SIGKILL');
  await gone;
  clearTimeout(silence);
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
