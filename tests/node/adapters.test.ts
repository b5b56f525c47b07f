// What is asked of adapters, and that its shaders are within the compatibility mode of WebGPU. Without a GPU: Dawn's
// backend that does nothing compiles all the same.
import '../../src/problems/catalogue.ts';
import { afterAll, expect, test } from 'vitest';
import { create } from 'webgpu';
import { createContext } from '../../src/gpu/context.ts';
import { openDevice } from '../../src/gpu/device.ts';
import { kernelOf } from '../../src/gpu/kernels/index.ts';
import type { JobName } from '../../src/gpu/shaders.ts';
import { OPTIMIZER_KINDS } from '../../src/optimizers.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import { describe } from '../../src/problems/registry.ts';

/** Held as long as the tests run: a collected one ends the process (src/node/webgpu.ts). */
let gpu: GPU | null = create(['backend=null']);
afterAll(() => {
  gpu = null;
});

/** What was asked for, of a GPU that has adapters of one feature level alone. */
function only(level: 'core' | 'compatibility') {
  const asked: (string | undefined)[] = [];
  const devices: (GPUDeviceDescriptor | undefined)[] = [];
  const stand = {
    async requestAdapter(options: GPURequestAdapterOptions) {
      asked.push(options.featureLevel);
      if ((options.featureLevel ?? 'core') !== level) return null;
      const adapter = (await gpu!.requestAdapter(options))!;
      return new Proxy(adapter, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return (descriptor?: GPUDeviceDescriptor) => {
            if (name === 'requestDevice') devices.push(descriptor);
            return value.call(target, descriptor);
          };
        },
      });
    },
  } as unknown as GPU;
  return { stand, asked, devices };
}

test('where there is a usual adapter no other is asked for, and timestamps for the benchmark alone', async () => {
  const { stand, asked, devices } = only('core');
  for (const options of [{}, { timestamps: true }]) {
    (await openDevice(stand, options)).device.destroy();
  }
  expect(asked).toEqual([undefined, undefined]);
  expect(devices.map((of) => [...(of!.requiredFeatures ?? [])])).toEqual([[], ['timestamp-query']]);
});

test('where there is none, one of the compatibility mode is taken', async () => {
  const { stand, asked } = only('compatibility');
  const { device } = await openDevice(stand);
  expect(asked).toEqual([undefined, 'compatibility']);
  expect(device.features.has('core-features-and-limits')).toBe(false);
  device.destroy();
});

/** One of each way to write a kernel. */
const problems: ProblemRef[] = [
  { id: 'xor' },
  { id: 'rosenbrock' },
  { id: 'logistic' },
  { id: 'xor9' },
];
const JOBS = ['landscape', 'trajectories', 'plain', 'watched', 'whole'] satisfies JobName[];

test.each(problems.map((ref) => [ref.id, ref] as const))(
  'every pipeline of %s is made in compatibility mode, one for each job and optimizer whatever the numbers',
  async (_, ref) => {
    const { device } = await openDevice(only('compatibility').stand);
    const context = createContext(device, { ownExp2: false });
    const kernel = await kernelOf(ref);
    const [first] = describe(ref).parameters;
    const other = await kernelOf({ ...ref, parameters: { [first!.name]: 0.5 } });
    for (const job of JOBS.filter((name) => name !== 'whole' || !kernel.knowsEpochs)) {
      for (const optimizer of job === 'landscape' ? [undefined] : OPTIMIZER_KINDS) {
        await context.pipeline(job, kernel, { optimizer });
        await context.pipeline(job, other, { optimizer });
      }
    }
    // Of a landscape's losses alone.
    for (const of of [kernel, other]) await context.pipeline('landscape', of, { lossOnly: true });
    const ofRuns = kernel.knowsEpochs ? 3 : 4;
    expect(context.pipelinesCompiled).toBe(2 + ofRuns * OPTIMIZER_KINDS.length);
    device.destroy();
  },
);
