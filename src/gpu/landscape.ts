import type { JobOptions, Landscape, LandscapeSpec } from '../engine.ts';
import { cellCentres, splitHiLo } from '../math/grid.ts';
import { checkReceipt, type GpuContext, readBack } from './context.ts';
import { createFlight } from './slices.ts';
import { LANDSCAPE_LAYOUT, pack, problemUniforms } from './uniforms.ts';

/** override workgroupWidth and workgroupHeight, const ROWS_PER_THREAD in shaders/landscape.wgsl. */
const GROUP = { width: 16, height: 4 };
const ROWS_PER_THREAD = 8;

/** Samples of one band: about 50 ms on a software adapter, far below any watchdog. */
const BAND_SAMPLES = 2 ** 22;

/** Loss and both gradient components on a grid, band by band of rows. */
export async function gpuLandscape(
  gpu: GpuContext,
  spec: LandscapeSpec,
  { signal, onProgress }: JobOptions = {},
): Promise<Landscape> {
  const { width, height, window } = spec;
  const { device } = gpu;
  const pipeline = await gpu.pipeline('landscape', spec.problem.id);
  signal?.throwIfAborted();

  const fits = Math.floor(device.limits.maxStorageBufferBindingSize / (8 * width));
  const band = Math.max(1, Math.min(height, fits, Math.floor(BAND_SAMPLES / width)));
  const loss = new Float32Array(width * height);
  const gradient = new Float32Array(width * height * 2);

  return gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
    const lossBytes = band * width * 4;
    const receiptAt = lossBytes * 3;
    const problem = buffers.upload('problem', problemUniforms(spec.problem), UNIFORM);
    const columns = buffers.upload('columns', hiLoPairs(cellCentres(window.x, width)), STORAGE);
    const rowPairs = hiLoPairs(cellCentres(window.y, height));
    const job = buffers.create('job', 16, UNIFORM | COPY_DST);
    const rows = buffers.create('rows', band * 8, STORAGE | COPY_DST);
    const lossOut = buffers.create('loss', lossBytes, STORAGE | COPY_SRC);
    const gradientOut = buffers.create('gradient', 2 * lossBytes, STORAGE | COPY_SRC);
    const receipt = buffers.create('receipt', 4, STORAGE | COPY_SRC);
    const staging = [0, 1].map((i) =>
      buffers.create(`staging ${i}`, receiptAt + 4, MAP_READ | COPY_DST),
    );
    const bindGroup = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [problem, job, columns, rows, lossOut, gradientOut, receipt].map(
        (buffer, binding) => ({
          binding,
          resource: { buffer },
        }),
      ),
    });

    const flight = createFlight();
    try {
      for (let from = 0, i = 0; from < height; from += band, i++) {
        signal?.throwIfAborted();
        const count = Math.min(band, height - from);
        const to = from + count;
        device.queue.writeBuffer(
          job,
          0,
          pack(LANDSCAPE_LAYOUT, { width, rows: count, firstRow: from }),
        );
        device.queue.writeBuffer(rows, 0, rowPairs.subarray(2 * from, 2 * to));
        const target = staging[i % 2]!;
        const encoder = device.createCommandEncoder({ label: 'landscape' });
        const pass = encoder.beginComputePass({ label: 'landscape' });
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(
          Math.ceil(width / GROUP.width),
          Math.ceil(count / (GROUP.height * ROWS_PER_THREAD)),
        );
        pass.end();
        encoder.copyBufferToBuffer(lossOut, 0, target, 0, count * width * 4);
        encoder.copyBufferToBuffer(gradientOut, 0, target, lossBytes, count * width * 8);
        encoder.copyBufferToBuffer(receipt, 0, target, receiptAt, 4);
        device.queue.submit([encoder.finish()]);
        await flight.add(
          readBack(target, receiptAt + 4, (mapped) => {
            checkReceipt(new Uint32Array(mapped, receiptAt, 1)[0]!, to);
            loss.set(new Float32Array(mapped, 0, count * width), from * width);
            gradient.set(new Float32Array(mapped, lossBytes, count * width * 2), from * width * 2);
            onProgress?.(to / height);
          }),
        );
      }
      await flight.land();
    } finally {
      await flight.settle();
    }
    signal?.throwIfAborted();
    return { spec, loss, gradient };
  });
}

/** hi0, lo0, hi1, lo1, … of f64 coordinates. */
function hiLoPairs(values: Float64Array): Float32Array<ArrayBuffer> {
  const pairs = new Float32Array(values.length * 2);
  for (const [i, value] of values.entries()) pairs.set(splitHiLo(value), 2 * i);
  return pairs;
}
