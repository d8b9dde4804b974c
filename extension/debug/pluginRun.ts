import type {
  DebugLine,
  PluginFailure,
  PluginInfo,
  Problem,
} from '../../runtime/protocol/index.ts';
import type { DaemonConnection, OfferedDebugTarget } from '../daemon/daemonConnection.ts';
import type { DaemonLease } from '../daemon/daemons.ts';
import { DisposableStore } from '../support/disposableStore.ts';
import type { OckleLaunch } from './launchConfiguration.ts';

/** What a debug session learns of the plugins it runs. */
export interface PluginRunListener {
  lineWritten(line: DebugLine): void;
  problemReported(problem: Problem): void;
  /** `hasRun` is false when it failed before its `run` began. */
  pluginFailed(plugin: PluginInfo, failure: PluginFailure, hasRun: boolean): void;
  /** The plugin's process waits for its debugger. */
  debugTargetOffered(offer: OfferedDebugTarget): void;
  /** Every plugin of the run is over, or the daemon is gone (then with the reason). */
  ended(reason?: Error): void;
}

/** The plugins of one debug session, run by the project's daemon. */
export class PluginRun {
  readonly #launch: OckleLaunch & { readonly debug: boolean };
  readonly #lease: DaemonLease;
  readonly #listener: PluginRunListener;
  readonly #subscriptions = new DisposableStore();
  readonly #plugins: readonly string[];
  /** Generations before this run; what is older is somebody else's. */
  readonly #before: ReadonlyMap<string, number>;
  readonly #hasRun = new Set<string>();
  readonly #over = new Set<string>();

  constructor(
    launch: OckleLaunch & { readonly debug: boolean },
    lease: DaemonLease,
    listener: PluginRunListener,
  ) {
    this.#launch = launch;
    this.#lease = lease;
    this.#listener = listener;
    this.#plugins = namesOf(launch.plugins, lease.connection.plugins.values());
    this.#before = new Map(
      [...lease.connection.plugins].map(([name, { generation }]) => [name, generation]),
    );
    this.#listen(lease.connection);
  }

  /** Runs the plugins; settles when each of them runs, or is over. */
  async start(): Promise<void> {
    const { debug } = this.#launch;
    const { plugins } = await this.#lease.connection.request('runPlugins', {
      plugins: this.#plugins,
      debug,
    });
    for (const plugin of plugins) this.#pluginChanged(plugin);
  }

  /** Names of the plugins that are not over. */
  get live(): readonly string[] {
    return this.#plugins.filter((plugin) => !this.#over.has(plugin));
  }

  /** The path of a plugin's source. */
  fileOf(plugin: string): string | undefined {
    return this.#lease.connection.plugins.get(plugin)?.source.file;
  }

  /** Whether a plugin of this run still waits for its debugger. */
  isWaiting(plugin: string): boolean {
    const { phase } = this.#lease.connection.plugins.get(plugin) ?? {};
    return this.live.includes(plugin) && phase?.kind === 'waitingForDebugger';
  }

  /** Stops the plugins of this run, and the daemon when nobody else holds it. */
  async stop(): Promise<void> {
    this.#subscriptions.dispose();
    const { connection, isShared } = this.#lease;
    if (isShared) {
      const stops = this.live.map((plugin) => connection.request('stopPlugin', { plugin }));
      await Promise.allSettled(stops);
    }
    await this.#lease.release();
  }

  #listen(connection: DaemonConnection): void {
    const listener = this.#listener;
    const isMine = ({ plugin }: { readonly plugin?: string }): boolean =>
      plugin === undefined || this.#plugins.includes(plugin);
    for (const subscription of [
      connection.onDidWriteLine((line) => isMine(line) && listener.lineWritten(line)),
      connection.onDidReportProblem(
        (problem) => isMine(problem) && listener.problemReported(problem),
      ),
      connection.onDidOfferDebugTarget(
        (offer) => isMine(offer) && listener.debugTargetOffered(offer),
      ),
      connection.onDidChangePlugins((plugin) => {
        const { className, generation } = plugin;
        if (generation > (this.#before.get(className) ?? 0)) this.#pluginChanged(plugin);
      }),
      connection.onDidEnd((reason) => listener.ended(reason)),
    ]) {
      this.#subscriptions.add(subscription);
    }
  }

  #pluginChanged(plugin: PluginInfo): void {
    const { className, phase } = plugin;
    if (!this.#plugins.includes(className) || this.#over.has(className)) return;
    if (phase.kind === 'running') this.#hasRun.add(className);
    if (phase.kind !== 'stopped' && phase.kind !== 'failed') return;
    this.#over.add(className);
    if (phase.kind === 'failed') {
      this.#listener.pluginFailed(plugin, phase.failure, this.#hasRun.has(className));
    }
    if (this.live.length === 0) this.#listener.ended();
  }
}

/** The class names a launch means; whether they exist is for the daemon to say. */
function namesOf(plugins: OckleLaunch['plugins'], known: Iterable<PluginInfo>): readonly string[] {
  if (plugins !== 'all') return plugins;
  return [...known].filter(({ enabled }) => enabled).map(({ className }) => className);
}
