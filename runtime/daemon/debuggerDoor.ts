import { CodedError } from '../base/codedError.ts';
import type { DebugTarget, PluginPhase } from '../protocol/index.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { PluginRecord } from './pluginRegistry.ts';

type Offer = { readonly generation: number; readonly target: DebugTarget };

/** Phases in which there is something to attach to. */
const attachable: readonly PluginPhase['kind'][] = ['waitingForDebugger', 'loaded', 'running'];

/** Opens the debuggers of plugins that run already; one that is open is offered again. */
export class DebuggerDoor {
  readonly #events: Pick<DaemonEvents, 'debugTarget'>;
  /** What was offered last, by class name. */
  readonly #offers = new Map<string, Offer>();

  constructor(events: Pick<DaemonEvents, 'debugTarget'>) {
    this.#events = events;
    events.debugTarget.event(({ plugin, ...offer }) => this.#offers.set(plugin, offer));
  }

  /** @throws CodedError `plugin-not-running`, `debugger-hung`, or why it cannot be debugged */
  async open(record: PluginRecord): Promise<void> {
    const { className: plugin, instance, generation } = record;
    if (!instance || !attachable.includes(record.phase.kind)) throw notRunning(record);
    const known = this.#offers.get(plugin);
    if (known?.generation === generation && known.target.kind !== 'unavailable') {
      this.#events.debugTarget.fire({ plugin, ...known });
      return;
    }
    if (instance.health?.kind === 'unresponsive') throw hung(plugin);
    const target = await instance.prepareDebug();
    if (target.kind === 'unavailable') throw unavailable(plugin, target.problem);
    if (record.generation !== generation || !record.isAlive) throw notRunning(record);
    this.#events.debugTarget.fire({ plugin, generation, target });
  }
}

function notRunning({ className, phase }: PluginRecord): CodedError {
  const message = `${className} does not run (${phase.kind}), so no debugger can attach to it. Run it first.`;
  return new CodedError('plugin-not-running', message);
}

function hung(className: string): CodedError {
  const message = `${className} answers nothing at the moment, so its debugger cannot be opened. Wait for it, or stop it and start it with debugging.`;
  return new CodedError('debugger-hung', message);
}

function unavailable(
  className: string,
  { code, message }: { readonly code: string; readonly message: string },
): CodedError {
  if (code !== 'debugger-failed') return new CodedError(code, message);
  return new CodedError(
    code,
    `${message} ${className} may be busy: wait for it, or stop it and start it with debugging.`,
  );
}
