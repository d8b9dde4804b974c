import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from './support/isAlive.ts';

const standIn = fileURLToPath(new URL('support/daemonStandIn.ts', import.meta.url));

describe('When the daemon is killed', () => {
  it('busy plugins of both languages are gone within a second', async () => {
    const daemon = spawn(process.execPath, [standIn], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(daemon.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    assert.deepEqual(pids.map(isAlive), [true, true]);
    daemon.kill('SIGKILL');
    const deadline = performance.now() + 1000;
    while (pids.some(isAlive)) {
      assert.ok(performance.now() < deadline, `still there: ${pids.filter(isAlive).join(', ')}`);
      await wait(10);
    }
  });
});
