import type { Clock } from '../base/clock.ts';
import { RealClock } from '../base/clock.ts';
import { CodedError } from '../base/codedError.ts';
import type { GateRule } from '../base/gate.ts';
import { Gate } from '../base/gate.ts';
import { generationRule } from '../base/generationRule.ts';
import type { JournalExtract } from '../base/journal.ts';
import { Journal } from '../base/journal.ts';
import { CommunicationHandler } from '../communication/communicationHandler.ts';
import { EtcFiles } from '../config/etcFiles.ts';
import { readPluginConfig } from '../config/pluginConfig.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { readProjectConfig } from '../config/projectConfig.ts';
import { projectFolders } from '../config/projectFolders.ts';
import { NetworkFeed } from '../network/networkFeed.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import { ServerNetworkFactory } from '../network/serverNetworkFactory.ts';
import type {
  Actor,
  JsonObject,
  Outcome,
  PluginInfo,
  Problem,
  ProjectFolders,
} from '../protocol/index.ts';
import { CommandCalls, commandDepthRule } from './commandCalls.ts';
import { DaemonEvents } from './daemonEvents.ts';
import { PluginDesk } from './pluginDesk.ts';
import type { HostPlaces, PluginHosts } from './pluginHosts.ts';
import { ProcessHosts } from './pluginHosts.ts';
import type { PluginRecord } from './pluginRegistry.ts';
import { PluginRegistry } from './pluginRegistry.ts';
import { PluginRunner } from './pluginRunner.ts';
import { PowerActions } from './powerActions.ts';
import { powerRules } from './powerRules.ts';
import { readPluginCatalogue } from './readPluginCatalogue.ts';

/** Milliseconds that a device gets to end what it is doing before the daemon ends without it. */
const longestGoodbye = 2_000;

/** Opens the project's daemon: reads its files and devices, and runs nothing yet. */
export async function openDaemon(places: HostPlaces): Promise<MainDaemon> {
  const { project } = places;
  const clock = new RealClock();
  const config = await readProjectConfig(project);
  const folders = projectFolders(project, config.paths);
  const { servers, outlets, testers: tests, controllers: controls } = folders;
  const objects = { servers, outlets, tests, controls };
  const factory = new ServerNetworkFactory(objects, config, clock);
  const { network, problems } = await factory.buildNetwork();
  const hosts = new ProcessHosts(places, clock);
  const daemon = new MainDaemon(project, folders, network, clock, hosts);
  for (const node of network.getSortedNodeList()) await node.readDevices();
  daemon.noteProblems('network', problems);
  await daemon.readProject();
  return daemon;
}

/** One Ockle project at work: its servers, its plugins, and the one gate that every action passes. */
export class MainDaemon {
  readonly project: string;
  readonly events = new DaemonEvents();
  readonly feed: NetworkFeed;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #gate: Gate;
  readonly #power: PowerActions;
  readonly #calls: CommandCalls;
  readonly #registry: PluginRegistry;
  readonly #runner: PluginRunner;
  readonly #shutdown = new AbortController();
  /** What is wrong with the project's files, by where it was found. */
  readonly #problems = new Map<string, readonly Problem[]>();

  constructor(
    project: string,
    folders: ProjectFolders,
    network: ServerNetwork,
    clock: Clock,
    hosts: PluginHosts,
  ) {
    const { events } = this;
    this.project = project;
    this.#clock = clock;
    this.feed = new NetworkFeed(network);
    const { feed } = this;
    const registry = new PluginRegistry(events);
    const journal = new Journal(clock);
    const gate = new Gate(journal, clock, [
      shutdownRule(this.#shutdown.signal),
      generationRule((plugin) => registry.get(plugin)?.generation),
      commandDepthRule(journal),
      ...powerRules(network),
    ]);
    const say = (text: string): void =>
      events.debugLine.fire({ t: clock.now(), text, stream: 'debug' });
    const { signal } = this.#shutdown;
    const power = new PowerActions({ network, clock, signal, log: say });
    const commands = new CommunicationHandler();
    const calls = new CommandCalls(gate, commands);
    const desk = new PluginDesk({
      registry,
      events,
      gate,
      journal,
      clock,
      power,
      commands,
      calls,
      feed,
      network,
      etc: new EtcFiles(folders),
    });
    const readConfig = async (className: string) =>
      readPluginConfig(project, await readProjectConfig(project), className);
    const parts = {
      project,
      folders,
      registry,
      events,
      gate,
      clock,
      feed,
      desk,
      hosts,
      readConfig,
    };
    this.#runner = new PluginRunner(parts);
    this.#registry = registry;
    this.#journal = journal;
    this.#gate = gate;
    this.#power = power;
    this.#calls = calls;
  }

  get plugins(): readonly PluginInfo[] {
    return this.#registry.infos();
  }

  get problems(): readonly Problem[] {
    return [...this.#problems.values()].flat();
  }

  /** Reads etc/config.ini and the plugins' files again; what runs goes on. */
  async readProject(): Promise<ProjectConfig> {
    const config = await readProjectConfig(this.project);
    const catalogue = await readPluginCatalogue(this.project, config);
    this.#registry.update(catalogue.plugins, config.pluginList);
    this.noteProblems('project', [...config.problems, ...catalogue.problems]);
    return config;
  }

  /** Replaces the problems of one origin, and tells about those that are new. */
  noteProblems(origin: string, problems: readonly Problem[]): void {
    const known = new Set((this.#problems.get(origin) ?? []).map((each) => JSON.stringify(each)));
    this.#problems.set(origin, problems);
    for (const problem of problems) {
      if (!known.has(JSON.stringify(problem))) this.events.problem.fire(problem);
    }
  }

  /**
   * Constructs the named plugins in order, then starts them; one that runs already goes on.
   * Settles when every one runs or has failed.
   */
  async runPlugins(
    names: readonly string[],
    request: { readonly actor: Actor; readonly debug: boolean },
  ): Promise<readonly PluginInfo[]> {
    await this.readProject();
    const records: PluginRecord[] = [];
    for (const name of new Set(names)) {
      const record = this.#registry.get(name);
      if (record) records.push(record);
      else this.events.problem.fire(pluginUnknown(name, this.project));
    }
    await this.#runner.run(records, request);
    return records.map((record) => record.info());
  }

  /** @throws CodedError `plugin-unknown` */
  async stopPlugin(name: string, actor: Actor): Promise<PluginInfo> {
    const record = this.#registry.get(name);
    if (!record) throw new CodedError('plugin-unknown', pluginUnknown(name, this.project).message);
    await this.#runner.stop(record, actor);
    return record.info();
  }

  async switchServer(server: string, to: 'on' | 'off', actor: Actor): Promise<Outcome> {
    const verb = to === 'on' ? 'turnOn' : 'turnOff';
    const request = { actor, cause: null, verb, target: server, args: {} } as const;
    const outcome = await this.#gate.submit(request, () => this.#power.perform(verb, server, {}));
    this.feed.flush();
    return outcome;
  }

  /** @throws CodedError `command-unknown`, or what the handler threw */
  async callCommand(command: string, data: JsonObject | null, actor: Actor): Promise<JsonObject> {
    try {
      return await this.#calls.call(actor, null, command, data);
    } finally {
      this.feed.flush();
    }
  }

  journalAfter(seq: number): JournalExtract {
    return this.#journal.entriesAfter(seq);
  }

  /** Gives up what waits and stops every plugin by the ladder. */
  async shutdown(actor: Actor): Promise<void> {
    this.#shutdown.abort();
    await this.#runner.stopAll(actor);
    await Promise.race([this.#gate.settled(), this.#clock.wait(longestGoodbye)]);
    this.feed.flush();
    this.feed.dispose();
  }
}

/** Refuses what would begin after the end has begun. */
function shutdownRule(signal: AbortSignal): GateRule {
  return {
    name: 'shutdown',
    check({ verb }) {
      if (!signal.aborted || verb === 'stopPlugin') return { allow: true };
      return { allow: false, reason: 'The daemon is shutting down.' };
    },
  };
}

function pluginUnknown(name: string, project: string): Problem {
  return {
    code: 'plugin-unknown',
    severity: 'error',
    message: `There is no plugin ${name} in ${project}. Check the name: it is that of a class in src/plugins that extends ModuleTemplate.`,
    plugin: name,
  };
}
