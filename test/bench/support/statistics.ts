/** The value in the middle; the lower one of two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/**
 * Measures two things in turn, A B A B …, and answers the median of the quotients A/B pair by pair:
 * a machine that gets slower meanwhile slows both.
 */
export async function pairedRatio(
  pairs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ readonly ratio: number; readonly a: number; readonly b: number }> {
  const as: number[] = [];
  const bs: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    as.push(await a());
    bs.push(await b());
  }
  const ratios = as.map((value, at) => value / (bs[at] ?? Number.NaN));
  return { ratio: median(ratios), a: median(as), b: median(bs) };
}

/** Milliseconds that something took. */
export async function timed(act: () => unknown): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}
