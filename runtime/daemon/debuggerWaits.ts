import type { Event } from '../base/emitter.ts';
import type { PluginFailure, RpcTimers } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import type { ReloadCandidate } from './reloadCandidate.ts';

/** What is needed to see who waits for a debugger in vain. */
export interface WaitParts {
  readonly registry: Pick<PluginRegistry, 'get'>;
  /** Milliseconds of real time for a debugger to come. */
  readonly attachTime: number;
  readonly timers: RpcTimers;
  readonly desk: {
    readonly onDidWaitForDebugger: Event<PluginInstance>;
    /** The first thing that a plugin does after its debugger has let it go. */
    readonly onDidImport: Event<PluginInstance>;
    readonly onDidEnd: Event<PluginInstance>;
  };
}

/**
 * Gives up new versions that wait for a debugger which does not come, so that a reload under a
 * debugger has an end; the version before runs on.
 */
export class DebuggerWaits {
  readonly #parts: WaitParts;
  /** How to stop waiting for each one that waits. */
  readonly #waiting = new Map<ReloadCandidate, () => void>();

  constructor(parts: WaitParts) {
    this.#parts = parts;
    const { desk } = parts;
    desk.onDidWaitForDebugger((instance) => this.#begin(instance));
    desk.onDidImport((instance) => this.#end(this.#candidateOf(instance)));
    desk.onDidEnd((instance) => this.#end(this.#candidateOf(instance)));
  }

  /** Somebody's debugger has left the plugin. */
  debuggerLeft(record: PluginRecord): void {
    const { candidate, className } = record;
    if (!candidate || record.isDebugged || !this.#waiting.has(candidate)) return;
    this.#giveUp(candidate, nobodyLeft(className));
  }

  #begin({ className, generation }: PluginInstance): void {
    const { registry, timers, attachTime } = this.#parts;
    const record = registry.get(className);
    const candidate = record?.candidate;
    if (!record || candidate?.generation !== generation) return;
    const giveUp = (): void => this.#giveUp(candidate, tooLate(className, attachTime));
    this.#waiting.set(candidate, timers.after(attachTime, giveUp));
    this.debuggerLeft(record);
  }

  #giveUp(candidate: ReloadCandidate, failure: PluginFailure): void {
    this.#end(candidate);
    // Whoever reloads waits for the same end, and hears should it fail.
    candidate.giveUp(failure).catch(() => undefined);
  }

  #end(candidate: ReloadCandidate | undefined): void {
    if (!candidate) return;
    this.#waiting.get(candidate)?.();
    this.#waiting.delete(candidate);
  }

  #candidateOf({ className, generation }: PluginInstance): ReloadCandidate | undefined {
    const candidate = this.#parts.registry.get(className)?.candidate;
    return candidate?.generation === generation ? candidate : undefined;
  }
}

function tooLate(className: string, ms: number): PluginFailure {
  return {
    code: 'debugger-not-attached',
    message:
      `No debugger attached to the new version of ${className} within ${ms / 1000} s, so it was given up. ` +
      'Save again to try once more, or end debugging; “attach_time” in section [limits] of etc/config.ini is the time.',
  };
}

function nobodyLeft(className: string): PluginFailure {
  return {
    code: 'debugger-not-attached',
    message:
      `Whoever debugged ${className} left while its new version waited for the debugger, so it was given up. ` +
      'Reload it again: it comes without a debugger then.',
  };
}
