import assert from 'node:assert/strict';
import type { PluginInfo } from '../../runtime/protocol/index.ts';
import { isAlive } from '../conformance/support/isAlive.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import type { Dialect } from './support/reloads.ts';
import { dialects, TellerRun } from './support/reloads.ts';

/** Says a word in the constructor, then is busy for ever. */
const hanging: Readonly<Record<Dialect['language'], string>> = {
  typescript: "this.debug('stuck'); for (;;);",
  python: 'self.debug("stuck")\n        while True: pass',
};

/** Takes its time to stop. */
const slow: Readonly<Record<Dialect['language'], string>> = {
  typescript: "this.debug('stopping'); const end = Date.now() + 300; while (Date.now() < end);",
  python: 'self.debug("stopping"); import threading; threading.Event().wait(0.3)',
};

for (const dialect of dialects) {
  const { language } = dialect;

  describe(`The order of reloads in ${language}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    function infos(run: TellerRun): readonly PluginInfo[] {
      return run.client.told.flatMap(({ kind, note }) => (kind === 'plugin' ? [note] : []));
    }

    /** Resolves when the candidate hangs in its constructor; `done` when the request is answered. */
    async function hang(run: TellerRun) {
      await run.write('two', { constructed: hanging[language] });
      const done = run.saved(dialect.file);
      await run.says('stuck');
      return { done };
    }

    it('takes saves during a reload together to one more', async () => {
      const run = await TellerRun.start(dialect);
      await run.write('two');
      const first = run.saved(dialect.file);
      await run.write('three');
      const answers = [first, run.saved(dialect.file), run.saved(dialect.file)];
      const [, second, third] = (await Promise.all(answers)).map(([info]) => info);
      assert.deepEqual([second?.generation, third?.generation], [3, 3]);
      await run.says('three!grey');
      assert.equal(Math.max(...infos(run).map(({ generation }) => generation)), 3);
    });

    it('begins to run only when the old version has stopped', async () => {
      const run = await TellerRun.start(dialect, { stop: slow[language] });
      await run.save('two');
      await run.says('two!grey');
      const lines = run.client.linesOf('Teller').map((line) => line.replace('Teller: ', ''));
      assert.deepEqual(lines, ['one!grey', 'stopping', 'two!grey']);
      const old = infos(run).find(({ pid }) => pid !== undefined)?.pid ?? 0;
      assert.ok(!isAlive(old));
    });

    it('starts a plugin anew that is being stopped, and not one that was only saved', async () => {
      const run = await TellerRun.start(dialect, { stop: slow[language] });
      const stopped = run.client.peer.request('stopPlugin', { plugin: 'Teller' });
      await run.says('stopping');
      assert.deepEqual(await run.saved(dialect.file), []);
      const reloaded = await run.reload();
      assert.equal(reloaded.phase.kind, 'running');
      assert.equal(reloaded.generation, 2);
      await stopped;
    });

    it('leaves a plugin stopped that is stopped during its reload, and nothing else behind', async () => {
      const run = await TellerRun.start(dialect);
      const { done } = await hang(run);
      const again = run.saved(dialect.file);
      const { plugin } = await run.client.peer.request('stopPlugin', { plugin: 'Teller' });
      assert.equal(plugin.phase.kind, 'stopped');
      await Promise.all([done, again]);
      assert.equal(infos(run).at(-1)?.phase.kind, 'stopped');
      await run.write('three');
      assert.equal((await run.reload()).generation, 3);
    });

    it('keeps the old version when the new one hangs in its constructor', async () => {
      const run = await TellerRun.start(dialect, {}, { limits: 'load_time = 3\n' });
      const { done } = await hang(run);
      const [info] = await done;
      assert.equal(info?.lastReload?.outcome, 'kept');
      assert.match(info.lastReload.failure?.message ?? '', /did not end within 3 s/);
      assert.equal(info.phase.kind, 'running');
      assert.equal(info.generation, 1);
      assert.equal((await run.save('three')).generation, 3);
    });

    it('starts a plugin that failed when it is mended', async () => {
      const run = await TellerRun.start(dialect);
      await run.save('two', { run: 'nobody.knows()' });
      await run.client.until('its failure', () =>
        infos(run).some(({ generation, phase }) => generation === 2 && phase.kind === 'failed'),
      );
      const mended = await run.save('three');
      assert.equal(mended.phase.kind, 'running');
      assert.equal(mended.lastFailure?.code, 'plugin-run-failed');
      await run.says('three!grey');
    });

    it('is over when the daemon ends', async () => {
      const run = await TellerRun.start(dialect);
      const { done } = await hang(run);
      const ended = done.catch(() => undefined);
      await run.client.peer.request('shutdown', {});
      assert.equal(await run.client.hangUp(), 0);
      await ended;
    });
  });
}
