import {
  DebugSession,
  ExitedEvent,
  InitializedEvent,
  Response,
  TerminatedEvent,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';

/** What a session of type `ockle` answers; stepping is for the sessions below it. */
const answered: ReadonlySet<string> = new Set([
  'initialize',
  'launch',
  'attach',
  'restart',
  'terminate',
  'disconnect',
  'configurationDone',
  'setBreakpoints',
  'setExceptionBreakpoints',
  'threads',
]);

/** They mean something whatever went before. */
const alwaysAnswered: ReadonlySet<string> = new Set(['terminate', 'disconnect']);

type Stage = 'new' | 'initialized' | 'begun' | 'over';

/**
 * Keeps to the order of the debug adapter protocol: requests in the wrong place and those that
 * nobody answers are refused with a reason, and nothing is said after the end, which comes once.
 */
export abstract class StrictDebugSession extends DebugSession {
  #stage: Stage = 'new';

  protected abstract readonly capabilities: DebugProtocol.Capabilities;

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) {
      this.refuse(new Response(request), refusal);
      return;
    }
    if (request.command === 'launch' || request.command === 'attach') this.#stage = 'begun';
    super.dispatchRequest(request);
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    this.#stage = 'initialized';
    response.body = this.capabilities;
    this.sendResponse(response);
    this.sendEvent(new InitializedEvent());
  }

  override sendEvent(event: DebugProtocol.Event): void {
    if (this.#stage !== 'over') super.sendEvent(event);
  }

  /** Answers a request with an error that VS Code shows where the request came from. */
  protected refuse(response: DebugProtocol.Response, format: string): void {
    this.sendErrorResponse(response, { id: 1, format, variables: {}, showUser: false });
  }

  /** The end, which counts once; with an exit code when there was something that could exit. */
  protected end(exitCode?: number): void {
    if (exitCode !== undefined) this.sendEvent(new ExitedEvent(exitCode));
    this.sendEvent(new TerminatedEvent());
    this.#stage = 'over';
  }

  /** The client has left: it wants to hear no more. */
  protected leave(): void {
    this.#stage = 'over';
  }

  #refusalOf({ command, arguments: args }: DebugProtocol.Request): string | undefined {
    if (alwaysAnswered.has(command)) return undefined;
    if (!answered.has(command)) {
      return `A session of type "ockle" does not answer "${command}": each plugin is stepped through in a session of its own.`;
    }
    if (this.#stage === 'over') return `"${command}" comes too late: the session is over.`;
    if (command === 'initialize') return this.#refusalOfInitialize(args);
    if (this.#stage === 'new') return `"${command}" comes too early: "initialize" has to be first.`;
    const isBeginning = command === 'launch' || command === 'attach';
    if (isBeginning && this.#stage === 'begun') return `"${command}" comes twice.`;
    return undefined;
  }

  #refusalOfInitialize(args: unknown): string | undefined {
    if (this.#stage !== 'new') return '"initialize" comes twice.';
    if (typeof args !== 'object' || args === null) return '"initialize" needs arguments.';
    // The protocol says what a client means that names no format.
    const given = args as { pathFormat?: unknown };
    given.pathFormat ??= 'path';
    return given.pathFormat === 'path' ? undefined : 'Only paths of the system are understood.';
  }
}
