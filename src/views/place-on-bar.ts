// Where values lie along a colour map.
import type { ColourScaleName, Ranks } from '../fields/colour-scale.ts';

/** Where a value lies on the bar, 0 to 1 within the range. */
export function placeOnBar(
  value: number,
  [lo, hi]: readonly [number, number],
  scale: ColourScaleName,
  ranks?: Ranks,
): number {
  if (ranks) return ranks.share(value);
  if (scale !== 'log') return (value - lo) / (hi - lo);
  const log = (v: number) => Math.log(Math.max(v, 1e-30));
  return (log(value) - log(lo)) / (log(hi) - log(lo));
}
