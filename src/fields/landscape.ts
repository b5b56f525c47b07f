// What a landscape's colours follow from.
import type { Landscape } from '../engine.ts';
import { isLine } from '../problems/plane.ts';
import { describe } from '../problems/registry.ts';
import type { ColourScaleName, Colours } from './colour-scale.ts';
import type { ColormapName } from './palettes.ts';

interface Facts {
  range: [number, number];
  /** Samples at which the loss is undefined. */
  holes: number;
  curve: boolean;
}
const known = new WeakMap<Landscape, Facts>();

function factsOf(landscape: Landscape): Facts {
  const found = known.get(landscape);
  if (found) return found;
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  let holes = 0;
  const { loss } = landscape;
  // Not for…of, which takes five times as long: it is done for every picture of a drag.
  for (let k = 0; k < loss.length; k++) {
    const value = loss[k]!;
    if (value < lo) lo = value;
    if (value > hi) hi = value;
    if (Number.isNaN(value)) holes++;
  }
  if (lo > hi) [lo, hi] = [0, 1];
  // A flat view still needs a range: as wide as f32 can resolve.
  const range: Facts['range'] =
    hi - lo > 1e-6 * Math.abs(hi)
      ? [lo, hi]
      : [lo > 0 ? lo * (1 - 1e-6) : lo - 1e-6, hi + 1e-6 * Math.max(Math.abs(hi), 1e-6)];
  const curve = isLine(describe(landscape.spec.problem).plane);
  const facts = { range, holes, curve };
  known.set(landscape, facts);
  return facts;
}

/** Smallest and largest loss of a landscape, never an empty range. */
export const rangeOf = (landscape: Landscape | null): [number, number] =>
  landscape ? factsOf(landscape).range : [0, 1];

/** Samples of a landscape at which the loss is undefined. */
export const holesIn = (landscape: Landscape): number => factsOf(landscape).holes;

/** Whether a landscape is of a line, to be drawn as the curve of the loss over it. */
export const isCurve = (landscape: Landscape): boolean => factsOf(landscape).curve;

/** What colours a landscape is wanted in; range null for its own. */
interface Wanted {
  scale: ColourScaleName;
  range: Colours['range'] | null;
  colormap?: ColormapName;
}

let byRank: typeof import('./ranks.ts').byRank | null = null;

/** Whether the scale by rank is there: a page loads it when it is asked for, until then it is linear. */
export const hasRanks = (): boolean => byRank !== null;

export async function loadRanks(): Promise<void> {
  ({ byRank } = await import('./ranks.ts'));
}

/**
 * The scale and range that a landscape is coloured with, and on a scale by rank the ranks of its values in that range. A
 * log scale has no place for losses of 0 or below: its own range ends six decades under the greatest loss, and where that
 * is no more than 0 the scale is linear.
 */
export function coloursOf(landscape: Landscape | null, wanted: Wanted): Colours {
  const { scale } = wanted;
  if (scale === 'rank' && landscape && byRank) {
    return byRank(landscape, wanted.range ?? rangeOf(landscape), wanted.colormap === 'blue-red');
  }
  if (wanted.range) return { scale, range: wanted.range };
  const [lo, hi] = rangeOf(landscape);
  if (scale !== 'log' || lo > 0) return { scale, range: [lo, hi] };
  return hi > 0 ? { scale, range: [1e-6 * hi, hi] } : { scale: 'linear', range: [lo, hi] };
}
