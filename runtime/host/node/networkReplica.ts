import type { NetworkDelta, NetworkPart, ServerSnapshot } from '../../protocol/index.ts';
import { NeedsIndex } from './needsIndex.ts';

/** The plugin's own copy of the server tree, kept up by the daemon's parts and deltas. */
export class NetworkReplica {
  #servers = new Map<string, ServerSnapshot>();
  #parts: NetworkPart[] = [];
  #lastSeq = 0;
  #revision = 0;
  #index: NeedsIndex | undefined;

  /** Number of the last change that was taken in. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Grows whenever a server is not what it was, so that readers know what they may keep. */
  get revision(): number {
    return this.#revision;
  }

  /** Needed servers first; the same list until a server or a need comes or goes. */
  get names(): readonly string[] {
    return this.#needs().names;
  }

  get(name: string): ServerSnapshot | undefined {
    return this.#servers.get(name);
  }

  /** Names that need a server, in the order of `names`. */
  dependentsOf(name: string): readonly string[] {
    return this.#needs().dependentsOf(name);
  }

  /** A snapshot counts once all its parts are here. */
  takePart(part: NetworkPart): void {
    if (part.part === 0) this.#parts = [];
    this.#parts.push(part);
    if (this.#parts.length < part.parts) return;
    const servers = this.#parts.flatMap(({ servers }) => servers);
    this.#servers = new Map(servers.map((server) => [server.name, server]));
    this.#index = undefined;
    this.#revision++;
    this.#lastSeq = part.seq;
    this.#parts = [];
  }

  takeDelta({ seq, changed }: NetworkDelta): void {
    if (seq <= this.#lastSeq) return;
    for (const server of changed) this.#take(server);
    this.#revision++;
    this.#lastSeq = seq;
  }

  #take(server: ServerSnapshot): void {
    const before = this.#servers.get(server.name);
    if (!before || !isSameList(before.dependencies, server.dependencies)) this.#index = undefined;
    this.#servers.set(server.name, server);
  }

  /** Built when it is asked for: most changes are of OpStates and leave it alone. */
  #needs(): NeedsIndex {
    this.#index ??= new NeedsIndex(this.#servers);
    return this.#index;
  }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}
