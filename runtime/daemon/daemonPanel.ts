import type { Event } from '../base/emitter.ts';
import type { Command, CommunicationHandler } from '../communication/communicationHandler.ts';
import { daemonOwner } from '../communication/communicationHandler.ts';
import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import type { CommandInfo, PluginVariable } from '../protocol/index.ts';
import { maxMessageBytes, nodeTimers } from '../protocol/index.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import { pluginVariables } from './pluginVariables.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';
import { UsageMeter } from './usageMeter.ts';

/** Of all commands together, which leaves room in a message. */
const mostBytes = 0.75 * maxMessageBytes;

/** UTF-16 units of one text. */
const mostHelp = 1_000;

/** What the panel shows besides servers and plugins. */
export interface PanelParts {
  readonly commands: CommunicationHandler;
  readonly registry: PluginRegistry;
  /** The plugin of that name, also one whose file has just come. */
  readonly require: (plugin: string) => Promise<PluginRecord>;
  readonly readConfig: (plugin: FoundPlugin) => Promise<ReadPluginConfig>;
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

  /** The variables of a plugin, running or not, as a start would read them now. */
  async pluginVariables(plugin: string): Promise<readonly PluginVariable[]> {
    const { require, readConfig } = this.#parts;
    const { found } = await require(plugin);
    return pluginVariables(plugin, await readConfig(found));
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
