import type { ClockState, ClockTurn } from '../../protocol/index.ts';
import type { HostSurroundings } from './hostSurroundings.ts';
import { OutsideWatch } from './outsideWatch.ts';
import { VirtualTime } from './virtualTime.ts';

/** Not those that take notes of what the plugin leaves. */
const { setTimeout, clearTimeout } = globalThis;

/** Longest single timer that Node takes, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Who is told what the plugin's time does. */
export interface ClockListener {
  /** `seq` is the turn that is over; absent in real time. */
  readonly onParked: (until: number | null, seq: number | undefined) => void;
  /** The plugin does something whose end real time decides. */
  readonly onOutside: (what: string) => void;
}

/** Waits on the daemon's clock; ends every wait when the plugin has to stop. */
export class HostClock {
  readonly #listener: ClockListener;
  readonly #surroundings: Pick<HostSurroundings, 'routeTime' | 'resources'>;
  readonly #sleepers = new Set<() => void>();
  #isRunning = true;
  #offset = 0;
  /** Present while the daemon moves the time. */
  #virtual: VirtualTime | undefined;

  constructor(
    listener: ClockListener,
    surroundings: Pick<HostSurroundings, 'routeTime' | 'resources'>,
  ) {
    this.#listener = listener;
    this.#surroundings = surroundings;
  }

  /** False as soon as the plugin is asked to stop. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  set({ offset, turn }: ClockState): void {
    this.#offset = offset;
    if (!turn) return;
    this.#virtual ??= this.#begin(turn);
    this.#virtual.take(turn);
  }

  stop(): void {
    this.#isRunning = false;
    this.#virtual?.stop();
    for (const wake of this.#sleepers) wake();
  }

  /** Resolves when the plugin may begin to run: in the next turn, so that nothing waits for it. */
  async begin(): Promise<void> {
    await (this.#virtual && this.#isRunning ? this.#virtual.nextTurn : new Promise(setImmediate));
  }

  /** The plugin's turn lasts until the task settles at least. */
  during<Result>(task: Promise<Result>): Promise<Result> {
    return this.#virtual ? this.#virtual.during(task) : task;
  }

  /** Resolves after so many seconds, or at once when the plugin has to stop. */
  async sleep(seconds: number): Promise<void> {
    if (!this.#isRunning) return;
    const ms = Math.max(0, seconds || 0) * 1000;
    if (this.#virtual) await this.#sleepVirtually(this.#virtual, ms);
    else await this.#sleepReally(ms);
  }

  async #sleepVirtually(virtual: VirtualTime, ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    if (Number.isFinite(ms)) virtual.wait(ms, () => resolve(undefined));
    else this.#sleepers.add(() => resolve(undefined));
    await promise;
  }

  async #sleepReally(ms: number): Promise<void> {
    const until = Date.now() + ms;
    this.#listener.onParked(Number.isFinite(until) ? until + this.#offset : null, undefined);
    for (;;) {
      const rest = Math.max(0, until - Date.now());
      const isStopped = await this.#wait(Math.min(rest, longestTimer));
      if (isStopped || rest <= longestTimer) return;
    }
  }

  /** Answers whether the wait was ended by the stop. */
  #wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(end);
        resolve(!this.#isRunning);
      };
      const timer = setTimeout(end, ms);
      this.#sleepers.add(end);
    });
  }

  #begin(turn: ClockTurn): VirtualTime {
    const { resources } = this.#surroundings;
    const { onParked, onOutside } = this.#listener;
    const virtual: VirtualTime = new VirtualTime(turn, {
      onParked,
      isUnderWay: () => watch?.look() ?? false,
    });
    this.#surroundings.routeTime?.(virtual);
    const watch = resources && new OutsideWatch(resources, onOutside);
    return virtual;
  }
}
