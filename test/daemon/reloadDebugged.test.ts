import assert from 'node:assert/strict';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { dialects } from './support/reloads.ts';
import { stations, Visits } from './support/visits.ts';

/** What cannot be loaded. */
const thrown = {
  typescript: "throw new Error('no doors');",
  python: 'raise ValueError("no doors")',
} as const;

for (const dialect of dialects) {
  const { language } = dialect;
  const parts = stations[language];
  const visits = new Visits(dialect);

  describe(`A reload of a debugged plugin in ${language}`, () => {
    afterEach(async () => {
      visits.leave();
      await stopDaemons();
    });
    after(removeTempProjects);

    it('stops at breakpoints of the new version, in its constructor and after', async () => {
      const run = await visits.open();
      const started = run.client.run(['Teller'], true);
      await visits.attach(run, 1, []);
      assert.equal((await started)[0]?.phase.kind, 'running');
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      const lines = [visits.lineOf(parts.constructed), visits.lineOf(parts.run)];
      const visitor = await visits.attach(run, 2, lines);
      assert.equal(await visitor.stopped(), lines[0]);
      const phases = run.client.told.flatMap(({ kind, note }) =>
        kind === 'plugin' ? [`${note.generation} ${note.phase.kind}`] : [],
      );
      assert.equal(phases.at(-1), '1 running', 'the old version goes on meanwhile');
      await visitor.resume();
      assert.equal(await visitor.stopped(), lines[1]);
      await visitor.resume();
      const [info] = await saved;
      assert.equal(info?.lastReload?.outcome, 'reloaded');
      await run.says('two!grey');
    });

    it('takes the place of a version that stands at a breakpoint', async () => {
      const run = await visits.open();
      const started = run.client.run(['Teller'], true);
      const line = visits.lineOf(parts.run);
      const old = await visits.attach(run, 1, [line]);
      await started;
      assert.equal(await old.stopped(), line);
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      await visits.attach(run, 2, []);
      const [info] = await saved;
      assert.equal(info?.generation, 2);
      assert.equal(info.lastReload?.outcome, 'reloaded');
      await run.says('two!grey');
    });

    for (const place of ['top', 'constructed'] as const) {
      it(`does not stand where the new version cannot be loaded (${place})`, async () => {
        const run = await visits.open();
        const started = run.client.run(['Teller'], true);
        await visits.attach(run, 1, []);
        await started;
        await run.write('two', { ...parts, [place]: thrown[language] });
        const saved = run.saved(dialect.file);
        await visits.attach(run, 2, []);
        const [info] = await saved;
        assert.equal(info?.lastReload?.outcome, 'kept');
        assert.equal(info.generation, 1);
      });
    }
  });
}
