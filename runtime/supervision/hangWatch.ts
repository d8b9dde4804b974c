import type { PluginHealth, RpcTimers, ThreadSample } from '../protocol/index.ts';
import { RpcError } from '../protocol/index.ts';

/**
 * Steps in which the hang time is counted. Should the daemon itself stand still, or the whole machine,
 * then it is one step at most.
 */
const steps = 6;

/** Share of a step that a busy thread computes at least. */
const busyShare = 0.7;

/** What a hang watch needs. */
export interface HangWatchRequest {
  /** Milliseconds. */
  readonly hang: number;
  readonly timers: RpcTimers;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asks the plugin's host for a sign of life. */
  readonly ping: () => Promise<{ readonly thread?: ThreadSample }>;
  readonly onChange: (health: PluginHealth | undefined) => void;
}

/** Asks a plugin's host for signs of life, and tells when they stay away and when they come back. */
export class HangWatch {
  readonly #request: HangWatchRequest;
  #health: PluginHealth | undefined;
  /** When the answer that is waited for was asked for. */
  #asked: number | undefined;
  #missed = 0;
  #samples: readonly ThreadSample[] = [];
  #stopTimer: (() => void) | undefined;

  constructor(request: HangWatchRequest) {
    this.#request = request;
  }

  start(): void {
    this.#stopTimer ??= this.#next();
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #next(): () => void {
    return this.#request.timers.after(this.#request.hang / steps, () => {
      this.#stopTimer = this.#next();
      this.#step();
    });
  }

  #step(): void {
    if (this.#asked === undefined) void this.#ask();
    else if (++this.#missed === steps) {
      this.#samples = [];
      this.#show({ kind: 'unresponsive', since: this.#asked });
    }
  }

  async #ask(): Promise<void> {
    this.#asked = this.#request.now();
    this.#missed = 0;
    const thread = await this.#sign();
    this.#asked = undefined;
    if (thread !== 'gone') this.#take(thread);
  }

  /** An error is a sign of life, too, unless the channel is gone. */
  async #sign(): Promise<ThreadSample | undefined | 'gone'> {
    try {
      return (await this.#request.ping()).thread;
    } catch (thrown) {
      if (!(thrown instanceof RpcError && thrown.code === 'closed')) return undefined;
      this.stop();
      return 'gone';
    }
  }

  /** Only what holds for the whole hang time is shown, so that nothing flickers. */
  #take(sample: ThreadSample | undefined): void {
    this.#samples = sample ? [...this.#samples, sample].slice(-steps) : [];
    const { function: where, source } = sample ?? {};
    const kind = this.#samples.length < steps ? undefined : commonKind(this.#samples);
    if (kind === undefined || where === undefined) this.#show(undefined);
    else if (this.#health?.kind !== kind || this.#health.where !== where) {
      const since = this.#request.now() - this.#request.hang;
      this.#show({ kind, since, where, ...(source && { source }) });
    }
  }

  #show(health: PluginHealth | undefined): void {
    if (this.#health === undefined && health === undefined) return;
    this.#health = health;
    this.#request.onChange(health);
  }
}

function commonKind(samples: readonly ThreadSample[]): 'busy' | 'waiting' | undefined {
  if (samples.every(({ busy }) => busy >= busyShare)) return 'busy';
  const [{ function: name, source } = { function: '' }] = samples;
  const isStill = samples.every(
    (each) =>
      each.busy < 1 - busyShare &&
      !each.isResting &&
      each.function === name &&
      each.source?.line === source?.line,
  );
  return isStill ? 'waiting' : undefined;
}
