import type { Disposable } from '../base/emitter.ts';
import { TreeMemory } from '../platform/treeMemory.ts';
import type { PluginUsage, RpcTimers } from '../protocol/index.ts';

/** Milliseconds between two measurements. */
const pause = 2_000;

/** A process to measure. */
export interface MeasuredPlugin {
  readonly className: string;
  /** Absent for a plugin without a process of its own. */
  readonly pid: number | undefined;
}

/** What a meter needs. */
export interface UsageNeeds {
  /** Those that run now. */
  readonly plugins: () => readonly MeasuredPlugin[];
  readonly timers: RpcTimers;
  /** Bytes that a process uses together with all it started; undefined where nothing tells. */
  readonly measure?: (pid: number) => number | undefined;
}

type Listener = (plugins: readonly PluginUsage[]) => void;

/** Measures the memory of plugins for as long as somebody listens; it starts no process for that. */
export class UsageMeter {
  readonly #needs: UsageNeeds;
  readonly #listeners = new Set<Listener>();
  /** By process, as each one remembers its children. */
  #memories = new Map<number, TreeMemory>();
  #stopTimer: (() => void) | undefined;
  #latest: readonly PluginUsage[] | undefined;

  constructor(needs: UsageNeeds) {
    this.#needs = needs;
  }

  /** Tells what is known, and every measurement from now on. */
  follow(listener: Listener): Disposable {
    const own: Listener = (plugins) => listener(plugins);
    this.#listeners.add(own);
    if (this.#latest) own(this.#latest);
    this.#stopTimer ??= this.#needs.timers.after(0, () => void this.#measure());
    return { dispose: () => this.#leave(own) };
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#latest = undefined;
    this.#memories.clear();
  }

  /** One plugin at a time, so that many of them do not hold the daemon up. */
  async #measure(): Promise<void> {
    const found: PluginUsage[] = [];
    const memories = new Map<number, TreeMemory>();
    for (const { className: plugin, pid } of this.#needs.plugins()) {
      if (pid === undefined) continue;
      const known = this.#memories.get(pid) ?? new TreeMemory(pid);
      memories.set(pid, known);
      const memory = this.#needs.measure ? this.#needs.measure(pid) : known.read(0);
      if (memory !== undefined) found.push({ plugin, memory });
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#listeners.size === 0) return;
    this.#memories = memories;
    this.#stopTimer = this.#needs.timers.after(pause, () => void this.#measure());
    this.#tell(found);
  }

  #tell(found: readonly PluginUsage[]): void {
    const isSame = JSON.stringify(found) === JSON.stringify(this.#latest ?? []);
    this.#latest = found;
    if (isSame) return;
    for (const listener of [...this.#listeners]) listener(found);
  }
}
