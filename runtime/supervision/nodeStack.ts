import { fileURLToPath } from 'node:url';
import type { SpawnedProcess } from '../platform/spawnProcess.ts';
import type { RpcTimers } from '../protocol/index.ts';
import { InspectorSession } from './inspectorSession.ts';
import type { StackLine } from './stackDump.ts';
import type { StackReader } from './stackReader.ts';

/** Milliseconds for a process to come to a line of the author's, once it can be asked. */
const longestPause = 5_000;

/** Steps from where a process was paused to a line of a file. */
const mostSteps = 20;

/** Node's own code and that of our host, in which nobody wants to be paused. */
const notTheAuthors = ['^node:', '/nodeHost\\.mjs$', '/ockle\\.mjs$'];

const listening = /^Debugger listening on (ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]+)$/;
const leaving = /^Waiting for the debugger to disconnect/;

interface Script {
  readonly scriptId: string;
  readonly url: string;
}

interface Paused {
  readonly callFrames: readonly {
    readonly functionName: string;
    readonly location: { readonly scriptId: string; readonly lineNumber: number };
  }[];
}

/**
 * Finds out where a Node process is that answers nothing. Its inspector has a thread of its own, which
 * a signal starts; it is closed again as soon as it has answered, also when it comes late.
 */
export class NodeStack implements StackReader {
  readonly #process: Pick<SpawnedProcess, 'openInspector'>;
  readonly #timers: RpcTimers;
  readonly #sessions = new Set<InspectorSession>();
  #wanted: ((stack: readonly StackLine[]) => void) | undefined;
  #isAsked = false;

  constructor(process: Pick<SpawnedProcess, 'openInspector'>, timers: RpcTimers) {
    this.#process = process;
    this.#timers = timers;
  }

  ask(): Promise<readonly StackLine[]> | undefined {
    this.#isAsked = this.#process.openInspector() || this.#isAsked;
    if (!this.#isAsked) return undefined;
    return new Promise((resolve) => (this.#wanted = resolve));
  }

  giveUp(): void {
    this.#wanted = undefined;
    for (const session of this.#sessions) session.tell('Debugger.disable');
  }

  /** Takes a line that Node itself wrote about its inspector. */
  hear(line: string): void {
    const [, url] = listening.exec(line) ?? [];
    if (url !== undefined && this.#isAsked) void this.#visit(url);
    // A process that exits waits for every one of its debuggers.
    if (leaving.test(line)) for (const session of this.#sessions) session.close();
  }

  async #visit(url: string): Promise<void> {
    const session = new InspectorSession(url);
    this.#sessions.add(session);
    if (this.#wanted) await this.#look(session);
    // Closes the port and this session with it, even in the midst of a loop.
    session.tell('Runtime.evaluate', { expression: 'process._debugEnd()' });
    await session.closed;
    this.#sessions.delete(session);
  }

  async #look(session: InspectorSession): Promise<void> {
    const scripts = new Map<string, string>();
    const paused = Promise.withResolvers<readonly StackLine[]>();
    session.on('Debugger.scriptParsed', (script) => {
      const { scriptId, url } = script as Script;
      if (url.startsWith('file:')) scripts.set(scriptId, url);
    });
    let steps = mostSteps;
    session.on('Debugger.paused', (event) => {
      const lines = toLines(event as Paused, scripts);
      // Between two microtasks nothing of the author's is on the stack.
      if (lines.length === 0 && --steps > 0) session.tell('Debugger.stepInto');
      else paused.resolve(lines);
    });
    session.tell('Debugger.enable');
    session.tell('Debugger.setBlackboxPatterns', { patterns: notTheAuthors });
    session.tell('Debugger.pause');
    const late = Promise.withResolvers<undefined>();
    const stopTimer = this.#timers.after(longestPause, () => late.resolve(undefined));
    const found = await Promise.race([paused.promise, session.closed, late.promise]);
    stopTimer();
    // While it is disabled no statement of the plugin's own can pause it.
    session.tell('Debugger.disable');
    if (found) this.#wanted?.(found);
  }
}

function toLines(
  { callFrames }: Paused,
  scripts: ReadonlyMap<string, string>,
): readonly StackLine[] {
  return callFrames.flatMap(({ functionName, location }) => {
    const url = scripts.get(location.scriptId);
    if (url === undefined) return [];
    return [{ function: functionName, file: fileURLToPath(url), line: location.lineNumber + 1 }];
  });
}
