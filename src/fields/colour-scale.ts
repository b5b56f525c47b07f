// How values become colours.

import type { Scale } from '../math/grid.ts';
import type { Tick } from '../math/ticks.ts';

/** How values are laid along a colour map: evenly, by their logarithms, or by their rank among those of the picture. */
export type ColourScaleName = Scale | 'rank';

/** Which share of a picture lies below a value. Made by fields/ranks.ts, which a page loads when it is asked for. */
export interface Ranks {
  /** What tells it from others. */
  readonly id: number;
  /** The share at a value, 0 to 1; NaN of NaN. */
  share(value: number): number;
  /** How steep the shares are about a value: of several places, as from one to the next it is that of the sample. */
  steepness(value: number): number;
  /** About so many round values, evenly apart by their shares. */
  ticks(count: number): Tick[];
  /** For a shader: values and their shares in turn, and the function that looks them up. */
  readonly table: Float32Array;
  readonly glsl: string;
}

/** How values become colours; by rank with `ranks`, and linear until they are there. */
export interface Colours {
  scale: ColourScaleName;
  /** Values at the two ends of the colour map. */
  range: readonly [number, number];
  ranks?: Ranks | undefined;
}
