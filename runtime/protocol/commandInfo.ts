/** A command that somebody offers at the moment. */
export interface CommandInfo {
  readonly name: string;
  /** What `listCommands` says of it. */
  readonly help: string;
  /** The plugin that offers it; absent for the daemon itself. */
  readonly owner?: string;
  /** Keys of its request, as far as they are known. */
  readonly keys?: readonly string[];
}
