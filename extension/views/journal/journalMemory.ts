import type { DaemonRequest } from '../../daemon/daemonConnection.ts';
import { powerVerbs, type Entry } from '../../../runtime/protocol/index.ts';

/** Entries kept of each server. */
const mostKept = 20;
const mostServers = 2_000;

/** What was done to the servers of one daemon, asked for only when somebody wants to know. */
export class JournalMemory {
  readonly #request: DaemonRequest;
  readonly #ofServer = new Map<string, readonly Entry[]>();
  /** The newest entry known to be complete, with all before it. */
  #settled: Entry | undefined;
  #reading: Promise<void> | undefined;

  constructor(request: DaemonRequest) {
    this.#request = request;
  }

  /**
   * What was done last to a server and its objects, newest first, what was done to all servers
   * included. Rejects when the daemon does not answer.
   */
  async ofServer(server: string): Promise<readonly Entry[]> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    await this.#reading;
    const entries = [...(this.#ofServer.get(server) ?? []), ...(this.#ofServer.get('') ?? [])];
    return entries.sort((a, b) => b.seq - a.seq).slice(0, mostKept);
  }

  async #read(): Promise<void> {
    const known = this.#settled;
    // The one before is asked for again: when it is gone, the daemon was restarted.
    const { entries } = await this.#request('journal', { after: (known?.seq ?? 1) - 1 });
    const isSame = known && entries[0]?.seq === known.seq && entries[0].t === known.t;
    if (known && !isSame) {
      this.#settled = undefined;
      this.#ofServer.clear();
      await this.#read();
      return;
    }
    for (const entry of entries) this.#keep(entry);
    const open = entries.findIndex(({ outcome }) => !outcome);
    const settled = entries[(open < 0 ? entries.length : open) - 1];
    if (settled) this.#settled = settled;
  }

  #keep(entry: Entry): void {
    if (!serverVerbs.has(entry.verb)) return;
    const [server = ''] = entry.target.split('/', 1);
    const others = (this.#ofServer.get(server) ?? []).filter(({ seq }) => seq !== entry.seq);
    // The server that nothing was done to for the longest time makes room.
    this.#ofServer.delete(server);
    this.#ofServer.set(server, [...others, entry].slice(-mostKept));
    const [oldest] = this.#ofServer.keys();
    if (this.#ofServer.size > mostServers && oldest !== undefined) this.#ofServer.delete(oldest);
  }
}

/** Commands and plugins are told elsewhere. */
const serverVerbs: ReadonlySet<string> = new Set(powerVerbs);
