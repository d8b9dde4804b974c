import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DebugRecorder } from './support/debugRecorder.ts';
import { isListening } from './support/leftovers.ts';
import {
  lineWith,
  open,
  pluginFile,
  pressF5,
  projectFolder,
  setBreakpoints,
} from './support/project.ts';

/** One way to start a file that ticks. */
interface Contender {
  readonly name: string;
  /** Absolute path. */
  readonly file: () => string;
  /** What the console shows first. */
  readonly firstLine: string;
  readonly start: () => Thenable<unknown>;
  /** What has to end with each round. */
  readonly stop?: () => Promise<void>;
}

const rounds = 7;
const reportFile = process.env['OCKLE_BENCH'] ?? '';
const plain = (file: string): string => join(projectFolder(), 'plain', file);

/** debugpy as its own extension starts it: an adapter per session, which launches the program. */
class PlainDebugpy {
  #adapter: ChildProcess | undefined;
  #parent: vscode.DebugSession | undefined;

  /** Sessions of this type live below one of type ockle; this one stays for all rounds. */
  async prepare(recorder: DebugRecorder): Promise<void> {
    await pressF5({ plugins: ['Ticker'] });
    await recorder.writes('Ticker: tick 1');
    this.#parent = recorder.sessions[0];
  }

  async start(): Promise<unknown> {
    const port = await freePort();
    const args = ['-m', 'debugpy.adapter', '--host', '127.0.0.1', '--port', String(port)];
    this.#adapter = spawn('/usr/bin/python3', args, { stdio: 'ignore' });
    await untilListening(port);
    const launch = { request: 'launch', program: plain('ticker.py'), python: ['/usr/bin/python3'] };
    const options = { console: 'internalConsole', host: '127.0.0.1', port, justMyCode: false };
    return vscode.debug.startDebugging(
      undefined,
      { type: 'ockle-python', name: 'plain', ...launch, ...options },
      this.#parent ? { parentSession: this.#parent } : {},
    );
  }

  async stop(): Promise<void> {
    if (this.#adapter?.exitCode !== null) return;
    const gone = once(this.#adapter, 'exit');
    this.#adapter.kill();
    await gone;
  }
}

const contenders: readonly Contender[] = [
  {
    name: 'Ockle, TypeScript',
    file: () => pluginFile('Ticker.ts'),
    firstLine: 'Ticker: tick 1 ',
    start: () => pressF5(),
  },
  {
    name: 'plain js-debug, TypeScript',
    file: () => plain('ticker.ts'),
    firstLine: 'tick 1\n',
    start: () =>
      vscode.debug.startDebugging(undefined, {
        type: 'pwa-node',
        request: 'launch',
        name: 'plain',
        program: plain('ticker.ts'),
        runtimeExecutable: process.execPath,
        enableContentValidation: false,
        sourceMaps: false,
        cwd: projectFolder(),
      }),
  },
  {
    name: 'Ockle, Python',
    file: () => pluginFile('TickerPy.py'),
    firstLine: 'TickerPy: tick 1\n',
    start: () => pressF5(),
  },
];

// Figures for people, on a machine with nothing else to do: OCKLE_BENCH=/tmp/f5.txt npm test -- editor
if (reportFile !== '') {
  describe('The time from F5', () => {
    let recorder: DebugRecorder;
    const figures: string[] = [];

    before(() => {
      recorder = new DebugRecorder();
    });

    after(async () => {
      await vscode.debug.stopDebugging();
      await recorder.ends();
      recorder.dispose();
      await writeFile(reportFile, `${figures.join('\n')}\n`);
    });

    /** Milliseconds from the start to what `until` waits for; the first round only warms up. */
    async function measure(
      { start, stop }: Contender,
      until: () => Promise<unknown>,
    ): Promise<readonly number[]> {
      const times: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        recorder.clear();
        const outer = new Set(recorder.sessions);
        const started = performance.now();
        await Promise.all([start(), until()]);
        if (round > 0) times.push(performance.now() - started);
        const own = recorder.sessions.filter((session) => !outer.has(session));
        await vscode.debug.stopDebugging(own[0]);
        await recorder.until('the end of the round', () => recorder.sessions.length === outer.size);
        await stop?.();
      }
      return times.sort((a, b) => a - b);
    }

    async function report(contender: Contender): Promise<void> {
      const path = contender.file();
      await open(path);
      setBreakpoints(path, []);
      const line = await measure(contender, () => recorder.writes(contender.firstLine));
      setBreakpoints(path, [await lineWith(path, 'ticks += 1')]);
      const stopped = await measure(contender, () => recorder.stops());
      const show = (times: readonly number[]): string =>
        [times[0], times[Math.floor(rounds / 2)], times.at(-1)]
          .map((ms = 0) => `${Math.round(ms)}`.padStart(6))
          .join('');
      figures.push(
        `${contender.name.padEnd(28)} first line${show(line)}   stopped${show(stopped)}`,
      );
    }

    for (const contender of contenders) {
      it(`is printed for ${contender.name} (fastest, median, slowest of ${rounds}, ms)`, () =>
        report(contender)).timeout(600_000);
    }

    it('is printed for plain debugpy', async () => {
      const debugpy = new PlainDebugpy();
      await debugpy.prepare(recorder);
      await report({
        name: 'plain debugpy, Python',
        file: () => plain('ticker.py'),
        firstLine: 'tick 1\n',
        start: () => debugpy.start(),
        stop: () => debugpy.stop(),
      });
    }).timeout(600_000);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number): Promise<void> {
  while (!(await isListening(port))) await new Promise((resolve) => setTimeout(resolve, 20));
}
