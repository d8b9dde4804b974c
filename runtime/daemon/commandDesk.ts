import type { Gate } from '../base/gate.ts';
import type { CommunicationHandler } from '../communication/communicationHandler.ts';
import type { Actor, HostReportContract, Outcome } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import { asRpcErrors } from './asRpcErrors.ts';
import { throwUnlessDone } from './commandCalls.ts';
import type { PluginRegistry } from './pluginRegistry.ts';

type Offer = HostReportContract['requests']['registerCommand']['params'];

/** What the desk hands on to. */
export interface CommandParts {
  readonly registry: Pick<PluginRegistry, 'get'>;
  readonly gate: Gate;
  readonly commands: CommunicationHandler;
  /** Tells the user that a plugin goes on without a command of its own. */
  readonly warn: (instance: PluginInstance, warning: Warning) => void;
}

type Warning = HostReportContract['notes']['warning'];

/** Takes the commands that plugins offer; those of a candidate count once it takes its place. */
export class CommandDesk {
  readonly #parts: CommandParts;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  async register(
    instance: PluginInstance,
    offer: Offer,
    by: { readonly actor: Actor; readonly cause: number | null },
  ): Promise<void> {
    const { command, help, keys } = offer;
    const { className: name, generation } = instance;
    const request = { ...by, verb: 'registerCommand', target: command, args: { help } } as const;
    const outcome = await this.#parts.gate.submit(request, () => {
      this.#commandsOf(instance).register({
        name: command,
        help,
        keys: keys && boundedKeys(keys),
        owner: { name, generation },
        handler: (data, callCause) => instance.call(command, data, callCause),
      });
      return { requested: name, observed: name, before: null, after: name };
    });
    this.#warnOf(outcome, instance, offer);
    await asRpcErrors(() => {
      throwUnlessDone(outcome);
      return Promise.resolve();
    });
  }

  /** A plugin may go on without the command, so its user has to learn of it here. */
  #warnOf(outcome: Outcome, instance: PluginInstance, { source }: Offer): void {
    if (outcome.kind !== 'failed') return;
    const { registry, warn } = this.#parts;
    const isOwn = registry.get(instance.className)?.found.isShipped === false;
    const { code, message } = outcome;
    warn(instance, { code, message, ...(isOwn && source && { source }) });
  }

  #commandsOf({ className, generation }: PluginInstance): Pick<CommunicationHandler, 'register'> {
    const candidate = this.#parts.registry.get(className)?.candidate;
    return candidate?.generation === generation ? candidate.commands : this.#parts.commands;
  }
}

/** As many as anybody would fill in. */
function boundedKeys(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.slice(0, 32).map((key) => key.slice(0, 100)))];
}
