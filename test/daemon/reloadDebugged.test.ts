import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import type { DebugTarget } from '../../runtime/protocol/index.ts';
import { InspectorClient } from '../conformance/support/inspectorClient.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { DapClient } from './support/dapClient.ts';
import { stopDaemons } from './support/daemonClient.ts';
import type { Dialect } from './support/reloads.ts';
import { dialects, TellerRun } from './support/reloads.ts';

/** A debugger at one process of the plugin. */
interface Visitor {
  /** Lets the process go, which stands at one of these lines next. */
  begin(lines: readonly number[]): Promise<void>;
  /** The line where it stands, as soon as it stands. */
  stopped(): Promise<number>;
  resume(): Promise<unknown>;
  close(): void;
}

interface Paused {
  readonly callFrames: readonly { readonly location: { readonly lineNumber: number } }[];
}

async function visitNode(target: DebugTarget, file: string): Promise<Visitor> {
  assert.ok(target.kind === 'node');
  const client = await InspectorClient.attach(target.url);
  let paused = client.next('Debugger.paused');
  return {
    async begin(lines) {
      await client.send('Runtime.enable');
      await client.send('Debugger.enable');
      const url = pathToFileURL(file).href;
      for (const line of lines) {
        await client.send('Debugger.setBreakpointByUrl', { url, lineNumber: line - 1 });
      }
      await client.send('Runtime.runIfWaitingForDebugger');
    },
    async stopped() {
      const { callFrames } = (await paused) as Paused;
      paused = client.next('Debugger.paused');
      return (callFrames[0]?.location.lineNumber ?? -1) + 1;
    },
    resume: () => client.send('Debugger.resume'),
    close: () => client.close(),
  };
}

async function visitPython(target: DebugTarget, file: string): Promise<Visitor> {
  assert.ok(target.kind === 'python');
  const client = await DapClient.connect(target.host, target.port);
  await client.ask('initialize', { adapterID: 'test', clientID: 'test' });
  let thread = 0;
  return {
    async begin(lines) {
      const attached = client.ask('attach', { justMyCode: false });
      await client.next('initialized');
      const breakpoints = lines.map((line) => ({ line }));
      await client.ask('setBreakpoints', { source: { path: file }, breakpoints });
      await client.ask('configurationDone');
      await attached;
    },
    async stopped() {
      ({ threadId: thread } = (await client.next('stopped')) as { threadId: number });
      const { stackFrames } = (await client.ask('stackTrace', { threadId: thread })) as {
        readonly stackFrames: readonly { readonly line: number }[];
      };
      return stackFrames[0]?.line ?? 0;
    },
    resume: () => client.ask('continue', { threadId: thread }),
    close: () => client.close(),
  };
}

const visit = { typescript: visitNode, python: visitPython };

/** Two lines to stop at: in the constructor and in `run`. */
const stations: Readonly<Record<Dialect['language'], { constructed: string; run: string }>> = {
  typescript: { constructed: "this.debug('made');", run: "this.debug('runs');" },
  python: { constructed: 'self.debug("made")', run: 'self.debug("runs")' },
};

for (const dialect of dialects) {
  const { language } = dialect;
  const parts = stations[language];
  const visitors: Visitor[] = [];

  describe(`A reload of a debugged plugin in ${language}`, () => {
    afterEach(async () => {
      for (const visitor of visitors.splice(0)) visitor.close();
      await stopDaemons();
    });
    after(removeTempProjects);

    const lineOf = (text: string): number =>
      dialect
        .plugin('', parts)
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1;

    async function open(): Promise<TellerRun> {
      if (language === 'typescript') return TellerRun.open(dialect, parts);
      const search = await new PythonFinder({ project: '/' }).find({ forDebugging: true });
      assert.ok(search.kind === 'found' && search.python.hasDebugpy, 'the bootstrap installs it');
      return TellerRun.open(dialect, parts, { args: ['--python', search.python.command] });
    }

    /** Attaches to the process of a generation once it waits, and lets it go to these lines. */
    async function attach(
      run: TellerRun,
      generation: number,
      lines: readonly number[],
    ): Promise<Visitor> {
      const target = await run.client.until(`the target of ${generation}`, () =>
        run.client.told
          .flatMap(({ kind, note }) => (kind === 'debugTarget' ? [note] : []))
          .find((note) => note.generation === generation),
      );
      const visitor = await visit[language](target.target, run.path(dialect.file));
      visitors.push(visitor);
      await visitor.begin(lines);
      return visitor;
    }

    it('stops at breakpoints of the new version, in its constructor and after', async () => {
      const run = await open();
      const started = run.client.run(['Teller'], true);
      await attach(run, 1, []);
      assert.equal((await started)[0]?.phase.kind, 'running');
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      const lines = [lineOf(parts.constructed), lineOf(parts.run)];
      const visitor = await attach(run, 2, lines);
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
      const run = await open();
      const started = run.client.run(['Teller'], true);
      const line = lineOf(parts.run);
      const old = await attach(run, 1, [line]);
      await started;
      assert.equal(await old.stopped(), line);
      await run.write('two', parts);
      const saved = run.saved(dialect.file);
      await attach(run, 2, []);
      const [info] = await saved;
      assert.equal(info?.generation, 2);
      assert.equal(info.lastReload?.outcome, 'reloaded');
      await run.says('two!grey');
    });
  });
}
