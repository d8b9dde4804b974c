import type { Clock } from '../base/clock.ts';
import { RealClock } from '../base/clock.ts';
import { CodedError } from '../base/codedError.ts';
import type { JournalExtract } from '../base/journal.ts';
import { EtcFiles } from '../config/etcFiles.ts';
import type { Limits } from '../config/limits.ts';
import { usualLimits } from '../config/limits.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import type { NetworkFeed } from '../network/networkFeed.ts';
import { RackFaults } from '../network/rackFaults.ts';
import { shippedPlugins } from '../plugins/shippedPlugins.ts';
import type {
  Actor,
  JsonObject,
  Outcome,
  PluginInfo,
  PowerVerb,
  Problem,
} from '../protocol/index.ts';
import { nodeTimers } from '../protocol/index.ts';
import type { DaemonCore, DaemonHistory } from './daemonCore.ts';
import { createCore } from './daemonCore.ts';
import { registerDaemonCommands } from './daemonCommands.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import { DaemonPanel } from './daemonPanel.ts';
import { DebugDesk } from './debugDesk.ts';
import { DebuggerDoor } from './debuggerDoor.ts';
import { DebuggerWaits } from './debuggerWaits.ts';
import type { DaemonParts, RunPlugins } from './daemonParts.ts';
import { FaultDesk } from './faultDesk.ts';
import { keepLog } from './keepLog.ts';
import { PluginDesk } from './pluginDesk.ts';
import type { PluginRecord } from './pluginRegistry.ts';
import { pluginUnknown } from './pluginUnknown.ts';
import { PluginRestarter } from './pluginRestarter.ts';
import { PluginReloader } from './pluginReloader.ts';
import { PluginRunner } from './pluginRunner.ts';
import { PluginStarter } from './pluginStarter.ts';
import { ProjectProblems } from './projectProblems.ts';
import type { ProjectReader } from './projectReader.ts';
import { pluginsOfFiles } from './savedFiles.ts';
import type { RanBefore } from './runAgain.ts';
import { runningOf } from './runAgain.ts';
import type { TimeKeeper } from './timeKeeper.ts';

/** Milliseconds that a device gets to end what it is doing before the daemon ends without it. */
const longestGoodbye = 2_000;

/** How the daemon starts plugins again by itself. */
const byDaemon = { actor: { kind: 'daemon' }, debuggers: [], restart: 'onFailure' } as const;

/** One Ockle project at work: its servers, its plugins, and the one gate that every action passes. */
export class MainDaemon {
  readonly project: string;
  readonly events: DaemonEvents;
  readonly faults: FaultDesk;
  readonly feed: NetworkFeed;
  readonly panel: DaemonPanel;
  readonly debugging: DebugDesk;
  readonly claim: DaemonParts['claim'];
  /** Moves the clock, unless it is the one on the wall. */
  readonly keeper: TimeKeeper | undefined;
  readonly #reader: ProjectReader;
  readonly #core: DaemonCore;
  readonly #runner: PluginRunner;
  readonly #reloader: PluginReloader;
  readonly #endHosts: () => Promise<void>;
  readonly #life: DaemonParts['life'];
  #closeLog: (() => Promise<void>) | undefined;
  /** Saves are taken in the order they came in. */
  #finding: Promise<unknown> = Promise.resolve();
  readonly #problems: ProjectProblems;

  constructor(given: DaemonParts) {
    const { reader, folders, network, clock, hosts, claim, isolation, history } = given;
    const { project } = reader;
    const limits = given.limits ?? usualLimits;
    const core = createCore(network, clock, limits, history);
    const etc = new EtcFiles(folders, {
      report: (folder, found) => this.noteProblems(`folder ${folder}`, found),
      backups: limits.backups,
    });
    const desk = new PluginDesk({ ...core, etc });
    const readConfig: ProjectReader['readPluginConfig'] = (found) => reader.readPluginConfig(found);
    const door = new DebuggerDoor(core.events);
    const noteStart = (plugin: string): void => void this.#noteStart(plugin);
    const places = { project, folders, hosts, isolation };
    const starter = new PluginStarter({ ...core, ...places, desk, door, noteStart, readConfig });
    this.project = project;
    this.events = core.events;
    this.#problems = new ProjectProblems((problem) => core.events.problem.fire(problem));
    this.feed = core.feed;
    this.#reader = reader;
    this.claim = claim;
    const rackFaults = new RackFaults(network, { clock, ending: core.ending.signal });
    this.faults = new FaultDesk(rackFaults, core.gate);
    this.keeper = given.keeper;
    this.keeper?.onProblem((problem) => core.events.problem.fire(problem));
    this.#core = core;
    this.#runner = new PluginRunner({ ...core, starter });
    const findPlugin: ProjectReader['findPlugin'] = (found) => reader.findPlugin(found);
    const reloading = { ...core, desk, starter, runner: this.#runner, findPlugin };
    this.#reloader = new PluginReloader(reloading);
    const require = (plugin: string): Promise<PluginRecord> => this.#find(plugin);
    this.panel = new DaemonPanel({ ...core, require, readConfig });
    const { attachTime } = limits;
    const waits = new DebuggerWaits({ ...core, desk, attachTime, timers: nodeTimers });
    this.debugging = new DebugDesk({ ...core, door, waits, require });
    this.#endHosts = async () => hosts.dispose?.();
    this.#life = given.life;
    this.#offerCommands();
    this.#restartFailed(limits);
  }

  #offerCommands(): void {
    const { commands, events } = this.#core;
    const reader = this.#reader;
    registerDaemonCommands({
      commands,
      plugins: async () => {
        const { plugins } = await reader.readPlugins(await reader.readConfig());
        return [...plugins.values()];
      },
      restart: () => events.end.fire('restart'),
    });
  }

  #restartFailed(limits: Limits): void {
    const core = this.#core;
    new PluginRestarter({
      ...core,
      limits,
      timers: nodeTimers,
      now: () => performance.now(),
      start: (record) => this.#runner.run([record], byDaemon),
      ending: core.ending.signal,
    });
  }

  get plugins(): readonly PluginInfo[] {
    return this.#core.registry.infos();
  }

  get clock(): Clock {
    return this.#core.clock;
  }

  get problems(): readonly Problem[] {
    return this.#problems.all;
  }

  /** Reads etc/config.ini and the plugins' files again; what runs goes on. */
  async readProject(): Promise<ProjectConfig> {
    const config = await this.#reader.readConfig();
    const catalogue = await this.#reader.readPlugins(config);
    this.#core.registry.update(catalogue.plugins, config.pluginList);
    this.noteProblems('project', [...config.problems, ...catalogue.problems]);
    return config;
  }

  /** Writes the log to the project's file from now on, and what is being loaded as its first record. */
  keepLog(config: ProjectConfig, loading: string): void {
    this.#closeLog = keepLog(this, config);
    this.say(`Loading:${loading}`);
  }

  /** Writes one record of the daemon's own to the log. */
  say(text: string): void {
    this.events.debugLine.fire({ t: this.#core.clock.now(), text, stream: 'debug' });
  }

  /** What runs, and how it was asked for. */
  get running(): RanBefore {
    return runningOf(this.#core.registry.records);
  }

  /** What the daemon that follows after a restart takes over. */
  history(): DaemonHistory {
    const { journal, registry } = this.#core;
    const { records } = registry;
    const generations = new Map(records.map(({ className, newest }) => [className, newest]));
    return { journal, generations };
  }

  /** Replaces the problems of one origin, and tells about those that are new. */
  noteProblems(origin: string, problems: readonly Problem[]): void {
    this.#problems.note(origin, problems);
  }

  /**
   * Constructs the named plugins in order, then starts them; one that runs already goes on.
   * Settles when every one runs or has failed; answers the named ones.
   */
  async runPlugins(
    names: readonly string[],
    { actor, debuggers = [], restart = 'never', withCommands = false }: RunPlugins,
  ): Promise<readonly PluginInfo[]> {
    await this.readProject();
    const records: PluginRecord[] = [];
    for (const name of new Set(names)) {
      const record = this.#core.registry.get(name);
      if (record) records.push(record);
      else this.events.problem.fire(pluginUnknown(name, this.project));
    }
    const along = withCommands ? this.#commandPlugins(records) : [];
    await this.#runner.run(records, { actor, debuggers, restart }, along);
    return records.map((record) => record.info());
  }

  /** @throws CodedError `plugin-unknown` */
  async stopPlugin(name: string, actor: Actor): Promise<PluginInfo> {
    const record = this.#require(name);
    await this.#runner.stop(record, actor);
    return record.info();
  }

  /**
   * Replaces a plugin by what its files say now, or starts it.
   * @throws CodedError `plugin-unknown`
   */
  async reloadPlugin(name: string, actor: Actor): Promise<PluginInfo> {
    if (!this.#core.registry.get(name)?.isAlive) await this.readProject();
    const record = this.#require(name);
    await this.#reloader.reload(record, actor);
    return record.info();
  }

  /** Reloads the plugins that run, or have failed, and that one of the files belongs to. */
  async filesSaved(files: readonly string[], actor: Actor): Promise<readonly PluginInfo[]> {
    const finding = this.#finding.then(() => this.#pluginsOf(files));
    this.#finding = finding.catch(() => undefined);
    const concerned = await finding;
    await Promise.all(concerned.map((record) => this.#reloader.reload(record, actor)));
    return concerned.map((record) => record.info());
  }

  #pluginsOf(files: readonly string[]): Promise<readonly PluginRecord[]> {
    const { project } = this;
    const readConfig: ProjectReader['readPluginConfig'] = (found) =>
      this.#reader.readPluginConfig(found);
    return pluginsOfFiles(this.#core.registry.records, files, { project, readConfig });
  }

  /** Looks at the files once more for one that is not known. */
  async #find(name: string): Promise<PluginRecord> {
    if (!this.#core.registry.get(name)) await this.readProject();
    return this.#require(name);
  }

  #require(name: string): PluginRecord {
    const record = this.#core.registry.get(name);
    if (record) return record;
    throw new CodedError('plugin-unknown', pluginUnknown(name, this.project).message);
  }

  /** Does an action on servers and their objects, unless the gate refuses. */
  async act(verb: PowerVerb, target: string, args: JsonObject, actor: Actor): Promise<Outcome> {
    const { gate, power } = this.#core;
    const request = { actor, cause: null, verb, target, args };
    const outcome = await gate.submit(request, () => power.perform(verb, target, args));
    this.feed.flush();
    return outcome;
  }

  /** @throws CodedError `command-unknown`, or what the handler threw */
  async callCommand(command: string, data: JsonObject | null, actor: Actor): Promise<JsonObject> {
    try {
      return await this.#core.calls.call(actor, null, command, data);
    } finally {
      this.feed.flush();
    }
  }

  journalAfter(seq: number): JournalExtract {
    return this.#core.journal.entriesAfter(seq);
  }

  /** Gives up what waits and stops every plugin by the ladder. */
  async shutdown(actor: Actor): Promise<void> {
    this.#core.ending.abort();
    await this.#runner.stopAll(actor);
    await this.#endHosts();
    this.keeper?.dispose();
    // Protects from devices that hang, so it takes real time.
    await this.#life?.close();
    await Promise.race([this.#core.gate.settled(), new RealClock().wait(longestGoodbye)]);
    this.faults.dispose();
    this.feed.flush();
    this.feed.dispose();
    await this.#closeLog?.();
  }

  async #noteStart(plugin: string): Promise<void> {
    const problem = await this.#life?.noteStart(plugin);
    if (problem) this.noteProblems('life', [problem]);
  }

  /** The shipped plugins with commands, but for those that are named anyway. */
  #commandPlugins(named: readonly PluginRecord[]): readonly PluginRecord[] {
    const names = shippedPlugins.filter(({ runsAlong }) => runsAlong);
    return names.flatMap(({ className }) => {
      const record = this.#core.registry.get(className);
      return record?.found.isShipped === true && !named.includes(record) ? [record] : [];
    });
  }
}
