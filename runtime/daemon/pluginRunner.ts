import type { Clock } from '../base/clock.ts';
import { CodedError } from '../base/codedError.ts';
import type { ActionResult, Gate } from '../base/gate.ts';
import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import type { NetworkFeed } from '../network/networkFeed.ts';
import type { Actor, DebugTarget, LoadPlugin, ProjectFolders } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { PluginDesk } from './pluginDesk.ts';
import type { Isolation, PluginHosts, StartedHost } from './pluginHosts.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** Who wants plugins to run, and whether their debuggers come first. */
export interface RunRequest {
  readonly actor: Actor;
  readonly debug: boolean;
  /** What to do about a plugin that fails by itself. */
  readonly restart: 'never' | 'onFailure';
}

/** What the runner needs. */
export interface RunnerParts {
  readonly project: string;
  readonly folders: ProjectFolders;
  readonly registry: PluginRegistry;
  readonly events: DaemonEvents;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly feed: NetworkFeed;
  readonly desk: PluginDesk;
  readonly hosts: PluginHosts;
  /** Read anew at each start, so that an edited value counts. */
  readonly readConfig: (plugin: FoundPlugin) => Promise<ReadPluginConfig>;
  /** Where shipped plugins run when their section of etc/config.ini does not say. */
  readonly isolation: Isolation;
}

/** The place of one plugin among those that start together. */
interface Turn {
  /** All before it are constructed. */
  readonly before: Promise<unknown>;
  readonly constructed: () => void;
  /** All are constructed. */
  readonly all: Promise<unknown>;
}

/** Starts and stops plugins; what goes wrong with one leaves the others alone. */
export class PluginRunner {
  readonly #parts: RunnerParts;
  /** Where the debuggers of plugins that start can attach, once these wait. */
  readonly #targets = new WeakMap<PluginInstance, DebugTarget>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    parts.desk.onDidWaitForDebugger((instance) => this.#offerTarget(instance));
  }

  /**
   * Constructs the plugins in order, then starts them; settles when every one runs or has failed.
   * Those of `along` come first and have no debugger.
   */
  async run(
    named: readonly PluginRecord[],
    request: RunRequest,
    along: readonly PluginRecord[] = [],
  ): Promise<void> {
    const records = [...along, ...named];
    for (const { phase, instance } of records) {
      if (phase.kind === 'stopping') await instance?.stop();
    }
    const idle = records.filter(({ isAlive }) => !isAlive);
    const turns = idle.map(() => Promise.withResolvers<undefined>());
    const all = Promise.all(turns.map(({ promise }) => promise));
    for (const [at, record] of idle.entries()) {
      const constructed = (): void => turns[at]?.resolve(undefined);
      const before = Promise.all(turns.slice(0, at).map(({ promise }) => promise));
      const turn = { before, constructed, all };
      const debug = request.debug && !along.includes(record);
      record.restart = request.restart;
      record.isDebugged = debug;
      record.runsAlong = along.includes(record);
      record.launch = this.#launch(record, { ...request, debug }, turn).finally(constructed);
    }
    for (const { launch } of records) await launch;
  }

  /** Walks the stop ladder of one plugin. */
  async stop(record: PluginRecord, actor: Actor): Promise<void> {
    const { className, host } = record;
    if (!record.isAlive) return;
    const request = {
      actor,
      cause: null,
      verb: 'stopPlugin',
      target: className,
      args: {},
    } as const;
    await this.#parts.gate.submit(request, async () => {
      const before = record.phase.kind;
      const started = await host;
      if (started?.kind === 'started') await started.instance.stop();
      const after = record.phase.kind;
      return { requested: 'stopped', observed: after, before, after };
    });
  }

  /** Stops all plugins at the same time. */
  async stopAll(actor: Actor): Promise<void> {
    await Promise.all(this.#parts.registry.records.map((record) => this.stop(record, actor)));
  }

  async #launch(record: PluginRecord, request: RunRequest, turn: Turn): Promise<void> {
    const { className: target } = record;
    const { actor, debug } = request;
    const action = { actor, cause: null, verb: 'startPlugin', target, args: { debug } } as const;
    const outcome = await this.#parts.gate.submit(action, ({ seq }) =>
      this.#construct(record, request, turn, seq),
    );
    if (outcome.kind === 'done' || record.failure) return;
    const why = outcome.kind === 'refused' ? outcome.reason : outcome.message;
    const message = `${target} was not started: ${why}`;
    if (outcome.kind === 'failed') {
      await record.instance?.stop();
      const failure = { code: 'plugin-host-failed', message } as const;
      this.#parts.registry.show(record, { kind: 'failed', failure });
    } else {
      const code = 'plugin-start-refused';
      this.#parts.events.problem.fire({ code, severity: 'error', message, plugin: target });
    }
  }

  async #construct(
    record: PluginRecord,
    { debug }: RunRequest,
    turn: Turn,
    seq: number,
  ): Promise<ActionResult> {
    const before = record.phase.kind;
    record.generation++;
    record.startSeq = seq;
    const instance = await this.#startHost(record, debug);
    const waitForDebugger = debug && (await this.#prepareDebug(instance));
    await turn.before;
    await instance.load(await this.#loadRequest(record, waitForDebugger), seq);
    turn.constructed();
    await turn.all;
    await instance.start(seq);
    if (record.failure) throw new CodedError(record.failure.code, record.failure.message);
    const after = record.phase.kind;
    return { requested: 'running', observed: after, before, after };
  }

  async #startHost(record: PluginRecord, forDebugging: boolean): Promise<PluginInstance> {
    const { registry } = this.#parts;
    record.instance = undefined;
    record.host = this.#host(record, forDebugging);
    registry.show(record, { kind: 'starting' });
    const host = await record.host;
    if (host.kind === 'failed') {
      registry.show(record, host);
      throw new CodedError(host.failure.code, host.failure.message);
    }
    record.instance = host.instance;
    this.#follow(host.instance);
    return host.instance;
  }

  async #host({ found, generation }: PluginRecord, forDebugging: boolean): Promise<StartedHost> {
    const { desk, hosts } = this.#parts;
    const isolation = found.isShipped ? await this.#isolationOf(found) : 'process';
    return hosts.start({ found, generation, forDebugging, isolation }, desk);
  }

  async #isolationOf(found: FoundPlugin): Promise<Isolation> {
    const { config } = await this.#parts.readConfig(found);
    const text = config['isolation']?.text;
    return text === 'process' || text === 'inline' ? text : this.#parts.isolation;
  }

  /** Whether the plugin can be debugged; it runs without when it cannot. */
  async #prepareDebug(instance: PluginInstance): Promise<boolean> {
    const target = await instance.prepareDebug();
    this.#targets.set(instance, target);
    if (target.kind !== 'unavailable') return true;
    this.#parts.events.problem.fire({ ...target.problem, plugin: instance.className });
    this.#offerTarget(instance);
    return false;
  }

  /** Not before the plugin's process waits: a debugger that attaches earlier would miss its start. */
  #offerTarget(instance: PluginInstance): void {
    const target = this.#targets.get(instance);
    const { className: plugin, generation } = instance;
    if (target) this.#parts.events.debugTarget.fire({ plugin, generation, target });
  }

  /** The network comes before `load`, and its changes for as long as the plugin lives. */
  #follow(instance: PluginInstance): void {
    const { feed } = this.#parts;
    for (const part of feed.snapshot()) instance.sendNetworkPart(part);
    const follower = feed.onDidChange((delta) => {
      if (isOver(instance)) follower.dispose();
      else instance.sendNetworkDelta(delta);
    });
  }

  async #loadRequest(record: PluginRecord, waitForDebugger: boolean): Promise<LoadPlugin> {
    const { project, folders, clock, events, readConfig } = this.#parts;
    const { problems, ...config } = await readConfig(record.found);
    for (const problem of problems) events.problem.fire(problem);
    return {
      plugin: record.className,
      file: record.found.source.file,
      generation: record.generation,
      project,
      waitForDebugger,
      ...config,
      folders,
      clock: clock.state,
    };
  }
}

function isOver({ phase }: PluginInstance): boolean {
  return phase.kind === 'stopped' || phase.kind === 'failed';
}
