import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { PythonFinder } from '../../../runtime/platform/pythonFinder.ts';
import type { DebugTarget } from '../../../runtime/protocol/index.ts';
import { InspectorClient } from '../../conformance/support/inspectorClient.ts';
import { DapClient } from './dapClient.ts';
import type { Dialect, PluginParts, RunOptions } from './reloads.ts';
import { TellerRun } from './reloads.ts';

/** A debugger at one process of the plugin. */
export interface Visitor {
  /** Lets the process go, which stands at one of these lines next, or where nobody catches an error. */
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
      await client.send('Debugger.setPauseOnExceptions', { state: 'uncaught' });
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
      await client.ask('setExceptionBreakpoints', { filters: ['uncaught'] });
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

/** How a debugger comes to a process of each language. */
const visit = { typescript: visitNode, python: visitPython };

/** Two lines to stop at: in the constructor and in `run`. */
export const stations: Readonly<Record<Dialect['language'], { constructed: string; run: string }>> =
  {
    typescript: { constructed: "this.debug('made');", run: "this.debug('runs');" },
    python: { constructed: 'self.debug("made")', run: 'self.debug("runs")' },
  };

/** Debuggers at the versions of a plugin. */
export class Visits {
  readonly #dialect: Dialect;
  readonly #visitors: Visitor[] = [];

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** A daemon of the plugin, with a Python that has a debugger. */
  async open(
    options: RunOptions = {},
    parts: PluginParts = stations[this.#dialect.language],
  ): Promise<TellerRun> {
    const { language } = this.#dialect;
    if (language === 'typescript') return TellerRun.open(this.#dialect, parts, options);
    const search = await new PythonFinder({ project: '/' }).find({ forDebugging: true });
    assert.ok(search.kind === 'found' && search.python.hasDebugpy, 'the bootstrap installs it');
    const args = ['--python', search.python.command];
    return TellerRun.open(this.#dialect, parts, { ...options, args });
  }

  /** The line of a station, as it is in the plugin's file. */
  lineOf(text: string, parts: PluginParts = stations[this.#dialect.language]): number {
    const lines = this.#dialect.plugin('', parts).split('\n');
    return lines.findIndex((line) => line.includes(text)) + 1;
  }

  /** Attaches to the process of a generation once it is offered, and lets it go to these lines. */
  async attach(run: TellerRun, generation: number, lines: readonly number[]): Promise<Visitor> {
    const offer = await run.client.until(`the target of ${generation}`, () =>
      run.client.told
        .flatMap(({ kind, note }) => (kind === 'debugTarget' ? [note] : []))
        .findLast((note) => note.generation === generation),
    );
    const { language, file } = this.#dialect;
    const visitor = await visit[language](offer.target, run.path(file));
    this.#visitors.push(visitor);
    await visitor.begin(lines);
    return visitor;
  }

  leave(): void {
    for (const visitor of this.#visitors.splice(0)) visitor.close();
  }
}
