import assert from 'node:assert/strict';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { joinDaemon } from './support/guestClient.ts';
import type { TellerRun } from './support/reloads.ts';
import { dialects } from './support/reloads.ts';
import { stations, Visits } from './support/visits.ts';

for (const dialect of dialects) {
  const { language } = dialect;
  const parts = stations[language];
  const visits = new Visits(dialect);

  describe(`A debugger that comes to a running plugin in ${language}`, () => {
    afterEach(async () => {
      visits.leave();
      await stopDaemons();
    });
    after(removeTempProjects);

    async function start(limits = ''): Promise<TellerRun> {
      const run = await visits.open({ limits });
      await run.client.run(['Teller']);
      return run;
    }

    const targets = (run: TellerRun): readonly number[] =>
      run.client.told.flatMap(({ kind, note }) => (kind === 'debugTarget' ? note.generation : []));

    it('stops later versions at its lines, until it has left', async () => {
      const run = await start();
      await run.client.peer.request('debugPlugin', { plugin: 'Teller' });
      await visits.attach(run, 1, []);
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      const lines = [visits.lineOf(parts.constructed), visits.lineOf(parts.run)];
      const visitor = await visits.attach(run, 2, lines);
      assert.equal(await visitor.stopped(), lines[0]);
      await visitor.resume();
      assert.equal(await visitor.stopped(), lines[1]);
      await visitor.resume();
      assert.equal((await saved)[0]?.lastReload?.outcome, 'reloaded');
      visits.leave();
      await run.client.peer.request('stopDebugging', { plugin: 'Teller' });
      assert.equal((await run.save('three', parts)).lastReload?.outcome, 'reloaded');
      assert.deepEqual(targets(run), [1, 2]);
    });

    it('keeps the version that it debugs when it does not come to the next, and may come again', async () => {
      const run = await start('attach_time = 0.1\n');
      await run.client.peer.request('debugPlugin', { plugin: 'Teller' });
      const info = await run.save('two', parts);
      assert.equal(info.lastReload?.outcome, 'kept');
      assert.equal(info.lastReload.failure?.code, 'debugger-not-attached');
      assert.deepEqual([info.generation, info.phase.kind], [1, 'running']);
      assert.match(
        run.problems('debugger-not-attached')[0]?.message ?? '',
        /within 0\.1 s.* The version before goes on\.$/,
      );
      await run.client.peer.request('debugPlugin', { plugin: 'Teller' });
      assert.deepEqual(targets(run), [1, 2, 1]);
      await visits.attach(run, 1, []);
    });

    it('is not waited for once its client has left', async () => {
      const run = await start();
      const { peer } = await joinDaemon(run.project);
      await peer.request('debugPlugin', { plugin: 'Teller' });
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      await run.client.until('the new version waits', () => targets(run).includes(2));
      peer.close();
      const [info] = await saved;
      assert.equal(info?.lastReload?.failure?.code, 'debugger-not-attached');
      assert.equal((await run.save('three', parts)).lastReload?.outcome, 'reloaded');
      assert.deepEqual(targets(run), [1, 2]);
    });
  });
}
