import type {
  CommandInfo,
  DaemonContract,
  DaemonEventContract,
  DaemonTime,
  DebugLine,
  FaultInfo,
  NetworkPart,
  PluginInfo,
  PluginUsage,
  Problem,
  ServerSnapshot,
} from '../../runtime/protocol/index.ts';
import type { RequestName, RequestParams, RequestResult } from '../../runtime/protocol/rpcTypes.ts';
import { Emitter, type Event } from '../support/emitter.ts';
import type { Failure } from '../support/failures.ts';

type Notes = DaemonEventContract['notes'];

/** Sends one request of the daemon's contract. */
export type DaemonRequest = <Method extends RequestName<DaemonContract>>(
  method: Method,
  params: RequestParams<DaemonContract, Method>,
) => Promise<RequestResult<DaemonContract, Method>>;

/** What `initialize` answers of the state of things. */
export interface Welcome {
  readonly plugins: readonly PluginInfo[];
  readonly problems?: readonly Problem[];
  readonly time?: DaemonTime;
}

/** A plugin's process waits for its debugger. */
export type OfferedDebugTarget = Notes['debugTarget'];

/** The daemon of one project as the extension sees it: a snapshot kept current, and its events. */
export class DaemonConnection {
  readonly project: string;
  /** Sends a request; rejects when the daemon refuses or ends. */
  readonly request: DaemonRequest;
  readonly #servers = new Map<string, ServerSnapshot>();
  readonly #plugins = new Map<string, PluginInfo>();
  readonly #serversChanged: Emitter<readonly string[]>;
  readonly #pluginChanged: Emitter<PluginInfo>;
  readonly #lineWritten: Emitter<DebugLine>;
  readonly #problemReported: Emitter<Problem>;
  readonly #debugTargetOffered: Emitter<OfferedDebugTarget>;
  readonly #ended: Emitter<Failure | undefined>;
  #incoming: ServerSnapshot[] = [];
  #problems: readonly Problem[] = [];
  #commands: readonly CommandInfo[] = [];
  #faults: readonly FaultInfo[] = [];
  #time: DaemonTime = { mode: 'real', rate: 1, now: 0, next: null };
  #usage: ReadonlyMap<string, PluginUsage> = new Map();
  readonly #commandsChanged: Emitter<void>;
  readonly #faultsChanged: Emitter<void>;
  readonly #timeChanged: Emitter<void>;
  readonly #usageChanged: Emitter<void>;

  constructor(project: string, request: DaemonRequest, reportError: (error: unknown) => void) {
    this.project = project;
    this.request = request;
    this.#serversChanged = new Emitter(reportError);
    this.#pluginChanged = new Emitter(reportError);
    this.#lineWritten = new Emitter(reportError);
    this.#problemReported = new Emitter(reportError);
    this.#debugTargetOffered = new Emitter(reportError);
    this.#ended = new Emitter(reportError);
    this.#commandsChanged = new Emitter(reportError);
    this.#faultsChanged = new Emitter(reportError);
    this.#timeChanged = new Emitter(reportError);
    this.#usageChanged = new Emitter(reportError);
  }

  /** Needed servers first. */
  get servers(): ReadonlyMap<string, ServerSnapshot> {
    return this.#servers;
  }

  get plugins(): ReadonlyMap<string, PluginInfo> {
    return this.#plugins;
  }

  /** What `initialize` found wrong; later problems are events. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** By name. */
  get commands(): readonly CommandInfo[] {
    return this.#commands;
  }

  get faults(): readonly FaultInfo[] {
    return this.#faults;
  }

  get time(): DaemonTime {
    return this.#time;
  }

  /** By class name; of those that run. */
  get usage(): ReadonlyMap<string, PluginUsage> {
    return this.#usage;
  }

  get onDidChangeCommands(): Event<void> {
    return this.#commandsChanged.event;
  }

  get onDidChangeFaults(): Event<void> {
    return this.#faultsChanged.event;
  }

  get onDidChangeTime(): Event<void> {
    return this.#timeChanged.event;
  }

  get onDidChangeUsage(): Event<void> {
    return this.#usageChanged.event;
  }

  /** Names of the servers that changed, in dependency order. */
  get onDidChangeServers(): Event<readonly string[]> {
    return this.#serversChanged.event;
  }

  get onDidChangePlugins(): Event<PluginInfo> {
    return this.#pluginChanged.event;
  }

  get onDidWriteLine(): Event<DebugLine> {
    return this.#lineWritten.event;
  }

  get onDidReportProblem(): Event<Problem> {
    return this.#problemReported.event;
  }

  get onDidOfferDebugTarget(): Event<OfferedDebugTarget> {
    return this.#debugTargetOffered.event;
  }

  /** The daemon is gone; with a failure when nobody had asked for it. */
  get onDidEnd(): Event<Failure | undefined> {
    return this.#ended.event;
  }

  /** What the daemon's notes do here. */
  readonly notes: { readonly [Note in keyof Notes]: (note: Notes[Note]) => void } = {
    debugLine: (line) => this.#lineWritten.fire(line),
    plugin: (plugin) => this.#replacePlugin(plugin),
    problem: (problem) => this.#problemReported.fire(problem),
    debugTarget: (offer) => this.#debugTargetOffered.fire(offer),
    networkPart: (part) => this.#addPart(part),
    networkDelta: ({ changed }) => this.#replaceServers(changed),
    commands: ({ commands }) => {
      this.#commands = commands;
      this.#commandsChanged.fire();
    },
    faults: ({ faults }) => {
      this.#faults = faults;
      this.#faultsChanged.fire();
    },
    time: (time) => {
      this.#time = time;
      this.#timeChanged.fire();
    },
    usage: ({ plugins }) => {
      this.#usage = new Map(plugins.map((usage) => [usage.plugin, usage]));
      this.#usageChanged.fire();
    },
  };

  /** Takes over what `initialize` answered. */
  welcome({ plugins, problems = [], time }: Welcome): void {
    this.#problems = problems;
    if (time) this.#time = time;
    for (const plugin of plugins) this.#plugins.set(plugin.className, plugin);
  }

  /** Tells the listeners that the daemon is gone. */
  end(failure: Failure | undefined): void {
    this.#ended.fire(failure);
  }

  #replacePlugin(plugin: PluginInfo): void {
    this.#plugins.set(plugin.className, plugin);
    this.#pluginChanged.fire(plugin);
  }

  #addPart({ part, parts, servers }: NetworkPart): void {
    if (part === 0) this.#incoming = [];
    this.#incoming.push(...servers);
    if (part + 1 < parts) return;
    const names = new Set([...this.#servers.keys(), ...this.#incoming.map(({ name }) => name)]);
    this.#servers.clear();
    for (const server of this.#incoming) this.#servers.set(server.name, server);
    this.#incoming = [];
    this.#serversChanged.fire([...names]);
  }

  #replaceServers(changed: readonly ServerSnapshot[]): void {
    for (const server of changed) this.#servers.set(server.name, server);
    this.#serversChanged.fire(changed.map(({ name }) => name));
  }
}
