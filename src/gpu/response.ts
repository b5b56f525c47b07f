// The outputs of a network over a grid of its inputs on the GPU. Twin of src/cpu/networks.ts.
import shader from '../../shaders/response.wgsl?raw';
import type { JobOptions, Response, ResponseSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import type { NetworkModel } from '../problems/networks/model.ts';
import { fixedInputs, multiplicationsOf, parametersAt } from '../problems/networks/response.ts';
import { ACTIVATIONS } from '../problems/networks/spec.ts';
import { describe } from '../problems/registry.ts';
import type { GpuContext } from './context.ts';
import { bindGroupsOf, createPacer, createSlices } from './slices.ts';
import { type Layout, pack } from './uniforms.ts';

/** override workgroupWidth and workgroupHeight in shaders/response.wgsl. */
const GROUP = 8;

/** Widest layers that there is a pipeline for; the last is as wide as a layer may be. */
export const WIDTHS = [16, 64, 256, 1000] as const;

export const RESPONSE_LAYOUT = {
  width: [0, 'u32', 1],
  rows: [4, 'u32', 1],
  firstRow: [8, 'u32', 1],
  height: [12, 'u32', 1],
  inputs: [16, 'u32', 1],
  moving: [20, 'u32', 1],
  layers: [24, 'u32', 1],
  softmax: [28, 'u32', 1],
} satisfies Layout;

/** Bytes of Layer in shaders/response.wgsl. */
const LAYER_BYTES = 24;

/** Multiply-adds of a pixel that are as much work as a usual step: what slices are paced by. */
const PER_STEP = 16;

/** The whole shader for networks whose layers have at most so many units. */
export const responseSource = (widest: number): string => `const WIDEST = ${widest}u;\n${shader}`;

/** Compiled once for each device and width: a network of other layers compiles nothing. */
const pipelines = new WeakMap<GPUDevice, Map<number, Promise<GPUComputePipeline>>>();

function pipelineFor(device: GPUDevice, widest: number): Promise<GPUComputePipeline> {
  const known = pipelines.get(device) ?? new Map<number, Promise<GPUComputePipeline>>();
  pipelines.set(device, known);
  const found = known.get(widest);
  if (found) return found;
  const label = `response ${widest}`;
  const module = device.createShaderModule({ label, code: responseSource(widest) });
  const pipeline = device.createComputePipelineAsync({
    label,
    layout: 'auto',
    compute: { module },
  });
  known.set(widest, pipeline);
  pipeline.catch(() => known.delete(widest));
  return pipeline;
}

function layersOf({ layers, spec }: NetworkModel): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(layers.length * LAYER_BYTES));
  for (const [l, { units, from, weights, biases }] of layers.entries()) {
    const at = l * LAYER_BYTES;
    for (const [i, value] of [units, from, weights].entries()) {
      view.setUint32(at + 4 * i, value, true);
    }
    view.setInt32(at + 12, biases, true);
    view.setUint32(at + 16, ACTIVATIONS.indexOf(spec.activations[l]!), true);
    view.setFloat32(at + 20, spec.gains[l]!, true);
  }
  return view.buffer;
}

/** The outputs, band by band of rows. */
export async function gpuResponse(
  gpu: GpuContext,
  spec: ResponseSpec,
  { signal, onProgress }: JobOptions = {},
): Promise<Response> {
  const { problem, theta, x, y, width, height } = spec;
  const { device } = gpu;
  const info = describe(problem);
  const network = info.network!;
  const { layers: sizes, loss } = network.spec;
  const [inputs, count] = [sizes[0]!, sizes.at(-1)!];
  const widest = WIDTHS.find((most) => Math.max(...sizes) <= most)!;
  const pipeline = await pipelineFor(device, widest);
  signal?.throwIfAborted();

  const places = [
    ...cellCentres(x, width),
    ...(y ? cellCentres(y, height) : [0]),
    ...fixedInputs(network, spec),
  ];
  const outputs = new Float32Array(width * height * count);
  const fits = Math.floor(device.limits.maxStorageBufferBindingSize / (4 * width * count));
  const most = Math.max(1, Math.min(height, fits, Math.floor(2 ** 24 / (4 * width * count))));
  const work = (multiplicationsOf(network) * width) / PER_STEP;
  const pacer = createPacer(gpu.pace, 'response', work);

  return gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage;
    const bytes = most * width * count * 4;
    const job = buffers.create('job', 32, UNIFORM | COPY_DST);
    const out = buffers.create('outputs', bytes, STORAGE | COPY_SRC);
    const slices = createSlices(gpu, buffers, 'response', bytes);
    const bound = [
      job,
      buffers.upload('places', Float32Array.from(places), STORAGE),
      buffers.upload('layers', layersOf(network), STORAGE),
      buffers.upload('parameters', Float32Array.from(parametersAt(info)(theta)), STORAGE),
      out,
      slices.receipt,
    ];
    const bindGroups = bindGroupsOf(device, pipeline, bound, null);
    const fixed = {
      width,
      height: y ? height : 1,
      inputs,
      moving: y ? 2 : 1,
      layers: network.layers.length,
      softmax: Number(loss === 'softmax-cross-entropy'),
    };
    try {
      for (let from = 0; from < height; ) {
        signal?.throwIfAborted();
        const rows = Math.max(1, Math.min(most, height - from, Math.floor(pacer.work)));
        const [first, to] = [from, from + rows];
        device.queue.writeBuffer(job, 0, pack(RESPONSE_LAYOUT, { ...fixed, rows, firstRow: from }));
        const submittedAt = performance.now();
        const numbers = rows * width * count;
        await slices.submit({
          pipeline,
          bindGroups,
          workgroups: [Math.ceil(width / GROUP), Math.ceil(rows / GROUP)],
          copies: [{ from: out, bytes: 4 * numbers }],
          receipt: to,
          take(mapped) {
            outputs.set(new Float32Array(mapped, 0, numbers), first * width * count);
            pacer.finished(rows, submittedAt);
            onProgress?.(to / height);
          },
        });
        from = to;
      }
      await slices.land();
    } finally {
      await slices.settle();
    }
    signal?.throwIfAborted();
    return { spec, outputs };
  });
}
