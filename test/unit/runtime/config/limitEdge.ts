import type { Limits } from '../../../../runtime/config/limits.ts';

/** How the edge of one limit is tried, on the part of the daemon that keeps to it. */
export interface LimitEdge {
  /** Value of the option, as it is written. */
  readonly value: number;
  /** Other lines of section `[limits]`. */
  readonly beside?: readonly string[];
  /** Whether it strikes when it is reached, as times do, or only above. */
  readonly strikesAt: 'the limit' | 'more';
  /** Whether the limit has struck at so much: milliseconds, bytes or a count. */
  readonly strikes: (limits: Limits, amount: number) => Promise<boolean> | boolean;
}

/** A time: it strikes when it is over. */
export const time = (
  value: number,
  strikes: LimitEdge['strikes'],
  ...beside: readonly string[]
): LimitEdge => ({ value, strikesAt: 'the limit', strikes, beside });

/** A size or a count, which may be used up. */
export const amount = (
  value: number,
  strikes: LimitEdge['strikes'],
  ...beside: readonly string[]
): LimitEdge => ({ value, strikesAt: 'more', strikes, beside });
