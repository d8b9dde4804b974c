import type { Disposable, Event } from '../base/emitter.ts';
import { Emitter } from '../base/emitter.ts';
import type { NetworkDelta, NetworkPart, ServerSnapshot } from '../protocol/index.ts';
import type { ServerNetwork } from './serverNetwork.ts';
import type { ServerNode } from './serverNode.ts';

/** Most bytes of JSON that the servers of one part or delta may have, as long as one server fits. */
export const maxPartBytes = 256 * 1024;

/** Turns changes of a network into a snapshot and numbered deltas, once for all who follow it. */
export class NetworkFeed {
  readonly #network: ServerNetwork;
  readonly #deltas = new Emitter<NetworkDelta>();
  readonly #dirty = new Set<ServerNode>();
  readonly #subscription: Disposable;
  #seq = 0;
  #isFlushPlanned = false;

  /** Fires in the order of `seq`. */
  readonly onDidChange: Event<NetworkDelta> = this.#deltas.event;

  constructor(network: ServerNetwork) {
    this.#network = network;
    this.#subscription = network.onDidChange((node) => this.#note(node));
  }

  /** The network as it is now; deltas with a higher `seq` follow from there. */
  snapshot(): readonly NetworkPart[] {
    this.flush();
    const servers = this.#network.getSortedNodeList().map((node) => this.#network.snapshotOf(node));
    const groups = inParts(servers);
    return groups.map((group, part) => ({
      seq: this.#seq,
      part,
      parts: groups.length,
      servers: group,
    }));
  }

  /** Sends what changed so far; whoever answers a request calls it first, so that deltas precede replies. */
  flush(): void {
    if (this.#dirty.size === 0) return;
    const changed = [...this.#dirty].map((node) => this.#network.snapshotOf(node));
    this.#dirty.clear();
    for (const group of inParts(changed)) this.#deltas.fire({ seq: ++this.#seq, changed: group });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#dirty.clear();
  }

  /** Several changes of one turn become one delta. */
  #note(node: ServerNode): void {
    this.#dirty.add(node);
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      this.flush();
    });
  }
}

/** At least one part; a server that is too big on its own stands alone. */
function inParts(servers: readonly ServerSnapshot[]): readonly (readonly ServerSnapshot[])[] {
  const parts: ServerSnapshot[][] = [[]];
  let bytes = 0;
  for (const server of servers) {
    const size = Buffer.byteLength(JSON.stringify(server)) + 1;
    const part = parts.at(-1);
    if (!part || (part.length > 0 && bytes + size > maxPartBytes)) {
      parts.push([server]);
      bytes = size;
    } else {
      part.push(server);
      bytes += size;
    }
  }
  return parts;
}
