// Colours by rank: the colour of a value is the share of the picture that lies below it.

import type { Scale } from '../math/grid.ts';
import type { Tick } from '../math/ticks.ts';

/** How values are laid along a colour map: evenly, by their logarithms, or by their rank among those of the picture. */
export type ColourScaleName = Scale | 'rank';

/** Which share of a picture lies below a value. Made by fields/ranks.ts. */
export interface Ranks {
  /** What tells it from others. */
  readonly id: number;
  /** Ascending, each once, RANKS at most; and the share at each, 0 to 1. Between two of them it is interpolated. */
  readonly values: Float64Array;
  readonly shares: Float64Array;
  /** About so many round values, evenly apart by their shares. */
  ticks(count: number): Tick[];
}

/** Places of the table of a scale by rank: a power of 2, which is searched in as many steps as that says. */
export const RANKS = 1024;
export const RANK_STEPS = 10;

/** How values become colours; by rank with `ranks`, and linear until they are there. */
export interface Colours {
  scale: ColourScaleName;
  /** Values at the two ends of the colour map. */
  range: readonly [number, number];
  ranks?: Ranks | undefined;
}

/** The places of a table between which a value lies. */
function placesOf(value: number, values: Float64Array): [low: number, high: number] {
  let [low, high] = [0, values.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle;
  }
  return [low, high];
}

/** The share at a value, 0 to 1; NaN of NaN. Twin of rankOf in src/views/heatmap-shaders.ts. */
export function shareAmong(value: number, { values, shares }: Ranks): number {
  const [low, high] = placesOf(value, values);
  const part = (value - values[low]!) / (values[high]! - values[low]!);
  return shares[low]! + Math.min(1, Math.max(0, part)) * (shares[high]! - shares[low]!);
}

/** How steep the shares are about a value: of several places, as from one to the next it is that of the sample. */
export function steepnessAmong(value: number, { values, shares }: Ranks): number {
  const [low, high] = placesOf(value, values);
  const [from, to] = [Math.max(low - 4, 0), Math.min(high + 4, values.length - 1)];
  const span = values[to]! - values[from]!;
  return span > 0 ? (shares[to]! - shares[from]!) / span : 0;
}
