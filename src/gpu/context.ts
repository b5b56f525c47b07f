// What every GPU job needs: the device, its cached pipelines, and buffers that are freed with the job.
import { EngineLostError, KernelError } from '../engine.ts';
import type { OptimizerKind } from '../optimizers.ts';
import { OPTIMIZER_KINDS } from '../optimizers.ts';
import { createBufferStore } from './buffers.ts';
import { type Features, featureNames } from './features.ts';
import type { Kernel } from './kernels/kernel.ts';
import { type JobName, shaderSource } from './shaders.ts';

export interface GpuContext {
  device: GPUDevice;
  /** override ownExp2 in shaders/math.wgsl. */
  readonly ownExp2: boolean;
  /** Whether finished work is only noticed every 100 ms, or when something is submitted: Firefox does so. */
  readonly looksSeldom: boolean;
  /**
   * Compiled once per job, kernel and variant; later calls give the same pipeline while it is one of the
   * PIPELINES_KEPT used last. One that could not be compiled is tried again.
   */
  pipeline(job: JobName, kernel: Kernel, variant?: Variant): Promise<GPUComputePipeline>;
  /** Pipelines compiled so far: dragging a slider must not raise it. */
  readonly pipelinesCompiled: number;
  /** Work of a slice (Pacer) with which jobs of a kind ended: what the next one starts with. */
  readonly pace: Map<string, number>;
  /** Buffers that jobs hold now. */
  readonly buffersAlive: number;
  /** Buffers created so far: a job like the one before must not raise it. */
  readonly buffersCreated: number;
  /** Destroys the buffers that are kept for the next job. */
  forgetBuffers(): void;
  /**
   * Runs a job with buffers of its own. When it ends they are kept for the next one, with what is in them; where it
   * fails they are destroyed.
   */
  withBuffers<T>(job: (buffers: JobBuffers) => Promise<T>): Promise<T>;
}

/** Overrides in the shaders of landscapes and of runs. */
export interface Variant {
  /** shaders/landscape.wgsl: the loss alone. */
  lossOnly?: boolean;
  optimizer?: OptimizerKind | undefined;
  /** shaders/watched.wgsl */
  keepsIterates?: boolean;
  /** shaders/run.wgsl */
  measures?: boolean | undefined;
  /** What its text has besides; left out, it is the usual one. */
  features?: Features | undefined;
}

export interface JobBuffers {
  create(label: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /** A storage buffer filled with data. */
  upload(
    label: string,
    data: ArrayBuffer | Float32Array<ArrayBuffer>,
    usage: GPUBufferUsageFlags,
  ): GPUBuffer;
}

/** Pipelines kept: more than the jobs and optimizers of two problems take (2 · (1 + 5 · 4)). */
const PIPELINES_KEPT = 64;

export function createContext(
  device: GPUDevice,
  {
    ownExp2,
    looksSeldom = /Firefox\//.test(globalThis.navigator?.userAgent ?? ''),
  }: Pick<GpuContext, 'ownExp2'> & Partial<Pick<GpuContext, 'looksSeldom'>>,
): GpuContext {
  const pipelines = new Map<string, Promise<GPUComputePipeline>>();
  const store = createBufferStore(device, (descriptor) => createdOn(device, descriptor));
  let alive = 0;
  let made = 0;
  let compiled = 0;

  async function compile(
    label: string,
    job: JobName,
    kernel: Kernel,
    { lossOnly, optimizer, keepsIterates, measures, features }: Variant,
  ): Promise<GPUComputePipeline> {
    compiled++;
    const source = await shaderSource(job, kernel, optimizer);
    const code = features
      ? (await import('./variants.ts')).variantSource(source, job, kernel, features)
      : source;
    const module = device.createShaderModule({ label, code });
    try {
      return await device.createComputePipelineAsync({
        label,
        layout: 'auto',
        compute: {
          module,
          constants: {
            ownExp2: Number(ownExp2),
            ...(lossOnly && { withGradient: 0 }),
            ...(optimizer && { optimizer: OPTIMIZER_KINDS.indexOf(optimizer) }),
            ...(keepsIterates && { keepsIterates: 1 }),
            ...(measures && { measures: 1 }),
          },
        },
      });
    } catch (error) {
      // 'internal' is the device's own trouble.
      if ((error as GPUPipelineError).reason !== 'validation') throw error;
      const { messages } = await module.getCompilationInfo();
      const first = messages.find(({ type }) => type === 'error');
      const where = first ? `line ${first.lineNum}: ${first.message}` : (error as Error).message;
      throw new KernelError(`${label} does not compile: ${where}`);
    }
  }

  return {
    device,
    ownExp2,
    looksSeldom,
    pace: new Map(),
    async pipeline(job, kernel, variant = {}) {
      const { lossOnly, optimizer, keepsIterates, measures, features } = variant;
      const kind = [
        lossOnly && 'loss only',
        keepsIterates && 'keeping iterates',
        measures && 'measuring',
        features && featureNames(features),
      ];
      const key = [job, kernel.key, optimizer, ...kind].filter(Boolean).join(' ');
      const known = pipelines.get(key);
      const pipeline = known ?? compile(key, job, kernel, variant);
      // The newest last: the first is the one that was not used for longest.
      pipelines.delete(key);
      pipelines.set(key, pipeline);
      for (const oldest of pipelines.keys()) {
        if (pipelines.size <= PIPELINES_KEPT) break;
        pipelines.delete(oldest);
      }
      try {
        return await pipeline;
      } catch (error) {
        if (pipelines.get(key) === pipeline) pipelines.delete(key);
        throw error;
      }
    },
    get pipelinesCompiled() {
      return compiled;
    },
    get buffersAlive() {
      return alive;
    },
    get buffersCreated() {
      return made;
    },
    forgetBuffers: () => store.forget(),
    async withBuffers(job) {
      const held: GPUBuffer[] = [];
      const failures: Promise<GPUError | null>[] = [];
      let whole = true;
      const create: JobBuffers['create'] = (label, size, usage) => {
        const before = made;
        const buffer = store.take(label, size, usage, () => {
          made++;
          device.pushErrorScope('out-of-memory');
        });
        if (made > before) failures.push(device.popErrorScope());
        held.push(buffer);
        alive++;
        return buffer;
      };
      try {
        return await job({
          create,
          upload(label, data, usage) {
            const buffer = create(label, data.byteLength, usage | GPUBufferUsage.COPY_DST);
            device.queue.writeBuffer(buffer, 0, data);
            return buffer;
          },
        });
      } catch (error) {
        whole = false;
        const failure = (await Promise.all(failures).catch(() => [])).find(Boolean);
        if (failure) throw new EngineLostError(`out of GPU memory: ${failure.message}`);
        // A job that is called off has waited for what was on its way.
        whole = (error as Error | null)?.name === 'AbortError';
        throw error;
      } finally {
        for (const buffer of held) {
          if (whole) store.keep(buffer);
          else buffer.destroy();
        }
        alive -= held.length;
      }
    },
  };
}

/** Within an error scope. A RangeError would be the caller's: that the browser has no room is the device's. */
function createdOn(device: GPUDevice, descriptor: GPUBufferDescriptor): GPUBuffer {
  try {
    return device.createBuffer(descriptor);
  } catch (error) {
    device.popErrorScope().catch(() => {});
    throw new EngineLostError(`out of GPU memory: ${(error as Error).message}`);
  }
}

/** Maps a staging buffer, hands what it holds to `take` (valid only during the call) and unmaps it. */
export async function readBack(
  buffer: GPUBuffer,
  bytes: number,
  take: (mapped: ArrayBuffer) => void,
): Promise<void> {
  try {
    await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
  } catch (error) {
    throw new EngineLostError(`the GPU device was lost: ${(error as Error).message}`);
  }
  try {
    take(buffer.getMappedRange(0, bytes));
  } finally {
    buffer.unmap();
  }
}

/** Throws unless a slice's receipt is the one its shader writes. */
export function checkReceipt(receipt: number, expected: number): void {
  if (receipt !== expected) {
    throw new EngineLostError(
      'the GPU returned no result: its device was lost or is out of memory',
    );
  }
}
