import type { JsonObject } from '../../../runtime/protocol/index.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { Emitter, type Event } from '../../support/emitter.ts';
import { messageOf } from '../../support/failures.ts';
import type { WorkspaceMemory } from '../unfoldOnce.ts';

/** What came of a command. */
type CommandAnswer =
  | { readonly kind: 'reply'; readonly reply: JsonObject }
  | { readonly kind: 'failure'; readonly message: string; readonly code?: string };

/** A command that was sent, and its answer. */
export interface CommandRun {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds until the answer came. */
  readonly ms: number;
  readonly answer: CommandAnswer;
}

/** The daemon that takes a command. */
export type CommandTaker = Pick<DaemonConnection, 'project' | 'request'>;

/** Sends commands, and remembers what was sent and what came back. */
export class CommandRuns {
  readonly #memory: WorkspaceMemory;
  readonly #reportError: (error: unknown) => void;
  readonly #runs = new Map<string, CommandRun>();
  readonly #changed: Emitter<void>;

  constructor(memory: WorkspaceMemory, reportError: (error: unknown) => void) {
    this.#memory = memory;
    this.#reportError = reportError;
    this.#changed = new Emitter(reportError);
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** Sends a command; settles with its answer, also when that is a failure. */
  async run(taker: CommandTaker, command: string, data: JsonObject): Promise<CommandRun> {
    const { project, request } = taker;
    this.#memory.update(memoryKey(command), data).then(undefined, this.#reportError);
    const at = Date.now();
    const begin = performance.now();
    const answer = await request('callCommand', { command, data }).then(
      ({ reply }): CommandAnswer => ({ kind: 'reply', reply }),
      toFailure,
    );
    const run = { at, ms: Math.round(performance.now() - begin), answer };
    this.#runs.set(JSON.stringify([project, command]), run);
    this.#changed.fire();
    return run;
  }

  /** The last run of a command in this window. */
  last(project: string, command: string): CommandRun | undefined {
    return this.#runs.get(JSON.stringify([project, command]));
  }

  /** What was sent with a command the last time, in any window. */
  lastData(command: string): JsonObject {
    return this.#memory.get<JsonObject>(memoryKey(command)) ?? {};
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function memoryKey(command: string): string {
  return `ockle.command.${command}`;
}

function toFailure(error: unknown): CommandAnswer {
  const message = messageOf(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return { kind: 'failure', message, ...(typeof code === 'string' && { code }) };
}
