// Sweeps and spectra on the CPU. Twin of src/gpu/runs.ts.
import {
  RISE_WINDOW,
  type RunResults,
  type RunsOptions,
  type Spectrum,
  type SpectrumSpec,
  type Sweep,
  type SweepOptions,
  type SweepSpec,
} from '../engine.ts';
import { describe } from '../problems/registry.ts';
import {
  axisValues,
  copyResult,
  createTally,
  emptyResults,
  gridOfSpectrum,
  gridOfSweep,
  gridPieces,
  handedIterates,
  listPieces,
  type Piece,
  previewOf,
  type RunGrid,
  stridesOf,
} from '../runs.ts';
import { forEachOn, type JobWorker, type Pool } from './pool.ts';

/** Steps of one worker call: 10 to 20 ms of usual work, so that a cancelled job stops soon. */
const CALL_STEPS = 100_000;

/** Steps below which a slice of runs side by side would be begun and ended as long as it lasts. */
const LEAST_SLICE = 200;

export async function cpuSweep(pool: Pool, spec: SweepSpec, options: SweepOptions = {}) {
  const grid = gridOfSweep(spec);
  const strides = stridesOf(options);
  const job = createJob(pool, grid, grid.width * grid.height, options);
  for (const stride of strides) {
    await job.run((size) => gridPieces(grid, stride, strides, size));
    if (stride > 1) options.onPreview?.(previewOf(spec, job.results, stride));
  }
  return { spec, ...job.results } satisfies Sweep;
}

export async function cpuSweepPixels(
  pool: Pool,
  spec: SweepSpec,
  pixels: Uint32Array<ArrayBuffer>,
  options: RunsOptions = {},
): Promise<RunResults> {
  const job = createJob(pool, gridOfSweep(spec), pixels.length, options);
  await job.run((size) => listPieces(pixels, size));
  return job.results;
}

export async function cpuSpectrum(
  pool: Pool,
  spec: SpectrumSpec,
  options: RunsOptions = {},
): Promise<Spectrum> {
  const grid = gridOfSpectrum(spec);
  const job = createJob(pool, grid, spec.count, options);
  await job.run((size) => gridPieces(grid, 1, [1], size));
  return { spec, rates: job.values.x, ...job.results, iterates: job.iterates };
}

/**
 * Steps of the next slice where so many are left. Those whose rises are counted are not cut where there is time for all
 * of them: runs go side by side through them.
 */
const nextSlice = (slice: number, left: number): number =>
  slice < left && slice >= RISE_WINDOW
    ? Math.min(slice, left - RISE_WINDOW)
    : Math.min(slice, left);

/** A job of `runs` runs: their results, and what to call for each part of them. */
function createJob(pool: Pool, grid: RunGrid, runs: number, { signal, onProgress }: RunsOptions) {
  const { problem, ...shared } = grid;
  const { steps, last, width } = shared;
  const values = axisValues(grid);
  const { theta, work = 1 } = describe(problem);
  const results = emptyResults(Float64Array, runs, theta.length, grid);
  const handed = handedIterates(grid);
  const iterates = new Float64Array(runs * handed);
  const tally = createTally(runs, steps, onProgress);
  const callSteps = Math.ceil(CALL_STEPS / work);
  // Of long runs too so many that they go side by side, unless even so few of their steps are much work.
  const abreast = Math.max(1, Math.min(16, Math.floor(callSteps / LEAST_SLICE)));
  const batch = Math.max(
    1,
    Math.min(Math.ceil(runs / pool.size), Math.max(abreast, Math.floor(callSteps / (steps + 1)))),
  );
  const slice = Math.max(1, Math.floor(callSteps / batch));

  const runPiece = async (worker: JobWorker, piece: Piece) => {
    const { pixels, place } = piece;
    const count = pixels.length;
    const pairs = new Float64Array(2 * count);
    pixels.forEach((pixel, i) => {
      pairs[2 * i] = values.x[pixel % width]!;
      pairs[2 * i + 1] = values.y[Math.floor(pixel / width)]!;
    });
    let states = new Float64Array(0);
    let kept = new Float64Array(count * last);
    let first = 0;
    do {
      signal?.throwIfAborted();
      const now = nextSlice(slice, steps - first);
      const part = await worker.advanceSweep({
        grid: shared,
        values: pairs,
        pixels,
        states,
        iterates: kept,
        first,
        count: now,
      });
      ({ states, iterates: kept } = part);
      first += now;
      if (first === steps) {
        for (let i = 0; i < count; i++) {
          copyResult(part, i, results, place(i));
          if (handed > 0) iterates.set(kept.subarray(i * last, (i + 1) * last), place(i) * last);
        }
      }
      tally(first === steps ? count : 0, now * count);
    } while (first < steps);
  };
  return {
    values,
    results,
    iterates,
    run: (pieces: (size: () => number) => Iterable<Piece>) =>
      forEachOn(
        pool,
        problem,
        pieces(() => batch),
        runPiece,
        signal,
      ),
  };
}
