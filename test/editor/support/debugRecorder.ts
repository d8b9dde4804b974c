import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { setBreakpoints } from './project.ts';

/** One message of a debug adapter to VS Code. */
interface AdapterMessage {
  readonly session: vscode.DebugSession;
  readonly type: string;
  readonly event?: string;
  readonly command?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Where a plugin stands still. */
export interface Stop {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

interface Frame {
  readonly line: number;
  readonly source?: { readonly path?: string; readonly sourceReference?: number };
}

/** Milliseconds to wait for anything; far more than a slow machine needs. */
const patience = 60_000;

/** Hears every debug adapter of the window, and waits for what a test expects of them. */
export class DebugRecorder implements vscode.Disposable {
  readonly #disposables: readonly vscode.Disposable[];
  readonly #messages: AdapterMessage[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #live = new Set<vscode.DebugSession>();
  #stopsTaken = 0;

  constructor() {
    const createDebugAdapterTracker = (
      session: vscode.DebugSession,
    ): vscode.DebugAdapterTracker => ({
      onDidSendMessage: (message: Omit<AdapterMessage, 'session'>) => {
        this.#messages.push({ ...message, session });
        this.#wake();
      },
    });
    this.#disposables = [
      vscode.debug.registerDebugAdapterTrackerFactory('*', { createDebugAdapterTracker }),
      vscode.debug.onDidStartDebugSession((session) => {
        this.#live.add(session);
        this.#wake();
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.#live.delete(session);
        this.#wake();
      }),
    ];
  }

  /** Everything that was written to the debug console. */
  get output(): string {
    return this.#outputs()
      .map(({ output }) => output)
      .join('');
  }

  /** The sessions that live, in the order they started. */
  get sessions(): readonly vscode.DebugSession[] {
    return [...this.#live];
  }

  /** Forgets what was said so far. */
  clear(): void {
    this.#messages.length = 0;
    this.#stopsTaken = 0;
  }

  /** Places that lines of the console link to, as `text → file:line`. */
  linkOf(text: string): string | undefined {
    const output = this.#outputs().find((candidate) => candidate.output.includes(text));
    return output?.source?.path && `${toFile(output.source.path)}:${String(output.line)}`;
  }

  async until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      const isLate = await this.#changed(deadline - Date.now());
      assert(!isLate, `Waited in vain for ${what}. The console says:\n${this.output}`);
    }
  }

  /** Waits until the console shows a text. */
  async writes(text: string): Promise<void> {
    await this.until(`"${text}"`, () => this.output.includes(text));
  }

  /** Waits for the next stop at a breakpoint, and says where it is. */
  async stops(): Promise<Stop> {
    const { session, body } = await this.until('a stop at a breakpoint', () => {
      const stops = this.#messages.filter(({ event }) => event === 'stopped');
      return stops[this.#stopsTaken];
    });
    this.#stopsTaken += 1;
    const threadId = Number(body?.['threadId']);
    const answer = (await session.customRequest('stackTrace', {
      threadId,
      startFrame: 0,
      levels: 1,
    })) as { readonly stackFrames: readonly Frame[] };
    const [frame] = answer.stackFrames;
    assert(frame?.source?.path, 'A stop has a frame with a source.');
    assert(!frame.source.sourceReference, 'The frame shows the file itself, not a copy.');
    return { session, threadId, file: toFile(frame.source.path), line: frame.line };
  }

  /** Lets a stopped plugin go on. */
  async goOn({ session, threadId }: Stop): Promise<void> {
    await session.customRequest('continue', { threadId });
  }

  /** Waits until no session is left. */
  async ends(): Promise<void> {
    await this.until('the end of the session', () => this.#live.size === 0);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #outputs(): readonly {
    readonly output: string;
    readonly source?: { readonly path?: string };
    readonly line?: number;
  }[] {
    return this.#messages
      .filter(({ event, body }) => event === 'output' && body?.['category'] !== 'telemetry')
      .map(({ body }) => body as unknown as { output: string });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves to false with the next message, to true when the time is over. */
  async #changed(ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const wake = (): void => resolve(false);
    const timer = setTimeout(() => resolve(true), Math.max(0, ms));
    this.#waiting.add(wake);
    const isLate = await promise;
    clearTimeout(timer);
    this.#waiting.delete(wake);
    return isLate;
  }
}

/** Adapters speak of files by path; VS Code of those on another machine by URI. */
function toFile(path: string): string {
  return path.startsWith('/') ? path : vscode.Uri.parse(path).path;
}

/** Gives each test of a suite a recorder, and no breakpoint yet; what still runs after a test is stopped. */
export function recordEach(take?: (recorder: DebugRecorder) => void): void {
  let recorder: DebugRecorder;

  beforeEach(() => {
    recorder = new DebugRecorder();
    setBreakpoints('/none', []);
    take?.(recorder);
  });

  afterEach(async () => {
    await vscode.debug.stopDebugging();
    await recorder.ends();
    recorder.dispose();
  });
}
