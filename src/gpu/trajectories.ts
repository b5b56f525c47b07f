import {
  frameSteps,
  framesInSlice,
  type JobOptions,
  type Trajectories,
  type TrajectorySpec,
} from '../engine.ts';
import { splitHiLo } from '../math/grid.ts';
import { hyperOf } from '../optimizers.ts';
import { checkReceipt, type GpuContext, readBack } from './context.ts';
import { createFlight, createPacer } from './slices.ts';
import { hyperUniforms, pack, problemUniforms, TRAJECTORIES_LAYOUT } from './uniforms.ts';

/** override workgroupSize in shaders/trajectories.wgsl. */
const GROUP = 64;

/** f32 kept of a Run (shaders/optimizers.wgsl): position 4, two memories 2 + 2, bias 4. */
export const RUN_FLOATS = 12;

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
  const { starts, steps, every, optimizer } = spec;
  const { device } = gpu;
  const pipeline = await gpu.pipeline('trajectories', spec.problem.id, {
    optimizer: optimizer.kind,
  });
  signal?.throwIfAborted();

  const runs = starts.length / 2;
  const kept = frameSteps(spec);
  const frames = kept.length;
  const points = new Float32Array(runs * frames * 2);
  const loss = new Float32Array(runs * frames);

  const batch = Math.min(runs, BATCH);
  // Frames per run that one slice can hand back: points (8 bytes) and losses (4).
  const outputBytes = Math.min(SLICE_BYTES, device.limits.maxStorageBufferBindingSize);
  const sliceFrames = Math.min(frames, Math.max(2, Math.floor(outputBytes / (8 * batch))));

  return gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
    const lossBytes = batch * sliceFrames * 4;
    const receiptAt = lossBytes * 3;
    const problem = buffers.upload('problem', problemUniforms(spec.problem), UNIFORM);
    const job = buffers.create('job', 64, UNIFORM | COPY_DST);
    const states = buffers.create('runs', batch * RUN_FLOATS * 4, STORAGE | COPY_DST);
    const pointsOut = buffers.create('points', 2 * lossBytes, STORAGE | COPY_SRC);
    const lossOut = buffers.create('loss', lossBytes, STORAGE | COPY_SRC);
    const receipt = buffers.create('receipt', 4, STORAGE | COPY_SRC);
    const staging = [0, 1].map((i) =>
      buffers.create(`staging ${i}`, receiptAt + 4, MAP_READ | COPY_DST),
    );
    const bindGroup = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [problem, job, states, pointsOut, lossOut, receipt].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
    const hyper = hyperUniforms(hyperOf(optimizer));
    const pacer = createPacer(gpu.pace, `trajectories ${optimizer.kind}`);
    const flight = createFlight();
    const total = runs * Math.max(1, steps);
    let done = 0;
    let slices = 0;

    try {
      for (let from = 0; from < runs; from += batch) {
        const inBatch = Math.min(batch, runs - from);
        device.queue.writeBuffer(
          states,
          0,
          startStates(starts.slice(2 * from, 2 * (from + inBatch))),
        );
        let first = 0;
        do {
          signal?.throwIfAborted();
          const byTime = Math.max(1, Math.floor(pacer.work / inBatch));
          // One frame of the buffer is left for the start, one for a last iterate off the beat.
          const byFrames = Math.max(1, (sliceFrames - 1) * every - (first % every));
          const count = Math.min(steps - first, byTime, byFrames);
          const range = framesInSlice(spec, first, count);
          const perRun = range.to - range.from;
          device.queue.writeBuffer(
            job,
            0,
            pack(TRAJECTORIES_LAYOUT, {
              ...hyper,
              runs: inBatch,
              first,
              count,
              steps,
              every,
              frames: perRun,
            }),
          );
          const target = staging[slices++ % 2]!;
          const encoder = device.createCommandEncoder({ label: 'trajectories' });
          const pass = encoder.beginComputePass({ label: 'trajectories' });
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, bindGroup);
          pass.dispatchWorkgroups(Math.ceil(inBatch / GROUP));
          pass.end();
          if (perRun > 0) {
            encoder.copyBufferToBuffer(pointsOut, 0, target, 0, inBatch * perRun * 8);
            encoder.copyBufferToBuffer(lossOut, 0, target, 2 * lossBytes, inBatch * perRun * 4);
          }
          encoder.copyBufferToBuffer(receipt, 0, target, receiptAt, 4);
          const submittedAt = performance.now();
          device.queue.submit([encoder.finish()]);
          const expected = first + count;
          await flight.add(
            readBack(target, receiptAt + 4, (mapped) => {
              checkReceipt(new Uint32Array(mapped, receiptAt, 1)[0]!, expected);
              const slicePoints = new Float32Array(mapped, 0, inBatch * perRun * 2);
              const sliceLoss = new Float32Array(mapped, 2 * lossBytes, inBatch * perRun);
              for (let r = 0; r < inBatch; r++) {
                const at = (from + r) * frames + range.from;
                points.set(slicePoints.subarray(r * perRun * 2, (r + 1) * perRun * 2), at * 2);
                loss.set(sliceLoss.subarray(r * perRun, (r + 1) * perRun), at);
              }
              pacer.finished(count * inBatch, submittedAt);
              done += count * inBatch;
              onProgress?.(done / total);
            }),
          );
          first += count;
        } while (first < steps);
      }
      await flight.land();
    } finally {
      await flight.settle();
    }
    signal?.throwIfAborted();
    return { spec, frameSteps: kept, points, loss };
  });
}

/** What is kept of runs (shaders/optimizers.wgsl) of a list of starts before any step. */
function startStates(starts: readonly number[]): Float32Array<ArrayBuffer> {
  const states = new Float32Array((starts.length / 2) * RUN_FLOATS);
  for (let r = 0; 2 * r < starts.length; r++) {
    const [xHi, xLo] = splitHiLo(starts[2 * r]!);
    const [yHi, yLo] = splitHiLo(starts[2 * r + 1]!);
    // position hi, lo; memories; bias: powers β^0 = 1, rests 1 − β^0 = 0
    states.set([xHi, yHi, xLo, yLo, 0, 0, 0, 0, 1, 1, 0, 0], r * RUN_FLOATS);
  }
  return states;
}
