import assert from 'node:assert/strict';
import { languages, openBench, type Bench } from './support/pluginBench.ts';
import { isAlive } from './support/isAlive.ts';

const impatient = { stop: 300, terminate: 300 };

/** Longer than any test may take, so that nothing is ended but by its own doing. */
const patient = { stop: 600_000, terminate: 600_000 };

for (const language of languages) {
  describe(`The end of a ${language} plugin`, () => {
    let bench: Bench;

    afterEach(() => bench.instance.stop());

    async function failure(className: string) {
      bench = await openBench(className, language);
      await bench.run();
      await bench.heard.untilPhase('failed');
      await bench.instance.stop();
      assert.equal(bench.instance.pid, undefined);
      const { phase } = bench.instance;
      assert.ok(phase.kind === 'failed');
      return phase.failure;
    }

    it('wakes a sleeping plugin and stops it within 500 ms', async () => {
      const times: number[] = [];
      // The machine may have other things to do once, but not each time.
      while (times.length < 10 && !times.some((ms) => ms < 500)) {
        bench = await openBench('Sleeper', language, { limits: patient });
        await bench.run();
        await bench.heard.until(() => bench.heard.of('parked').length > 0);
        const started = performance.now();
        await bench.instance.stop();
        times.push(performance.now() - started);
      }
      assert.ok(Math.min(...times) < 500, times.join(' ms, '));
      const { heard } = bench;
      assert.deepEqual(heard.phases, ['loading', 'loaded', 'running', 'stopping', 'stopped']);
      assert.deepEqual(
        new Set(heard.lines('debug')),
        new Set([
          'Sleeper: sleeping',
          'Sleeper: asked to stop',
          'Sleeper: awake, running is false',
        ]),
      );
    });

    it('ends a plugin that ignores everything, and what it started', async () => {
      bench = await openBench('Stubborn', language, { limits: impatient });
      const { heard, instance } = bench;
      await bench.run();
      await heard.untilLine('grandchild');
      const pid = instance.pid!;
      const grandchild = Number(/grandchild (\d+)/.exec(heard.lines('debug')[0]!)?.[1]);
      assert.ok(isAlive(grandchild));
      await instance.stop();
      assert.equal(instance.phase.kind, 'stopped');
      assert.deepEqual([isAlive(pid), isAlive(grandchild)], [false, false]);
    });

    it('stops one that was never loaded', async () => {
      bench = await openBench('Sleeper', language);
      await bench.instance.stop();
      assert.equal(bench.instance.phase.kind, 'stopped');
      await bench.instance.load(bench.request);
      await bench.instance.start(1);
      assert.deepEqual(bench.heard.phases, ['stopping', 'stopped']);
    });

    for (const [className, code] of [
      ['ThrowsAtImport', 'plugin-import-failed'],
      ['ImportsNothing', 'plugin-import-failed'],
      ['ThrowsInConstructor', 'plugin-constructor-failed'],
      ['ThrowsInRun', 'plugin-run-failed'],
      ['DoesNotCompile', 'plugin-does-not-compile'],
    ] as const) {
      it(`names code and line of ${className}`, async () => {
        const { code: found, source, message } = await failure(className);
        assert.equal(found, code, message);
        assert.deepEqual(
          { ...source, column: undefined },
          { ...bench.line('throws'), column: undefined },
        );
        const { file, line } = bench.line('throws');
        const shown = `src/plugins/${file.split('/').at(-1)}:${line}`;
        assert.ok(message.includes(shown), message);
        assert.ok(message.startsWith(className), message);
      });
    }

    it('says which classes there are when the plugin is not among them', async () => {
      const { code, message } = await failure('NoClass');
      assert.equal(code, 'plugin-class-missing');
      assert.match(message, /SomethingElse, but no class NoClass\. Write “/);
    });

    it('tells an exit from a failure', async () => {
      const { code, message } = await failure('Exits');
      assert.equal(code, 'plugin-exited');
      assert.match(message, /exit code 3/);
      assert.deepEqual(bench.heard.lines('stdout'), ['last words']);
    });

    it('tells a kill from an exit', async () => {
      const { code, message } = await failure('KillsItself');
      assert.equal(code, 'plugin-killed');
      assert.match(message, /SIGKILL/);
    });

    it('rejects calls that wait when it dies, and those that come later', async () => {
      bench = await openBench('Commander', language);
      await bench.run();
      const waiting = assert.rejects(bench.instance.call('never', null, 20), {
        message: 'Commander ended before it answered “never”.',
      });
      process.kill(bench.instance.pid!, 'SIGKILL');
      await waiting;
      await bench.heard.untilPhase('failed');
      await assert.rejects(
        bench.instance.call('echo', null, 20),
        /ended before it answered “echo”/,
      );
    });

    it('gives up on a command that is not answered in time', async () => {
      bench = await openBench('Commander', language, { limits: { ...impatient, call: 100 } });
      await bench.run();
      await assert.rejects(bench.instance.call('never', null, 20), {
        message: 'Commander did not answer “never” within 0.1 s.',
      });
    });
  });
}

describe('The end of a plugin in one language', () => {
  it('names the TypeScript syntax that cannot be loaded and how to write it', async () => {
    const bench = await openBench('Enums', 'typescript');
    await bench.run();
    const { phase } = bench.instance;
    assert.ok(phase.kind === 'failed');
    assert.deepEqual(phase.failure, {
      code: 'plugin-does-not-compile',
      message:
        'Enums does not compile, src/plugins/Enums.ts:3: TypeScript enum is not supported. ' +
        'Write “const X = { … } as const” and a union type instead.',
      source: { ...bench.line('throws'), column: 1 },
    });
    await bench.instance.stop();
  });

  it('catches what a TypeScript plugin throws in a timer', async () => {
    const bench = await openBench('ThrowsInTimer', 'typescript');
    await bench.run();
    await bench.heard.untilPhase('failed');
    const { phase } = bench.instance;
    assert.ok(phase.kind === 'failed');
    assert.equal(phase.failure.code, 'plugin-run-failed');
    assert.equal(phase.failure.source?.line, bench.line('throws').line);
    await bench.instance.stop();
  });

  it('names the tabs in the listing of the manual', async () => {
    const bench = await openBench('MixesTabs', 'python');
    await bench.run();
    const { phase } = bench.instance;
    assert.ok(phase.kind === 'failed');
    assert.equal(phase.failure.code, 'python-tabs');
    assert.equal(
      phase.failure.message,
      'MixesTabs cannot be read, src/plugins/MixesTabs.py:8: the indentation mixes tabs and blanks, ' +
        'and Python 3 does not guess how wide a tab is. Convert indentation to spaces.',
    );
    assert.equal(phase.failure.source?.line, 8);
    await bench.instance.stop();
  });
});
