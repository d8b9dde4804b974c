import type { CommandData, CommandHandler, CommunicationHandler } from '../../plugins/api/index.ts';
import type { JsonObject } from '../../protocol/index.ts';
import type { CallChain } from './callChain.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { SourceLocation } from '../../protocol/index.ts';

interface Registration {
  readonly handler: CommandHandler;
  readonly place: SourceLocation;
}

/** Offers the plugin's commands to the daemon and runs them when they are called. */
export class CommunicationProxy implements CommunicationHandler {
  readonly #link: DaemonLink;
  readonly #chain: CallChain;
  readonly #commands = new Map<string, Registration>();

  constructor(link: DaemonLink, chain: CallChain) {
    this.#link = link;
    this.#chain = chain;
  }

  async AddCommandToList(
    command: string,
    handler: CommandHandler,
    help = '',
    keys?: readonly string[],
  ): Promise<void> {
    const before = this.#commands.get(command);
    this.#commands.set(command, { handler, place: this.#link.place });
    try {
      await this.#link.registerCommand(command, help, keys);
    } catch (thrown) {
      if (before) this.#commands.set(command, before);
      else this.#commands.delete(command);
      throw thrown;
    }
  }

  sendCommand(command: string, data: CommandData | null = {}): Promise<CommandData> {
    return this.#link.callCommand(command, data);
  }

  /** Runs the plugin's handler because of journal entry `cause`. */
  async run(command: string, data: JsonObject | null, cause: number | null): Promise<JsonObject> {
    const registration = this.#commands.get(command);
    if (!registration) throw new Error(`The plugin has no command “${command}”.`);
    const { handler, place } = registration;
    const reply: unknown = await this.#chain.run({ cause, place }, () => handler(data));
    if (reply === undefined || reply === null) return {};
    if (typeof reply !== 'object' || Array.isArray(reply)) {
      throw new Error(`The handler of “${command}” has to return an object.`);
    }
    return reply as JsonObject;
  }
}
