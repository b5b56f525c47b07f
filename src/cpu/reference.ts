// The jobs of the reference alone: second derivatives, stationary points, Lyapunov exponents, in pieces for workers.
import type { JobOptions, ProblemRef, Window } from '../engine.ts';
import type { LandscapeInput, ProblemInput, SpectrumInput, WindowInput } from '../inputs.ts';
import { cellCentres } from '../math/grid.ts';
import { hessianSource } from '../problems/curvature.ts';
import { bind, describe } from '../problems/registry.ts';
import { extremesCost, WHOLE_HESSIAN } from '../problems/sharpness.ts';
import type { Refined } from '../problems/stationary.ts';
import {
  Rounds,
  type Starts,
  type StationaryPoint,
  type StationaryPoints,
} from '../problems/stationary-points.ts';
import {
  type CurvatureMap,
  checkCount,
  checkPoints,
  checkWindow,
  LYAPUNOV_RATES,
  type Lyapunov,
  type LyapunovOptions,
} from '../reference.ts';
import { checkProblem } from '../schemas.ts';
import { checkLandscape, checkSpectrum } from '../specs.ts';
import { pieces } from '../starts.ts';
import type { JobPool, JobWorker } from './pool.ts';

/** Gradients of one worker call: 10 to 20 ms of work, so that a cancelled job stops soon. */
const CALL_GRADIENTS = 20_000;
/** Searches of one worker call: a search is up to some 600 gradients. */
const CALL_SEARCHES = 16;

/** Points whose curvature is one call's work: gradients by their cost, and Jacobi's rotations, m³ or so. */
function callPoints(problem: ProblemRef): number {
  const { trained, work = 1 } = describe(problem);
  const m = trained.filter(Boolean).length;
  const rotations = m <= WHOLE_HESSIAN ? (m * m * m) / 20 : 0;
  return Math.max(1, Math.floor(CALL_GRADIENTS / (extremesCost(m) * work + rotations)));
}

/** Does `work` on each piece [from, to) of `count` things, `size` at a time, and tells the share done. */
export async function forPieces(
  pool: JobPool,
  problem: ProblemRef,
  count: number,
  size: number,
  work: (worker: JobWorker, from: number, to: number) => Promise<void>,
  { signal, onProgress }: JobOptions,
): Promise<void> {
  let done = 0;
  await pool.forEach(
    problem,
    pieces(count, size),
    async (worker, [from, to]) => {
      await work(worker, from, to);
      done += to - from;
      onProgress?.(done / count);
    },
    signal,
  );
}

export async function curvature(
  pool: JobPool,
  given: LandscapeInput,
  options: JobOptions = {},
): Promise<CurvatureMap> {
  const spec = checkLandscape(given);
  const { problem, ...shape } = spec;
  const { width, height } = shape;
  const sharpness = new Float64Array(width * height);
  const least = new Float64Array(width * height);
  const rows = Math.max(1, Math.floor(callPoints(problem) / width));
  const work = async (worker: JobWorker, from: number, to: number) => {
    const part = await worker.curvatureRows(shape, from, to);
    sharpness.set(part.sharpness, from * width);
    least.set(part.least, from * width);
  };
  await forPieces(pool, problem, height, rows, work, options);
  return { spec, sharpness, least, how: hessianSource(bind(problem)) };
}

export async function curvatureAlong(
  pool: JobPool,
  ref: ProblemInput,
  given: ArrayLike<number>,
  options: JobOptions = {},
): Promise<Float64Array<ArrayBuffer>> {
  const problem = checkProblem(ref);
  const { points, n } = checkPoints(problem, given);
  const count = points.length / n;
  const sharpness = new Float64Array(count);
  const work = async (worker: JobWorker, from: number, to: number) => {
    const part = await worker.curvatureAlong(points.slice(from * n, to * n));
    sharpness.set(part.sharpness, from);
  };
  await forPieces(pool, problem, count, callPoints(problem), work, options);
  return sharpness;
}

export async function stationaryPoints(
  pool: JobPool,
  ref: ProblemInput,
  given: WindowInput,
  { signal, onProgress }: JobOptions = {},
): Promise<StationaryPoints> {
  const problem = checkProblem(ref);
  const window = checkWindow(given);
  const rounds = new Rounds(window);
  while (rounds.at) {
    const { at, over } = rounds;
    // How many rounds there will be shows only as they end: each has half of what is left.
    const [from, share] = [1 - 2 ** -over, 2 ** -(over + 1)];
    const tell = (part: number) => onProgress?.(from + share * part);
    const options = { signal, onProgress: tell };
    const starts = rounds.judged(await startsIn(pool, problem, at, signal));
    rounds.take(await stationaryIn(pool, problem, at, starts, options));
  }
  onProgress?.(1);
  return rounds.result();
}

async function startsIn(
  pool: JobPool,
  problem: ProblemRef,
  window: Window,
  signal: AbortSignal | undefined,
): Promise<Starts> {
  let starts: Starts = { starts: new Float64Array(0), slope: 0 };
  await pool.forEach(
    problem,
    [window],
    async (worker) => {
      starts = await worker.stationaryStarts(window);
    },
    signal,
  );
  return starts;
}

async function stationaryIn(
  pool: JobPool,
  problem: ProblemRef,
  window: Window,
  from: Starts,
  options: JobOptions,
): Promise<StationaryPoint[]> {
  const count = from.starts.length / 2;
  const found: StationaryPoint[][] = [];
  const work = async (worker: JobWorker, first: number, to: number) => {
    const starts = from.starts.slice(2 * first, 2 * to);
    // By their place: the result does not depend on which worker was first.
    found[first] = await worker.stationaryFrom(window, { ...from, starts });
  };
  await forPieces(pool, problem, count, CALL_SEARCHES, work, options);
  return found.flat();
}

export async function refine(
  pool: JobPool,
  ref: ProblemInput,
  given: ArrayLike<number>,
  width: number,
  options: JobOptions = {},
): Promise<(Refined | null)[]> {
  const problem = checkProblem(ref);
  const { points, n } = checkPoints(problem, given);
  if (!(width > 0 && Number.isFinite(width))) {
    throw new RangeError(`width: ${width} is not a number above 0`);
  }
  const count = points.length / n;
  const refined: (Refined | null)[] = new Array(count).fill(null);
  const work = async (worker: JobWorker, from: number, to: number) => {
    const part = await worker.refine(points.slice(from * n, to * n), width);
    part.forEach((found, i) => {
      refined[from + i] = found;
    });
  };
  await forPieces(pool, problem, count, CALL_SEARCHES, work, options);
  return refined;
}

export async function lyapunov(
  pool: JobPool,
  given: SpectrumInput,
  { signal, onProgress, count: wanted }: LyapunovOptions = {},
): Promise<Lyapunov> {
  const spec = checkSpectrum(given);
  const { problem, rate, steps, optimizer, start } = spec;
  const most = Math.min(spec.count, LYAPUNOV_RATES);
  const count = wanted === undefined ? most : Math.min(checkCount(wanted, LYAPUNOV_RATES), most);
  const cells = Uint32Array.from({ length: count }, (_, i) =>
    Math.floor(((i + 0.5) * spec.count) / count),
  );
  const centres = cellCentres(rate.range, spec.count, rate.scale);
  const rates = Float64Array.from(cells, (cell) => centres[cell]!);
  const exponents = new Float64Array(count);
  const batch = Math.max(
    1,
    Math.min(Math.ceil(count / pool.size), Math.floor(CALL_GRADIENTS / (steps + 1))),
  );
  const slice = Math.max(1, Math.floor(CALL_GRADIENTS / batch));
  const total = count * Math.max(1, steps);
  let done = 0;
  await pool.forEach(
    problem,
    pieces(count, batch),
    async (worker, [from, to]) => {
      let states = new Float64Array(0);
      let first = 0;
      do {
        signal?.throwIfAborted();
        const now = Math.min(slice, steps - first);
        const part = await worker.advanceLyapunov({
          spec: { optimizer, start, steps },
          rates: rates.slice(from, to),
          cells: cells.slice(from, to),
          states,
          first,
          count: now,
        });
        states = part.states;
        first += now;
        if (first === steps) exponents.set(part.exponents, from);
        done += now * (to - from);
        onProgress?.(done / total);
      } while (first < steps);
    },
    signal,
  );
  return { spec, rates, cells, exponents };
}
