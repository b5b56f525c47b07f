import { SOLVED } from '../engine.ts';

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
  const points: [number, number][] = [];
  for (let size = SMALLEST; size * FEWEST_BOXES <= Math.min(width, height); size *= 2) {
    const perRow = Math.ceil(width / size);
    const met = new Set<number>();
    for (const k of border) {
      met.add(Math.floor(Math.floor(k / width) / size) * perRow + Math.floor((k % width) / size));
    }
    points.push([size, met.size]);
  }
  if (points.length < 2) return null;
  return {
    dimension: -slope(points.map(([size, count]) => [Math.log2(size), Math.log2(count)])),
    scales: [points[0]![0], points.at(-1)![0]],
    points,
  };
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

/** Of the least-squares line through points (x, y). */
function slope(points: [x: number, y: number][]): number {
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  return (
    mean(points.map(([x, y]) => (x - x0) * (y - y0))) / mean(points.map(([x]) => (x - x0) ** 2))
  );
}
