import type {
  HostRequest,
  PluginHosts,
  StartedHost,
} from '../../../../runtime/daemon/pluginHosts.ts';
import type {
  ClockState,
  DebugTarget,
  JsonObject,
  LoadPlugin,
  NetworkDelta,
  NetworkPart,
  PluginFailure,
  PluginLanguage,
  PluginPhase,
} from '../../../../runtime/protocol/index.ts';
import type {
  PluginInstance,
  PluginListener,
} from '../../../../runtime/supervision/pluginInstance.ts';

/** What a fake plugin does besides running. */
export interface Behaviour {
  readonly failsToLoad?: PluginFailure;
  readonly hasNoHost?: PluginFailure;
  readonly debugTarget?: DebugTarget;
  /** Settles the constructor. */
  readonly constructed?: Promise<void>;
}

/** A plugin that is the test; it writes down what is asked of it. */
export class FakeInstance implements PluginInstance {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  readonly pid = 4711;
  phase: PluginPhase = { kind: 'starting' };
  loadRequest: LoadPlugin | undefined;
  readonly deltas: NetworkDelta[] = [];
  readonly parts: NetworkPart[] = [];
  readonly listener: PluginListener;
  readonly #log: string[];
  readonly #behaviour: Behaviour;

  constructor(
    { found, generation }: HostRequest,
    listener: PluginListener,
    log: string[],
    behaviour: Behaviour,
  ) {
    this.className = found.className;
    this.language = found.language;
    this.generation = generation;
    this.listener = listener;
    this.#log = log;
    this.#behaviour = behaviour;
  }

  show(phase: PluginPhase): void {
    this.phase = phase;
    this.listener.phaseChanged(this);
  }

  prepareDebug(): Promise<DebugTarget> {
    this.#note('prepareDebug');
    return Promise.resolve(this.#behaviour.debugTarget ?? { kind: 'node', url: 'ws://x' });
  }

  async load(request: LoadPlugin): Promise<void> {
    this.#note('load');
    this.loadRequest = request;
    this.show({ kind: 'loading' });
    await this.#behaviour.constructed;
    const failure = this.#behaviour.failsToLoad;
    this.show(failure ? { kind: 'failed', failure } : { kind: 'loaded' });
  }

  start(): Promise<void> {
    if (this.phase.kind === 'loaded') {
      this.#note('start');
      this.show({ kind: 'running', since: 0 });
    }
    return Promise.resolve();
  }

  call(command: string, data: JsonObject | null, cause: number): Promise<JsonObject> {
    this.#note(`call ${command}`);
    return Promise.resolve({ command, data, cause });
  }

  sendNetworkPart(part: NetworkPart): void {
    this.parts.push(part);
  }

  sendNetworkDelta(delta: NetworkDelta): void {
    this.deltas.push(delta);
  }

  sendClock(clock: ClockState): void {
    this.#note(`clock ${clock.mode}`);
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#note('stop');
    this.show({ kind: 'stopped' });
    return Promise.resolve();
  }

  #note(what: string): void {
    this.#log.push(`${this.className} ${what}`);
  }
}

/** Gives fake plugins their hosts. */
export class FakeHosts implements PluginHosts {
  readonly log: string[] = [];
  readonly instances: FakeInstance[] = [];
  readonly behaviours = new Map<string, Behaviour>();

  start(request: HostRequest, listener: PluginListener): Promise<StartedHost> {
    const behaviour = this.behaviours.get(request.found.className) ?? {};
    if (behaviour.hasNoHost) {
      return Promise.resolve({ kind: 'failed', failure: behaviour.hasNoHost });
    }
    const instance = new FakeInstance(request, listener, this.log, behaviour);
    this.instances.push(instance);
    return Promise.resolve({ kind: 'started', instance });
  }

  of(className: string): FakeInstance {
    const found = this.instances.findLast((instance) => instance.className === className);
    if (!found) throw new Error(`No host was started for ${className}.`);
    return found;
  }
}
