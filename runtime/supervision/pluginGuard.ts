import { sep } from 'node:path';
import { TreeMemory } from '../platform/treeMemory.ts';
import type { PluginFailure, PluginHealth, RpcTimers, ThreadSample } from '../protocol/index.ts';
import { hungTooLong, tooMuchMemory } from './classifyEnd.ts';
import { HangWatch } from './hangWatch.ts';
import { watchMemory } from './memoryWatch.ts';
import type { ProcessLimits } from './processLimits.ts';
import type { StackLine } from './stackDump.ts';

/** Milliseconds in which a process writes its stack. */
const stackTime = 300;

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
  /** Asks a process that answers nothing for its stack; absent where that cannot be. */
  readonly askForStack: (() => void) | undefined;
  readonly takeStack: () => readonly StackLine[];
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
    const { className, limits, timers, askForStack, onTooMuch } = this.#request;
    if (limits.killHung > 0) {
      this.#stopWaiting.push(
        timers.after(limits.killHung, () => onTooMuch(hungTooLong(className, limits.killHung))),
      );
    }
    if (!askForStack) {
      this.#show(health);
      return;
    }
    askForStack();
    this.#stopWaiting.push(
      timers.after(stackTime, () => this.#show({ ...health, ...this.#place() })),
    );
  }

  /** The innermost line of the author in the stack that came. */
  #place(): Pick<PluginHealth, 'where' | 'source'> {
    const { project, takeStack } = this.#request;
    const found = takeStack().find(({ file }) => file.startsWith(project + sep));
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
