/** How often and how soon a failed plugin starts again; times in milliseconds of real time. */
export interface RestartLimits {
  /** Restarts within the window; 0 for none at all. */
  readonly restarts: number;
  readonly restartWindow: number;
  /** Before the first restart; twice as long before each further one. */
  readonly restartDelay: number;
}

/** Longest pause before a restart. */
const longestDelay = 30_000;

/** A plugin that ran for so long starts again with the shortest pause. */
const steadyTime = 30_000;

/** What to do about a failure. */
export type RestartDecision =
  { readonly kind: 'restart'; readonly afterMs: number } | { readonly kind: 'giveUp' };

/** Decides about one plugin, from one failure to the next. */
export class RestartPolicy {
  readonly #limits: RestartLimits;
  /** When the restarts of the last window were. */
  #restarts: readonly number[] = [];
  #inARow = 0;

  constructor(limits: RestartLimits) {
    this.#limits = limits;
  }

  /** `now` is when it failed, `upFor` how long it ran before that. */
  decide(now: number, upFor: number): RestartDecision {
    const { restarts, restartWindow, restartDelay } = this.#limits;
    this.#restarts = this.#restarts.filter((at) => now - at < restartWindow);
    if (this.#restarts.length >= restarts) return { kind: 'giveUp' };
    if (upFor >= steadyTime) this.#inARow = 0;
    const afterMs = Math.min(
      restartDelay * 2 ** this.#inARow,
      Math.max(longestDelay, restartDelay),
    );
    this.#inARow++;
    this.#restarts = [...this.#restarts, now + afterMs];
    return { kind: 'restart', afterMs };
  }
}
