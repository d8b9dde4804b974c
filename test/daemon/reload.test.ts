import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import { dialects, TellerRun } from './support/reloads.ts';
import { turn } from './support/turn.ts';

for (const dialect of dialects) {
  describe(`A reload of a plugin in ${dialect.language}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    it('runs what was saved, as its next generation in a process of its own', async () => {
      const run = await TellerRun.start(dialect);
      const before = run.client.told.length;
      const info = await run.save('two');
      assert.equal(info.phase.kind, 'running');
      assert.equal(info.generation, 2);
      assert.equal(info.lastReload?.outcome, 'reloaded');
      assert.deepEqual(info.lastReload.problems, []);
      await run.says('two!grey');
      const told = run.client.told.slice(before);
      const plugins = told.flatMap((each) => (each.kind === 'plugin' ? [each.note] : []));
      assert.deepEqual(
        plugins.map(({ generation, phase }) => `${generation} ${phase.kind}`),
        ['1 stopping', '2 loaded', '2 running', '2 running'],
      );
      assert.equal(new Set(plugins.map(({ pid }) => pid)).size, 2);
      const began = run.client.told
        .slice(0, before)
        .flatMap(({ kind, note }) =>
          kind === 'plugin' && note.phase.kind === 'running' ? note.phase.since : [],
        );
      assert.ok(info.phase.since > Math.max(...began), 'it is up since then');
    });

    it('keeps the version that runs when the new one does not compile, until it is mended', async () => {
      const run = await TellerRun.start(dialect);
      await writeFiles(run.project, { [dialect.file]: dialect.broken });
      const [kept] = await run.saved(dialect.file);
      assert.equal(kept?.phase.kind, 'running');
      assert.equal(kept.generation, 1);
      assert.equal(kept.lastReload?.outcome, 'kept');
      assert.equal(kept.lastReload.failure?.code, 'plugin-does-not-compile');
      assert.deepEqual(kept.lastFailure, kept.lastReload.failure);
      const [problem] = run.problems('plugin-does-not-compile');
      assert.deepEqual([problem?.source?.file, problem?.source?.line], [run.path(dialect.file), 1]);
      const mended = await run.save('three');
      assert.equal(mended.lastReload?.outcome, 'reloaded');
      await run.says('three!grey');
    });

    it('follows a file that the plugin imports, and no other', async () => {
      const run = await TellerRun.start(dialect);
      const [first] = (await run.reload()).files ?? [];
      assert.equal(first, run.path(dialect.file));
      await writeFiles(run.project, { [dialect.helper]: dialect.helperText('?') });
      assert.deepEqual(await run.saved('src/plugins/Other.ts', 'etc/servers/db.ini'), []);
      const [info] = await run.saved(dialect.helper);
      assert.deepEqual(info?.files, [run.path(dialect.file), run.path(dialect.helper)]);
      await run.says('one?grey');
    });

    it('follows a file by every path that leads to it', async () => {
      const run = await TellerRun.start(dialect);
      const links = await makeProject({});
      await symlink(run.project, join(links, 'there'));
      await run.write('linked');
      const files = [join(links, 'there', dialect.file)];
      const { plugins } = await run.client.peer.request('filesSaved', { files });
      assert.equal(plugins.length, 1);
      await run.says('linked!grey');
    });

    it('follows the variables of the plugin', async () => {
      const run = await TellerRun.start(dialect);
      const template = 'src/config/plugins/Teller.ini';
      await writeFiles(run.project, { [template]: '[plugins.Teller]\nCOLOUR=["string","red"]\n' });
      assert.equal((await run.saved(template)).length, 1);
      await run.says('one!red');
      const config = '[main]\n[plugins]\npluginList = ["Teller"]\n';
      await writeFiles(run.project, { 'etc/config.ini': `${config}; other\n` });
      assert.deepEqual(await run.saved('etc/config.ini'), []);
      await writeFiles(run.project, {
        'etc/config.ini': `${config}[plugins.Teller]\nCOLOUR = blue\n`,
      });
      assert.equal((await run.saved('etc/config.ini')).length, 1);
      await run.says('one!blue');
    });

    it('starts a plugin that does not run, and lets one that was stopped rest when it is saved', async () => {
      const run = await TellerRun.start(dialect);
      await run.client.peer.request('stopPlugin', { plugin: 'Teller' });
      await run.write('again');
      assert.deepEqual(await run.saved(dialect.file), []);
      assert.equal((await run.reload()).phase.kind, 'running');
      await run.says('again!grey');
    });

    it('leaves the servers as they are', async () => {
      const run = await TellerRun.start(dialect);
      await run.client.peer.request('act', turn('db', 'on'));
      const before = run.client.told.length;
      await run.save('two');
      const told = run.client.told.slice(before).map(({ kind }) => kind);
      assert.ok(!told.includes('networkDelta'), told.join());
    });
  });
}
