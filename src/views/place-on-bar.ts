// Where values lie along a colour map.
import type { ColourScaleName, Colours } from '../fields/colour-scale.ts';

/** What of a value is laid out evenly: itself, or its logarithm. */
export const evenOn = (scale: ColourScaleName): ((value: number) => number) =>
  scale === 'log' ? (value) => Math.log(Math.max(value, 1e-30)) : (value) => value;

/** Where values lie on the bar, 0 to 1 within the range. */
export function placeOnBar({ scale, range, ranks }: Colours): (value: number) => number {
  if (ranks) return (value) => ranks.share(value);
  const to = evenOn(scale);
  const [lo, hi] = [to(range[0]), to(range[1])];
  return (value) => (to(value) - lo) / (hi - lo);
}
