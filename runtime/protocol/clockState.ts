/** The daemon's clock as hosts and views see it; waiting itself is local. */
export interface ClockState {
  readonly mode: 'real' | 'held' | 'virtual';
  /** Clock seconds per real second. */
  readonly rate: number;
  /** Milliseconds added to the real time. */
  readonly offset: number;
}
