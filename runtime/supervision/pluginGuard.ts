import { sep } from 'node:path';
import { TreeMemory } from '../platform/treeMemory.ts';
import type { PluginFailure, PluginHealth, RpcTimers, ThreadSample } from '../protocol/index.ts';
import { hungTooLong, tooMuchMemory } from './classifyEnd.ts';
import { HangWatch } from './hangWatch.ts';
import { watchMemory } from './memoryWatch.ts';
import type { ProcessLimits } from './processLimits.ts';
import type { StackLine } from './stackDump.ts';
import type { StackReader } from './stackReader.ts';

/** Milliseconds after which a plugin is shown as unresponsive without its stack, which may still come. */
const stackTime = 700;

/** What a guard looks after and whom it tells. */
export interface GuardRequest {
  readonly className: string;
  readonly pid: number | undefined;
  /** Absolute; the author's files are below it. */
  readonly project: string;
  readonly limits: ProcessLimits;
  readonly timers: RpcTimers;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly ping: () => Promise<{ readonly thread?: ThreadSample }>;
  readonly stack: StackReader;
  readonly onHealth: (health: PluginHealth | undefined) => void;
  /** The process has to be killed for this reason. */
  readonly onTooMuch: (failure: PluginFailure) => void;
}

/** Looks at the memory and the signs of life of one plugin's process. */
export class PluginGuard {
  readonly #request: GuardRequest;
  readonly #hangs: HangWatch;
  readonly #stopMemory: (() => void) | undefined;
  #health: PluginHealth | undefined;
  /** Ends what waits while the plugin is unresponsive. */
  #stopWaiting: (() => void)[] = [];

  constructor(request: GuardRequest) {
    this.#request = request;
    const { limits, timers, now, ping } = request;
    const onChange = (health: PluginHealth | undefined): void => this.#take(health);
    this.#hangs = new HangWatch({ hang: limits.hang, timers, now, ping, onChange });
    this.#stopMemory = this.#watchMemory();
  }

  /** Begins to ask for signs of life. */
  watchHangs(): void {
    this.#hangs.start();
  }

  /** Whoever debugs the plugin may let it stand still. */
  ignoreHangs(): void {
    this.#hangs.stop();
    this.#take(undefined);
  }

  stop(): void {
    this.#stopMemory?.();
    this.ignoreHangs();
  }

  #watchMemory(): (() => void) | undefined {
    const { className, pid, limits, timers, onTooMuch } = this.#request;
    if (pid === undefined) return undefined;
    const tree = new TreeMemory(pid);
    return watchMemory({
      most: limits.memory,
      timers,
      read: (enough) => tree.read(enough),
      onTooMuch: (used) => onTooMuch(tooMuchMemory(className, limits.memory, used)),
    });
  }

  #take(health: PluginHealth | undefined): void {
    for (const stop of this.#stopWaiting) stop();
    this.#stopWaiting = [];
    if (health?.kind === 'unresponsive') this.#takeHang(health);
    else this.#show(health);
  }

  #takeHang(health: PluginHealth): void {
    const { className, limits, timers, stack, onTooMuch } = this.#request;
    if (limits.killHung > 0) {
      this.#stopWaiting.push(
        timers.after(limits.killHung, () => onTooMuch(hungTooLong(className, limits.killHung))),
      );
    }
    const asked = stack.ask();
    if (asked) void this.#showWithStack(health, asked);
    else this.#show(health);
  }

  async #showWithStack(health: PluginHealth, asked: Promise<readonly StackLine[]>): Promise<void> {
    const over = new AbortController();
    const stopTimer = this.#request.timers.after(stackTime, () => this.#show(health));
    this.#stopWaiting.push(() => {
      over.abort();
      stopTimer();
      this.#request.stack.giveUp();
    });
    const place = this.#placeIn(await asked);
    if (over.signal.aborted) return;
    stopTimer();
    this.#show({ ...health, ...place });
  }

  /** The innermost line of the author. */
  #placeIn(stack: readonly StackLine[]): Pick<PluginHealth, 'where' | 'source'> {
    const found = stack.find(({ file }) => file.startsWith(this.#request.project + sep));
    if (!found) return {};
    const { file, line } = found;
    return { where: found.function, source: { file, line } };
  }

  #show(health: PluginHealth | undefined): void {
    if (this.#health === undefined && health === undefined) return;
    this.#health = health;
    this.#request.onHealth(health);
  }
}
