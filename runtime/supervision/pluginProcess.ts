import type { ProcessEnd, SpawnedProcess } from '../platform/spawnProcess.ts';
import {
  hostReportDecoders,
  lineTransport,
  RpcPeer,
  type ClockState,
  type DebugTarget,
  type HostContract,
  type HostReportContract,
  type JsonObject,
  type LeftBehind,
  type LoadPlugin,
  type NetworkDelta,
  type NetworkPart,
  type PluginFailure,
  type PluginHealth,
  type PluginLanguage,
  type PluginPhase,
  type RpcError,
} from '../protocol/index.ts';
import { inAuthorsWords, tooSlow } from './callErrors.ts';
import { classifyEnd } from './classifyEnd.ts';
import { endedTooEarly, lostConnection } from './hostFailures.ts';
import { warnOfHang } from './hangWarning.ts';
import { HostProcess } from './hostProcess.ts';
import { HostReady } from './hostReady.ts';
import { PluginDebugger } from './pluginDebugger.ts';
import { PluginGuard } from './pluginGuard.ts';
import type { PluginInstance, PluginListener } from './pluginInstance.ts';
import { NodeStack } from './nodeStack.ts';
import { failureOf, isClosed, PluginLife } from './pluginLife.ts';
import { PluginOutput } from './pluginOutput.ts';
import type { ProcessLimits } from './processLimits.ts';
import { reportHandlers } from './reportHandlers.ts';
import type { PluginProcessDeps, PluginProcessRequest } from './pluginProcessRequest.ts';
import { pythonStack, type StackReader } from './stackReader.ts';
import { stopForced, walkStopLadder } from './stopLadder.ts';
import { UnreadableMessages } from './unreadableMessages.ts';

type Line = HostReportContract['notes']['debugLine'];

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
  readonly #debugger: PluginDebugger;
  readonly #ready: HostReady;
  /** Resolves when nothing of the process is left. */
  readonly #gone: Promise<void>;
  readonly #life: PluginLife;
  #health: PluginHealth | undefined;
  #stop: Promise<void> | undefined;
  #left: readonly LeftBehind[] = [];

  constructor(request: PluginProcessRequest, deps: PluginProcessDeps, listener: PluginListener) {
    this.className = request.className;
    this.language = request.language;
    this.generation = request.generation;
    const { timers, limits } = deps;
    this.#deps = deps;
    this.#limits = limits;
    this.#listener = listener;
    this.#life = new PluginLife(this, listener);
    const fail = (failure: PluginFailure): void => this.#fail(failure);
    this.#ready = new HostReady({ className: this.className, limit: limits.ready, timers, fail });
    const spawned = deps.spawn(request.host);
    this.#process = new HostProcess(spawned, timers);
    const deliver = (line: Line): void => listener.debugLine(this, line);
    const node = this.language === 'typescript' && new NodeStack(spawned, timers);
    const hear = node ? (text: string): void => this.#hearNode(node, text) : undefined;
    this.#output = new PluginOutput(spawned, deliver, timers, limits, hear);
    this.#peer = this.#openChannel(spawned);
    const stack = node || pythonStack(spawned, this.#output, timers);
    this.#guard = this.#openGuard(spawned.pid, stack, request.host.cwd);
    this.#debugger = this.#openDebugger();
    this.#gone = this.#untilGone();
    void this.#peer.closed.then((reason) => this.#expectEnd(reason));
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get health(): PluginHealth | undefined {
    return this.#health;
  }

  get phase(): PluginPhase {
    return this.#life.phase;
  }

  get left(): readonly LeftBehind[] {
    return this.#left;
  }

  prepareDebug(): Promise<DebugTarget> {
    return this.#debugger.open();
  }

  async load(request: LoadPlugin, cause?: number): Promise<void> {
    if (!(await this.#ready.settled)) return;
    this.#life.happen({ kind: 'loadBegan' });
    if (!this.#debugger.isOpen) this.#guard.watchHangs();
    try {
      await this.#peer.request('load', request, { cause, deadlineMs: this.#within('load') });
      this.#life.happen({ kind: 'loaded' });
    } catch (thrown) {
      await this.#failWith(
        tooSlow(thrown, this.className, this.#limits.load),
        'plugin-import-failed',
      );
    }
  }

  async start(cause: number): Promise<void> {
    if (this.phase.kind !== 'loaded') return;
    try {
      await this.#peer.request('start', {}, { cause, deadlineMs: this.#within('load') });
      this.#life.happen({ kind: 'runBegan', now: this.#deps.now() });
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

  /** What nobody caught is reported between two messages, so that one more shows it. */
  async settled(): Promise<void> {
    try {
      for (let times = 0; times < 2; times++) await this.#peer.request('ping', {});
    } catch (thrown) {
      await this.#failWith(thrown, 'plugin-run-failed');
    }
  }

  stop(): Promise<void> {
    this.#stop ??= this.#walkStopLadder();
    return this.#stop;
  }

  async #walkStopLadder(): Promise<void> {
    // Before the import there is nothing of the plugin that could be asked.
    const canBeAsked = ['loading', 'loaded', 'running'].includes(this.phase.kind);
    this.#life.happen({ kind: 'stopBegan' });
    const limits = this.#limits;
    // debugpy's adapter, a process of its own, would wait for ever for one that ends before it comes.
    if (this.language === 'python') await this.#debugger.settled;
    const end = await walkStopLadder({
      process: this.#process,
      limits,
      ask: canBeAsked ? () => this.#askToStop() : undefined,
      isDebugged: this.#debugger.isOpen,
    });
    if (canBeAsked && !this.#debugger.isOpen && end !== 'byItself') {
      this.#life.warn('plugin-stop-forced', stopForced(this.className, limits.stop, end));
    }
    await this.#gone;
  }

  async #askToStop(): Promise<void> {
    this.#left = (await this.#peer.request('stop', {})).left;
  }

  #hearNode(stack: NodeStack, text: string): void {
    if (!this.#debugger.isWanted) stack.hear(text);
  }

  async #untilGone(): Promise<void> {
    const end = await this.#process.gone;
    this.#guard.stop();
    this.#output.flush();
    this.#peer.close();
    this.#ready.giveUp();
    this.#life.happen({ kind: 'gone', failure: this.#whyEnded(end) });
  }

  #whyEnded(end: ProcessEnd): PluginFailure {
    const failure = classifyEnd(this.className, end, this.#output.hasRunOutOfHeap);
    return this.#ready.is ? failure : endedTooEarly(this.className, failure);
  }

  /** A process that closed its channel cannot be asked or told anything any more. */
  async #expectEnd(reason: RpcError): Promise<void> {
    if (await this.#process.goneWithin(this.#limits.stop)) return;
    this.#fail(lostConnection(this.className, reason.message));
  }

  async #failWith(thrown: unknown, code: PluginFailure['code']): Promise<void> {
    if (isClosed(thrown)) return this.#gone;
    this.#fail(failureOf(thrown, code, `${this.className} could not be started`));
  }

  #fail(failure: PluginFailure): void {
    if (this.phase.kind !== 'stopping') this.#output.flush();
    if (this.#life.fail(failure)) void this.#process.terminate(this.#limits.terminate);
  }

  #within(what: 'load' | 'call'): number | undefined {
    return this.#debugger.isOpen ? undefined : this.#limits[what];
  }

  #openChannel(spawned: SpawnedProcess): RpcPeer<HostReportContract, HostContract> {
    const { messageBytes, messageDepth, pendingCalls } = this.#limits;
    const fail = (failure: PluginFailure): void => this.#fail(failure);
    const unreadable = new UnreadableMessages(this.className, this.#life, fail);
    return new RpcPeer<HostReportContract, HostContract>(
      lineTransport(spawned.channel, messageBytes),
      reportHandlers(this, this.#listener, {
        ready: (ready) => this.#ready.take(ready),
        waitingForDebugger: () => this.#life.happen({ kind: 'waitingForDebugger' }),
        debugLine: (line) => this.#output.push(line),
        runEnded: ({ failure }) => failure && this.#fail(failure),
      }),
      {
        decoders: hostReportDecoders,
        timers: this.#deps.timers,
        onProblem: ({ message }) => unreadable.take(message),
        limits: { callsServed: pendingCalls, messageDepth },
      },
    );
  }

  #openGuard(pid: number | undefined, stack: StackReader, project: string): PluginGuard {
    const { timers, now } = this.#deps;
    return new PluginGuard({
      className: this.className,
      pid,
      project,
      limits: this.#limits,
      timers,
      now,
      ping: () => this.#peer.request('ping', {}),
      stack,
      onHealth: (health) => this.#showHealth(health),
      onTooMuch: (failure) => {
        this.#output.flush();
        this.#life.happen({ kind: 'failed', failure });
        void this.#process.kill();
      },
    });
  }

  #openDebugger(): PluginDebugger {
    const deadlineMs = this.#limits.ready;
    return new PluginDebugger({
      className: this.className,
      ready: this.#ready.settled,
      ask: () => this.#peer.request('prepareDebug', {}, { deadlineMs }),
      onOpen: () => this.#guard.ignoreHangs(),
    });
  }

  #showHealth(health: PluginHealth | undefined): void {
    this.#health = health;
    this.#listener.healthChanged(this);
    if (health?.kind === 'unresponsive')
      warnOfHang(this.#life, this.className, health, this.#limits.hang);
  }
}
