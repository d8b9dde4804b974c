import { OutputEvent, Thread, ThreadEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type {
  DebugLine,
  PluginFailure,
  PluginInfo,
  PluginReload,
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
import type { OckleLaunch } from './launchConfiguration.ts';
import { PluginRun, type PluginRunListener } from './pluginRun.ts';
import { isLaunch, problemOfLaunch } from './readLaunch.ts';
import { StrictDebugSession } from './strictDebugSession.ts';

/** What the parent session needs of its surroundings. */
export interface SessionSurroundings {
  /** Starts or joins the daemon of a project; what the user is to know of it goes to `tell`. */
  readonly acquire: (launch: OckleLaunch, tell: (remark: string) => void) => Promise<DaemonLease>;
  /** Joins a daemon that runs. */
  readonly join: (project: string) => Promise<DaemonLease>;
  /** Starts the child session that steps through a plugin; resolves to whether it attached, never rejects. */
  readonly attach: (plugin: DebuggedPlugin, target: AttachableTarget) => Promise<boolean>;
  /** Milliseconds that a plugin may still seem to wait after its debugger did not attach. */
  readonly attachGrace: number;
  /** Lets go of every plugin that a child session holds, or of one plugin's old generations. */
  readonly detach: (of?: { readonly plugin: string; readonly upTo: number }) => Promise<void>;
  /** Whether the debugger itself shows what `plugin` prints. */
  readonly showsPrints: (plugin: string) => boolean;
  /** Tells the user what stopped the launch. */
  readonly report: (failure: Failure) => void;
  readonly showFailure: (plugin: PluginInfo, failure: PluginFailure, hasRun: boolean) => void;
  readonly showReload: (plugin: PluginInfo, reload: PluginReload) => void;
  readonly showProblem: (problem: Problem) => void;
}

/** The parent of a debug run: it holds the daemon, and leaves stepping to a child per plugin. */
export class OckleDebugSession extends StrictDebugSession implements PluginRunListener {
  protected readonly capabilities: DebugProtocol.Capabilities = {
    supportsConfigurationDoneRequest: true,
    supportTerminateDebuggee: true,
    supportsTerminateRequest: false,
    supportsRestartRequest: true,
  };
  readonly #surroundings: SessionSurroundings;
  /** Plugins in the order they came; the place of one is its thread's id. */
  readonly #threads: string[] = [];
  #run: PluginRun | undefined;
  #isDebugging = false;
  #hasFailed = false;
  #restarting: Promise<void> | undefined;
  #ending: Promise<void> | undefined;

  constructor(surroundings: SessionSurroundings) {
    super();
    this.#surroundings = surroundings;
  }

  /** The run, once there is a daemon and until the session ends. */
  get run(): PluginRun | undefined {
    return this.#ending ? undefined : this.#run;
  }

  /** Runs a plugin that the user started elsewhere as one of this session. */
  async startPlugin(plugin: string): Promise<void> {
    await this.run?.startPlugin(plugin);
  }

  protected override launchRequest(
    response: DebugProtocol.LaunchResponse,
    args: DebugProtocol.LaunchRequestArguments,
  ): void {
    this.#begin(response, args, false);
  }

  protected override attachRequest(
    response: DebugProtocol.AttachResponse,
    args: DebugProtocol.AttachRequestArguments,
  ): void {
    this.#begin(response, args, true);
  }

  protected override restartRequest(response: DebugProtocol.RestartResponse): void {
    const { run } = this;
    if (!run) {
      this.refuse(response, 'Nothing runs that could be restarted.');
      return;
    }
    this.#restarting ??= this.#restart(run).finally(() => (this.#restarting = undefined));
    void this.#restarting.then(() => this.sendResponse(response));
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
    const live = this.#isDebugging ? [] : (this.#run?.live ?? []);
    const threads = live.map((plugin) => new Thread(this.#threadOf(plugin), plugin));
    response.body = { threads };
    this.sendResponse(response);
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    void this.#stop().then(() => {
      this.sendResponse(response);
      this.#endOnce();
    });
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    void this.#stop().then(() => {
      this.sendResponse(response);
      this.leave();
    });
  }

  /** Ends the run without a word to the client. */
  release(): void {
    this.leave();
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
    this.#hasFailed = true;
    for (const output of failureOutput(failure)) this.#print(output);
    this.#surroundings.showFailure(plugin, failure, hasRun);
  }

  /** Why a version was kept, and what is to be noticed, comes as problems as well. */
  pluginReloaded(plugin: PluginInfo, reload: PluginReload): void {
    const { outcome, ms } = reload;
    if (outcome === 'reloaded') {
      this.#print(remarkOutput(`${plugin.className} was reloaded in ${Math.round(ms)} ms.`));
    }
    this.#surroundings.showReload(plugin, reload);
  }

  debugTargetOffered({ plugin, generation, target }: OfferedDebugTarget): void {
    if (target.kind === 'unavailable') {
      this.problemReported(target.problem);
      return;
    }
    const { attach, attachGrace } = this.#surroundings;
    const file = this.#run?.fileOf(plugin) ?? plugin;
    void attach({ name: plugin, file, generation }, target).then((isAttached) => {
      if (!isAttached) setTimeout(() => this.#giveUpWaiting(plugin), attachGrace);
    });
  }

  generationsEnd(plugin: string, upTo: number): void {
    void this.#surroundings.detach({ plugin, upTo });
  }

  livesChanged(plugin: string, lives: boolean): void {
    const id = this.#threadOf(plugin);
    if (!this.#isDebugging) this.sendEvent(new ThreadEvent(lives ? 'started' : 'exited', id));
  }

  ended(reason?: Error): void {
    if (this.#ending) return;
    if (reason) {
      this.#hasFailed = true;
      this.#print({ category: 'stderr', output: `${reason.message}\n` });
    }
    void this.#stop().then(() => this.#endOnce());
  }

  #begin(
    response: DebugProtocol.LaunchResponse,
    args: DebugProtocol.LaunchRequestArguments,
    isAttached: boolean,
  ): void {
    if (!isLaunch(args)) {
      this.refuse(response, problemOfLaunch(args) ?? '');
      void this.#stop().then(() => this.#endOnce());
      return;
    }
    this.#isDebugging = args.noDebug !== true;
    const { acquire, join } = this.#surroundings;
    const tell = (remark: string): void => this.#print(remarkOutput(remark));
    const lease = isAttached ? join(args.project) : acquire(args, tell);
    this.#launch(args, lease, isAttached).then(
      () => this.sendResponse(response),
      (error: unknown) => {
        this.#surroundings.report(toFailure(error, args.project));
        this.refuse(response, messageOf(error));
        void this.#stop().then(() => this.end());
      },
    );
  }

  async #launch(
    { project, plugins }: OckleLaunch,
    acquired: Promise<DaemonLease>,
    isAttached: boolean,
  ): Promise<void> {
    const lease = await acquired;
    if (this.#ending) {
      await lease.release();
      return;
    }
    const plan = { project, plugins, debug: this.#isDebugging, isAttached };
    this.#run = new PluginRun(plan, lease, this);
    this.#start(this.#run);
  }

  /** Answered only when the plugins run, which a breakpoint in a constructor puts off. */
  #start(run: PluginRun): void {
    run.start().catch((error: unknown) => this.#notStarted(toFailure(error, run.project)));
  }

  /** The daemon and what else it runs stay; so does this session. */
  async #restart(run: PluginRun): Promise<void> {
    await Promise.all([run.stopForRestart(), this.#surroundings.detach()]);
    if (this.run) this.#start(run);
  }

  /** What ends the run on purpose, or ended with it, makes the request fail as well. */
  #notStarted(failure: Failure): void {
    if (this.#ending || this.#restarting) return;
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

  #endOnce(): void {
    this.end(this.#run && (this.#hasFailed ? 1 : 0));
  }

  #threadOf(plugin: string): number {
    if (!this.#threads.includes(plugin)) this.#threads.push(plugin);
    return this.#threads.indexOf(plugin) + 1;
  }

  #print(body: ConsoleOutput): void {
    const event = new OutputEvent(body.output, body.category);
    event.body = { ...event.body, ...body };
    this.sendEvent(event);
  }
}

function toFailure(error: unknown, project: string): Failure {
  return error instanceof Failure ? error : failures.daemonStartFailed(project, error);
}
