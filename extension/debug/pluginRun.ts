import type {
  DebugLine,
  PluginFailure,
  PluginInfo,
  Problem,
} from '../../runtime/protocol/index.ts';
import type { DaemonConnection, OfferedDebugTarget } from '../daemon/daemonConnection.ts';
import type { DaemonLease } from '../daemon/daemons.ts';
import { DisposableStore } from '../support/disposableStore.ts';
import { failures } from '../support/failures.ts';
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
  #hasStarted = false;

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
    const problems = lease.connection.problems.filter((problem) => this.#isMine(problem));
    for (const problem of problems) listener.problemReported(problem);
  }

  /**
   * Runs the plugins; settles when each of them runs, or is over.
   * @throws Failure when one of them does not exist, or runs already for somebody else.
   */
  async start(): Promise<void> {
    const { debug, project } = this.#launch;
    const busy = this.#plugins.find((plugin) => this.#isAlive(plugin));
    if (busy !== undefined) throw failures.pluginRunsAlready(busy);
    this.#hasStarted = true;
    const request = { plugins: this.#plugins, debug, withCommands: true };
    const { plugins } = await this.#lease.connection.request('runPlugins', request);
    for (const plugin of plugins) this.#pluginChanged(plugin);
    const known = plugins.map(({ className }) => className);
    const unknown = this.#plugins.find((plugin) => !known.includes(plugin));
    if (unknown !== undefined) throw failures.pluginUnknown(unknown, project);
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
    if (isShared && this.#hasStarted) {
      const stops = this.live.map((plugin) => connection.request('stopPlugin', { plugin }));
      await Promise.allSettled(stops);
    }
    await this.#lease.release();
  }

  #listen(connection: DaemonConnection): void {
    const listener = this.#listener;
    for (const subscription of [
      connection.onDidWriteLine((line) => this.#isMine(line) && listener.lineWritten(line)),
      connection.onDidReportProblem((problem) => this.#isMine(problem) && this.#hear(problem)),
      connection.onDidOfferDebugTarget(
        (offer) => this.#isMine(offer) && listener.debugTargetOffered(offer),
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

  #hear(problem: Problem): void {
    this.#listener.problemReported(problem);
    const { code, plugin = '' } = problem;
    // A restart reads the project anew: a class that is no longer there does not come back.
    if (code === 'plugin-unknown' && this.#hasRun.has(plugin)) this.#isOver(plugin);
  }

  #isAlive(plugin: string): boolean {
    const kind = this.#lease.connection.plugins.get(plugin)?.phase.kind ?? 'notRunning';
    return kind !== 'notRunning' && kind !== 'stopped' && kind !== 'failed';
  }

  /** Of one of this run's plugins, or of the daemon itself. */
  #isMine({ plugin }: { readonly plugin?: string }): boolean {
    return plugin === undefined || this.#plugins.includes(plugin);
  }

  #pluginChanged(plugin: PluginInfo): void {
    const { className, phase } = plugin;
    if (!this.#plugins.includes(className) || this.#over.has(className)) return;
    if (phase.kind === 'running') this.#hasRun.add(className);
    if (phase.kind === 'failed') {
      this.#listener.pluginFailed(plugin, phase.failure, this.#hasRun.has(className));
    }
    if (phase.kind === 'stopped' || phase.kind === 'failed') this.#isOver(className);
  }

  #isOver(plugin: string): void {
    this.#over.add(plugin);
    if (this.live.length === 0) this.#listener.ended();
  }
}

/** The class names a launch means; whether they exist is for the daemon to say. */
function namesOf(plugins: OckleLaunch['plugins'], known: Iterable<PluginInfo>): readonly string[] {
  if (plugins !== 'all') return plugins;
  return [...known].filter(({ enabled }) => enabled).map(({ className }) => className);
}
