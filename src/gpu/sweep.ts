import { type Axis, KernelError, RISE_WINDOW, type RunsOptions } from '../engine.ts';
import { splitHiLo } from '../math/grid.ts';
import { hyperOf, ratesOf } from '../optimizers.ts';
import { describe } from '../problems/registry.ts';
import { isStart } from '../quantities.ts';
import { axisValues, createTally, type Piece, pointSize, type RunGrid } from '../runs.ts';
import type { GpuContext, JobBuffers } from './context.ts';
import { BLOCK, mostSteps, writeOrder } from './epochs.ts';
import { type Features, featuresOf, plainFeatures, plainWith } from './features.ts';
import type { Kernel } from './kernels/kernel.ts';
import { STATE_BYTES, stateWords } from './run-size.ts';
import { bindGroupsOf, createSlices, dataBuffer, type Pacer } from './slices.ts';
import { hyperUniforms, NO_QUANTITY, pack, quantityCode, SWEEP_LAYOUT } from './uniforms.ts';

/** override workgroupSize in shaders/sweep.wgsl. */
const GROUP = 64;

/** Words of a run's result in shaders/outcome.wgsl, and of further results (variants.ts), in this order. */
export function resultWords(
  { size, places }: Pick<Kernel, 'size' | 'places'>,
  grid: Pick<RunGrid, 'points' | 'measure' | 'also'>,
) {
  const { measure, also = [] } = grid;
  const weights = pointSize(grid, places.length) > 0 ? size : 0;
  const divergedAt = weights + 3 + Number(measure !== undefined);
  const gradient = divergedAt + Number(also.includes('divergedAt'));
  return { weights, divergedAt, gradient, all: gradient + (also.includes('gradient') ? size : 0) };
}

/** Runs of a piece at least, for the threads of a small one; fewer where each is much work. */
const LEAST_RUNS = 2 ** 13;
const LEAST_HEAVY_RUNS = 2 ** 8;

/**
 * Steps of a slice worth the loading and storing of the states, which costs as much as about 40
 * usual steps on the software adapter.
 */
const SLICE_STEPS = 1024;

/** Runs of which states and iterates fit a storage binding. */
export function mostRuns({ device }: GpuContext, kernel: Kernel, grid: RunGrid): number {
  const { last } = grid;
  const bytes = 4 * stateWords(kernel, grid);
  const binding = device.limits.maxStorageBufferBindingSize / Math.max(bytes, 4 * last);
  return Math.floor(Math.min(STATE_BYTES / bytes, binding));
}

/**
 * Steps of runs that are taken whole, in one dispatch, at most. Longer ones are cut into slices of steps: a few runs at
 * a time are too few for the threads of a GPU, and many take longer than a slice may.
 */
const WHOLE_STEPS = 256;
/** Runs of a piece of whole ones at least, which no device takes longer for than a slice may. */
const LEAST_WHOLE_RUNS = 2 ** 8;

/** Whether shaders/whole.wgsl takes the runs of a grid: of its plain steps alone, and without what few specs ask for. */
export const takesWhole = (kernel: Kernel, grid: RunGrid): boolean =>
  takesPlain(kernel) &&
  !kernel.knowsEpochs &&
  grid.steps <= WHOLE_STEPS &&
  grid.last === 0 &&
  grid.measure === undefined &&
  !featuresOf(grid.optimizer, [grid.x.quantity, grid.y?.quantity], grid.also);

/** Runs of the next piece: as many as the device steps SLICE_STEPS times, or as much work, in a slice's time. */
export function runsPerPiece(kernel: Kernel, grid: RunGrid, most: number, pacer: Pacer): number {
  if (takesWhole(kernel, grid)) {
    const inTime = Math.floor(pacer.work / Math.max(1, grid.steps));
    return Math.min(most, Math.max(LEAST_WHOLE_RUNS, inTime));
  }
  const { work = 1 } = kernel;
  const least = Math.max(LEAST_HEAVY_RUNS, Math.floor(LEAST_RUNS / work));
  const worth = Math.max(BLOCK, SLICE_STEPS / work);
  return Math.min(most, Math.max(least, Math.floor(pacer.work / worth)));
}

export interface RunsJob extends RunsOptions {
  pacer: Pacer;
  /** Whether every piece takes its runs whole: see takesWhole. */
  whole: boolean;
  /** Runs of all pieces together. */
  runs: number;
  /** Runs of the largest piece. */
  most: number;
  pieces: Iterable<Piece & { ended?: () => void }>;
  /** Gets a piece's results and iterates [run][last], valid during the call. */
  take: (piece: Piece, results: ArrayBuffer, iterates: Float32Array<ArrayBuffer>) => void;
}

/** Advances every piece of a grid of runs to its end, slice by slice of steps. */
export async function advanceRuns(
  gpu: GpuContext,
  kernel: Kernel,
  grid: RunGrid,
  { signal, onProgress, pacer, whole, runs, most: mostInPiece, pieces, take }: RunsJob,
): Promise<void> {
  const { device } = gpu;
  const { steps, last } = grid;
  const { optimizer, x, y, also } = grid;
  const features = featuresOf(optimizer, [x.quantity, y?.quantity], also);
  const [plain, watched] = await pipelinesOf(gpu, kernel, grid, features, whole);
  const own = features?.adjusted ? await import('./adjustment.ts') : null;
  signal?.throwIfAborted();

  await gpu.withBuffers(async (buffers) => {
    const largest = Math.min(mostInPiece, runs);
    const words = resultWords(kernel, grid).all;
    const slices = createSlices(gpu, buffers, 'sweep', 4 * (words + last) * largest);
    const bound = runBuffers(device, buffers, kernel, grid, largest, slices.receipt, whole);
    const axes = [x.quantity, y?.quantity] as const;
    const adjustment = own?.adjustmentBuffer(device, buffers, kernel, optimizer, axes);
    const most = own?.MOST_FACTORS ?? Number.POSITIVE_INFINITY;
    const { job, pixels, results, iterates, data } = bound;
    const stage = (until: number, of: GPUComputePipeline, further: (GPUBuffer | null)[]) => {
      const all = [...bound.shared, ...further];
      const bindGroups = bindGroupsOf(device, of, all, data, adjustment?.buffer);
      return { until, pipeline: of, bindGroups };
    };
    const plainSteps = plainStepsOf(grid);
    const plainStage = plain && stage(plainSteps, plain, []);
    const watchedStage = stage(steps, watched, [results, iterates]);
    const uniforms = jobUniforms(kernel, grid, whole, plainSteps);
    const tally = createTally(runs, steps, onProgress);
    const stepsFrom = (first: number, inPiece: number, until: number) =>
      whole ? steps : Math.min(stepsOfSlice(kernel, pacer, inPiece, first), most, until - first);

    try {
      for (const piece of pieces) {
        const inPiece = piece.pixels.length;
        device.queue.writeBuffer(pixels, 0, piece.pixels);
        let first = 0;
        do {
          signal?.throwIfAborted();
          const { until, pipeline, bindGroups } =
            plainStage && first < plainStage.until ? plainStage : watchedStage;
          const count = stepsFrom(first, inPiece, until);
          const end = first + count;
          device.queue.writeBuffer(job, 0, uniforms(inPiece, first, count));
          writeOrder(device, data, kernel, first, count);
          adjustment?.write(first, count);
          const ended = end === steps;
          const partly = kernel.leavesEarly && first > 0;
          const submittedAt = performance.now();
          await slices.submit({
            pipeline,
            bindGroups,
            workgroups: [Math.ceil(inPiece / GROUP)],
            copies: ended ? copiesOf(inPiece, [results, words], [iterates, last]) : [],
            receipt: end + 1,
            take(mapped) {
              pacer.finished(count * inPiece, submittedAt, partly);
              if (ended) {
                take(piece, mapped, new Float32Array(mapped, 4 * words * inPiece, last * inPiece));
              }
              tally(ended ? inPiece : 0, count * inPiece);
              if (ended) piece.ended?.();
            },
          });
          first = end;
        } while (first < steps);
      }
      await slices.land();
    } finally {
      await slices.settle();
    }
    signal?.throwIfAborted();
  });
}

/** The pipelines of plain steps, null where there are none, and of watched ones or of whole runs. */
async function pipelinesOf(
  gpu: GpuContext,
  kernel: Kernel,
  { problem, optimizer, measure, also, last }: RunGrid,
  features: Features | undefined,
  whole: boolean,
) {
  if (also?.includes('lyapunov')) {
    throw new KernelError('the GPU tells no Lyapunov exponents: the CPU does');
  }
  if (measure !== undefined && !kernel.measures) {
    throw new KernelError(`the GPU kernel of "${problem.id}" does not measure ${measure}`);
  }
  const variant = { optimizer: optimizer.kind, measures: measure !== undefined };
  const takes = !whole && takesPlain(kernel) && plainWith(kernel, features);
  return Promise.all([
    takes ? gpu.pipeline('plain', kernel, { ...variant, features: plainFeatures(features) }) : null,
    whole
      ? gpu.pipeline('whole', kernel, variant)
      : gpu.pipeline('watched', kernel, { ...variant, keepsIterates: last > 0, features }),
  ]);
}

/** So many words of each run of a piece, from buffers that have any. */
const copiesOf = (runs: number, ...parts: (readonly [GPUBuffer | null, words: number])[]) =>
  parts.flatMap(([from, words]) => (from && words > 0 ? [{ from, bytes: 4 * words * runs }] : []));

/**
 * Steps of a slice of so many runs: whole blocks where there are plain ones. Where runs leave early the first of a piece,
 * in which none does, tells what steps cost: it is short.
 */
function stepsOfSlice(kernel: Kernel, { work }: Pacer, runs: number, first: number): number {
  const block = takesPlain(kernel) ? BLOCK : 1;
  const byTime = Math.max(block, Math.floor(work / runs / block) * block);
  const most = kernel.leavesEarly && first === 0 ? BLOCK : Number.POSITIVE_INFINITY;
  return Math.min(byTime, most, mostSteps(kernel));
}

/** The buffers of a job of runs; `shared` are bindings 0 to 6 of its shaders. Whole runs keep no states. */
function runBuffers(
  device: GPUDevice,
  buffers: JobBuffers,
  kernel: Kernel,
  grid: RunGrid,
  largest: number,
  receipt: GPUBuffer,
  whole: boolean,
) {
  const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage;
  const values = axisValues(grid);
  const rates = ratesOf(grid.optimizer, describe(grid.problem).trained);
  const problem = buffers.upload('problem', kernel.uniforms(rates), UNIFORM);
  const job = buffers.create('job', 96, UNIFORM | COPY_DST);
  const columns = buffers.upload('columns', axisPairs(grid.x, values.x), STORAGE);
  const rows = buffers.upload('rows', axisPairs(grid.y, values.y), STORAGE);
  const pixels = buffers.create('pixels', 4 * largest, STORAGE | COPY_DST);
  const states = whole
    ? null
    : buffers.create('states', 4 * stateWords(kernel, grid) * largest, STORAGE);
  return {
    job,
    pixels,
    results: buffers.create(
      'results',
      4 * resultWords(kernel, grid).all * largest,
      STORAGE | COPY_SRC,
    ),
    data: dataBuffer(buffers, device, kernel, grid.steps),
    iterates: whole
      ? null
      : buffers.create('iterates', 4 * grid.last * largest, STORAGE | COPY_SRC),
    shared: [problem, job, columns, rows, pixels, states, receipt],
  };
}

/** Whether a kernel has plain steps: beside much work watching costs nothing, and one pipeline less compiles sooner. */
export const takesPlain = ({ leavesEarly = false }: Kernel): boolean => !leavesEarly;

/** Steps of each run that need no watching: whole blocks of them. */
function plainStepsOf({ steps, last }: RunGrid): number {
  return Math.max(0, Math.floor((steps - Math.max(RISE_WINDOW, last)) / BLOCK) * BLOCK);
}

/** The Job uniform of each slice. Of whole runs its count is that of their plain steps: the shader knows the rest. */
function jobUniforms(kernel: Kernel, grid: RunGrid, whole: boolean, plainSteps: number) {
  const fixed = fixedUniforms(kernel, grid);
  return (runs: number, first: number, count: number) =>
    pack(SWEEP_LAYOUT, { ...fixed, runs, first, count: whole ? plainSteps : count });
}

/** The part of the Job uniform that stays the same from slice to slice. */
function fixedUniforms(kernel: Kernel, grid: RunGrid) {
  const { problem, optimizer, start, steps, threshold, x, y, width, last, component } = grid;
  const { theta, thresholds, parameters } = describe(problem);
  const layers = [...new Set(parameters.map(({ layer }) => layer))];
  /** A parameter's place in a run's state, and a layer's behind them. */
  const placeOf = (name: string) =>
    kernel.places[theta.indexOf(name)] ?? kernel.size + layers.indexOf(name);
  return {
    ...hyperUniforms(hyperOf(optimizer)),
    'start.x': splitHiLo(start[0]),
    'start.y': splitHiLo(start[1]),
    xQuantity: quantityCode(x.quantity, placeOf),
    yQuantity: y ? quantityCode(y.quantity, placeOf) : NO_QUANTITY,
    width,
    steps,
    threshold,
    merit: kernel.meritAt(threshold),
    last,
    component: component === null ? 0 : placeOf(component),
    stalled: thresholds.stalled,
    points: Number(pointSize(grid, theta.length) > 0),
  };
}

/** What the shader sets a column or row to: (hi, lo) of a coordinate, (value, 1 − value) of the rest. */
function axisPairs(axis: Axis | null, values: Float64Array): Float32Array<ArrayBuffer> {
  const pairs = new Float32Array(2 * values.length);
  const coordinate = axis !== null && isStart(axis.quantity);
  for (const [i, value] of values.entries()) {
    pairs.set(coordinate ? splitHiLo(value) : [value, 1 - value], 2 * i);
  }
  return pairs;
}
