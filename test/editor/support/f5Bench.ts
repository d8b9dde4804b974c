import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DebugRecorder } from './debugRecorder.ts';
import { lineWith, open, pressF5, setBreakpoints } from './project.ts';

/** One way to start a file that ticks. */
interface Contender {
  readonly name: string;
  /** Absolute path. */
  readonly file: () => string;
  /** The name of its session. */
  readonly session: string;
  /** Whether it needs a session of type `ockle` above it. */
  readonly needsParent?: true;
  readonly start: (parent: vscode.DebugSession | undefined) => PromiseLike<unknown>;
  /** What has to end with each round. */
  readonly stop?: () => Promise<void>;
}

/** Ockle and a debugger alone, which start the same file. */
export interface Match {
  readonly language: string;
  readonly contenders: readonly [ockle: Contender, alone: Contender];
  /** A plugin whose run keeps a daemon going. */
  readonly companion: string;
}

/** Rounds that count; one more comes first, to warm up. */
export const rounds = 7;

/** Measures contenders in turn, so that what else the machine does meets them alike. */
export class F5Bench {
  readonly #recorder = new DebugRecorder();

  /** Lines with the times from F5 to the breakpoint and, at the end, how they compare. */
  async compare({ contenders, companion }: Match, isWarm: boolean): Promise<readonly string[]> {
    const kept = isWarm ? await this.#startCompanion(companion) : undefined;
    const times = contenders.map(() => [] as number[]);
    for (let round = 0; round <= rounds; round++) {
      for (const [at, contender] of contenders.entries()) {
        const parent =
          kept ?? (contender.needsParent ? await this.#startCompanion(companion) : undefined);
        const ms = await this.#measure(contender, parent);
        if (round > 0) times[at]?.push(ms);
        if (parent !== kept) await this.#end(parent);
      }
    }
    await this.#end(kept);
    for (const each of times) each.sort((a, b) => a - b);
    const [ockle, alone] = times.map(medianOf);
    assert(ockle !== undefined && alone !== undefined);
    return [
      ...contenders.map(({ name }, at) => `  ${name.padEnd(18)}${show(times[at] ?? [])}`),
      `  Ockle takes ${(ockle / alone).toFixed(2)} times as long`,
    ];
  }

  async dispose(): Promise<void> {
    await vscode.debug.stopDebugging();
    await this.#recorder.ends();
    this.#recorder.dispose();
  }

  /** Milliseconds from the start to the breakpoint. */
  async #measure(contender: Contender, parent: vscode.DebugSession | undefined): Promise<number> {
    const recorder = this.#recorder;
    const path = contender.file();
    await open(path);
    setBreakpoints(path, [await lineWith(path, 'ticks += 1')]);
    recorder.clear();
    const started = performance.now();
    await Promise.all([contender.start(parent), recorder.stops()]);
    const ms = performance.now() - started;
    const own = recorder.sessions.find(({ name }) => name === contender.session);
    await vscode.debug.stopDebugging(own);
    await recorder.until(
      'the end of the round',
      () => !recorder.sessions.some((session) => isBelow(session, own)),
    );
    await contender.stop?.();
    return ms;
  }

  async #startCompanion(plugin: string): Promise<vscode.DebugSession | undefined> {
    this.#recorder.clear();
    setBreakpoints('/none', []);
    // Debugged, as sessions below one that is not would not stop either.
    await pressF5({ plugins: [plugin] });
    await this.#recorder.writes(`${plugin}: tick 1`);
    return this.#recorder.sessions[0];
  }

  async #end(session: vscode.DebugSession | undefined): Promise<void> {
    if (!session) return;
    await vscode.debug.stopDebugging(session);
    await this.#recorder.ends();
  }
}

function isBelow(session: vscode.DebugSession, top: vscode.DebugSession | undefined): boolean {
  if (session === top) return true;
  return session.parentSession !== undefined && isBelow(session.parentSession, top);
}

function medianOf(sorted: readonly number[]): number | undefined {
  return sorted[Math.floor(sorted.length / 2)];
}

function show(sorted: readonly number[]): string {
  return [sorted[0], medianOf(sorted), sorted.at(-1)]
    .map((ms = 0) => `${Math.round(ms)}`.padStart(7))
    .join('');
}
