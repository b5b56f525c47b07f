import type { Axis, SpectrumSpec, SweepSpec, TrajectorySpec } from '../engine.ts';
import { quote } from '../math/format.ts';
import { cellCentres } from '../math/grid.ts';
import type { Optimizer } from '../optimizers.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { isStart, rateComponents, rateParameter } from '../quantities.ts';
import { gridOfSpectrum, gridOfSweep, type RunGrid } from '../runs.ts';

/** One training run in full: what a pixel of a map stands for. */
export interface SingleRun {
  optimizer: Optimizer;
  start: [x: number, y: number];
  /** Which run of all it is, where that counts: for its noise. */
  firstRun?: number;
}

type PixelGrid = Pick<RunGrid, 'problem' | 'optimizer' | 'start' | 'x' | 'y' | 'width' | 'height'>;

/** The run of pixel (i, j) of a sweep: i from the left, j from the bottom. A spectrum has one row, and no y. */
export function runOfPixel(grid: PixelGrid, i: number, j: number): SingleRun {
  return pixelRuns(grid)(i, j);
}

/** The same for many pixels. */
export function pixelRuns({ problem, optimizer, start, x, y, width, height }: PixelGrid) {
  const info = describe(problem);
  const columns = cellCentres(x.range, width, x.scale);
  const rows = y && cellCentres(y.range, height, y.scale);
  return (i: number, j: number): SingleRun => {
    const run: SingleRun = { optimizer: { ...optimizer }, start: [...start] };
    put(run, info, x, columns[i]!);
    if (y) put(run, info, y, rows![j]!);
    return run.optimizer.noise ? { ...run, firstRun: j * width + i } : run;
  };
}

/**
 * The training run of a pixel of a sweep (row-major index, or column and row from the lower left) or of a learning rate of
 * a spectrum (its index), to be had step by step: with the same settings and the same noise, and on the CPU bit for
 * bit the same. Keeps every `every`-th iterate. Throws a RangeError for a pixel that there is not.
 */
export function pixelRun(
  spec: SweepSpec | SpectrumSpec,
  pixel: number | readonly [i: number, j: number],
  every = 1,
): TrajectorySpec {
  const grid: RunGrid = 'rate' in spec ? gridOfSpectrum(spec) : gridOfSweep(spec);
  const { width, height, problem, steps } = grid;
  const [i, j] = typeof pixel === 'number' ? [pixel % width, Math.floor(pixel / width)] : pixel;
  const inside = (at: number, count: number) => Number.isInteger(at) && at >= 0 && at < count;
  if (!inside(i, width) || !inside(j, height)) {
    throw new RangeError(
      `pixel ${quote(pixel)} is not one of ${width} × ${height}: 0 to ${width * height - 1}, or [column, row]`,
    );
  }
  const { start, ...run } = runOfPixel(grid, i, j);
  return { problem, ...run, starts: start, steps, every };
}

function put(
  { optimizer, start }: SingleRun,
  info: ProblemInfo,
  { quantity }: Pick<Axis, 'quantity'>,
  value: number,
): void {
  const parameter = rateParameter(quantity);
  if (isStart(quantity)) {
    start[quantity === 'start.x' ? 0 : 1] = value;
  } else if (parameter !== null) {
    const { learningRate } = optimizer;
    const rates =
      typeof learningRate === 'number' ? info.theta.map(() => learningRate) : [...learningRate];
    for (const component of rateComponents(quantity, info)) rates[component] = value;
    optimizer.learningRate = rates;
  } else if (quantity === 'noise') {
    optimizer.noise = { seed: 0, ...optimizer.noise, deviation: value };
  } else {
    // The spec was checked: this optimizer has the quantity.
    Object.assign(optimizer, { [quantity]: value });
  }
}
