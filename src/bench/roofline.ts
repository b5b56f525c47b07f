// Times shaders/roofline.wgsl: how fast this adapter could step if a step were nothing but its exp2,
// divisions and square roots. It is held against the plain steps in shaders/plain.wgsl.
import math from '../../shaders/math.wgsl?raw';
import loop from '../../shaders/roofline.wgsl?raw';
import { OPTIMIZER_KINDS } from '../optimizers.ts';
import type { MeasuredNetwork } from '../problems/networks/measured.ts';
import { describe } from '../problems/registry.ts';
import {
  networkRoofline,
  type Operations,
  operationsOf,
  stepsOfRound,
} from './network-roofline.ts';
import type { Contestant } from './repeat.ts';

/** override workgroupSize in shaders/roofline.wgsl. */
const GROUP = 64;

/** Runs of one dispatch: about as many as a slice of a sweep has. */
const RUNS = 2 ** 14;

/** Bytes of Job in shaders/roofline.wgsl. */
const ROOFLINE_JOB_BYTES = 24;

/** Of the folded kernel by optimizer, and of gradient descent on networks by their problem. */
export type RooflineKind = 'gd' | 'adam' | MeasuredNetwork;

/** What a step costs at least. */
export function rooflineOperations(kind: RooflineKind): Operations {
  if (kind === 'gd') return { exp2: 5, divisions: 7, roots: 0, multiplyAdds: 0 };
  if (kind === 'adam') return { exp2: 5, divisions: 9, roots: 3, multiplyAdds: 0 };
  return operationsOf(describe({ id: kind }).network!);
}

/** Its loop does so many steps in a round. */
function shaderOf(kind: RooflineKind) {
  const operations = rooflineOperations(kind);
  return kind === 'gd' || kind === 'adam'
    ? {
        code: `${math}\n${loop}`,
        constants: { optimizer: OPTIMIZER_KINDS.indexOf(kind) },
        round: 1,
      }
    : { code: networkRoofline(operations), constants: {}, round: stepsOfRound(operations) };
}

export interface Roofline {
  /** Does `steps` steps of RUNS runs, or some more, waits for them, and returns the steps of all runs. */
  run(steps: number): Promise<number>;
  /** Where every run ended, [run][2]; for tests. */
  ends(): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

/** With `ownExp2` its exponential is the one that the kernels use on software adapters (shaders/math.wgsl). */
export async function createRoofline(
  device: GPUDevice,
  kind: RooflineKind,
  ownExp2: boolean,
): Promise<Roofline> {
  const label = `roofline ${kind}${ownExp2 ? ', own exp2' : ''}`;
  const { code, constants, round } = shaderOf(kind);
  const pipeline = await device.createComputePipelineAsync({
    label,
    layout: 'auto',
    compute: {
      module: device.createShaderModule({ label, code }),
      constants: { ...constants, ownExp2: Number(ownExp2) },
    },
  });
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
  const bytes = 8 * RUNS;
  const job = device.createBuffer({ label, size: ROOFLINE_JOB_BYTES, usage: UNIFORM | COPY_DST });
  const ends = device.createBuffer({ label, size: bytes, usage: STORAGE | COPY_SRC });
  const staging = device.createBuffer({ label, size: bytes, usage: MAP_READ | COPY_DST });
  const bindGroup = device.createBindGroup({
    label,
    layout: pipeline.getBindGroupLayout(0),
    entries: [job, ends].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const readEnds = async (length: number) => {
    await staging.mapAsync(GPUMapMode.READ, 0, length);
    const copy = new Float32Array(staging.getMappedRange(0, length).slice(0));
    staging.unmap();
    return copy;
  };
  return {
    async run(atLeast) {
      const steps = Math.ceil(atLeast / round) * round;
      const values = new DataView(new ArrayBuffer(ROOFLINE_JOB_BYTES));
      [1, 1.1, 1.2, 1.3].forEach((numerator, i) => {
        values.setFloat32(4 * i, numerator, true);
      });
      values.setUint32(16, RUNS, true);
      values.setUint32(20, steps, true);
      device.queue.writeBuffer(job, 0, values.buffer);
      const encoder = device.createCommandEncoder({ label });
      const pass = encoder.beginComputePass({ label });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(Math.ceil(RUNS / GROUP));
      pass.end();
      encoder.copyBufferToBuffer(ends, 0, staging, 0, bytes);
      device.queue.submit([encoder.finish()]);
      // Only mapping tells that it was done, and not lost.
      const [first] = await readEnds(8);
      if (first === 0) throw new Error('the GPU returned no result: its device was lost');
      return steps * RUNS;
    },
    async ends() {
      const encoder = device.createCommandEncoder({ label });
      encoder.copyBufferToBuffer(ends, 0, staging, 0, bytes);
      device.queue.submit([encoder.finish()]);
      return readEnds(bytes);
    },
    dispose() {
      for (const buffer of [job, ends, staging]) buffer.destroy();
    },
  };
}

/** Of one dispatch: far from any watchdog. */
const LAP_MS = 60;
const DISPATCHES = 3;

/** The roofline as a contestant of interleaved rounds, at about LAP_MS a dispatch. */
export async function rooflineContestant(
  name: string,
  roofline: Roofline,
  takeKernelMs: () => Promise<number | null>,
  now: () => number,
): Promise<Contestant & { readonly work: number }> {
  let steps = 1;
  await roofline.run(steps);
  for (;;) {
    const began = now();
    await roofline.run(steps);
    const ms = Math.max(0.1, now() - began);
    if (ms >= LAP_MS / 2) {
      steps = Math.max(1, Math.round((steps * LAP_MS) / ms));
      break;
    }
    steps *= 2;
  }
  let work = 0;
  return {
    name,
    get work() {
      return work;
    },
    async run() {
      await takeKernelMs();
      work = 0;
      for (let i = 0; i < DISPATCHES; i++) work += await roofline.run(steps);
      return takeKernelMs();
    },
  };
}
