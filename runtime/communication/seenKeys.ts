import type { JsonObject } from '../protocol/index.ts';

/** Commands whose keys are remembered, keys of one command, and units of one key. */
const most = { commands: 1000, keys: 32, length: 100 } as const;

/** Remembers the keys of requests, for commands whose owners do not name them. */
export class SeenKeys {
  readonly #keys = new Map<string, Set<string>>();

  /** The keys of a command's requests, in the order they were first seen. */
  of(command: string): readonly string[] | undefined {
    const keys = this.#keys.get(command);
    return keys && [...keys];
  }

  /** Whether a request had a key that was not known. */
  note(command: string, data: JsonObject): boolean {
    const keys = this.#keys.get(command) ?? new Set();
    const before = keys.size;
    for (const key of Object.keys(data)) {
      if (keys.size >= most.keys) break;
      if (key.length <= most.length) keys.add(key);
    }
    if (keys.size === before) return false;
    this.#keep(command, keys);
    return true;
  }

  #keep(command: string, keys: Set<string>): void {
    const [oldest] = this.#keys.keys();
    const isFull = this.#keys.size >= most.commands && !this.#keys.has(command);
    if (isFull && oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.set(command, keys);
  }
}
