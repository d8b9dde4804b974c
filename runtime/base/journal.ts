import type { Entry, Observation, Outcome } from '../protocol/index.ts';
import type { Clock } from './clock.ts';
import { Emitter } from './emitter.ts';
import { Ring } from './ring.ts';

/** An action before it has its place in the journal. */
export type ActionRequest = Pick<Entry, 'actor' | 'cause' | 'verb' | 'target' | 'args'>;

/** A read before it has its place in the journal. */
export type Read = Pick<Observation, 'actor' | 'what' | 'target' | 'value'>;

/** How much a journal keeps. */
export interface JournalLimits {
  readonly actions: number;
  /** Things whose reads are kept: a variable of a plugin, a plugin's waiting. */
  readonly observed: number;
  /** Changes kept of each such thing. */
  readonly changes: number;
}

/** Enough for a long session, some tens of megabytes at most. */
const usualLimits: JournalLimits = { actions: 10_000, observed: 2_000, changes: 20 };

/** What a reader of the journal gets. */
export interface JournalExtract {
  readonly entries: readonly Entry[];
  readonly observations: readonly Observation[];
}

/**
 * Everything that was done and why, in one order.
 * Reads are kept apart, so that many of them never displace an action.
 */
export class Journal {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #limits: JournalLimits;
  readonly #actions: Ring<Entry>;
  readonly #observed = new Map<string, Ring<Observation>>();
  readonly #written = new Emitter<Entry>();
  #seq = 0;

  /** An entry was written, or got its outcome. */
  readonly onDidWrite = this.#written.event;

  constructor(clock: Pick<Clock, 'now'>, limits: JournalLimits = usualLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#actions = new Ring(limits.actions);
  }

  /** Writes an action that is about to happen. */
  write(request: ActionRequest): Entry {
    const { actor, cause, verb, target, args } = request;
    const entry = { seq: ++this.#seq, t: this.#clock.now(), actor, cause, verb, target, args };
    this.#actions.push(entry);
    this.#written.fire(entry);
    return entry;
  }

  /** Says what became of an action; its entry may have been displaced meanwhile. */
  complete(entry: Entry, outcome: Outcome): Entry {
    const { seq, t, actor, cause, verb, target, args } = entry;
    // Written out, as a spread copy takes several times as long.
    const completed = { seq, t, actor, cause, verb, target, args, outcome };
    const number = this.#find(seq);
    if (number !== undefined) this.#actions.replace(number, completed);
    this.#written.fire(completed);
    return completed;
  }

  /** Keeps the first read of a thing and each change of the value seen; counts the rest. */
  observe(read: Read): Observation {
    const ring = this.#ringOf(read);
    const last = ring.last();
    if (last && JSON.stringify(last.value) === JSON.stringify(read.value)) {
      const counted = { ...last, count: last.count + 1 };
      ring.replace(ring.newest, counted);
      return counted;
    }
    const { actor, what, target, value } = read;
    const t = this.#clock.now();
    const observation = { seq: ++this.#seq, t, actor, what, target, value, count: 1 };
    ring.push(observation);
    return observation;
  }

  /** What is kept of everything after `seq`. */
  entriesAfter(seq: number): JournalExtract {
    const isLater = (item: { readonly seq: number }): boolean => item.seq > seq;
    return {
      entries: this.#actions.toArray().filter(isLater),
      observations: [...this.#observed.values()]
        .flatMap((ring) => ring.toArray())
        .filter(isLater)
        .sort((a, b) => a.seq - b.seq),
    };
  }

  /** The entry and what led to it, nearest first, as far as the journal still knows. */
  chain(seq: number | null): readonly Entry[] {
    const chain: Entry[] = [];
    for (let at = seq; at !== null;) {
      const entry = this.#actions.get(this.#find(at) ?? -1);
      if (!entry) break;
      chain.push(entry);
      at = entry.cause !== null && entry.cause < entry.seq ? entry.cause : null;
    }
    return chain;
  }

  /** The ring's number of an entry; entries stand there in the order of `seq`, and it is mostly one of the last. */
  #find(seq: number): number | undefined {
    const { oldest, newest } = this.#actions;
    if (seq < this.#seqAt(oldest)) return undefined;
    let low = newest;
    for (let step = 1; low > oldest && this.#seqAt(low) > seq; step *= 2) {
      low = Math.max(oldest, low - step);
    }
    let high = newest;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#seqAt(middle);
      if (found === seq) return middle;
      if (found < seq) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  #seqAt(number: number): number {
    return this.#actions.get(number)?.seq ?? 0;
  }

  /** The ring of a thing; the thing not read for the longest time makes room for a new one. */
  #ringOf({ actor, what, target }: Read): Ring<Observation> {
    const key = JSON.stringify([what, actor.kind, actor.plugin ?? null, target]);
    const ring = this.#observed.get(key) ?? new Ring<Observation>(this.#limits.changes);
    this.#observed.delete(key);
    this.#observed.set(key, ring);
    if (this.#observed.size > this.#limits.observed) {
      const [oldest] = this.#observed.keys();
      if (oldest !== undefined) this.#observed.delete(oldest);
    }
    return ring;
  }
}
