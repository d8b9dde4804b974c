import assert from 'node:assert/strict';
import { isAlive } from '../conformance/support/isAlive.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { dialects, TellerRun } from './support/reloads.ts';
import { spareOf } from './support/spareOf.ts';

for (const dialect of dialects) {
  describe(`A spare process for ${dialect.language}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('becomes the next version of the plugin, and ends with the daemon', async function () {
      // Only Linux tells the children of a process.
      if (process.platform !== 'linux') return;
      const run = await TellerRun.start(dialect);
      const spare = await spareOf(run.client.pid);
      const info = await run.save('two');
      assert.equal(info.pid, spare);
      await run.says('two!grey');
      const next = await spareOf(run.client.pid, spare);
      await run.client.stop();
      assert.deepEqual([spare, next].filter(isAlive), []);
    });
  });
}
