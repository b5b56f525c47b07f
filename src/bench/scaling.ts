// Time and memory against the number of runs and of steps.
import type { SweepSpec } from '../engine.ts';
import { gpuEngineOn } from '../gpu/engine.ts';
import { gpuSweep } from '../gpu/runs.ts';
import { DEFAULT_PROBLEM } from '../problems/registry.ts';
import { checkSweep } from '../specs.ts';
import type { BenchSetup } from './run.ts';
import { median } from './statistics.ts';

export interface ScalingPoint {
  runs: number;
  steps: number;
  /** End to end, median of the repeats. */
  ms: number;
  repeats: number;
  /** Most bytes of GPU buffers alive at once, and of the largest of them. */
  peakBytes: number;
  largestBuffer: number;
}

export interface ScalingReport {
  version: string;
  adapter: string;
  machine: string;
  /** Storage bindings may be this large: WebGPU's default, whatever the device has. */
  bindingLimit: number;
  points: ScalingPoint[];
}

export interface ScalingOptions {
  /** Powers of 2: runs of 2^least to 2^most at `steps` steps, and steps of 2^0 … at `runs` runs. */
  least?: number;
  most?: number;
  steps?: number;
  runs?: number;
  mostSteps?: number;
  /** Repeats while a point took less than this altogether. */
  enoughMs?: number;
  signal?: AbortSignal | undefined;
  onProgress?: (share: number, doing: string) => void;
}

/** WebGPU's default maxStorageBufferBindingSize and maxBufferSize. */
const DEFAULT_BINDING = 2 ** 27;
const DEFAULT_BUFFER = 2 ** 28;

/** A basin map of 2^k runs: as square as powers of 2 allow. */
export function scalingSpec(log2Runs: number, steps: number): SweepSpec {
  return checkSweep({
    problem: { id: DEFAULT_PROBLEM },
    optimizer: { kind: 'gd', learningRate: 1 },
    start: [0, 0],
    steps,
    threshold: 0.1,
    x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
    y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
    width: 2 ** Math.ceil(log2Runs / 2),
    height: 2 ** Math.floor(log2Runs / 2),
  });
}

export async function measureScaling(
  { version, machine, openGpu, now }: BenchSetup,
  {
    least = 10,
    most = 22,
    steps = 1000,
    runs = 16,
    mostSteps = 14,
    enoughMs = 1500,
    signal,
    onProgress,
  }: ScalingOptions = {},
): Promise<ScalingReport> {
  const { device, adapter } = await openGpu();
  const counted = countedDevice(device);
  const engine = gpuEngineOn({ device: counted.device, adapter });
  const sizes = [
    ...Array.from({ length: most - least + 1 }, (_, i) => ({ log2: least + i, steps })),
    ...Array.from({ length: mostSteps + 1 }, (_, i) => ({ log2: runs, steps: 2 ** i })),
  ];
  const points: ScalingPoint[] = [];
  try {
    await gpuSweep(engine.context, scalingSpec(least, 10));
    for (const [i, size] of sizes.entries()) {
      const { log2 } = size;
      onProgress?.(i / sizes.length, `2^${log2} runs × ${size.steps} steps`);
      const times: number[] = [];
      engine.context.forgetBuffers();
      counted.reset();
      for (let total = 0; times.length < 9 && (total < enoughMs || times.length === 0); ) {
        const began = now();
        await gpuSweep(engine.context, scalingSpec(log2, size.steps), { signal });
        times.push(now() - began);
        total += times.at(-1)!;
      }
      points.push({
        runs: 2 ** log2,
        steps: size.steps,
        ms: median(times),
        repeats: times.length,
        peakBytes: counted.peakBytes,
        largestBuffer: counted.largestBuffer,
      });
    }
  } finally {
    engine.dispose();
  }
  return { version, adapter, machine, bindingLimit: DEFAULT_BINDING, points };
}

/** Stands in for a device: counts the bytes of its buffers and keeps to WebGPU's default limits. */
export function countedDevice(device: GPUDevice) {
  let alive = 0;
  let peakBytes = 0;
  let largestBuffer = 0;
  const limits = new Proxy(device.limits, {
    get(target, name) {
      if (name === 'maxStorageBufferBindingSize') return DEFAULT_BINDING;
      if (name === 'maxBufferSize') return DEFAULT_BUFFER;
      return Reflect.get(target, name, target);
    },
  });
  const createBuffer = (descriptor: GPUBufferDescriptor) => {
    const buffer = device.createBuffer(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    alive += buffer.size;
    peakBytes = Math.max(peakBytes, alive);
    largestBuffer = Math.max(largestBuffer, buffer.size);
    buffer.destroy = () => {
      alive -= buffer.size;
      return destroy();
    };
    return buffer;
  };
  return {
    device: new Proxy(device, {
      get(target, name) {
        if (name === 'limits') return limits;
        if (name === 'createBuffer') return createBuffer;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    get peakBytes() {
      return peakBytes;
    },
    get largestBuffer() {
      return largestBuffer;
    },
    reset() {
      peakBytes = alive;
      largestBuffer = 0;
    },
  };
}
