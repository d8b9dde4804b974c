import assert from 'node:assert/strict';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { dialects, TellerRun } from './support/reloads.ts';

for (const dialect of dialects) {
  for (const mode of ['held', 'virtual']) {
    describe(`A reload in ${mode} time in ${dialect.language}`, () => {
      afterEach(stopDaemons);
      after(removeTempProjects);

      it('runs the new version, and keeps the old one when that fails', async () => {
        const run = await TellerRun.start(dialect, {}, { args: ['--time', mode] });
        const info = await run.save('two');
        assert.equal(info.lastReload?.outcome, 'reloaded');
        await run.says('two!grey');
        const kept = await run.save('three', { constructed: 'nobody.knows()' });
        assert.equal(kept.lastReload?.outcome, 'kept');
        assert.equal(kept.phase.kind, 'running');
        assert.equal((await run.save('four')).generation, 4);
        await run.says('four!grey');
      });
    });
  }
}
