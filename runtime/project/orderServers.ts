/** A server and the names it needs. */
export interface Dependent {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/** The servers with needed ones first, and what had to be left out to get there. */
export interface ServerOrder {
  /** Every server once; those without a say about order stand by name (`web2` before `web10`). */
  readonly ordered: readonly string[];
  /** The names along each circle, each needed by the next; the first one's need for the last is ignored. */
  readonly cycles: readonly (readonly string[])[];
  /** Needs for servers that do not exist; ignored. */
  readonly unknown: readonly { readonly server: string; readonly dependency: string }[];
  /** The needs that hold, in file order. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

const byName = new Intl.Collator('en', { numeric: true });

/** Negative when server `a` stands before `b` where dependencies do not decide. */
export function compareNames(a: string, b: string): number {
  return byName.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/** Orders servers so that each stands after all it needs; a need that closes a circle is ignored. */
export function orderServers(servers: readonly Dependent[]): ServerOrder {
  return new Ordering(servers).run();
}

/** A server whose needs are being visited, and how far that is. */
interface Visit {
  readonly name: string;
  readonly needs: readonly string[];
  next: number;
}

class Ordering {
  readonly #needs = new Map<string, readonly string[]>();
  readonly #unknown: { server: string; dependency: string }[] = [];
  readonly #ordered: string[] = [];
  readonly #cycles: (readonly string[])[] = [];
  readonly #ignored = new Map<string, Set<string>>();
  /** A name is open while something it needs is being visited. */
  readonly #state = new Map<string, 'open' | 'done'>();

  constructor(servers: readonly Dependent[]) {
    const names = new Set(servers.map(({ name }) => name));
    for (const { name, dependencies } of servers) {
      const unique = [...new Set(dependencies)];
      this.#needs.set(
        name,
        unique.filter((each) => names.has(each)),
      );
      for (const dependency of unique.filter((each) => !names.has(each))) {
        this.#unknown.push({ server: name, dependency });
      }
    }
  }

  run(): ServerOrder {
    for (const name of [...this.#needs.keys()].sort(compareNames)) this.#visit(name);
    const dependencies = new Map(
      [...this.#needs].map(([name, needs]) => [
        name,
        needs.filter((need) => !this.#ignored.get(name)?.has(need)),
      ]),
    );
    return {
      ordered: this.#ordered,
      cycles: this.#cycles,
      unknown: this.#unknown,
      dependencies,
    };
  }

  /** Not recursive: a chain of servers may be longer than the stack is deep. */
  #visit(root: string): void {
    if (this.#state.has(root)) return;
    const path: Visit[] = [this.#open(root)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const need = visit.needs[visit.next++];
      if (need === undefined) {
        this.#state.set(visit.name, 'done');
        this.#ordered.push(visit.name);
        path.pop();
      } else if (this.#state.get(need) === 'open') {
        this.#ignore(visit.name, need, path);
      } else if (!this.#state.has(need)) path.push(this.#open(need));
    }
  }

  #open(name: string): Visit {
    this.#state.set(name, 'open');
    return { name, needs: [...(this.#needs.get(name) ?? [])].sort(compareNames), next: 0 };
  }

  #ignore(server: string, need: string, path: readonly Visit[]): void {
    const names = path.map(({ name }) => name);
    // A path runs from a server to what it needs, a circle from what is needed to who needs it.
    this.#cycles.push(names.slice(names.indexOf(need)).reverse());
    const ignored = this.#ignored.get(server) ?? new Set();
    this.#ignored.set(server, ignored.add(need));
  }
}
