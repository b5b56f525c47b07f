// How narrow, and how near to 0, a range may be: one bound for windows, axes, colours and zooms.
import type { Range, Scale } from './grid.ts';

/**
 * A range is at least this share of its farther end wide: 2^8 f64 numbers, as many as a small plot has pixels. With twelve
 * ticks a step is 2^4 of them at least, so that ticks, and labels of 17 digits, are different from each other; zooming ends
 * at one f64 number per pixel, before it.
 */
export const LEAST_SHARE = 2 ** -44;

/**
 * The narrowest range, and the least of a log scale: that of the drawing, which in f32 has 8,192 cells of it, and scales
 * of 2 over it, without an underflow (1.2e-38) or an overflow.
 */
export const LEAST_WIDTH = 1e-30;

/** Values that f32 draws: squares of what is told apart stay finite where they are scaled to the range first. */
export const LARGEST_DRAWN = 1e37;

/** How wide a range with these ends must be at least. */
export const leastWidth = ([min, max]: Readonly<Range>): number =>
  Math.max(LEAST_WIDTH, LEAST_SHARE * Math.max(Math.abs(min), Math.abs(max)));

/** A range, or about its middle the narrowest that there may be. */
export function widened([lo, hi]: Readonly<Range>): Range {
  const least = leastWidth([lo, hi]);
  if (hi - lo >= least) return [lo, hi];
  const middle = lo + (hi - lo) / 2;
  // Twice as wide, as the sums are rounded.
  return [middle - least, middle + least];
}

/** Whether a range can be drawn: numbers with min < max, wide enough, on a log scale above 0 by enough. */
export const isDrawable = ([min, max]: Readonly<Range>, scale: Scale = 'linear'): boolean =>
  max - min >= leastWidth([min, max]) &&
  Math.max(Math.abs(min), Math.abs(max)) <= LARGEST_DRAWN &&
  (scale === 'linear' || min >= LEAST_WIDTH);

/** What is wrong with a range whose ends are numbers within their limits, in words, or null. */
export function rangeFault(range: Readonly<Range>, scale: Scale = 'linear'): string | null {
  const [min, max] = range;
  const given = JSON.stringify(range);
  if (!(min < max)) return `${given} is not a range with min < max`;
  const least = leastWidth(range);
  if (!(max - min >= least)) {
    const [width, allowed] = [max - min, least].map((value) => Number(value.toPrecision(3)));
    return `${given} is ${width} wide, which is not at least ${allowed}`;
  }
  if (scale === 'log' && min <= 0) return `${given} is not above 0, as a log scale must be`;
  if (scale === 'log' && min < LEAST_WIDTH) {
    return `${given} does not begin at ${LEAST_WIDTH} or above, as a log scale must`;
  }
  return null;
}
