import type { DebugClient } from './debugClient.ts';
import type { DebuggerDoor } from './debuggerDoor.ts';
import type { DebuggerWaits } from './debuggerWaits.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';

/** What the desk hands on to. */
export interface DebugParts {
  readonly registry: Pick<PluginRegistry, 'records'>;
  readonly door: DebuggerDoor;
  readonly waits: DebuggerWaits;
  /** The plugin of that name, also one whose file has just come. */
  readonly require: (plugin: string) => Promise<PluginRecord>;
}

/** Lets debuggers come to plugins that run, and leave them again. */
export class DebugDesk {
  readonly #parts: DebugParts;

  constructor(parts: DebugParts) {
    this.#parts = parts;
  }

  /** Opens the debugger of a plugin that runs, and offers it to all who watch. */
  async open(plugin: string, client: DebugClient): Promise<void> {
    const { door, require } = this.#parts;
    await door.open(await require(plugin), client);
  }

  /** The plugin runs on, and its reloads come without a debugger once no other is there. */
  async leave(plugin: string, client: DebugClient): Promise<void> {
    const { require, waits } = this.#parts;
    const record = await require(plugin);
    record.removeDebugger(client);
    waits.debuggerLeft(record);
  }

  /** The channel of a client was closed, which says so itself. */
  clientLeft(): void {
    const { registry, waits } = this.#parts;
    for (const record of registry.records) waits.debuggerLeft(record);
  }
}
