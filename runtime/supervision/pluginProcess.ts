import type { ProcessEnd, SpawnedProcess, SpawnRequest } from '../platform/spawnProcess.ts';
import {
  hostProtocolVersion,
  hostReportDecoders,
  lineTransport,
  RpcError,
  RpcPeer,
  type ClockState,
  type DebugTarget,
  type HostContract,
  type HostReportContract,
  type JsonObject,
  type LoadPlugin,
  type NetworkDelta,
  type NetworkPart,
  type PluginFailure,
  type PluginHealth,
  type PluginLanguage,
  type PluginPhase,
  type RpcTimers,
} from '../protocol/index.ts';
import { inAuthorsWords, reportedFailure, tooSlow } from './callErrors.ts';
import { classifyEnd } from './classifyEnd.ts';
import { HostProcess } from './hostProcess.ts';
import { PluginGuard } from './pluginGuard.ts';
import type { PluginInstance, PluginListener } from './pluginInstance.ts';
import { PluginOutput } from './pluginOutput.ts';
import { nextPhase, type PhaseEvent } from './pluginPhase.ts';
import type { ProcessLimits } from './processLimits.ts';
import { reportHandlers } from './reportHandlers.ts';

type Line = HostReportContract['notes']['debugLine'];

/** Unreadable messages after which a process is ended. */
const mostUnreadable = 100;

/** Which plugin to run, and how to start its host (`nodeHostCommand`, `pythonHostCommand`). */
export interface PluginProcessRequest {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  readonly host: SpawnRequest;
}

/** What a plugin process needs from outside. */
export interface PluginProcessDeps {
  readonly spawn: (request: SpawnRequest) => SpawnedProcess;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timers: RpcTimers;
  readonly limits: ProcessLimits;
}

/** Starts a process for one generation of one plugin. */
export function createPluginProcess(
  request: PluginProcessRequest,
  deps: PluginProcessDeps,
  listener: PluginListener,
): PluginInstance {
  return new PluginProcess(request, deps, listener);
}

class PluginProcess implements PluginInstance {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  readonly #deps: PluginProcessDeps;
  readonly #limits: ProcessLimits;
  readonly #listener: PluginListener;
  readonly #process: HostProcess;
  readonly #peer: RpcPeer<HostReportContract, HostContract>;
  readonly #output: PluginOutput;
  readonly #guard: PluginGuard;
  readonly #ready = Promise.withResolvers<boolean>();
  /** Resolves when nothing of the process is left. */
  readonly #gone: Promise<void>;
  #phase: PluginPhase = { kind: 'starting' };
  #health: PluginHealth | undefined;
  #isReady = false;
  /** A debugged plugin may stand still for as long as its author thinks. */
  #isDebugged = false;
  #unreadable = 0;
  #stop: Promise<void> | undefined;

  constructor(request: PluginProcessRequest, deps: PluginProcessDeps, listener: PluginListener) {
    this.className = request.className;
    this.language = request.language;
    this.generation = request.generation;
    const { timers, limits } = deps;
    this.#deps = deps;
    this.#limits = limits;
    this.#listener = listener;
    const spawned = deps.spawn(request.host);
    this.#process = new HostProcess(spawned, timers);
    const deliver = (line: Line): void => listener.debugLine(this, line);
    this.#output = new PluginOutput(spawned, deliver, timers, limits);
    this.#peer = this.#openChannel(spawned);
    this.#guard = this.#openGuard(spawned, request.host.cwd);
    this.#gone = this.#untilGone();
    this.#expectReady();
    void this.#peer.closed.then((reason) => this.#expectEnd(reason));
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get health(): PluginHealth | undefined {
    return this.#health;
  }

  get phase(): PluginPhase {
    return this.#phase;
  }

  async prepareDebug(): Promise<DebugTarget> {
    try {
      await this.#ready.promise;
      const target = await this.#peer.request(
        'prepareDebug',
        {},
        { deadlineMs: this.#limits.ready },
      );
      this.#isDebugged = target.kind !== 'unavailable';
      this.#output.isDebugged = this.#isDebugged;
      if (this.#isDebugged) this.#guard.ignoreHangs();
      return target;
    } catch (thrown) {
      const message = `${this.className} cannot be debugged: ${messageOf(thrown)}`;
      return {
        kind: 'unavailable',
        problem: { code: 'debugger-failed', severity: 'error', message, plugin: this.className },
      };
    }
  }

  async load(request: LoadPlugin, cause?: number): Promise<void> {
    if (!(await this.#ready.promise)) return;
    this.#happen({ kind: 'loadBegan' });
    if (!this.#isDebugged) this.#guard.watchHangs();
    try {
      await this.#peer.request('load', request, { cause, deadlineMs: this.#within('load') });
      this.#happen({ kind: 'loaded' });
    } catch (thrown) {
      await this.#failWith(
        tooSlow(thrown, this.className, this.#limits.load),
        'plugin-import-failed',
      );
    }
  }

  async start(cause: number): Promise<void> {
    if (this.#phase.kind !== 'loaded') return;
    try {
      await this.#peer.request('start', {}, { cause, deadlineMs: this.#within('load') });
      this.#happen({ kind: 'runBegan', now: this.#deps.now() });
    } catch (thrown) {
      await this.#failWith(thrown, 'plugin-run-failed');
    }
  }

  async call(command: string, data: JsonObject | null, cause: number): Promise<JsonObject> {
    try {
      const deadlineMs = this.#within('call');
      return await this.#peer.request('call', { command, data }, { cause, deadlineMs });
    } catch (thrown) {
      throw inAuthorsWords(thrown, `“${command}”`, this.className, this.#limits.call);
    }
  }

  sendNetworkPart(part: NetworkPart): void {
    this.#peer.notify('networkPart', part);
  }

  sendNetworkDelta(delta: NetworkDelta): void {
    this.#peer.notify('networkDelta', delta);
  }

  sendClock(clock: ClockState): void {
    this.#peer.notify('clock', clock);
  }

  stop(): Promise<void> {
    this.#stop ??= this.#walkStopLadder();
    return this.#stop;
  }

  async #walkStopLadder(): Promise<void> {
    // Before the import there is nothing of the plugin that could be asked.
    const canBeAsked = ['loading', 'loaded', 'running'].includes(this.#phase.kind);
    this.#happen({ kind: 'stopBegan' });
    if (canBeAsked) {
      const answered = this.#askToStop();
      const gone = this.#process.goneWithin(this.#limits.stop);
      // A process that exits waits for its debugger to go, so its answer has to be enough.
      if (await (this.#isDebugged ? Promise.race([answered, gone]) : gone)) return this.#gone;
    }
    const end = await this.#process.terminate(this.#limits.terminate);
    if (canBeAsked && !this.#isDebugged && end !== 'byItself') this.#sayForced(end);
    await this.#gone;
  }

  /** Resolves to false, for it is not gone yet; an error it may answer ends in the same ladder. */
  async #askToStop(): Promise<false> {
    await this.#peer.request('stop', {}).catch(() => undefined);
    return false;
  }

  #sayForced(signal: 'SIGTERM' | 'SIGKILL'): void {
    const message =
      `${this.className} did not stop within ${this.#limits.stop / 1000} s, so ${signal} ended it. ` +
      'Let run() return once mainDaemon.running is false, and wait with sleep().';
    this.#listener.warning(this, { code: 'plugin-stop-forced', message });
  }

  async #untilGone(): Promise<void> {
    const end = await this.#process.gone;
    this.#guard.stop();
    this.#output.flush();
    this.#peer.close();
    this.#ready.resolve(false);
    this.#happen({ kind: 'gone', failure: this.#whyEnded(end) });
  }

  #whyEnded(end: ProcessEnd): PluginFailure {
    const failure = classifyEnd(this.className, end, this.#output.hasRunOutOfHeap);
    if (this.#isReady || failure.code === 'plugin-host-failed') return failure;
    return {
      code: 'plugin-host-failed',
      message: `The process for ${this.className} ended before it was ready: ${failure.message}`,
    };
  }

  #expectReady(): void {
    const stopTimer = this.#deps.timers.after(this.#limits.ready, () =>
      this.#fail({
        code: 'plugin-host-failed',
        message: `The process for ${this.className} was not ready within ${this.#limits.ready / 1000} s.`,
      }),
    );
    void this.#ready.promise.then(stopTimer);
  }

  /** A process that closed its channel cannot be asked or told anything any more, but may be ending. */
  async #expectEnd(reason: RpcError): Promise<void> {
    if (await this.#process.goneWithin(this.#limits.stop)) return;
    this.#fail({
      code: 'plugin-host-failed',
      message: `The process for ${this.className} lost its connection: ${reason.message}`,
    });
  }

  #takeReady({ protocol }: HostReportContract['notes']['ready']): void {
    this.#isReady = protocol === hostProtocolVersion;
    this.#ready.resolve(this.#isReady);
    if (this.#isReady) return;
    this.#fail({
      code: 'plugin-host-failed',
      message: `The plugin host speaks version ${protocol}, the daemon version ${hostProtocolVersion}. Build or install both again.`,
    });
  }

  async #failWith(thrown: unknown, code: PluginFailure['code']): Promise<void> {
    if (thrown instanceof RpcError && thrown.code === 'closed') return this.#gone;
    this.#fail(
      reportedFailure(thrown) ?? {
        code,
        message: `${this.className} could not be started: ${messageOf(thrown)}`,
      },
    );
  }

  #fail(failure: PluginFailure): void {
    if (this.#phase.kind === 'stopping') {
      const { code, message, source } = failure;
      this.#listener.warning(this, { code, message, ...(source && { source }) });
      return;
    }
    this.#happen({ kind: 'failed', failure });
    void this.#process.terminate(this.#limits.terminate);
  }

  #happen(event: PhaseEvent): void {
    const phase = nextPhase(this.#phase, event);
    if (phase === this.#phase) return;
    this.#phase = phase;
    if (phase.kind === 'failed') this.#output.flush();
    this.#listener.phaseChanged(this);
    if (event.kind === 'waitingForDebugger') this.#listener.waitingForDebugger(this);
  }

  #within(what: 'load' | 'call'): number | undefined {
    return this.#isDebugged ? undefined : this.#limits[what];
  }

  #openChannel(spawned: SpawnedProcess): RpcPeer<HostReportContract, HostContract> {
    const { messageBytes, messageDepth, pendingCalls } = this.#limits;
    return new RpcPeer<HostReportContract, HostContract>(
      lineTransport(spawned.channel, messageBytes),
      reportHandlers(this, this.#listener, {
        ready: (ready) => this.#takeReady(ready),
        waitingForDebugger: () => this.#happen({ kind: 'waitingForDebugger' }),
        debugLine: (line) => this.#output.push(line),
        runEnded: ({ failure }) => failure && this.#fail(failure),
      }),
      {
        decoders: hostReportDecoders,
        timers: this.#deps.timers,
        onProblem: ({ message }) => this.#takeUnreadable(message),
        limits: { callsServed: pendingCalls, messageDepth },
      },
    );
  }

  #openGuard(spawned: SpawnedProcess, project: string): PluginGuard {
    const { timers, now } = this.#deps;
    const askForStack = (): void => {
      this.#output.expectStack();
      spawned.askForStack();
    };
    return new PluginGuard({
      className: this.className,
      pid: spawned.pid,
      project,
      limits: this.#limits,
      timers,
      now,
      ping: () => this.#peer.request('ping', {}),
      askForStack: this.language === 'python' ? askForStack : undefined,
      takeStack: () => this.#output.takeStack(),
      onHealth: (health) => this.#showHealth(health),
      onTooMuch: (failure) => {
        this.#happen({ kind: 'failed', failure });
        void this.#process.kill();
      },
    });
  }

  #showHealth(health: PluginHealth | undefined): void {
    this.#health = health;
    this.#listener.healthChanged(this);
    if (health?.kind !== 'unresponsive') return;
    const { where, source } = health;
    const place = where === undefined ? '' : `, in ${where}`;
    const line = source === undefined ? '' : ` at ${source.file}:${source.line}`;
    const message =
      `${this.className} has not answered for ${this.#limits.hang / 1000} s${place}${line}. ` +
      'It is not stopped for that. Let long work pause now and then, or stop the plugin.';
    const code = 'plugin-unresponsive';
    this.#listener.warning(this, { code, message, ...(source && { source }) });
  }

  #takeUnreadable(message: string): void {
    if (++this.#unreadable > mostUnreadable) return;
    const said = `The host of ${this.className} sent something unreadable. ${message}`;
    this.#listener.warning(this, { code: 'bad-host-message', message: said });
    if (this.#unreadable < mostUnreadable) return;
    this.#fail({
      code: 'plugin-host-failed',
      message: `The process for ${this.className} sent ${mostUnreadable} unreadable messages, so it was ended.`,
    });
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
