// Ranks: where a value lies among others.

/** Where a value lies among sorted ones, 0 to 1; equal ones in the middle of their place, one alone at 0.5. */
export function rankIn(sorted: Float64Array, value: number): number {
  if (sorted.length < 2) return 0.5;
  const first = (isPast: (other: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const rank = (first((other) => other >= value) + first((other) => other > value) - 1) / 2;
  return Math.min(1, Math.max(0, rank / (sorted.length - 1)));
}
