import assert from 'node:assert/strict';
import { mkdtemp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { recordEach, type DebugRecorder } from './support/debugRecorder.ts';
import { processesIn } from './support/leftovers.ts';
import {
  lineWith,
  open,
  pluginFile,
  pressF5,
  projectFolder,
  setBreakpoints,
} from './support/project.ts';

interface Sample {
  readonly language: string;
  readonly file: string;
  readonly plugin: string;
  /** Text of the lines that must be hit, in order. */
  readonly lines: readonly string[];
}

const samples: readonly Sample[] = [
  {
    language: 'TypeScript',
    file: 'Ticker.ts',
    plugin: 'Ticker',
    lines: ['const loadedAt', "this.getConfigInt('WAIT_TIME')", 'ticks += 1'],
  },
  {
    language: 'Python',
    file: 'TickerPy.py',
    plugin: 'TickerPy',
    lines: ['import time', 'self.getConfigInt("WAIT_TIME")', 'ticks += 1'],
  },
];

/** What VS Code's own TypeScript support keeps in the temporary folder. */
const ownFiles = /^(node-compile-cache|vscode-typescript)/;

describe('F5', () => {
  let recorder: DebugRecorder;
  let temporary: string;
  const { TMPDIR: usualTemporary } = process.env;

  before(async () => {
    // Beside the project, and so removed with it: js-debug keeps a socket in it as long as VS Code runs.
    temporary = await mkdtemp(join(dirname(projectFolder()), 'tmp-'));
    process.env['TMPDIR'] = temporary;
  });

  after(() => {
    if (usualTemporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usualTemporary;
  });

  recordEach((each) => (recorder = each));

  /** Stops the run and waits until nothing of it is left, looking as long as a stop may take. */
  async function stopAndExpectNothingLeft(): Promise<void> {
    const ran = await processesIn(projectFolder());
    assert(ran.length >= 2, 'A daemon and a plugin host run.');
    await vscode.debug.stopDebugging();
    await recorder.ends();
    await expectNothingLeft();
  }

  async function expectNothingLeft(): Promise<void> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const left = await processesIn(projectFolder());
      if (left.length === 0) break;
      assert(Date.now() < deadline, `Left behind: ${JSON.stringify(left, undefined, 2)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const files = (await readdir(temporary)).filter((name) => !ownFiles.test(name));
    assert.deepEqual(files, [], 'No temporary file is left.');
  }

  for (const { language, file, plugin, lines } of samples) {
    describe(`on a ${language} plugin`, () => {
      beforeEach(() => open(pluginFile(file)));

      it('stops at the first line, in the constructor and in run, in the file itself', async () => {
        const path = pluginFile(file);
        const expected = await Promise.all(lines.map((text) => lineWith(path, text)));
        setBreakpoints(path, expected);
        assert.equal(await pressF5(), true);
        for (const line of expected) {
          const stop = await recorder.stops();
          assert.deepEqual([stop.file, stop.line], [path, line]);
          await recorder.goOn(stop);
        }
        const again = await recorder.stops();
        assert.equal(again.line, expected.at(-1), 'The loop comes round.');
        await stopAndExpectNothingLeft();
      });

      it('shows what the daemon and the plugin write', async () => {
        assert.equal(await pressF5(), true);
        await recorder.writes('tick 2');
        await recorder.writes('printed 2');
        assert.match(
          recorder.output,
          new RegExp(`\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d ${plugin}: tick 1`),
        );
        assert.equal(recorder.output.match(/printed 1\b/g)?.length, 1, 'Nothing is shown twice.');
        const path = pluginFile(file);
        const line = await lineWith(path, 'debug(');
        assert.equal(recorder.linkOf('tick 1'), `${path}:${line}`);
        await stopAndExpectNothingLeft();
      });

      it('passes breakpoints without debugging', async () => {
        const path = pluginFile(file);
        setBreakpoints(path, [await lineWith(path, 'ticks += 1')]);
        assert.equal(await pressF5({ noDebug: true }), true);
        await recorder.writes('tick 2');
        await recorder.writes('printed 2');
        const processes = await processesIn(projectFolder());
        assert.deepEqual(
          processes.flatMap(({ ports }) => ports),
          [],
          'No debugger listens.',
        );
        await stopAndExpectNothingLeft();
      });
    });
  }

  it('joins the daemon that runs, and the last to end stops it', async () => {
    await open(pluginFile('Ticker.ts'));
    assert.equal(await pressF5({ noDebug: true }), true);
    await recorder.writes('Ticker: tick 1');
    const [first] = [vscode.debug.activeDebugSession];
    await open(pluginFile('TickerPy.py'));
    assert.equal(await pressF5({ noDebug: true }), true);
    await recorder.writes('TickerPy: tick 1');
    const daemons = async (): Promise<number> =>
      (await processesIn(projectFolder())).filter(({ command }) => command.includes('daemon.mjs'))
        .length;
    assert.equal(await daemons(), 1);
    await vscode.debug.stopDebugging(first);
    recorder.clear();
    await recorder.writes('TickerPy: tick');
    assert.doesNotMatch(recorder.output, /Ticker: tick/);
    assert.equal(await daemons(), 1);
    await stopAndExpectNothingLeft();
  });

  it('starts and stops twenty times and leaves nothing', async () => {
    for (let round = 0; round < 20; round++) {
      const sample = samples[round % samples.length];
      assert(sample);
      const path = pluginFile(sample.file);
      await open(path);
      const line = await lineWith(path, 'ticks += 1');
      setBreakpoints(path, [line]);
      recorder.clear();
      assert.equal(await pressF5(), true);
      const stop = await recorder.stops();
      assert.deepEqual([stop.file, stop.line], [path, line], `Round ${round + 1}`);
      await vscode.debug.stopDebugging();
      await recorder.ends();
    }
    await expectNothingLeft();
  }).timeout(300_000);
});
