import type { ClockState, HostReportContract } from '../protocol/index.ts';

/** A plugin's report that it waits. */
export type Parked = HostReportContract['notes']['parked'];

/** What a turn needs to know of the plugin's instance. */
export interface TurnTaker {
  sendClock(clock: ClockState): void;
}

/** Something that can be done at the daemon's side of a plugin. */
export type Step = () => void | Promise<void>;

/** What wakes a plugin; `load` carries the state of the clock itself, everything else comes before it. */
export type Letter =
  | { readonly kind: 'message'; readonly send: Step }
  | { readonly kind: 'load'; readonly send: (clock: ClockState) => void };

/**
 * One generation of a plugin that takes turns on the daemon's clock.
 * What would wake it waits in `letters` for its turn; what it asks meanwhile waits in `wishes`
 * until it has parked, so that nothing depends on how fast messages travel.
 */
export class TimedPlugin {
  readonly className: string;
  /** Each one begins a turn. */
  readonly letters: Letter[] = [];
  readonly wishes: Step[] = [];
  /** When it wants to go on by itself; null for never. */
  until: number | null = null;
  /** The time it was last told; nothing before it is loaded. */
  told: number | undefined;
  /** May stand at a breakpoint for as long as its author thinks. */
  isDebugged = false;
  #seq = 0;
  #isFree = false;
  #isTurn = false;
  #parked = Promise.withResolvers<undefined>();

  constructor(className: string) {
    this.className = className;
  }

  /** It stops or is gone: time and turns mean nothing to it any more. */
  get isFree(): boolean {
    return this.#isFree;
  }

  /** Whether it has a reason to run at this time. */
  canRun(now: number): boolean {
    return !this.#isFree && (this.letters.length > 0 || (this.until !== null && this.until <= now));
  }

  /** Begins the next turn; its number is the answer. */
  beginTurn(): number {
    this.#parked = Promise.withResolvers();
    this.#isTurn = true;
    return ++this.#seq;
  }

  /** Settles when nothing of the plugin runs any more, or when it was freed. */
  get parked(): Promise<undefined> {
    return this.#parked.promise;
  }

  /** Whether the report ends the turn; one before the next turn only says what woke up meanwhile. */
  park({ until, lastSeqSeen }: Parked): boolean {
    if (this.#isFree || lastSeqSeen !== this.#seq) return false;
    this.until = until;
    const wasTurn = this.#isTurn;
    this.#isTurn = false;
    this.#parked.resolve(undefined);
    return wasTurn;
  }

  /** Lets go of everything that waits for a turn. */
  free(): void {
    this.#isFree = true;
    this.until = null;
    for (const step of this.wishes.splice(0)) void step();
    this.#parked.resolve(undefined);
  }
}
