import {
  DebugSession,
  InitializedEvent,
  OutputEvent,
  TerminatedEvent,
  Thread,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type {
  DebugLine,
  PluginFailure,
  PluginInfo,
  Problem,
} from '../../runtime/protocol/index.ts';
import type { OfferedDebugTarget } from '../daemon/daemonConnection.ts';
import type { DaemonLease } from '../daemon/daemons.ts';
import { Failure, failures, messageOf } from '../support/failures.ts';
import type { AttachableTarget, DebuggedPlugin } from './childConfiguration.ts';
import {
  failureOutput,
  lineOutput,
  problemOutput,
  remarkOutput,
  type ConsoleOutput,
} from './consoleOutput.ts';
import type { OckleLaunchArguments } from './launchConfiguration.ts';
import { PluginRun, type PluginRunListener } from './pluginRun.ts';

/** What the parent session needs of its surroundings. */
export interface SessionSurroundings {
  readonly acquire: (project: string) => Promise<DaemonLease>;
  /** Starts the child session that steps through a plugin; resolves to whether it attached, never rejects. */
  readonly attach: (plugin: DebuggedPlugin, target: AttachableTarget) => Promise<boolean>;
  /** Milliseconds that a plugin may still seem to wait after its debugger did not attach. */
  readonly attachGrace: number;
  /** Lets go of every plugin that a child session holds. */
  readonly detach: () => Promise<void>;
  /** Whether the debugger itself shows what `plugin` prints. */
  readonly showsPrints: (plugin: string) => boolean;
  /** Tells the user what stopped the launch. */
  readonly report: (failure: Failure) => void;
  readonly showFailure: (plugin: PluginInfo, failure: PluginFailure, hasRun: boolean) => void;
  readonly showProblem: (problem: Problem) => void;
}

/** The parent of a debug run: it holds the daemon, and leaves stepping to a child per plugin. */
export class OckleDebugSession extends DebugSession implements PluginRunListener {
  readonly #surroundings: SessionSurroundings;
  #run: PluginRun | undefined;
  #isDebugging = false;
  #ending: Promise<void> | undefined;

  constructor(surroundings: SessionSurroundings) {
    super();
    this.#surroundings = surroundings;
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = { supportsConfigurationDoneRequest: true, supportTerminateDebuggee: true };
    this.sendResponse(response);
    this.sendEvent(new InitializedEvent());
  }

  protected override launchRequest(
    response: DebugProtocol.LaunchResponse,
    launch: OckleLaunchArguments,
  ): void {
    this.#isDebugging = launch.noDebug !== true;
    this.#launch(launch).then(
      () => this.sendResponse(response),
      (error: unknown) => {
        this.#surroundings.report(toFailure(error, launch.project));
        const format = messageOf(error);
        this.sendErrorResponse(response, { id: 1, format, showUser: false });
        this.#end();
      },
    );
  }

  /** The children own the breakpoints; theirs are the ones VS Code shows as bound. */
  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    response.body = { breakpoints: breakpoints.map(() => ({ verified: false })) };
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    const plugins = this.#isDebugging ? [] : (this.#run?.live ?? []);
    response.body = { threads: plugins.map((plugin, index) => new Thread(index + 1, plugin)) };
    this.sendResponse(response);
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    void this.#stop().then(() => this.sendResponse(response));
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    void this.#stop().then(() => this.sendResponse(response));
  }

  /** Ends the run without a word to the client. */
  release(): void {
    void this.#stop();
  }

  lineWritten(line: DebugLine): void {
    const isShown = line.stream !== 'debug' && line.plugin !== undefined;
    if (isShown && this.#surroundings.showsPrints(line.plugin)) return;
    this.#print(lineOutput(line));
  }

  problemReported(problem: Problem): void {
    this.#print(problemOutput(problem));
    this.#surroundings.showProblem(problem);
  }

  pluginFailed(plugin: PluginInfo, failure: PluginFailure, hasRun: boolean): void {
    for (const output of failureOutput(failure)) this.#print(output);
    this.#surroundings.showFailure(plugin, failure, hasRun);
  }

  debugTargetOffered({ plugin, target }: OfferedDebugTarget): void {
    if (target.kind === 'unavailable') {
      this.problemReported(target.problem);
      return;
    }
    const { attach, attachGrace } = this.#surroundings;
    const file = this.#run?.fileOf(plugin) ?? plugin;
    void attach({ name: plugin, file }, target).then((isAttached) => {
      if (!isAttached) setTimeout(() => this.#giveUpWaiting(plugin), attachGrace);
    });
  }

  ended(reason?: Error): void {
    if (this.#ending) return;
    if (reason) this.#print({ ...remarkOutput(reason.message), category: 'stderr' });
    void this.#stop().then(() => this.#end());
  }

  async #launch(launch: OckleLaunchArguments): Promise<void> {
    const { project, plugins } = launch;
    const lease = await this.#surroundings.acquire(project);
    if (this.#ending) {
      await lease.release();
      return;
    }
    this.#run = new PluginRun({ project, plugins, debug: this.#isDebugging }, lease, this);
    // Answered only when the plugins run, which a breakpoint in a constructor puts off.
    this.#run.start().catch((error: unknown) => this.#notStarted(toFailure(error, project)));
  }

  /** What ends the run on purpose, or ended with it, makes the request fail as well. */
  #notStarted(failure: Failure): void {
    if (this.#ending) return;
    this.#surroundings.report(failure);
    this.ended(failure);
  }

  /** A plugin that fails at once ends its debugger before VS Code calls it attached; that is no fault. */
  #giveUpWaiting(plugin: string): void {
    if (this.#run?.isWaiting(plugin)) this.ended(failures.debuggerAttachFailed(plugin));
  }

  #stop(): Promise<void> {
    // The daemon is asked first: what is let go then finds its request to stop.
    this.#ending ??= Promise.all([this.#run?.stop(), this.#surroundings.detach()]).then(
      () => undefined,
    );
    return this.#ending;
  }

  #print(body: ConsoleOutput): void {
    const event = new OutputEvent(body.output, body.category);
    event.body = { ...event.body, ...body };
    this.sendEvent(event);
  }

  #end(): void {
    this.sendEvent(new TerminatedEvent());
  }
}

function toFailure(error: unknown, project: string): Failure {
  return error instanceof Failure ? error : failures.daemonStartFailed(project, error);
}
