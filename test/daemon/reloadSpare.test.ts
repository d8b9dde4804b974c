import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { isAlive } from '../conformance/support/isAlive.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { dialects, TellerRun } from './support/reloads.ts';

/** Processes that the daemon has started and that live. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const texts = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  );
  return texts.flatMap((text) => text.split(' ').filter(Boolean).map(Number));
}

/** The process that waits for a plugin, once there is one. */
async function spareOf(run: TellerRun, used?: number): Promise<number> {
  for (;;) {
    for (const pid of await childrenOf(run.client.pid)) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (pid !== used && command.endsWith('\0spare\0')) return pid;
    }
    await setTimeout(20);
  }
}

for (const dialect of dialects) {
  describe(`A spare process for ${dialect.language}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('becomes the next version of the plugin, and ends with the daemon', async function () {
      // Only Linux tells the children of a process.
      if (process.platform !== 'linux') return;
      const run = await TellerRun.start(dialect);
      const spare = await spareOf(run);
      const info = await run.save('two');
      assert.equal(info.pid, spare);
      await run.says('two!grey');
      const next = await spareOf(run, spare);
      await run.client.stop();
      assert.deepEqual([spare, next].filter(isAlive), []);
    });
  });
}
