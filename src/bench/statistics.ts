// The statistics of repeated measurements: pure, for the page and the terminal alike.

/** Repeated measurements of one quantity. */
export interface Spread {
  median: number;
  /** First and third quartile: half of the repeats lie within. */
  low: number;
  high: number;
  repeats: number;
}

/** The p-quantile, 0 ≤ p ≤ 1, interpolated between the sorted values. NaN of none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (at - Math.floor(at)) * (above - below);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
    repeats: values.length,
  };
}

/**
 * The median of a[i]/b[i]. Pairs measured beside each other share what else the machine is doing,
 * so that this is steadier than the ratio of the medians.
 */
export function medianRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.slice(0, b.length).map((value, i) => value / b[i]!));
}

/** Half the distance between the quartiles of a spread, relative to its median: ± this. */
export function relativeSpread({ median, low, high }: Spread): number {
  return (high - low) / 2 / median;
}
