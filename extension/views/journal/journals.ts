import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Daemons } from '../../daemon/daemons.ts';
import { toRowPlace } from '../serverTree/rowId.ts';
import { escapeMarkdown } from '../serverTree/serverTooltip.ts';
import { JournalMemory } from './journalMemory.ts';
import { clockText, entrySentence } from './journalWords.ts';

/** The journals of the daemons that run, as far as somebody asked. */
export class Journals {
  readonly #daemons: Pick<Daemons, 'forProject'>;
  readonly #memories = new WeakMap<DaemonConnection, JournalMemory>();

  constructor(daemons: Pick<Daemons, 'forProject'>) {
    this.#daemons = daemons;
  }

  of(connection: DaemonConnection): JournalMemory {
    const known = this.#memories.get(connection);
    if (known) return known;
    const memory = new JournalMemory(connection.request);
    this.#memories.set(connection, memory);
    return memory;
  }

  /** What was done last to a row's server, as Markdown. */
  async tell(id: string): Promise<string | undefined> {
    const place = toRowPlace(id);
    const connection = this.#daemons.forProject(place?.project ?? '');
    if (!connection || !place || !('server' in place)) return undefined;
    const own = (await this.of(connection).ofServer(place.server)).filter(
      ({ verb, target }) =>
        // Reading is nothing that was done to it, and plugins read all servers again and again.
        verb !== 'updateNetwork' &&
        (place.kind === 'server' || target === '' || target === `${place.server}/${place.name}`),
    );
    const [last] = own;
    return (
      last && `Last: ${clockText(last.t)} ${escapeMarkdown(entrySentence(last, place.project))}`
    );
  }
}
