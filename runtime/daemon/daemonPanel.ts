import type { Event } from '../base/emitter.ts';
import type { Command, CommunicationHandler } from '../communication/communicationHandler.ts';
import { daemonOwner } from '../communication/communicationHandler.ts';
import type { CommandInfo } from '../protocol/index.ts';
import { maxMessageBytes, nodeTimers } from '../protocol/index.ts';
import type { PluginRegistry } from './pluginRegistry.ts';
import { UsageMeter } from './usageMeter.ts';

/** Of all commands together, which leaves room in a message. */
const mostBytes = 0.75 * maxMessageBytes;

/** UTF-16 units of one text. */
const mostHelp = 1_000;

/** What the panel shows besides servers and plugins. */
export interface PanelParts {
  readonly commands: CommunicationHandler;
  readonly registry: PluginRegistry;
}

/** What a daemon tells the panel of an editor, as far as somebody looks. */
export class DaemonPanel {
  readonly usage: UsageMeter;
  readonly onDidChangeCommands: Event<void>;
  readonly #parts: PanelParts;

  constructor(parts: PanelParts) {
    this.#parts = parts;
    this.onDidChangeCommands = parts.commands.onDidChange;
    const plugins = () =>
      parts.registry.records.map(({ className, instance }) => ({ className, pid: instance?.pid }));
    this.usage = new UsageMeter({ plugins, timers: nodeTimers });
  }

  /** All commands there are, by name; as many as one message holds. */
  get commands(): readonly CommandInfo[] {
    const { commands } = this.#parts;
    const infos: CommandInfo[] = [];
    let bytes = 0;
    for (const command of commands.commands) {
      const info = toInfo(command, commands.keysOf(command));
      bytes += Buffer.byteLength(JSON.stringify(info)) + 1;
      if (bytes > mostBytes) break;
      infos.push(info);
    }
    return infos;
  }
}

function toInfo({ name, help, owner }: Command, keys: readonly string[] | undefined): CommandInfo {
  return {
    name,
    help: help.slice(0, mostHelp),
    ...(owner !== daemonOwner && { owner: owner.name }),
    ...(keys && { keys }),
  };
}
