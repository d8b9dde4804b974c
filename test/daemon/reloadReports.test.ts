import assert from 'node:assert/strict';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { stopDaemons } from './support/daemonClient.ts';
import type { Dialect, PluginParts } from './support/reloads.ts';
import { dialects, TellerRun } from './support/reloads.ts';

/** The same deeds in both languages. */
interface Deeds {
  /** Registers a command of this name. */
  command(name: string): string;
  /** Everything that may be refused, one after the other, with an answer to each refusal. */
  readonly act: string;
  /** The refusal is nobody's concern. */
  readonly actAndFail: string;
  readonly timer: string;
}

const deeds: Readonly<Record<Dialect['language'], Deeds>> = {
  typescript: {
    command: (name) =>
      `void this.mainDaemon.communicationHandler.AddCommandToList('${name}', () => ({ said: '${name}' }));`,
    act: `const bear = (error: Error): void => this.debug('refused');
    mainDaemon.servers.turnOnServer('db').catch(bear);
    mainDaemon.communicationHandler.sendCommand('listCommands').catch(bear);
    mainDaemon.etc.deleteFile('servers/web.ini').catch(bear);
    mainDaemon.shutdown().catch(bear);`,
    actAndFail: "void mainDaemon.servers.turnOnServer('db');",
    timer: 'setInterval(() => undefined, 3_600_000);',
  },
  python: {
    command: (name) =>
      `self.mainDaemon.communicationHandler.AddCommandToList("${name}", lambda data: {"said": "${name}"})`,
    act: `self.bear(lambda: MainDaemon.servers.getServernode("db").turnOn())
        self.bear(lambda: MainDaemon.communicationHandler.sendCommand("listCommands"))
        self.bear(lambda: MainDaemon.etc.deleteFile("servers/web.ini"))
        self.bear(lambda: MainDaemon.shutdown())

    def bear(self, act):
        try:
            act()
        except Exception:
            self.debug("refused")`,
    actAndFail: 'MainDaemon.servers.getServernode("db").turnOn()',
    timer: 'import threading; self.timer = threading.Timer(3600, print); self.timer.start()',
  },
};

/** What is asked for by `act`, with the text of its line. */
const asked = [
  ['turnOn', 'turnOn'],
  ['command', 'sendCommand'],
  ['writeConfig', 'deleteFile'],
  ['shutdown', 'shutdown()'],
] as const;

for (const dialect of dialects) {
  const deed = deeds[dialect.language];

  describe(`What a reload in ${dialect.language} reports`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    /** Line of the place that a part is written to. */
    const lineOf = (parts: PluginParts, text: string): number =>
      dialect
        .plugin('', parts)
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1;

    it('refuses what the new version asks for while it is loaded, with the line', async () => {
      const run = await TellerRun.start(dialect);
      const parts = { constructed: deed.act };
      const info = await run.save('two', parts);
      assert.equal(info.lastReload?.outcome, 'reloaded');
      await run.says('refused', asked.length);
      await run.says('two!grey');
      const { problems } = info.lastReload;
      assert.deepEqual(
        problems.map(({ code, source }) => [code, source?.file, source?.line]),
        asked.map(([, text]) => [
          'reload-acted-while-loading',
          run.path(dialect.file),
          lineOf(parts, text),
        ]),
      );
      assert.deepEqual(run.problems('reload-acted-while-loading'), problems);
      const entries = (await run.client.journal()).filter(
        ({ outcome }) => outcome?.kind === 'refused',
      );
      assert.deepEqual(
        entries.map(({ verb, actor }) => [verb, actor.generation]),
        asked.map(([verb]) => [verb, 2]),
      );
    });

    it('keeps the old version when the new one fails because of the refusal', async () => {
      const run = await TellerRun.start(dialect);
      const info = await run.save('two', { constructed: deed.actAndFail });
      assert.equal(info.lastReload?.outcome, 'kept');
      assert.match(info.lastReload.failure?.message ?? '', /is being loaded/);
      assert.equal(info.generation, 1);
      assert.equal(info.phase.kind, 'running');
      assert.deepEqual(
        info.lastReload.problems.map(({ code }) => code),
        ['reload-acted-while-loading'],
      );
    });

    it('says what the old version left behind, with the line', async () => {
      const parts = { run: deed.timer };
      const run = await TellerRun.start(dialect, parts);
      const info = await run.save('two');
      const [problem] = info.lastReload?.problems ?? [];
      assert.equal(problem?.code, 'reload-left-behind');
      assert.equal(problem.source?.file, run.path(dialect.file));
      if (dialect.language === 'typescript') {
        assert.match(problem.message, /an interval/);
        assert.equal(problem.source.line, lineOf(parts, 'setInterval'));
      } else {
        assert.match(problem.message, /the thread “Thread-\d+” in wait\(\)/);
      }
      const next = await run.save('three');
      assert.deepEqual(next.lastReload?.problems, []);
    });

    it('takes the commands of the old version away, and offers the new ones, in one step', async () => {
      const parts = (name: string) => ({ constructed: deed.command(name) });
      const run = await TellerRun.start(dialect, {
        constructed: deed.command('shared'),
        run: deed.command('gone'),
      });
      await run.client.until('the command of run', () =>
        run.client.told.some(
          ({ kind, note }) =>
            kind === 'commands' && note.commands.some(({ name }) => name === 'gone'),
        ),
      );
      const before = await run.commands();
      const info = await run.save('two', parts('shared'));
      assert.deepEqual(info.lastReload?.problems, []);
      const after = await run.commands();
      assert.deepEqual(
        before.filter((name) => !after.includes(name)),
        ['gone'],
      );
      const { reply } = await run.client.peer.request('callCommand', {
        command: 'shared',
        data: null,
      });
      assert.deepEqual(reply, { said: 'shared' });
      await run.save('three', parts('other'));
      const last = await run.commands();
      assert.ok(last.includes('other') && !last.includes('shared'), last.join());
    });

    it('keeps the commands of the old version when the new one fails', async () => {
      const run = await TellerRun.start(dialect, { constructed: deed.command('hello') });
      const before = await run.commands();
      await run.save('two', { constructed: `${deed.command('fresh')}; nobody.knows()` });
      assert.deepEqual(await run.commands(), before);
      const { reply } = await run.client.peer.request('callCommand', {
        command: 'hello',
        data: null,
      });
      assert.deepEqual(reply, { said: 'hello' });
    });

    it('refuses a command that somebody else has', async () => {
      const run = await TellerRun.start(dialect);
      await run.save('two', { constructed: deed.command('listCommands') });
      const [problem] = run.problems('command-taken');
      assert.equal(problem?.source?.file, run.path(dialect.file));
    });
  });
}
