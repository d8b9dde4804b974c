import { errorMessage } from '../base/codedError.ts';
import { PluginHost } from '../host/node/pluginHost.ts';
import {
  RpcError,
  type ClockState,
  type DebugTarget,
  type HostContract,
  type HostReportContract,
  type JsonObject,
  type LoadPlugin,
  type NetworkDelta,
  type NetworkPart,
  type PluginFailure,
  type PluginPhase,
} from '../protocol/index.ts';
import { inAuthorsWords } from '../supervision/callErrors.ts';
import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import { failureOf, isClosed, PluginLife } from '../supervision/pluginLife.ts';
import { reportHandlers } from '../supervision/reportHandlers.ts';
import { DirectPeer, type EndOptions } from './directPeer.ts';
import { inlineSurroundings, type ImportModule } from './inlineSurroundings.ts';

/** How long an inline plugin may take, in milliseconds of real time. */
export interface InlineLimits {
  /** Import and constructor. */
  readonly loadTime: number;
  /** One command handler. */
  readonly callTime: number;
  /** From the request to stop until what is left of it is cut off. */
  readonly stopTime: number;
}

/** Which plugin to run inside this process. */
export interface InlineRequest {
  readonly className: string;
  readonly generation: number;
  readonly importModule: ImportModule;
}

/** What an inline plugin needs from outside. */
export interface InlineDeps {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits: InlineLimits;
  /** Runs code of the daemon, or of the plugin, in the async context it has to have. */
  readonly enter: { readonly daemon: EndOptions['enter']; readonly plugin: EndOptions['enter'] };
  readonly listener: PluginListener;
}

/** One generation of a shipped plugin inside the daemon's process. */
export class InlinePlugin implements PluginInstance {
  readonly className: string;
  readonly language = 'typescript';
  readonly generation: number;
  readonly pid = undefined;
  readonly #deps: InlineDeps;
  readonly #host: PluginHost;
  readonly #peer: DirectPeer<HostReportContract, HostContract>;
  readonly #life: PluginLife;
  #release: Promise<void> | undefined;

  constructor({ className, generation, importModule }: InlineRequest, deps: InlineDeps) {
    this.className = className;
    this.generation = generation;
    this.#deps = deps;
    this.#life = new PluginLife(this, deps.listener);
    const { enter, listener } = deps;
    const complain = (message: string): void => this.#life.warn('bad-host-message', message);
    const reports = reportHandlers(this, listener, {
      ready: () => undefined,
      waitingForDebugger: () => undefined,
      debugLine: (line) => listener.debugLine(this, line),
      runEnded: ({ failure }) => failure && this.#fail(failure),
    });
    const onProblem = ({ message }: RpcError): void => complain(message);
    const peer = new DirectPeer<HostReportContract, HostContract>(reports, {
      enter: enter.daemon,
      onProblem,
    });
    this.#peer = peer;
    this.#host = new PluginHost(
      (handlers) => peer.connect(handlers, { enter: enter.plugin, onProblem }),
      inlineSurroundings(importModule, complain),
    );
  }

  get phase(): PluginPhase {
    return this.#life.phase;
  }

  prepareDebug(): Promise<DebugTarget> {
    const { className: plugin } = this;
    const message = `${plugin} ships with Ockle and runs inside the daemon, so it runs without a debugger. To debug it, write isolation = process in section [plugins.${plugin}] of etc/config.ini.`;
    const problem = { code: 'debugger-inline', severity: 'information', message, plugin } as const;
    return Promise.resolve({ kind: 'unavailable', problem });
  }

  async load(request: LoadPlugin, cause?: number): Promise<void> {
    this.#life.happen({ kind: 'loadBegan' });
    try {
      await this.#peer.request('load', request, { cause, deadlineMs: this.#deps.limits.loadTime });
      this.#life.happen({ kind: 'loaded' });
    } catch (thrown) {
      this.#failWith(thrown, 'plugin-import-failed', 'load');
    }
  }

  async start(cause: number): Promise<void> {
    if (this.phase.kind !== 'loaded') return;
    try {
      await this.#peer.request('start', {}, { cause, deadlineMs: this.#deps.limits.loadTime });
      this.#life.happen({ kind: 'runBegan', now: this.#deps.now() });
    } catch (thrown) {
      this.#failWith(thrown, 'plugin-run-failed', 'start');
    }
  }

  async call(command: string, data: JsonObject | null, cause: number): Promise<JsonObject> {
    const { callTime: deadlineMs } = this.#deps.limits;
    try {
      return await this.#peer.request('call', { command, data }, { cause, deadlineMs });
    } catch (thrown) {
      throw inAuthorsWords(thrown, `“${command}”`, this.className, deadlineMs);
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

  /** Inside one process nothing is under way between two calls. */
  async settled(): Promise<void> {
    await new Promise(setImmediate);
  }

  async stop(): Promise<void> {
    this.#life.happen({ kind: 'stopBegan' });
    await this.#end();
    const message = `${this.className} ended.`;
    this.#life.happen({ kind: 'gone', failure: { code: 'plugin-exited', message } });
  }

  /** Takes an error of the plugin's code that nobody caught. */
  claim(thrown: unknown): void {
    if (!this.#release) {
      this.#host.fail(thrown);
      return;
    }
    const text = errorMessage(thrown);
    this.#life.warn(
      'plugin-left-behind',
      `Something that ${this.className} left behind failed: ${text}`,
    );
  }

  #fail(failure: PluginFailure): void {
    if (this.#life.fail(failure)) void this.#end();
  }

  /** Lets the plugin give back what it holds, but not for ever; then nothing reaches the daemon. */
  #end(): Promise<void> {
    this.#release ??= this.#askToStop().finally(() => this.#peer.close());
    return this.#release;
  }

  async #askToStop(): Promise<void> {
    const { stopTime: deadlineMs } = this.#deps.limits;
    try {
      await this.#peer.request('stop', {}, { deadlineMs });
    } catch (thrown) {
      if (!(thrown instanceof RpcError) || thrown.code !== 'deadline') return;
      const seconds = deadlineMs / 1000;
      this.#life.warn(
        'plugin-left-behind',
        `${this.className} did not end within ${seconds} s of being asked. What it still does has no effect, and ends with the daemon.`,
      );
    }
  }

  #failWith(thrown: unknown, code: PluginFailure['code'], what: string): void {
    // Closed by a stop or a failure that is known already.
    if (!isClosed(thrown)) this.#fail(failureOf(thrown, code, `${this.className}: ${what} failed`));
  }
}
