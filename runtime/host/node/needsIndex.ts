import type { ServerSnapshot } from '../../protocol/index.ts';

type Servers = ReadonlyMap<string, Pick<ServerSnapshot, 'dependencies'>>;

/** Who needs whom, both ways, for as long as no server and no need comes or goes. */
export class NeedsIndex {
  /** Needed servers first, else in the order given. */
  readonly names: readonly string[];
  readonly #dependents = new Map<string, string[]>();

  constructor(servers: Servers) {
    this.names = Object.freeze(neededFirst(servers));
    for (const name of this.names) this.#dependents.set(name, []);
    for (const name of this.names) {
      for (const need of servers.get(name)?.dependencies ?? []) {
        this.#dependents.get(need)?.push(name);
      }
    }
  }

  /** Names that need a server, in the order of `names`. */
  dependentsOf(name: string): readonly string[] {
    return this.#dependents.get(name) ?? [];
  }
}

/** Walks with a list of its own: a chain of servers may be longer than the call stack is deep. */
function neededFirst(servers: Servers): string[] {
  const placed = new Set<string>();
  const begun = new Set<string>();
  for (const start of servers.keys()) {
    const path = [start];
    for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
      const next = begun.has(name) ? [] : (servers.get(name)?.dependencies ?? []);
      begun.add(name);
      const open = next.filter((need) => servers.has(need) && !begun.has(need));
      if (open.length > 0) {
        path.push(...open.reverse());
        continue;
      }
      path.pop();
      placed.add(name);
    }
  }
  return [...placed];
}
