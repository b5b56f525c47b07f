import { SOLVED } from '../engine.ts';
import { log2 } from '../math/logarithm.ts';

export interface BoxCounting {
  /** Minus the least-squares slope of log(count) over log(size): 1 for a line, 2 for a filled area. */
  dimension: number;
  /** The smallest and the largest box of the fit, in pixels. */
  scales: [min: number, max: number];
  /** Side of the boxes in pixels, and how many of them the border meets. */
  points: [size: number, count: number][];
}

/** Boxes below 2 pixels measure the grid, not the border. */
const SMALLEST = 2;
/** With fewer boxes to a side than 8 nearly all of them are met. */
const FEWEST_BOXES = 8;

/**
 * The box-counting dimension of the border of the solved area: of the solved cells with an unsolved
 * one above, below, left or right. null where there is none, or a side is below 32 pixels, too few for two sizes.
 */
export function boxCounting(
  outcome: ArrayLike<number>,
  width: number,
  height: number,
): BoxCounting | null {
  const border = borderCells(outcome, width, height);
  if (border.length === 0) return null;
  const points = boxesMet(border, width, height);
  if (points.length < 2) return null;
  return {
    dimension: -line(logarithms(points)).slope,
    scales: [points[0]![0], points.at(-1)![0]],
    points,
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
export const logarithms = (points: readonly [number, number][]) =>
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
