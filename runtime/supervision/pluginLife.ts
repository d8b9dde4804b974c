import {
  RpcError,
  type PluginFailure,
  type PluginPhase,
  type SourceLocation,
} from '../protocol/index.ts';
import { reportedFailure } from './callErrors.ts';
import type { PluginInstance, PluginListener } from './pluginInstance.ts';
import { nextPhase, type PhaseEvent } from './pluginPhase.ts';

/** How far one generation of a plugin has come, and who is told of it. */
export class PluginLife {
  readonly #instance: PluginInstance;
  readonly #listener: PluginListener;
  #phase: PluginPhase = { kind: 'starting' };

  constructor(instance: PluginInstance, listener: PluginListener) {
    this.#instance = instance;
    this.#listener = listener;
  }

  get phase(): PluginPhase {
    return this.#phase;
  }

  /** Takes what happened, and tells of the phase that it leads to. */
  happen(event: PhaseEvent): void {
    const phase = nextPhase(this.#phase, event);
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#listener.phaseChanged(this.#instance);
    if (event.kind === 'waitingForDebugger') this.#listener.waitingForDebugger(this.#instance);
  }

  /** Whether it has failed by this; while it stops a failure is worth a warning only. */
  fail(failure: PluginFailure): boolean {
    if (this.#phase.kind !== 'stopping') {
      this.happen({ kind: 'failed', failure });
      return true;
    }
    const { code, message, source } = failure;
    this.warn(code, message, source);
    return false;
  }

  warn(code: string, message: string, source?: SourceLocation): void {
    this.#listener.warning(this.#instance, { code, message, ...(source && { source }) });
  }
}

/** The failure that a host told of, else one of this code and of what was thrown. */
export function failureOf(
  thrown: unknown,
  code: PluginFailure['code'],
  whatFailed: string,
): PluginFailure {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return reportedFailure(thrown) ?? { code, message: `${whatFailed}: ${text}` };
}

/** Whether a call ended because its plugin did, of which others tell. */
export function isClosed(thrown: unknown): boolean {
  return thrown instanceof RpcError && thrown.code === 'closed';
}
