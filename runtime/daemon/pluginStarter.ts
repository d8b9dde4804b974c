import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/emitter.ts';
import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import type { NetworkFeed } from '../network/networkFeed.ts';
import type {
  LoadPlugin,
  PluginConfig,
  PluginFailure,
  Problem,
  ProjectFolders,
} from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { DebuggerDoor } from './debuggerDoor.ts';
import type { PluginDesk } from './pluginDesk.ts';
import type { Isolation, PluginHosts, StartedHost } from './pluginHosts.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** What a starter needs. */
export interface StarterParts {
  readonly project: string;
  readonly folders: ProjectFolders;
  readonly events: DaemonEvents;
  readonly clock: Clock;
  readonly feed: NetworkFeed;
  readonly desk: PluginDesk;
  readonly door: DebuggerDoor;
  readonly hosts: PluginHosts;
  /** Told of each plugin whose code is about to run, also of a version that is loaded beside another. */
  readonly noteStart: (plugin: string) => void;
  /** Read anew at each start, so that an edited value counts. */
  readonly readConfig: (plugin: FoundPlugin) => Promise<ReadPluginConfig>;
  /** Where shipped plugins run when their section of etc/config.ini does not say. */
  readonly isolation: Isolation;
}

/** Which generation of a plugin to start. */
export interface StartRequest {
  readonly found: FoundPlugin;
  readonly generation: number;
}

/** Gives plugins their hosts, and all that they need to be constructed. */
export class PluginStarter {
  readonly #parts: StarterParts;
  readonly #followers = new WeakMap<PluginInstance, Disposable>();

  constructor(parts: StarterParts) {
    this.#parts = parts;
    // Not before the plugin's process waits: a debugger that attaches earlier would miss its start.
    parts.desk.onDidWaitForDebugger((instance) => parts.door.offerPrepared(instance));
    parts.desk.onDidEnd((instance) => this.#followers.get(instance)?.dispose());
  }

  async isolationOf(found: FoundPlugin): Promise<Isolation> {
    if (!found.isShipped) return 'process';
    const { config } = await this.#parts.readConfig(found);
    const text = config['isolation']?.text;
    return text === 'process' || text === 'inline' ? text : this.#parts.isolation;
  }

  /**
   * Starts a host, which is told of the network; none for code that cannot run. Whoever debugs has
   * the project's own file before them, so no shipped plugin runs instead of it then.
   */
  async host({ found, generation }: StartRequest, forDebugging: boolean): Promise<StartedHost> {
    const { desk, hosts } = this.#parts;
    const why = found.unusable ?? (forDebugging ? found.insteadOf : undefined);
    if (why) return { kind: 'failed', failure: toFailure(why) };
    if (!found.isShipped) this.#parts.noteStart(found.className);
    const isolation = await this.isolationOf(found);
    return hosts.start({ found, generation, forDebugging, isolation }, desk);
  }

  /** The network comes before `load`, and its changes for as long as the plugin lives. */
  follow(instance: PluginInstance): void {
    const { feed } = this.#parts;
    for (const part of feed.snapshot()) instance.sendNetworkPart(part);
    const follower = feed.onDidChange((delta) => instance.sendNetworkDelta(delta));
    this.#followers.set(instance, follower);
    if (isOver(instance)) follower.dispose();
  }

  /** Whether the plugin can be debugged; it runs without when it cannot. */
  async prepareDebug(instance: PluginInstance): Promise<boolean> {
    const { door, events } = this.#parts;
    const target = await door.prepare(instance);
    if (target.kind !== 'unavailable') return true;
    events.problem.fire({ ...target.problem, plugin: instance.className });
    door.offer(instance, target);
    return false;
  }

  /** What a host has to know to construct its plugin; `noteConfig` is told of its variables. */
  async loadRequest(
    { found, generation }: StartRequest,
    { waitForDebugger, isReload }: Pick<LoadPlugin, 'waitForDebugger' | 'isReload'>,
    noteConfig: (config: PluginConfig) => void,
  ): Promise<LoadPlugin> {
    const { project, folders, clock, events, readConfig } = this.#parts;
    const { problems, ...config } = await readConfig(found);
    for (const problem of problems) events.problem.fire(problem);
    noteConfig(config.config);
    return {
      plugin: found.className,
      file: found.source.file,
      generation,
      project,
      waitForDebugger,
      isReload,
      ...config,
      folders,
      clock: clock.state,
    };
  }
}

function toFailure({ message, source }: Problem): PluginFailure {
  return { code: 'python-2-code', message, ...(source && { source }) };
}

function isOver({ phase }: PluginInstance): boolean {
  return phase.kind === 'stopped' || phase.kind === 'failed';
}
