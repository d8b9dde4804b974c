import type { NetworkDelta, NetworkPart, ServerSnapshot } from '../../protocol/index.ts';

/** The plugin's own copy of the server tree, kept up by the daemon's parts and deltas. */
export class NetworkReplica {
  #servers = new Map<string, ServerSnapshot>();
  #parts: NetworkPart[] = [];
  #lastSeq = 0;

  /** Number of the last change that was taken in. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Needed servers first. */
  get names(): readonly string[] {
    return [...this.#servers.keys()];
  }

  get(name: string): ServerSnapshot | undefined {
    return this.#servers.get(name);
  }

  /** A snapshot counts once all its parts are here. */
  takePart(part: NetworkPart): void {
    if (part.part === 0) this.#parts = [];
    this.#parts.push(part);
    if (this.#parts.length < part.parts) return;
    const servers = this.#parts.flatMap(({ servers }) => servers);
    this.#servers = new Map(servers.map((server) => [server.name, server]));
    this.#lastSeq = part.seq;
    this.#parts = [];
  }

  takeDelta({ seq, changed }: NetworkDelta): void {
    if (seq <= this.#lastSeq) return;
    for (const server of changed) this.#servers.set(server.name, server);
    this.#lastSeq = seq;
  }
}
