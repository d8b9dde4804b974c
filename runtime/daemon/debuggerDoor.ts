import { CodedError } from '../base/codedError.ts';
import type { DebugTarget, PluginPhase } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { DebugClient } from './debugClient.ts';
import type { PluginRecord } from './pluginRegistry.ts';

/** Phases in which there is something to attach to. */
const attachable: readonly PluginPhase['kind'][] = ['waitingForDebugger', 'loaded', 'running'];

/** Opens the debuggers of plugins, and offers them to all who watch; one that is open stays open. */
export class DebuggerDoor {
  readonly #events: Pick<DaemonEvents, 'debugTarget'>;
  readonly #openings = new WeakMap<PluginInstance, Promise<DebugTarget>>();
  /** Where each process can be attached to; a candidate has its own beside the plugin that runs. */
  readonly #targets = new WeakMap<PluginInstance, DebugTarget>();

  constructor(events: Pick<DaemonEvents, 'debugTarget'>) {
    this.#events = events;
  }

  /** Opens the debugger of a process, and offers nothing yet. */
  async prepare(instance: PluginInstance): Promise<DebugTarget> {
    const opening = this.#openings.get(instance) ?? instance.prepareDebug();
    this.#openings.set(instance, opening);
    const target = await opening;
    // One that was busy may not be the next time.
    if (target.kind === 'unavailable') this.#openings.delete(instance);
    else this.#targets.set(instance, target);
    return target;
  }

  offer({ className: plugin, generation }: PluginInstance, target: DebugTarget): void {
    this.#events.debugTarget.fire({ plugin, generation, target });
  }

  /** Offers the debugger that was opened before; nothing where there is none. */
  offerPrepared(instance: PluginInstance): void {
    const target = this.#targets.get(instance);
    if (target) this.offer(instance, target);
  }

  /**
   * Opens the debugger of a plugin that runs already, for this client: its reloads have one as well
   * from now on.
   * @throws CodedError `plugin-not-running`, `debugger-hung`, or why it cannot be debugged
   */
  async open(record: PluginRecord, client: DebugClient): Promise<void> {
    // First of all, so that a reload that begins meanwhile comes with its debugger.
    record.addDebugger(client);
    try {
      // A version that is loaded without one takes its place in a moment.
      if (record.candidate?.isDebugged === false) await record.reload;
      await this.#open(record);
    } catch (thrown) {
      record.removeDebugger(client);
      throw thrown;
    }
  }

  async #open(record: PluginRecord): Promise<void> {
    const { className, instance, generation } = record;
    if (!instance || !attachable.includes(record.phase.kind)) throw notRunning(record);
    const isOpen = this.#targets.has(instance);
    if (!isOpen && instance.health?.kind === 'unresponsive') throw hung(className);
    const target = await this.prepare(instance);
    if (target.kind === 'unavailable') throw unavailable(className, target.problem);
    if (record.generation !== generation || !record.isAlive) throw notRunning(record);
    this.offer(instance, target);
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
