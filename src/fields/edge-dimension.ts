// The dimension of the boundary between two signs of a measure, counted as Sohl-Dickstein 2024 published it.
import { log, power } from '../math/logarithm.ts';
import { type BoxDimension, boxesMet, fitted, inBoxes } from './box-counting.ts';

/** The edge of a picture: 1 on it, 0 elsewhere. */
export interface Edge {
  /** [height][width] */
  readonly edge: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

export interface LocalSlopes {
  /** Sides of the boxes in pixels, rising. */
  readonly sizes: readonly number[];
  /** How many boxes of each size the edge meets without filling them. */
  readonly counts: readonly number[];
  /** Minus the slope of log(count) over log(size) at each size; not finite where a count is 0. */
  readonly slopes: readonly number[];
}

export interface MedianDimension {
  /** The median of all finite local slopes of all frames. */
  readonly dimension: number;
  /** The middle half of them. */
  readonly quartiles: readonly [lower: number, upper: number];
  /** How many slopes it is the median of, and how many of the frames have an edge. */
  readonly slopes: number;
  readonly frames: number;
}

/** The smallest box of the published count, in pixels, and how many sizes there are from it to the shorter side. */
const [FIRST, SIZES] = [10, 10];
/** A side below 32 pixels leaves too few sizes. */
const LEAST_SIDE = 32;

/**
 * Where the sign of a measure [height][width] changes: 1 for each 2 × 2 neighbourhood that has both a positive and a
 * negative value, [height − 1][width − 1]. A 0 or NaN is of neither sign.
 */
export function edgeBySign(
  measure: ArrayLike<number>,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  if (measure.length !== width * height) {
    throw new RangeError(`a measure of ${measure.length} cells is not one of ${width} × ${height}`);
  }
  const [across, down] = [Math.max(0, width - 1), Math.max(0, height - 1)];
  const edge = new Uint8Array(across * down);
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < across; i++) {
      const at = j * width + i;
      const four = [measure[at]!, measure[at + 1]!, measure[at + width]!, measure[at + width + 1]!];
      edge[j * across + i] = Number(four.some((v) => v > 0) && four.some((v) => v < 0));
    }
  }
  return edge;
}

function cellsOf({ edge, width, height }: Edge): number[] {
  if (edge.length !== width * height) {
    throw new RangeError(`an edge of ${edge.length} cells is not one of ${width} × ${height}`);
  }
  const cells: number[] = [];
  for (let k = 0; k < edge.length; k++) if (edge[k]) cells.push(k);
  return cells;
}

/** The box-counting dimension of an edge, by one line. null where there is none, or a side is below 32 pixels. */
export function boxDimension(
  edge: ArrayLike<number>,
  width: number,
  height: number,
): BoxDimension | null {
  const cells = cellsOf({ edge, width, height });
  return cells.length === 0 ? null : fitted(boxesMet(cells, width, height));
}

/**
 * The slopes that the published dimension is the median of: as porespy.metrics.boxcount has them, for ten sizes evenly
 * spaced in their logarithm from 10 pixels to the shorter side, rounded down; boxes that the edge fills are not counted;
 * slopes by second-order differences for uneven spacing, of first order at both ends (numpy.gradient). null where there
 * is no edge, or a side is below 32 pixels.
 */
export function localSlopes(
  edge: ArrayLike<number>,
  width: number,
  height: number,
): LocalSlopes | null {
  const cells = cellsOf({ edge, width, height });
  const side = Math.min(width, height);
  if (cells.length === 0 || side < LEAST_SIDE) return null;
  const spaced = Array.from({ length: SIZES }, (_, i) =>
    // Rounded first: 10^log10(1000) is 999.9999999999998.
    Math.floor(Number((FIRST * power(side / FIRST, i / (SIZES - 1))).toPrecision(12))),
  );
  const sizes = [...new Set(spaced)];
  const counts = sizes.map((size) => {
    const perRow = Math.ceil(width / size);
    return inBoxes(cells, width, height, size).filter((count, box) => {
      const [i, j] = [(box % perRow) * size, Math.floor(box / perRow) * size];
      return count > 0 && count < Math.min(size, width - i) * Math.min(size, height - j);
    }).length;
  });
  return {
    sizes,
    counts,
    slopes: gradient(counts.map(log), sizes.map(log)).map((s) => -s),
  };
}

/** dy/dx at every x. */
function gradient(y: readonly number[], x: readonly number[]): number[] {
  const secants = y.slice(1).map((next, i) => (next - y[i]!) / (x[i + 1]! - x[i]!));
  return y.map((_, i) => {
    const [before, after] = [secants[i - 1], secants[i]];
    if (before === undefined) return after!;
    if (after === undefined) return before;
    // The slope at x of the parabola through it and its neighbours.
    const [left, right] = [x[i]! - x[i - 1]!, x[i + 1]! - x[i]!];
    return (right * before + left * after) / (left + right);
  });
}

/**
 * The published dimension: the median of the local slopes of all frames of a zoom together. null where no frame has an
 * edge. One frame will do; the paper takes some hundred.
 */
export const medianDimension = (frames: readonly Edge[]): MedianDimension | null =>
  medianOfSlopes(frames.map(({ edge, width, height }) => localSlopes(edge, width, height)));

/** The same of frames whose local slopes are known, null for one without an edge. */
export function medianOfSlopes(found: readonly (LocalSlopes | null)[]): MedianDimension | null {
  const slopes = found.flatMap((local) => local?.slopes.filter(Number.isFinite) ?? []);
  if (slopes.length === 0) return null;
  slopes.sort((a, b) => a - b);
  return {
    dimension: quantile(slopes, 0.5),
    quartiles: [quantile(slopes, 0.25), quantile(slopes, 0.75)],
    slopes: slopes.length,
    frames: found.filter((local) => local !== null).length,
  };
}

/** Of sorted numbers, linear between them. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
