import type { Landscape } from '../engine.ts';
import type { Scale } from '../math/grid.ts';

const ranges = new WeakMap<Landscape, [number, number]>();

/** Smallest and largest loss of a landscape, never an empty range. */
export function rangeOf(landscape: Landscape | null): [number, number] {
  if (!landscape) return [0, 1];
  let range = ranges.get(landscape);
  if (!range) {
    let lo = Number.POSITIVE_INFINITY;
    let hi = Number.NEGATIVE_INFINITY;
    for (const value of landscape.loss) {
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
    // A flat view still needs a range: as wide as f32 can resolve.
    range =
      hi - lo > 1e-6 * Math.abs(hi)
        ? [lo, hi]
        : [lo > 0 ? lo * (1 - 1e-6) : lo - 1e-6, hi + 1e-6 * Math.max(Math.abs(hi), 1e-6)];
    ranges.set(landscape, range);
  }
  return range;
}

/**
 * The scale and range that a landscape is coloured with. A log scale has no place for losses of 0 or below: its
 * own range ends six decades under the greatest loss, and where that is no more than 0 the scale is linear.
 */
export function coloursOf(
  landscape: Landscape | null,
  wanted: { scale: Scale; range: readonly [number, number] | null },
): { scale: Scale; range: readonly [number, number] } {
  const { scale } = wanted;
  if (wanted.range) return { scale, range: wanted.range };
  const [lo, hi] = rangeOf(landscape);
  if (scale === 'linear' || lo > 0) return { scale, range: [lo, hi] };
  return hi > 0 ? { scale, range: [1e-6 * hi, hi] } : { scale: 'linear', range: [lo, hi] };
}
