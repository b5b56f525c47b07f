// Sweeps and spectra on the GPU. Twin of src/cpu/runs.ts.
import type {
  RunResults,
  RunsOptions,
  Spectrum,
  SpectrumSpec,
  Sweep,
  SweepOptions,
  SweepSpec,
} from '../engine.ts';
import { periodOf } from '../run-period.ts';
import {
  axisValues,
  emptyResults,
  gridOfSpectrum,
  gridOfSweep,
  gridPieces,
  listPieces,
  type Piece,
  pointSize,
  previewOf,
  type RunGrid,
  stridesOf,
} from '../runs.ts';
import type { GpuContext } from './context.ts';
import { featureNames, featuresOf } from './features.ts';
import { kernelOf } from './kernels/index.ts';
import type { Kernel } from './kernels/kernel.ts';
import { createPacer, lossOrHole, type Pacer } from './slices.ts';
import { advanceRuns, mostRuns, resultWords, runsPerPiece, takesWhole } from './sweep.ts';

function pacerFor({ pace }: GpuContext, { key, work }: Kernel, grid: RunGrid): Pacer {
  const { optimizer, x, y, also } = grid;
  const features = featuresOf(optimizer, [x.quantity, y?.quantity], also);
  const kind = [key, optimizer.kind, ...(features ? [featureNames(features)] : [])].join(' ');
  return createPacer(pace, `sweep ${kind}`, work);
}

/** How a job is cut; what it computes does not depend on it. */
export interface Cut {
  /** Runs advanced together. */
  runs: number;
  pacer: Pacer;
}

export const gpuSweep = async (
  gpu: GpuContext,
  spec: SweepSpec,
  options?: SweepOptions,
  cut?: Partial<Cut>,
): Promise<Sweep> => gpuSweepOf(gpu, await kernelOf(spec.problem), spec, options, cut);

/** A sweep by a kernel of the problem. */
export async function gpuSweepOf(
  gpu: GpuContext,
  kernel: Kernel,
  spec: SweepSpec,
  options: SweepOptions = {},
  cut: Partial<Cut> = {},
): Promise<Sweep> {
  const grid = gridOfSweep(spec);
  const strides = stridesOf(options);
  const pacer = cut.pacer ?? pacerFor(gpu, kernel, grid);
  const most = cut.runs ?? mostRuns(gpu, kernel, grid);
  const size = () => cut.runs ?? runsPerPiece(kernel, grid, most, pacer);
  const fits = cut.runs === undefined || cut.runs * spec.steps <= pacer.work;
  const results = emptyResults(Float32Array, grid.width * grid.height, kernel.places.length, grid);
  function* pieces() {
    for (const stride of strides) {
      let last: Piece | undefined;
      for (const piece of gridPieces(grid, stride, strides, size)) {
        if (last) yield last;
        last = piece;
      }
      const ended = () => {
        if (stride > 1) options.onPreview?.(previewOf(spec, results, stride));
      };
      if (last) yield { ...last, ended };
    }
  }
  await advanceRuns(gpu, kernel, grid, {
    ...options,
    pacer,
    whole: fits && takesWhole(kernel, grid),
    runs: grid.width * grid.height,
    most,
    pieces: pieces(),
    take: (piece, words, kept) => scatter(kernel, grid, piece, words, kept, results),
  });
  return { spec, ...results };
}

export async function gpuSweepPixels(
  gpu: GpuContext,
  spec: SweepSpec,
  pixels: Uint32Array<ArrayBuffer>,
  options: RunsOptions = {},
): Promise<RunResults> {
  const grid = gridOfSweep(spec);
  const kernel = await kernelOf(spec.problem);
  const results = emptyResults(Float32Array, pixels.length, kernel.places.length, grid);
  if (pixels.length === 0) return results;
  const pacer = pacerFor(gpu, kernel, grid);
  const most = mostRuns(gpu, kernel, grid);
  const size = () => runsPerPiece(kernel, grid, most, pacer);
  await advanceRuns(gpu, kernel, grid, {
    ...options,
    pacer,
    whole: takesWhole(kernel, grid),
    runs: pixels.length,
    most,
    pieces: listPieces(pixels, size),
    take: (piece, words, kept) => scatter(kernel, grid, piece, words, kept, results),
  });
  return results;
}

export async function gpuSpectrum(
  gpu: GpuContext,
  spec: SpectrumSpec,
  options: RunsOptions = {},
): Promise<Spectrum> {
  const grid = gridOfSpectrum(spec);
  const kernel = await kernelOf(spec.problem);
  const pacer = pacerFor(gpu, kernel, grid);
  const most = mostRuns(gpu, kernel, grid);
  const size = () => runsPerPiece(kernel, grid, most, pacer);
  const results = emptyResults(Float32Array, spec.count, kernel.places.length, grid);
  const iterates = new Float32Array(spec.count * spec.last);
  await advanceRuns(gpu, kernel, grid, {
    ...options,
    pacer,
    whole: takesWhole(kernel, grid),
    runs: spec.count,
    most,
    pieces: gridPieces(grid, 1, [1], size),
    take(piece, words, kept) {
      scatter(kernel, grid, piece, words, kept, results);
      // One row, in order: a piece's iterates lie together.
      iterates.set(kept, piece.place(0) * spec.last);
    },
  });
  return { spec, rates: axisValues(grid).x, ...results, iterates };
}

/** Puts the results of a piece where they belong. */
function scatter(
  kernel: Kernel,
  grid: RunGrid,
  { pixels, place }: Piece,
  words: ArrayBuffer,
  kept: Float32Array<ArrayBuffer>,
  to: RunResults,
): void {
  const { places } = kernel;
  const floats = new Float32Array(words);
  const integers = new Uint32Array(words);
  const n = pointSize(grid, places.length);
  const { weights, divergedAt, gradient, all } = resultWords(kernel, grid);
  for (let i = 0, at = 0; i < pixels.length; i++, at += all) {
    const k = place(i);
    for (let c = 0; c < n; c++) to.point[n * k + c] = floats[at + places[c]!]!;
    to.loss[k] = lossOrHole(kernel, floats[at + weights]!);
    to.stepsToThreshold[k] = integers[at + weights + 1]!;
    to.outcome[k] = integers[at + weights + 2]!;
    if (to.measure) to.measure[k] = floats[at + weights + 3]!;
    if (to.divergedAt) to.divergedAt[k] = integers[at + divergedAt]!;
    if (to.gradient) {
      for (const [c, of] of places.entries()) {
        const slope = floats[at + gradient + of]!;
        to.gradient[places.length * k + c] = lossOrHole(kernel, slope);
      }
    }
    if (to.period) {
      const iterates = kept.subarray(i * grid.last, (i + 1) * grid.last);
      to.period[k] = periodOf(to.outcome[k]!, iterates);
    }
  }
}
