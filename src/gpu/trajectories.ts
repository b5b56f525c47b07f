import {
  frameSteps,
  framesInSlice,
  type JobOptions,
  type Trajectories,
  type TrajectorySpec,
} from '../engine.ts';
import { splitHiLo } from '../math/grid.ts';
import { hyperOf, type OptimizerKind, ratesOf } from '../optimizers.ts';
import { describe } from '../problems/registry.ts';
import { startPoints } from '../starts.ts';
import type { GpuContext } from './context.ts';
import { mostSteps, writeOrder } from './epochs.ts';
import { featuresOf } from './features.ts';
import { kernelOf } from './kernels/index.ts';
import { type Kernel, memoriesOf } from './kernels/kernel.ts';
import { runWords, STATE_BYTES } from './run-size.ts';
import { bindGroupsOf, createPacer, createSlices, dataBuffer, withHoles } from './slices.ts';
import { hyperUniforms, pack, TRAJECTORIES_LAYOUT } from './uniforms.ts';

/** override workgroupSize in shaders/trajectories.wgsl. */
const GROUP = 64;

/** Runs advanced together: enough to fill any GPU. */
const BATCH = 2 ** 16;

/** Bytes of iterates one slice may hand back. */
const SLICE_BYTES = 2 ** 25;

/** The iterates of every run, batch by batch of runs, slice by slice of steps. */
export async function gpuTrajectories(
  gpu: GpuContext,
  spec: TrajectorySpec,
  { signal, onProgress }: JobOptions = {},
): Promise<Trajectories> {
  const { steps, every, optimizer } = spec;
  const { plane, trained } = describe(spec.problem);
  const { device } = gpu;
  const kernel = await kernelOf(spec.problem);
  const features = featuresOf(optimizer);
  const pipeline = await gpu.pipeline('trajectories', kernel, {
    optimizer: optimizer.kind,
    features,
  });
  const own = features && (await import('./adjustment.ts'));
  signal?.throwIfAborted();

  const { size, places } = kernel;
  const n = places.length;
  const starts = startPoints(spec, plane);
  const runs = starts.length / n;
  const kept = frameSteps(spec);
  const frames = kept.length;
  const points = new Float32Array(runs * frames * n);
  const loss = new Float32Array(runs * frames);

  const words = runWords(kernel, optimizer.kind);
  const batch = Math.min(runs, BATCH, Math.floor(STATE_BYTES / (4 * words)));
  // Frames per run that one slice can hand back: points (4 bytes for each weight) and losses (4).
  const outputBytes = Math.min(SLICE_BYTES, device.limits.maxStorageBufferBindingSize);
  const sliceFrames = Math.min(frames, Math.max(2, Math.floor(outputBytes / (4 * size * batch))));

  return gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage;
    const lossBytes = batch * sliceFrames * 4;
    const rates = ratesOf(optimizer, trained);
    const problem = buffers.upload('problem', kernel.uniforms(rates), UNIFORM);
    const job = buffers.create('job', 64, UNIFORM | COPY_DST);
    const states = buffers.create('runs', 4 * words * batch, STORAGE | COPY_DST);
    const pointsOut = buffers.create('points', size * lossBytes, STORAGE | COPY_SRC);
    const lossOut = buffers.create('loss', lossBytes, STORAGE | COPY_SRC);
    const slices = createSlices(gpu, buffers, 'trajectories', (size + 1) * lossBytes);
    const bound = [problem, job, states, pointsOut, lossOut, slices.receipt];
    const data = dataBuffer(buffers, device, kernel, steps);
    const adjustment = own?.adjustmentBuffer(device, buffers, kernel, optimizer);
    const bindGroups = bindGroupsOf(device, pipeline, bound, data, adjustment?.buffer);
    const fixed = { ...hyperUniforms(hyperOf(optimizer)), steps, every };
    const pacer = createPacer(
      gpu.pace,
      `trajectories ${kernel.key} ${optimizer.kind}`,
      kernel.work,
    );
    const total = runs * Math.max(1, steps);
    let done = 0;

    try {
      for (let from = 0; from < runs; from += batch) {
        const inBatch = Math.min(batch, runs - from);
        const batchStarts = starts.slice(n * from, n * (from + inBatch));
        device.queue.writeBuffer(states, 0, startStates(kernel, optimizer.kind, batchStarts));
        let first = 0;
        do {
          signal?.throwIfAborted();
          const byTime = Math.max(1, Math.floor(pacer.work / inBatch));
          // One frame of the buffer is left for the start, one for a last iterate off the beat.
          const byFrames = Math.max(1, (sliceFrames - 1) * every - (first % every));
          const most = own?.MOST_FACTORS ?? Number.POSITIVE_INFINITY;
          const count = Math.min(steps - first, byTime, byFrames, mostSteps(kernel), most);
          const range = framesInSlice(spec, first, count);
          const perRun = range.to - range.from;
          const inSlice = inBatch * perRun;
          const slice = { ...fixed, runs: inBatch, first, count, frames: perRun };
          device.queue.writeBuffer(job, 0, pack(TRAJECTORIES_LAYOUT, slice));
          writeOrder(device, data, kernel, first, count);
          adjustment?.write(first, count, (spec.firstRun ?? 0) + from);
          const submittedAt = performance.now();
          await slices.submit({
            pipeline,
            bindGroups,
            workgroups: [Math.ceil(inBatch / GROUP)],
            copies: [
              { from: pointsOut, bytes: 4 * size * inSlice },
              { from: lossOut, bytes: 4 * inSlice },
            ].filter(({ bytes }) => bytes > 0),
            receipt: first + count,
            take(mapped) {
              const slicePoints = new Float32Array(mapped, 0, size * inSlice);
              const sliceLoss = new Float32Array(mapped, 4 * size * inSlice, inSlice);
              for (let r = 0; r < inBatch; r++) {
                const at = (from + r) * frames + range.from;
                for (let k = 0; k < perRun; k++) {
                  const weights = (r * perRun + k) * size;
                  for (let c = 0; c < n; c++) {
                    points[(at + k) * n + c] = slicePoints[weights + places[c]!]!;
                  }
                }
                loss.set(sliceLoss.subarray(r * perRun, (r + 1) * perRun), at);
              }
              pacer.finished(count * inBatch, submittedAt);
              done += count * inBatch;
              onProgress?.(done / total);
            },
          });
          first += count;
        } while (first < steps);
      }
      await slices.land();
    } finally {
      await slices.settle();
    }
    signal?.throwIfAborted();
    withHoles(kernel, loss);
    return { spec, frameSteps: kept, points, loss };
  });
}

/** What is kept of runs from a list of starts, [run][n], before any step: see runWords. */
function startStates(
  kernel: Kernel,
  optimizer: OptimizerKind,
  starts: Float64Array,
): Float32Array<ArrayBuffer> {
  const { size } = kernel;
  const n = kernel.places.length;
  const words = runWords(kernel, optimizer);
  const powers = (2 + memoriesOf(kernel, optimizer)) * size;
  const states = new Float32Array((starts.length / n) * words);
  for (let r = 0; n * r < starts.length; r++) {
    const weights = kernel.weightsOf(starts.subarray(n * r, n * (r + 1)));
    for (const [i, weight] of weights.entries()) {
      const [hi, lo] = splitHiLo(weight);
      states[r * words + i] = hi;
      states[r * words + size + i] = lo;
    }
    // Memories 0; Powers: β^0 = 1, 1 − β^0 = 0.
    states.fill(1, r * words + powers, r * words + powers + 2);
  }
  return states;
}
