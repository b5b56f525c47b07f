// What sweeps and spectra have in common, for both engines: a grid of runs along one axis or two.
import type {
  Axis,
  RunResults,
  SpectrumSpec,
  SweepOptions,
  SweepPreview,
  SweepSpec,
  WorkDone,
} from './engine.ts';
import { type FloatArray, PERIOD_ITERATES, POINT_LIMIT } from './engine.ts';
import { cellCentres } from './math/grid.ts';
import { levelPieces, levelPixel, levelSize, STRIDES } from './math/levels.ts';
import type { ProblemInfo } from './problems/problem.ts';
import { describe } from './problems/registry.ts';

/** A sweep, or a spectrum, which is a grid of height 1 and no y whose runs hand back their last iterates. */
export interface RunGrid extends Omit<SweepSpec, 'y'> {
  y: Axis | null;
  /** Iterates kept of each run, at its end, of one component of θ; of a sweep only to tell its period. */
  last: number;
  component: string | null;
}

export function gridOfSweep(spec: SweepSpec): RunGrid {
  if (!spec.also?.includes('period')) return { ...spec, last: 0, component: null };
  const component = shownComponent(describe(spec.problem));
  return { ...spec, last: Math.min(PERIOD_ITERATES, spec.steps), component };
}

/** The component of θ whose iterates are looked at where none is named: that of the plane's y, or the last. */
export const shownComponent = ({ theta, plane }: Pick<ProblemInfo, 'theta' | 'plane'>): string =>
  theta.includes(plane.names[1]) ? plane.names[1] : theta.at(-1)!;

/** Iterates of each run of a grid that are handed back. */
export const handedIterates = ({ y, last }: Pick<RunGrid, 'y' | 'last'>): number =>
  y === null ? last : 0;

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
  grid: Pick<RunGrid, 'points' | 'measure' | 'also'> = {},
): RunResults {
  const { measure, also = [] } = grid;
  return {
    point: new Floats(pointSize(grid, n) * count),
    ...(measure && { measure: new Floats(count) }),
    loss: new Floats(count),
    stepsToThreshold: new Uint32Array(count),
    outcome: new Uint8Array(count),
    ...(also.includes('gradient') && { gradient: new Floats(n * count) }),
    ...(also.includes('divergedAt') && { divergedAt: new Uint32Array(count) }),
    ...(also.includes('period') && { period: new Uint8Array(count) }),
    ...(also.includes('lyapunov') && { lyapunov: new Floats(count) }),
  };
}

/** Copies one run's result. */
export function copyResult(from: RunResults, i: number, to: RunResults, k: number): void {
  const runs = to.loss.length;
  if (to.measure) to.measure[k] = from.measure![i]!;
  copyVector(from.point, i, to.point, k, runs);
  to.loss[k] = from.loss[i]!;
  to.stepsToThreshold[k] = from.stepsToThreshold[i]!;
  to.outcome[k] = from.outcome[i]!;
  if (to.gradient) copyVector(from.gradient!, i, to.gradient, k, runs);
  if (to.divergedAt) to.divergedAt[k] = from.divergedAt![i]!;
  if (to.period) to.period[k] = from.period![i]!;
  if (to.lyapunov) to.lyapunov[k] = from.lyapunov![i]!;
}

/** Copies the vector of one run to that of another of so many runs. */
function copyVector(from: FloatArray, i: number, to: FloatArray, k: number, runs: number): void {
  const n = to.length / runs;
  for (let c = 0; c < n; c++) to[n * k + c] = from[n * i + c]!;
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
  const { point, gradient, loss } = results;
  const n = (gradient ?? point).length / loss.length;
  const level = emptyResults(Floats, width * height, n, { ...spec, points: point.length > 0 });
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
