import type { PluginFailure, PluginInfo, RpcTimers } from '../protocol/index.ts';
import type { RestartLimits } from '../supervision/restartPolicy.ts';
import { RestartPolicy } from '../supervision/restartPolicy.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';

/** What a restarter needs. */
export interface RestarterParts {
  readonly events: Pick<DaemonEvents, 'plugin' | 'problem'>;
  readonly registry: Pick<PluginRegistry, 'get'>;
  readonly limits: RestartLimits;
  readonly timers: RpcTimers;
  /** Milliseconds of real time: a plugin that fails at once would else fail for ever in no time. */
  readonly now: () => number;
  readonly start: (record: PluginRecord) => Promise<void>;
  /** Aborted when the daemon ends. */
  readonly ending: AbortSignal;
}

/** Failures that the same files lead to again. */
const lasting: ReadonlySet<PluginFailure['code']> = new Set([
  'plugin-does-not-compile',
  'plugin-class-missing',
  'plugin-unknown',
  'python-missing',
  'python-tabs',
  'python-2-code',
]);

interface Watched {
  readonly policy: RestartPolicy;
  since: number | undefined;
  /** The one that runs since then. */
  generation: number | undefined;
  stopTimer?: (() => void) | undefined;
}

/** Starts plugins again that failed by themselves, where whoever started them wants that. */
export class PluginRestarter {
  readonly #parts: RestarterParts;
  readonly #watched = new Map<string, Watched>();
  /** Those that start by our doing; any other start begins anew. */
  readonly #restarting = new Set<string>();

  constructor(parts: RestarterParts) {
    this.#parts = parts;
    parts.events.plugin.event((info) => this.#take(info));
    parts.ending.addEventListener('abort', () => this.#dispose());
  }

  #take({ className, generation, phase }: PluginInfo): void {
    const record = this.#parts.registry.get(className);
    if (record?.restart !== 'onFailure' || this.#parts.ending.aborted) return;
    switch (phase.kind) {
      case 'starting':
        this.#begin(className);
        return;
      case 'running':
        this.#runs(className, generation);
        return;
      case 'failed':
        this.#plan(record, phase.failure);
        return;
      default:
    }
  }

  #begin(className: string): void {
    const watched = this.#watched.get(className);
    watched?.stopTimer?.();
    const isOurs = this.#restarting.delete(className);
    if (isOurs && watched) Object.assign(watched, { since: undefined, generation: undefined });
    else this.#watched.delete(className);
  }

  /** A version that took the place of one that ran is as good as one that somebody started. */
  #runs(className: string, generation: number): void {
    const before = this.#watched.get(className)?.generation;
    if (before !== undefined && before !== generation) this.#watched.delete(className);
    const watched = this.#watch(className);
    watched.generation = generation;
    watched.since ??= this.#parts.now();
  }

  #watch(className: string): Watched {
    const known = this.#watched.get(className);
    if (known) return known;
    const policy = new RestartPolicy(this.#parts.limits);
    const watched: Watched = { policy, since: undefined, generation: undefined };
    this.#watched.set(className, watched);
    return watched;
  }

  #plan(record: PluginRecord, { code }: PluginFailure): void {
    if (lasting.has(code)) return;
    const { className } = record;
    const { now, limits, timers, events } = this.#parts;
    const watched = this.#watch(className);
    const upFor = watched.since === undefined ? 0 : now() - watched.since;
    const decision = watched.policy.decide(now(), upFor);
    const plugin = className;
    if (decision.kind === 'restart') {
      const message = `${className} failed and starts again in ${decision.afterMs / 1000} s.`;
      events.problem.fire({ code: 'plugin-restarts', severity: 'information', message, plugin });
      watched.stopTimer = timers.after(decision.afterMs, () => void this.#restart(record));
    } else if (limits.restarts > 0) {
      const message =
        `${className} failed again after ${limits.restarts} restarts within ${limits.restartWindow / 1000} s, ` +
        'so it stays as it is. Mend what it fails with, then start it.';
      events.problem.fire({ code: 'plugin-given-up', severity: 'error', message, plugin });
    }
  }

  async #restart(record: PluginRecord): Promise<void> {
    // Nothing of the generation before may be left.
    await record.instance?.stop();
    await record.reload;
    if (this.#parts.ending.aborted || record.isAlive) return;
    this.#restarting.add(record.className);
    record.restarts++;
    await this.#parts.start(record);
  }

  #dispose(): void {
    for (const { stopTimer } of this.#watched.values()) stopTimer?.();
    this.#watched.clear();
  }
}
