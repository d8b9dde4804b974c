import type {
  DebugLine,
  PluginFailure,
  PluginInfo,
  PluginReload,
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
  pluginReloaded(plugin: PluginInfo, reload: PluginReload): void;
  /** Its process waits for its debugger. */
  debugTargetOffered(offer: OfferedDebugTarget): void;
  /** Its generations up to `generation` are about to end, so that no debugger may hold them. */
  generationsEnd(plugin: string, generation: number): void;
  /** It belongs to those that live, or no longer does. */
  livesChanged(plugin: string, lives: boolean): void;
  /** Every plugin of the run is over, or the daemon is gone (then with the reason). */
  ended(reason?: Error): void;
}

/** What a run is about. */
export interface RunPlan extends Pick<OckleLaunch, 'project' | 'plugins'> {
  readonly debug: boolean;
  /** It joins plugins that run, and leaves them running. */
  readonly isAttached?: boolean;
}

/** One plugin of a run. */
interface Member {
  /** Generations up to this one are somebody else's. */
  readonly before: number;
  /** The newest one heard of. */
  generation: number;
  hasRun: boolean;
  isOver: boolean;
  /** When the last reload that was told of took place. */
  reloadedAt: number | undefined;
}

/** The plugins of one debug session, run by the project's daemon. */
export class PluginRun {
  readonly #plan: RunPlan;
  readonly #lease: DaemonLease;
  readonly #listener: PluginRunListener;
  readonly #subscriptions = new DisposableStore();
  readonly #members = new Map<string, Member>();
  #hasStarted = false;
  #isRestarting = false;

  constructor(plan: RunPlan, lease: DaemonLease, listener: PluginRunListener) {
    this.#plan = plan;
    this.#lease = lease;
    this.#listener = listener;
    for (const plugin of this.#namesOf(plan)) this.#join(plugin);
    this.#listen(lease.connection);
    const problems = lease.connection.problems.filter((problem) => this.#isMine(problem));
    for (const problem of problems) listener.problemReported(problem);
  }

  get project(): string {
    return this.#plan.project;
  }

  /** Names of the plugins that are not over. */
  get live(): readonly string[] {
    return [...this.#members].flatMap(([plugin, { isOver }]) => (isOver ? [] : plugin));
  }

  /**
   * Runs the plugins, or joins those that run; settles when each of them runs, or is over.
   * @throws Failure when one of them does not exist, or runs already for somebody else.
   */
  async start(): Promise<void> {
    if (this.#plan.isAttached) return this.#attach();
    const plugins = [...this.#members.keys()];
    const busy = plugins.find((plugin) => this.#isAlive(plugin));
    if (busy !== undefined) throw failures.pluginRunsAlready(busy);
    this.#isRestarting = false;
    await this.#start(plugins);
  }

  /** Runs a plugin that somebody started by hand as one of this run. */
  async startPlugin(plugin: string): Promise<void> {
    if (!this.#isAlive(plugin)) await this.#start([plugin]);
  }

  /** Stops every plugin of this run, which goes on with the next `start`. */
  async stopForRestart(): Promise<void> {
    this.#isRestarting = true;
    await this.#stopPlugins();
  }

  /** Whether a plugin is, or was, one of this run. */
  includes(plugin: string): boolean {
    return this.#members.has(plugin);
  }

  /** The path of a plugin's source. */
  fileOf(plugin: string): string | undefined {
    return this.#infoOf(plugin)?.source.file;
  }

  /** Whether a plugin of this run still waits for its debugger. */
  isWaiting(plugin: string): boolean {
    const isMine = this.live.includes(plugin);
    return isMine && this.#infoOf(plugin)?.phase.kind === 'waitingForDebugger';
  }

  /** Stops the plugins of this run, and the daemon when nobody else holds it. */
  async stop(): Promise<void> {
    this.#subscriptions.dispose();
    const { isShared } = this.#lease;
    if (isShared && this.#hasStarted) await this.#stopPlugins();
    if (isShared && this.#plan.debug) await this.#leavePlugins();
    await this.#lease.release();
  }

  /**
   * What runs on, or has failed and may be mended, is not to wait for a debugger from here any more.
   */
  async #leavePlugins(): Promise<void> {
    const { request } = this.#lease.connection;
    const { isAttached = false } = this.#plan;
    const debugged = [...this.#members].flatMap(([plugin, { isOver }]) =>
      isAttached || isOver ? plugin : [],
    );
    await Promise.allSettled(debugged.map((plugin) => request('stopDebugging', { plugin })));
  }

  async #stopPlugins(): Promise<void> {
    const { request } = this.#lease.connection;
    await Promise.allSettled(this.live.map((plugin) => request('stopPlugin', { plugin })));
  }

  async #start(named: readonly string[]): Promise<void> {
    const { debug, project } = this.#plan;
    const { connection } = this.#lease;
    this.#hasStarted = true;
    for (const plugin of named) this.#join(plugin);
    const request = { plugins: named, debug, withCommands: true };
    const { plugins } = await connection.request('runPlugins', request);
    for (const plugin of plugins) this.#pluginChanged(plugin);
    const known = plugins.map(({ className }) => className);
    const unknown = named.find((plugin) => !known.includes(plugin));
    if (unknown === undefined) return;
    throw failures.pluginUnknown(unknown, project, [...connection.plugins.keys()]);
  }

  async #attach(): Promise<void> {
    const { debug, project } = this.#plan;
    const { request } = this.#lease.connection;
    const idle = [...this.#members.keys()].find((plugin) => !this.#isAlive(plugin));
    if (idle !== undefined) throw failures.pluginRunsNot(idle);
    if (this.#members.size === 0) throw failures.noPluginRuns(project);
    if (debug) await Promise.all(this.live.map((plugin) => request('debugPlugin', { plugin })));
  }

  /** What the plugin did before does not count. */
  #join(plugin: string): void {
    const { generation = 0, lastReload } = this.#infoOf(plugin) ?? {};
    const before = this.#plan.isAttached ? generation - 1 : generation;
    const reloadedAt = lastReload?.at;
    const lives = !(this.#members.get(plugin)?.isOver ?? true);
    this.#members.set(plugin, { before, generation, hasRun: false, isOver: false, reloadedAt });
    if (!lives) this.#listener.livesChanged(plugin, true);
  }

  #listen(connection: DaemonConnection): void {
    const listener = this.#listener;
    for (const subscription of [
      connection.onDidWriteLine((line) => this.#isMine(line) && listener.lineWritten(line)),
      connection.onDidReportProblem((problem) => this.#isMine(problem) && this.#hear(problem)),
      connection.onDidOfferDebugTarget(
        (offer) => this.#isMine(offer) && listener.debugTargetOffered(offer),
      ),
      connection.onDidChangePlugins((plugin) => this.#pluginChanged(plugin)),
      connection.onDidEnd((reason) => listener.ended(reason)),
    ]) {
      this.#subscriptions.add(subscription);
    }
  }

  #hear(problem: Problem): void {
    this.#listener.problemReported(problem);
    const { code, plugin = '' } = problem;
    // A restart reads the project anew: a class that is no longer there does not come back.
    const member = this.#members.get(plugin);
    if (code === 'plugin-unknown' && member?.hasRun) this.#isOver(plugin, member);
  }

  #infoOf(plugin: string): PluginInfo | undefined {
    return this.#lease.connection.plugins.get(plugin);
  }

  #isAlive(plugin: string): boolean {
    const kind = this.#infoOf(plugin)?.phase.kind ?? 'notRunning';
    return kind !== 'notRunning' && kind !== 'stopped' && kind !== 'failed';
  }

  /** Of one of this run's plugins, or of the daemon itself. */
  #isMine({ plugin }: { readonly plugin?: string }): boolean {
    return plugin === undefined || this.#members.has(plugin);
  }

  #pluginChanged(plugin: PluginInfo): void {
    const { className, generation } = plugin;
    const member = this.#members.get(className);
    if (!member || generation <= member.before) return;
    if (member.isOver && !this.#rejoins(plugin, member)) return;
    member.generation = generation;
    this.#phaseChanged(plugin, member);
    this.#tellReload(plugin, member);
  }

  /** A plugin that ended, and was started again while the run went on, is one of it again. */
  #rejoins({ className, generation }: PluginInfo, member: Member): boolean {
    if (generation <= member.generation || !this.#isAlive(className)) return false;
    member.isOver = false;
    member.hasRun = false;
    this.#listener.livesChanged(className, true);
    return true;
  }

  #phaseChanged(plugin: PluginInfo, member: Member): void {
    const { className, generation, phase } = plugin;
    const { kind } = phase;
    if (kind === 'running') member.hasRun = true;
    if (kind === 'running') this.#listener.generationsEnd(className, generation - 1);
    if (kind === 'stopping') this.#listener.generationsEnd(className, generation);
    if (kind === 'failed') this.#listener.pluginFailed(plugin, phase.failure, member.hasRun);
    if (kind === 'failed' || kind === 'stopped') this.#isOver(className, member);
  }

  #tellReload(plugin: PluginInfo, member: Member): void {
    const { lastReload } = plugin;
    if (!lastReload || lastReload.at === member.reloadedAt) return;
    member.reloadedAt = lastReload.at;
    this.#listener.pluginReloaded(plugin, lastReload);
  }

  #isOver(plugin: string, member: Member): void {
    member.isOver = true;
    this.#listener.livesChanged(plugin, false);
    if (this.live.length === 0 && !this.#isRestarting) this.#listener.ended();
  }

  /** The class names a plan means; whether they exist is for the daemon to say. */
  #namesOf({ plugins, isAttached = false }: RunPlan): readonly string[] {
    if (plugins !== 'all') return plugins;
    return [...this.#lease.connection.plugins.values()]
      .filter(({ enabled, className, isShipped }) =>
        isAttached ? !isShipped && this.#isAlive(className) : enabled,
      )
      .map(({ className }) => className);
  }
}
