import { SOLVED } from '../engine.ts';
import { log2 } from '../math/logarithm.ts';

/** How counts fall with the size of boxes, or shares rise with the distance of pairs. */
export interface BoxDimension {
  /** The least-squares slope of log(count) over log(1/size): 1 for a line, 2 for a filled area. */
  readonly slope: number;
  /**
   * Of the slope, by how far the counts are from its line; null with two sizes. Counts of one picture are no independent
   * measurements: it says how straight the line is, and less than how well the dimension is known.
   */
  readonly standardError: number | null;
  /** The smallest and the largest box of the fit, in pixels. */
  readonly range: readonly [min: number, max: number];
  /** Sides of the boxes in pixels: powers of 2, at least eight to the shorter side. */
  readonly sizes: readonly number[];
  /** How many boxes of each size the edge meets. */
  readonly counts: readonly number[];
  /** The slope from each size to the next; where they go on changing there is no one dimension. [sizes − 1] */
  readonly localSlopes: readonly number[];
}

/** Boxes below 2 pixels measure the grid, not the border. */
const SMALLEST = 2;
/** No bounds of a fit's sizes but those of the picture. */
export const ALL = [0, Number.POSITIVE_INFINITY] as const;
/** With fewer boxes to a side than 8 nearly all of them are met. */
const FEWEST_BOXES = 8;

/**
 * The box-counting dimension of the border of the solved area: of the solved cells with an unsolved
 * one above, below, left or right. null where there is none, or a side is below 32 pixels, too few for two sizes.
 * `within`: the least and the largest box that are fitted, in pixels; default: 2 to an eighth of the shorter side.
 * A box of few pixels is few samples of what it holds and misses part of the border: where that is finer than pixels
 * the slope is too low, and boxes of one size meet more of it as the resolution rises. `uncertaintyDimension` has no
 * such bias.
 */
export function boxCounting(
  outcome: ArrayLike<number>,
  width: number,
  height: number,
  within: readonly [min: number, max: number] = ALL,
): BoxDimension | null {
  const border = borderCells(outcome, width, height);
  if (border.length === 0) return null;
  return fitted(boxesMet(border, width, height), within);
}

/** The line through the logarithms of counts of sizes `within`, null of fewer than two. */
export function fitted(
  all: readonly [size: number, count: number][],
  within: readonly [min: number, max: number] = ALL,
): BoxDimension | null {
  const points = all.filter(([size]) => size >= within[0] && size <= within[1]);
  if (points.length < 2) return null;
  const { slope, standardError } = line(logarithms(points));
  const [sizes, counts] = [points.map(([size]) => size), points.map(([, count]) => count)];
  return {
    slope: -slope,
    standardError,
    range: [sizes[0]!, sizes.at(-1)!],
    sizes,
    counts,
    localSlopes: counts.slice(1).map((count, i) => {
      return log2(counts[i]! / count) / log2(sizes[i + 1]! / sizes[i]!);
    }),
  };
}

/** For boxes of 2, 4, 8, … pixels, at least eight to the shorter side: how many contain one of the cells. */
export function boxesMet(
  cells: readonly number[],
  width: number,
  height: number,
): [size: number, count: number][] {
  const points: [number, number][] = [];
  for (let size = SMALLEST; size * FEWEST_BOXES <= Math.min(width, height); size *= 2) {
    points.push([size, inBoxes(cells, width, height, size).filter((count) => count > 0).length]);
  }
  return points;
}

/** How many of the cells lie in each box of a side in pixels, row by row; boxes at the far sides are cut off. */
export function inBoxes(
  cells: readonly number[],
  width: number,
  height: number,
  size: number,
): Uint32Array {
  const perRow = Math.ceil(width / size);
  const counts = new Uint32Array(perRow * Math.ceil(height / size));
  for (const k of cells) {
    counts[Math.floor(Math.floor(k / width) / size) * perRow + Math.floor((k % width) / size)]!++;
  }
  return counts;
}

function borderCells(outcome: ArrayLike<number>, width: number, height: number): number[] {
  const solved = (i: number, j: number) => outcome[j * width + i] === SOLVED;
  const cells: number[] = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      if (!solved(i, j)) continue;
      const inside =
        (i === 0 || solved(i - 1, j)) &&
        (i === width - 1 || solved(i + 1, j)) &&
        (j === 0 || solved(i, j - 1)) &&
        (j === height - 1 || solved(i, j + 1));
      if (!inside) cells.push(j * width + i);
    }
  }
  return cells;
}

/** To base 2, of both numbers. */
const logarithms = (points: readonly [number, number][]) =>
  points.map(([size, count]): [number, number] => [log2(size), log2(count)]);

/**
 * The least-squares line through points (x, y): its slope, and the standard error of that, of independent errors in y
 * with one variance; null through two points, which leave no residual.
 */
export function line(points: readonly [x: number, y: number][]): {
  slope: number;
  standardError: number | null;
} {
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  const spread = mean(points.map(([x]) => (x - x0) ** 2));
  const slope = mean(points.map(([x, y]) => (x - x0) * (y - y0))) / spread;
  const residual = mean(points.map(([x, y]) => (y - y0 - slope * (x - x0)) ** 2));
  const freedom = points.length - 2;
  return { slope, standardError: freedom > 0 ? Math.sqrt(residual / spread / freedom) : null };
}
