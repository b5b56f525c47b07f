// What sweeps and spectra have in common, for both engines: a grid of runs along one axis or two.
import type {
  Axis,
  RunResults,
  SpectrumSpec,
  SweepOptions,
  SweepPreview,
  SweepSpec,
  TrajectorySpec,
  WorkDone,
} from './engine.ts';
import { POINT_LIMIT } from './engine.ts';
import { cellCentres } from './math/grid.ts';
import { levelPieces, levelPixel, levelSize, STRIDES } from './math/levels.ts';
import { liftTo, type Plane } from './problems/plane.ts';

/** A sweep, or a spectrum, which is a grid of height 1 whose runs hand back their last iterates. */
export interface RunGrid extends Omit<SweepSpec, 'y'> {
  y: Axis | null;
  /** Iterates kept of each run, at its end, of one component of θ. */
  last: number;
  component: string | null;
}

export function gridOfSweep(spec: SweepSpec): RunGrid {
  return { ...spec, last: 0, component: null };
}

export function gridOfSpectrum({ rate, count, ...rest }: SpectrumSpec): RunGrid {
  const x: Axis = { quantity: 'learningRate', ...rate };
  return { ...rest, x, y: null, width: count, height: 1 };
}

/** The values along both axes, at the cell centres. */
export function axisValues({ x, y, width, height }: RunGrid) {
  const centres = (axis: Axis, count: number) => cellCentres(axis.range, count, axis.scale);
  return { x: centres(x, width), y: y ? centres(y, height) : new Float64Array(height) };
}

/** Numbers of θ that are handed back for each run of n: all of them, or none. */
export const pointSize = ({ points }: Pick<RunGrid, 'points'>, n: number): number =>
  (points ?? n <= POINT_LIMIT) ? n : 0;

/** Results of `count` runs over n parameters in arrays of an engine's own kind, to be filled in. */
export function emptyResults(
  Floats: Float32ArrayConstructor | Float64ArrayConstructor,
  count: number,
  n: number,
  grid: Pick<RunGrid, 'points' | 'measure'> = {},
): RunResults {
  return {
    point: new Floats(pointSize(grid, n) * count),
    ...(grid.measure && { measure: new Floats(count) }),
    loss: new Floats(count),
    stepsToThreshold: new Uint32Array(count),
    outcome: new Uint8Array(count),
  };
}

/** Copies one run's result. */
export function copyResult(from: RunResults, i: number, to: RunResults, k: number): void {
  const n = to.point.length / to.loss.length;
  if (to.measure) to.measure[k] = from.measure![i]!;
  for (let c = 0; c < n; c++) to.point[n * k + c] = from.point[n * i + c]!;
  to.loss[k] = from.loss[i]!;
  to.stepsToThreshold[k] = from.stepsToThreshold[i]!;
  to.outcome[k] = from.outcome[i]!;
}

/** Ranges of `size` or fewer that make up 0 to `total`. */
export function* pieces(total: number, size: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < total; from += size) yield [from, Math.min(from + size, total)];
}

/** Runs to be done together. */
export interface Piece {
  /** Row-major indices into the grid. */
  pixels: Uint32Array<ArrayBuffer>;
  /** Where each run's result belongs; its pixel, or its place in a list. */
  place: (i: number) => number;
}

/** A list of pixels in pieces, results in the list's order. */
export function* listPieces(
  pixels: Uint32Array<ArrayBuffer>,
  size: () => number,
): Generator<Piece> {
  for (let from = 0; from < pixels.length; ) {
    const at = from;
    const piece = pixels.slice(at, at + size());
    yield { pixels: piece, place: (i) => at + i };
    from += piece.length;
  }
}

/** The strides of a job, coarsest first: one level alone when nobody watches. */
export function stridesOf({ onPreview }: SweepOptions): readonly number[] {
  return onPreview ? STRIDES : [1];
}

/** One level of a grid in pieces, results at their pixels. */
export function* gridPieces(
  { width, height }: Pick<RunGrid, 'width' | 'height'>,
  stride: number,
  strides: readonly number[],
  size: () => number,
): Generator<Piece> {
  for (const pixels of levelPieces(stride, width, height, size, strides)) {
    yield { pixels, place: (i) => pixels[i]! };
  }
}

/** A coarse level, taken from the results so far. */
export function previewOf(spec: SweepSpec, results: RunResults, stride: number): SweepPreview {
  const width = levelSize(stride, spec.width);
  const height = levelSize(stride, spec.height);
  const Floats = results.loss.constructor as Float32ArrayConstructor;
  const n = results.point.length / results.loss.length;
  const level = emptyResults(Floats, width * height, n, { ...spec, points: n > 0 });
  for (let j = 0, k = 0; j < height; j++) {
    const row = levelPixel(j, stride, spec.height) * spec.width;
    for (let i = 0; i < width; i++, k++) {
      copyResult(results, row + levelPixel(i, stride, spec.width), level, k);
    }
  }
  return { spec, stride, width, height, ...level };
}

/** Counts what a job of `runs` runs has done, and tells it on. */
export function createTally(
  runs: number,
  steps: number,
  onProgress: ((done: number, work: WorkDone) => void) | undefined,
) {
  const work = { runs: 0, steps: 0 };
  // A run of no steps is work too: each counts as one step more than it has.
  const total = runs * (steps + 1);
  return (ended: number, stepsDone: number) => {
    work.runs += ended;
    work.steps += stepsDone;
    onProgress?.((work.steps + work.runs) / total, { ...work });
  };
}

/** The points θ that runs start from, [run][n]. */
export function startPoints(
  { starts, startsIn }: Pick<TrajectorySpec, 'starts' | 'startsIn'>,
  plane: Plane,
): Float64Array<ArrayBuffer> {
  if (startsIn === 'theta') return Float64Array.from(starts);
  const n = plane.origin.length;
  const points = new Float64Array((starts.length / 2) * n);
  for (let r = 0; 2 * r < starts.length; r++) {
    const point = points.subarray(r * n, (r + 1) * n);
    liftTo(plane, starts[2 * r]!, starts[2 * r + 1]!, point);
  }
  return points;
}
