import type {
  ClockState,
  DebugTarget,
  JsonObject,
  LeftBehind,
  LoadPlugin,
  NetworkDelta,
  NetworkPart,
  PluginHealth,
  PluginLanguage,
  PluginPhase,
} from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { Step, TimedPlugin } from './timedPlugin.ts';
import type { TimeKeeper } from './timeKeeper.ts';

/** A plugin instance that loads, starts and answers commands at its turns only. */
export class TimedInstance implements PluginInstance {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  readonly #keeper: TimeKeeper;
  readonly #plugin: TimedPlugin;
  readonly #inner: PluginInstance;

  constructor(keeper: TimeKeeper, plugin: TimedPlugin, inner: PluginInstance) {
    this.className = inner.className;
    this.language = inner.language;
    this.generation = inner.generation;
    this.#keeper = keeper;
    this.#plugin = plugin;
    this.#inner = inner;
  }

  get pid(): number | undefined {
    return this.#inner.pid;
  }

  get phase(): PluginPhase {
    return this.#inner.phase;
  }

  get left(): readonly LeftBehind[] | undefined {
    return this.#inner.left;
  }

  get health(): PluginHealth | undefined {
    return this.#inner.health;
  }

  async prepareDebug(): Promise<DebugTarget> {
    const target = await this.#inner.prepareDebug();
    this.#plugin.isDebugged = target.kind !== 'unavailable';
    return target;
  }

  async load(request: LoadPlugin, cause?: number): Promise<void> {
    const loaded = Promise.withResolvers<undefined>();
    this.#keeper.deliver(this.#plugin, {
      kind: 'load',
      send: (clock) => {
        void this.#inner.load({ ...request, clock }, cause).then(() => loaded.resolve(undefined));
      },
    });
    this.#keeper.join(this.#plugin, this, loaded.promise);
    await loaded.promise;
  }

  async start(cause: number): Promise<void> {
    const started = Promise.withResolvers<undefined>();
    this.#deliver(async () => {
      // Answered before the plugin does anything: its run begins with the state of the clock.
      await this.#inner.start(cause);
      started.resolve(undefined);
    });
    await started.promise;
  }

  call(command: string, data: JsonObject | null, cause: number): Promise<JsonObject> {
    const { promise, resolve, reject } = Promise.withResolvers<JsonObject>();
    const answer = (step: () => void): void => this.#keeper.receive(this.#plugin, step);
    this.#deliver(() => {
      void this.#inner.call(command, data, cause).then(
        (reply) => answer(() => resolve(reply)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
    return promise;
  }

  sendNetworkPart(part: NetworkPart): void {
    this.#inner.sendNetworkPart(part);
  }

  sendNetworkDelta(delta: NetworkDelta): void {
    this.#inner.sendNetworkDelta(delta);
  }

  sendClock(clock: ClockState): void {
    this.#inner.sendClock(clock);
  }

  settled(): Promise<void> {
    return this.#inner.settled();
  }

  /** The stop ladder stays on real time, and time means nothing to a plugin that stops. */
  async stop(): Promise<void> {
    await this.#keeper.oneByOne(() => {
      this.#keeper.leave(this.#plugin);
      return this.#inner.stop();
    });
  }

  #deliver(send: Step): void {
    this.#keeper.deliver(this.#plugin, { kind: 'message', send });
  }
}
