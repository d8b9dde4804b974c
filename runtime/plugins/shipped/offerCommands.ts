import type { CommandData, CommandHandler, ModuleTemplate } from '../api/index.ts';
import { pythonText } from '../../communication/wire/index.ts';

/** A command, what listCommands says of it, and what answers it. */
export interface OfferedCommand {
  readonly name: string;
  readonly help: string;
  /** Keys of its request. */
  readonly keys: readonly string[];
  readonly handler: CommandHandler;
}

/**
 * Offers commands from a constructor, so that they are there before anybody can call them.
 * One that cannot be offered, as another plugin owns it, is told in the log; the others are offered.
 */
export function offerCommands(plugin: ModuleTemplate, commands: readonly OfferedCommand[]): void {
  const { communicationHandler } = plugin.mainDaemon;
  for (const { name, help, keys, handler } of commands) {
    communicationHandler.AddCommandToList(name, handler, help, keys).catch((error: unknown) => {
      plugin.debug(`The command ${name} is not offered. ${messageOf(error)}`);
    });
  }
}

/** The text of one key of a request; other values as the original writes them, e.g. `True`. */
export function textOf(data: CommandData | null, key: string): string {
  const value = new Map(Object.entries(data ?? {})).get(key);
  if (value === undefined || value === null) throw new Error(`The request needs “${key}”.`);
  return pythonText(value);
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
