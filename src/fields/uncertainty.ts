// The dimension of a basin's border by how often neighbours end differently.
import { SOLVED } from '../engine.ts';
import { ALL, type BoxDimension, fitted } from './box-counting.ts';

export interface UncertaintyDimension extends Omit<BoxDimension, 'counts'> {
  /** Of the pairs of pixels so far apart, along either axis, the share of which only one is solved. */
  readonly shares: readonly number[];
}

/** With more than an eighth of the shorter side between them, pairs tell of the window more than of the border. */
const FEWEST = 8;

/**
 * The dimension 2 − α of the border of the solved area, where the share of pairs at a distance ε of which one is solved
 * and one is not goes as ε^α (McDonald, Grebogi, Ott and Yorke 1985, "Fractal basin boundaries", section 3): distances of 1,
 * 2, 4, … pixels to an eighth of the shorter side. A pair is two samples at any distance, so the share does not depend on
 * the resolution, as counts of boxes do. Near 2 and beyond where the area is no more mixed far off than
 * nearby. `within`: the least and the largest distance that are fitted. null where no
 * pair next to each other differs, or a side is below 16 pixels.
 */
export function uncertaintyDimension(
  outcome: ArrayLike<number>,
  width: number,
  height: number,
  within: readonly [min: number, max: number] = ALL,
): UncertaintyDimension | null {
  const solved = Uint8Array.from(outcome, (code) => Number(code === SOLVED));
  const points: [number, number][] = [];
  for (let apart = 1; apart * FEWEST <= Math.min(width, height); apart *= 2) {
    const share = shareOfPairs(solved, width, height, apart);
    if (share === 0) break;
    points.push([apart, share]);
  }
  const found = fitted(points, within);
  if (!found) return null;
  const { counts: shares, localSlopes, slope, ...rest } = found;
  return { ...rest, slope: 2 + slope, localSlopes: localSlopes.map((s) => 2 + s), shares };
}

/** `solved` is 1 where a cell is, else 0. */
function shareOfPairs(solved: Uint8Array, width: number, height: number, apart: number): number {
  let differ = 0;
  for (let row = 0; row < solved.length; row += width) {
    const end = row + width - apart;
    for (let k = row; k < end; k++) differ += solved[k]! ^ solved[k + apart]!;
  }
  const down = apart * width;
  for (let k = 0; k + down < solved.length; k++) differ += solved[k]! ^ solved[k + down]!;
  return differ / ((width - apart) * height + width * (height - apart));
}
