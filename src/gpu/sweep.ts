import { type Axis, QUANTITIES, RISE_WINDOW, type RunsOptions } from '../engine.ts';
import { splitHiLo } from '../math/grid.ts';
import { hyperOf } from '../optimizers.ts';
import { axisValues, createTally, type Piece, type RunGrid } from '../runs.ts';
import { checkReceipt, type GpuContext, readBack } from './context.ts';
import { createFlight, type Pacer } from './slices.ts';
import { hyperUniforms, likelihoodAt, pack, problemUniforms, SWEEP_LAYOUT } from './uniforms.ts';

/** override workgroupSize in shaders/sweep.wgsl. */
const GROUP = 64;

/** const CARRY_EVERY in shaders/run.wgsl: plain steps come in blocks of as many. */
const BLOCK = 32;

/** 4-byte words of State and Result in shaders/sweep.wgsl. */
export const STATE_WORDS = 16;
export const RESULT_WORDS = 6;

/** Runs advanced together, at most: 16 MB of states, enough to fill any GPU. */
const MOST_RUNS = 2 ** 18;

/** And at least, for the threads of a small one. */
const LEAST_RUNS = 2 ** 13;

/**
 * Steps of a slice worth the loading and storing of the states, which costs as much as about 40
 * steps on the software adapter.
 */
const SLICE_STEPS = 1024;

/** Runs of which states and iterates fit a storage binding. */
export function mostRuns({ device }: GpuContext, { last }: RunGrid): number {
  const perRun = 4 * Math.max(STATE_WORDS, last);
  return Math.min(MOST_RUNS, Math.floor(device.limits.maxStorageBufferBindingSize / perRun));
}

/** Runs of the next piece: as many as the device steps SLICE_STEPS times in a slice's time. */
export function runsPerPiece(most: number, pacer: Pacer): number {
  return Math.min(most, Math.max(LEAST_RUNS, Math.floor(pacer.work / SLICE_STEPS)));
}

export interface RunsJob extends RunsOptions {
  pacer: Pacer;
  /** Runs of all pieces together. */
  runs: number;
  /** Runs of the largest piece. */
  most: number;
  pieces: Iterable<Piece & { ended?: () => void }>;
  /** Gets a piece's Result structs and iterates [run][last], valid during the call. */
  take: (piece: Piece, results: ArrayBuffer, iterates: Float32Array<ArrayBuffer>) => void;
}

/** Advances every piece of a grid of runs to its end, slice by slice of steps. */
export async function advanceRuns(
  gpu: GpuContext,
  grid: RunGrid,
  { signal, onProgress, pacer, runs, most, pieces, take }: RunsJob,
): Promise<void> {
  const { device } = gpu;
  const { steps, last, width } = grid;
  const optimizer = grid.optimizer.kind;
  const [plain, watched] = await Promise.all([
    gpu.pipeline('plain', grid.problem.id, { optimizer }),
    gpu.pipeline('watched', grid.problem.id, { optimizer, keepsIterates: last > 0 }),
  ]);
  signal?.throwIfAborted();
  const largest = Math.min(most, runs);

  await gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
    const resultBytes = 4 * RESULT_WORDS * largest;
    const iterateBytes = 4 * last * largest;
    const receiptAt = resultBytes + iterateBytes;
    const values = axisValues(grid);
    const problem = buffers.upload('problem', problemUniforms(grid.problem), UNIFORM);
    const job = buffers.create('job', 96, UNIFORM | COPY_DST);
    const columns = buffers.upload('columns', axisPairs(grid.x, values.x), STORAGE);
    const rows = buffers.upload('rows', axisPairs(grid.y, values.y), STORAGE);
    const pixels = buffers.create('pixels', 4 * largest, STORAGE | COPY_DST);
    const states = buffers.create('states', 4 * STATE_WORDS * largest, STORAGE);
    const results = buffers.create('results', resultBytes, STORAGE | COPY_SRC);
    const iterates = buffers.create('iterates', iterateBytes, STORAGE | COPY_SRC);
    const receipt = buffers.create('receipt', 4, STORAGE | COPY_SRC);
    const staging = [0, 1].map((i) =>
      buffers.create(`staging ${i}`, receiptAt + 4, MAP_READ | COPY_DST),
    );
    const shared = [problem, job, columns, rows, pixels, states, receipt];
    const stage = (until: number, pipeline: GPUComputePipeline, bound: GPUBuffer[]) => ({
      until,
      pipeline,
      bindGroup: device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    });
    const plainStage = stage(plainStepsOf(grid), plain, shared);
    const watchedStage = stage(steps, watched, [...shared, results, iterates]);
    const fixed = jobUniforms(grid);
    const flight = createFlight();
    const tally = createTally(runs, steps, onProgress);
    let slices = 0;

    try {
      for (const piece of pieces) {
        const inPiece = piece.pixels.length;
        device.queue.writeBuffer(pixels, 0, piece.pixels);
        let first = 0;
        do {
          signal?.throwIfAborted();
          const byTime = Math.max(BLOCK, Math.floor(pacer.work / inPiece / BLOCK) * BLOCK);
          const { until, pipeline, bindGroup } =
            first < plainStage.until ? plainStage : watchedStage;
          const count = Math.min(byTime, until - first);
          const end = first + count;
          device.queue.writeBuffer(
            job,
            0,
            pack(SWEEP_LAYOUT, { ...fixed, width, runs: inPiece, first, count }),
          );
          const target = staging[slices++ % 2]!;
          const encoder = device.createCommandEncoder({ label: 'sweep' });
          const pass = encoder.beginComputePass({ label: 'sweep' });
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, bindGroup);
          pass.dispatchWorkgroups(Math.ceil(inPiece / GROUP));
          pass.end();
          if (end === steps) {
            encoder.copyBufferToBuffer(results, 0, target, 0, 4 * RESULT_WORDS * inPiece);
            if (last > 0) {
              encoder.copyBufferToBuffer(iterates, 0, target, resultBytes, 4 * last * inPiece);
            }
          }
          encoder.copyBufferToBuffer(receipt, 0, target, receiptAt, 4);
          const submittedAt = performance.now();
          device.queue.submit([encoder.finish()]);
          await flight.add(
            readBack(target, receiptAt + 4, (mapped) => {
              checkReceipt(new Uint32Array(mapped, receiptAt, 1)[0]!, end + 1);
              pacer.finished(count * inPiece, submittedAt);
              if (end === steps) {
                take(piece, mapped, new Float32Array(mapped, resultBytes, last * inPiece));
              }
              tally(end === steps ? inPiece : 0, count * inPiece);
              if (end === steps) piece.ended?.();
            }),
          );
          first = end;
        } while (first < steps);
      }
      await flight.land();
    } finally {
      await flight.settle();
    }
    signal?.throwIfAborted();
  });
}

/** Steps of each run that need no watching: whole blocks of them. */
function plainStepsOf({ steps, last }: RunGrid): number {
  return Math.max(0, Math.floor((steps - Math.max(RISE_WINDOW, last)) / BLOCK) * BLOCK);
}

/** The part of the Job uniform that stays the same from slice to slice. */
function jobUniforms({
  problem,
  optimizer,
  start,
  steps,
  threshold,
  x,
  y,
  last,
  component,
}: RunGrid) {
  const [xHi, xLo] = splitHiLo(start[0]);
  const [yHi, yLo] = splitHiLo(start[1]);
  return {
    ...hyperUniforms(hyperOf(optimizer)),
    'start.hi': [xHi, yHi],
    'start.lo': [xLo, yLo],
    xQuantity: QUANTITIES.indexOf(x.quantity),
    yQuantity: y ? QUANTITIES.indexOf(y.quantity) : QUANTITIES.length,
    steps,
    threshold,
    likelihood: likelihoodAt(problem, threshold),
    last,
    component: component === 'x' ? 0 : 1,
  };
}

/** What the shader sets a column or row to: (hi, lo) of a coordinate, (value, 1 − value) of the rest. */
function axisPairs(axis: Axis | null, values: Float64Array): Float32Array<ArrayBuffer> {
  const pairs = new Float32Array(2 * values.length);
  const coordinate = axis?.quantity === 'x' || axis?.quantity === 'y';
  for (const [i, value] of values.entries()) {
    pairs.set(coordinate ? splitHiLo(value) : [value, 1 - value], 2 * i);
  }
  return pairs;
}
