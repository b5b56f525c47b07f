import type { Landscape, LandscapeOptions, LandscapeSpec } from '../engine.ts';
import { cellCentres, splitHiLo } from '../math/grid.ts';
import type { GpuContext } from './context.ts';
import { writeOrder } from './epochs.ts';
import { kernelOf } from './kernels/index.ts';
import type { Kernel } from './kernels/kernel.ts';
import { bindGroupsOf, createSlices, dataBuffer, withHoles } from './slices.ts';
import { LANDSCAPE_LAYOUT, pack } from './uniforms.ts';

/** override workgroupWidth and workgroupHeight, const ROWS_PER_THREAD in shaders/landscape.wgsl. */
const GROUP = { width: 16, height: 4 };
const ROWS_PER_THREAD = 8;

/** Usual samples of one band: about 50 ms on a software adapter, far below any watchdog. */
const BAND_SAMPLES = 2 ** 22;

export const gpuLandscape = async (
  gpu: GpuContext,
  spec: LandscapeSpec,
  options?: LandscapeOptions,
) => gpuLandscapeOf(gpu, await kernelOf(spec.problem), spec, options);

/** Loss and, unless it is not wanted, gradient on a grid, band by band of rows, by a kernel of the problem. */
export async function gpuLandscapeOf(
  gpu: GpuContext,
  kernel: Kernel,
  spec: LandscapeSpec,
  { signal, onProgress, into }: LandscapeOptions = {},
): Promise<Landscape> {
  const { width, height, window } = spec;
  const { device } = gpu;
  const lossOnly = spec.gradient === false;
  const pipeline = await gpu.pipeline('landscape', kernel, { lossOnly });
  signal?.throwIfAborted();

  const fits = Math.floor(device.limits.maxStorageBufferBindingSize / (8 * width));
  const byTime = Math.max(ROWS_PER_THREAD, Math.floor(BAND_SAMPLES / (kernel.work ?? 1) / width));
  const band = Math.max(1, Math.min(height, fits, byTime));
  const isOwn = into instanceof Float32Array && into.length === width * height;
  const loss = isOwn ? into : new Float32Array(width * height);
  const gradient = new Float32Array(lossOnly ? 0 : width * height * 2);

  return gpu.withBuffers(async (buffers) => {
    const { COPY_SRC, COPY_DST, STORAGE, UNIFORM } = GPUBufferUsage;
    const lossBytes = band * width * 4;
    const problem = buffers.upload('problem', kernel.uniforms(), UNIFORM);
    const columns = buffers.upload('columns', hiLoPairs(cellCentres(window.x, width)), STORAGE);
    const rowPairs = hiLoPairs(cellCentres(window.y, height));
    const job = buffers.create('job', 16, UNIFORM | COPY_DST);
    const rows = buffers.create('rows', band * 8, STORAGE | COPY_DST);
    const lossOut = buffers.create('loss', lossBytes, STORAGE | COPY_SRC);
    const gradientOut = buffers.create(
      'gradient',
      lossOnly ? 8 : 2 * lossBytes,
      STORAGE | COPY_SRC,
    );
    const slices = createSlices(gpu, buffers, 'landscape', (lossOnly ? 1 : 3) * lossBytes);
    const bound = [problem, job, columns, rows, lossOut, gradientOut, slices.receipt];
    const data = dataBuffer(buffers, device, kernel, 0);
    writeOrder(device, data, kernel, 0, 0);
    const bindGroups = bindGroupsOf(device, pipeline, bound, data);
    try {
      for (let from = 0; from < height; from += band) {
        signal?.throwIfAborted();
        const count = Math.min(band, height - from);
        const to = from + count;
        device.queue.writeBuffer(
          job,
          0,
          pack(LANDSCAPE_LAYOUT, { width, rows: count, firstRow: from }),
        );
        device.queue.writeBuffer(rows, 0, rowPairs.subarray(2 * from, 2 * to));
        const samples = count * width;
        await slices.submit({
          pipeline,
          bindGroups,
          workgroups: [
            Math.ceil(width / GROUP.width),
            Math.ceil(count / (GROUP.height * ROWS_PER_THREAD)),
          ],
          copies: [
            { from: lossOut, bytes: 4 * samples },
            ...(lossOnly ? [] : [{ from: gradientOut, bytes: 8 * samples }]),
          ],
          receipt: to,
          take(mapped) {
            loss.set(new Float32Array(mapped, 0, samples), from * width);
            if (!lossOnly) {
              const slopes = new Float32Array(mapped, 4 * samples, 2 * samples);
              gradient.set(slopes, from * width * 2);
            }
            onProgress?.(to / height);
          },
        });
      }
      await slices.land();
    } finally {
      await slices.settle();
    }
    signal?.throwIfAborted();
    withHoles(kernel, loss, gradient);
    return { spec, loss, gradient };
  });
}

/** hi0, lo0, hi1, lo1, … of f64 coordinates. */
function hiLoPairs(values: Float64Array): Float32Array<ArrayBuffer> {
  const pairs = new Float32Array(values.length * 2);
  for (const [i, value] of values.entries()) pairs.set(splitHiLo(value), 2 * i);
  return pairs;
}
