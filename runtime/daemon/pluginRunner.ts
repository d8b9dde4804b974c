import { CodedError } from '../base/codedError.ts';
import type { ActionResult, Gate } from '../base/gate.ts';
import type { Actor } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { DebugClient } from './debugClient.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import type { PluginStarter } from './pluginStarter.ts';

/** Who wants plugins to run, and how. */
export interface RunRequest {
  readonly actor: Actor;
  /** Whose debuggers come first; none when it is empty. */
  readonly debuggers: readonly DebugClient[];
  /** What to do about a plugin that fails by itself. */
  readonly restart: 'never' | 'onFailure';
}

/** What the runner needs. */
export interface RunnerParts {
  readonly registry: PluginRegistry;
  readonly events: DaemonEvents;
  readonly gate: Gate;
  readonly starter: PluginStarter;
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

  constructor(parts: RunnerParts) {
    this.#parts = parts;
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
    for (const record of records) {
      await record.reload;
      if (record.phase.kind === 'stopping') await record.instance?.stop();
    }
    const idle = records.filter(({ isAlive }) => !isAlive);
    const turns = idle.map(() => Promise.withResolvers<undefined>());
    const all = Promise.all(turns.map(({ promise }) => promise));
    for (const [at, record] of idle.entries()) {
      const constructed = (): void => turns[at]?.resolve(undefined);
      const before = Promise.all(turns.slice(0, at).map(({ promise }) => promise));
      const turn = { before, constructed, all };
      record.restart = request.restart;
      record.runsAlong = along.includes(record);
      record.debuggers = record.runsAlong ? [] : request.debuggers;
      record.launch = this.#launch(record, request.actor, turn).finally(constructed);
    }
    for (const { launch } of records) await launch;
  }

  /** Walks the stop ladder of one plugin, and calls off what would start it again. */
  async stop(record: PluginRecord, actor: Actor): Promise<void> {
    record.stops++;
    const { candidate, reload } = record;
    // The version that is to go stops already when its successor comes next.
    const ended = candidate?.isNext === true ? undefined : this.end(record, actor);
    await Promise.all([candidate?.callOff(), ended]);
    if (!reload) return;
    await reload;
    await this.end(record, actor);
  }

  /** Walks the stop ladder of one plugin, which may start again. */
  async end(record: PluginRecord, actor: Actor): Promise<void> {
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

  async #launch(record: PluginRecord, actor: Actor, turn: Turn): Promise<void> {
    const { className: target, isDebugged: debug } = record;
    const action = { actor, cause: null, verb: 'startPlugin', target, args: { debug } } as const;
    const outcome = await this.#parts.gate.submit(action, ({ seq }) =>
      this.#construct(record, debug, turn, seq),
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
    debug: boolean,
    turn: Turn,
    seq: number,
  ): Promise<ActionResult> {
    const before = record.phase.kind;
    record.begin(seq);
    const { starter } = this.#parts;
    const instance = await this.#startHost(record, debug);
    const waitForDebugger = debug && (await starter.prepareDebug(instance));
    await turn.before;
    const how = { waitForDebugger, isReload: false };
    const load = await starter.loadRequest(record, how, (config) => {
      record.config = config;
    });
    await instance.load(load, seq);
    turn.constructed();
    await turn.all;
    await instance.start(seq);
    if (record.failure) throw new CodedError(record.failure.code, record.failure.message);
    const after = record.phase.kind;
    return { requested: 'running', observed: after, before, after };
  }

  async #startHost(record: PluginRecord, forDebugging: boolean): Promise<PluginInstance> {
    const { registry, starter } = this.#parts;
    record.instance = undefined;
    record.host = starter.host(record, forDebugging);
    registry.show(record, { kind: 'starting' });
    const host = await record.host;
    if (host.kind === 'failed') {
      registry.show(record, host);
      throw new CodedError(host.failure.code, host.failure.message);
    }
    record.instance = host.instance;
    starter.follow(host.instance);
    return host.instance;
  }
}
