/** The daemon's clock as hosts and views see it; waiting itself is local. */
export interface ClockState {
  readonly mode: 'real' | 'held' | 'virtual';
  /** Clock seconds per real second; 0 while it is held, or as fast as it goes (`virtual`). */
  readonly rate: number;
  /** Milliseconds added to the real time; 0 while there is a `turn`. */
  readonly offset: number;
  /** Present in `held` and `virtual` mode, in which the daemon moves the time. */
  readonly turn?: ClockTurn;
}

/** One plugin's turn on a clock that the daemon moves; it lasts until the plugin waits. */
export interface ClockTurn {
  /** Number of the turn, counted per plugin; its clock state is the last message of the turn. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the clock began, in milliseconds since the epoch. */
  readonly began: number;
  /** What the plugin's random numbers grow from. */
  readonly seed: number;
}

/** Where a held clock stands; times in milliseconds since the epoch. */
export interface HeldTime {
  readonly now: number;
  /** When anybody goes on next; null where nobody waits for a time. */
  readonly next: number | null;
  /** Clock seconds per real second; 0 while the time is held. */
  readonly rate: number;
}

/** The daemon's time as its clients follow it. */
export interface DaemonTime extends HeldTime {
  readonly mode: ClockState['mode'];
}
