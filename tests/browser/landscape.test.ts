import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { KernelError, type Landscape, type LandscapeSpec } from '../../src/engine.ts';
import { createContext } from '../../src/gpu/context.ts';
import { kernelOf } from '../../src/gpu/kernels/index.ts';
import { gpuLandscape } from '../../src/gpu/landscape.ts';
import { f32Bound, inUnitsOf } from '../../src/problems/f32-bound.ts';
import { describe } from '../../src/problems/registry.ts';
import { xor } from '../../src/problems/xor.ts';
import '../../src/problems/catalogue.ts';
import { known } from '../fixtures/known-answers.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());
const home: LandscapeSpec = {
  problem: { id: 'xor' },
  window: xor.window,
  width: 512,
  height: 512,
};

/** The largest error in units of what src/problems/f32-bound.ts states and derives. */
function worst(a: Landscape, b: Landscape) {
  const bound = f32Bound(a.spec.problem)!;
  return {
    loss: inUnitsOf(bound.loss, a.loss, b.loss),
    gradient: inUnitsOf(bound.gradient, a.gradient, b.gradient),
  };
}

test('gpu loss and gradient are within 1e-6 + 1e-5·|f64| of the CPU on 512² over [−20, 20]², every cell', () =>
  withGpu(async (gpu) => {
    const [a, b] = await Promise.all([gpu.landscape(home), cpu.landscape(home)]);
    expect(a.loss).toBeInstanceOf(Float32Array);
    expect(b.loss).toBeInstanceOf(Float64Array);
    const error = worst(a, b);
    console.info(`worst error in units of the bound: ${JSON.stringify(error)}`);
    expect(error.loss).toBeLessThan(1);
    expect(error.gradient).toBeLessThan(1);
  }));

test('the same with the device’s own exp2, which software adapters do without', () =>
  withGpu(async (gpu) => {
    const context = createContext(gpu.context.device, { ownExp2: false });
    const error = worst(await gpuLandscape(context, home), await cpu.landscape(home));
    expect(error.loss).toBeLessThan(1);
    expect(error.gradient).toBeLessThan(1);
  }));

test.each(['xor', 'rosenbrock', 'himmelblau', 'xor9', 'trainability'])(
  'without its gradient a landscape of %s has the same losses bit for bit, on both engines, and nothing else',
  (id) =>
    withGpu(async (gpu) => {
      const problem = { id };
      const window = describe(problem).window;
      // More rows than a thread has, and an odd number of them.
      const spec = { problem, window, width: 60, height: 45 };
      for (const engine of [gpu, cpu]) {
        const both = await engine.landscape(spec);
        const alone = await engine.landscape({ ...spec, gradient: false });
        expect(both.gradient).toHaveLength(2 * 60 * 45);
        expect(alone.gradient).toHaveLength(0);
        expect(bytesOf(alone.loss)).toEqual(bytesOf(both.loss));
      }
    }),
);

test('losses are written into an array that fits, over whatever is in it; into no other', () =>
  withGpu(async (gpu) => {
    const spec = { ...home, width: 60, height: 45, gradient: false };
    const { loss } = await gpu.landscape(spec);
    const into = new Float32Array(60 * 45).fill(Number.NaN);
    const written = await gpu.landscape(spec, { into });
    expect(written.loss).toBe(into);
    expect(bytesOf(into)).toEqual(bytesOf(loss));
    for (const other of [new Float32Array(60 * 45 - 1), new Float64Array(60 * 45) as never]) {
      const own = await gpu.landscape(spec, { into: other });
      expect(bytesOf(own.loss)).toEqual(bytesOf(loss));
      expect([...other].every((value) => value === 0)).toBe(true);
    }
    const exact = await cpu.landscape(spec, { into: into.fill(0) });
    expect(exact.loss).toBeInstanceOf(Float64Array);
    expect(into.every((value) => value === 0)).toBe(true);
  }));

const bytesOf = ({ buffer, byteOffset, byteLength }: Landscape['loss']) =>
  new Uint8Array(buffer, byteOffset, byteLength);

test('the same over 200 random windows and parameter sets', () =>
  withGpu(async (gpu) => {
    const weight = fc.double({ min: -15, max: 15, noNaN: true });
    const parameters = fc.record(
      Object.fromEntries(
        xor.parameters
          .filter(({ name }) => !xor.trained.includes(name))
          .map(({ name }) => [name, weight]),
      ),
    );
    const side = fc
      .tuple(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.double({ min: -3, max: 2, noNaN: true }),
      )
      .map(([centre, log]): [number, number] => [centre - 10 ** log, centre + 10 ** log]);
    let most = 0;
    await fc.assert(
      fc.asyncProperty(parameters, side, side, async (given, x, y) => {
        const spec = {
          problem: { id: 'xor', parameters: given },
          window: { x, y },
          width: 48,
          height: 32,
        };
        const error = worst(await gpu.landscape(spec), await cpu.landscape(spec));
        most = Math.max(most, error.loss, error.gradient);
        return error.loss < 1 && error.gradient < 1;
      }),
      { numRuns: 200, seed: 2 },
    );
    console.info(`worst error in units of the bound: ${most}`);
  }));

test('loss and gradient stay finite and within bound at any distance and at the edge of every range', () =>
  withGpu(async (gpu) => {
    for (const extreme of [-50, 50]) {
      const all = Object.fromEntries(
        xor.parameters.map(({ name }) => name).map((name) => [name, extreme]),
      );
      for (const reach of [30, 1e3, 1e9]) {
        const range: [number, number] = [-reach, reach];
        const spec = {
          problem: { id: 'xor', parameters: all },
          window: { x: range, y: range },
          width: 64,
          height: 64,
        };
        const error = worst(await gpu.landscape(spec), await cpu.landscape(spec));
        expect(error.loss, `±${extreme} on ±${reach}`).toBeLessThan(1);
        expect(error.gradient, `±${extreme} on ±${reach}`).toBeLessThan(1);
      }
    }
  }));

test('loss and gradient at (0, 0) are the homework’s within 1e-6', () =>
  withGpu(async (gpu) => {
    // One cell, whose centre is (0, 0).
    const one = {
      ...home,
      window: { x: [-1, 1], y: [-1, 1] },
      width: 1,
      height: 1,
    } as LandscapeSpec;
    const { loss, gradient } = await gpu.landscape(one);
    expect(Math.abs(loss[0]! - known.xor.initial.loss)).toBeLessThan(1e-6);
    expect(Math.abs(gradient[0]! - known.xor.initial.gradient[0]!)).toBeLessThan(1e-8);
    expect(Math.abs(gradient[1]! - known.xor.initial.gradient[1]!)).toBeLessThan(1e-6);
  }));

test('a landscape in bands equals the one in a single band, bit for bit', () =>
  withGpu(async (gpu) => {
    // 4 Mi samples a band: 8192 × 1030 takes three, of which the last is short.
    const wide: LandscapeSpec = { ...home, width: 8192, height: 1030 };
    const shares: number[] = [];
    const whole = await gpu.landscape(wide, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBe(3);
    expect(shares.at(-1)).toBe(1);
    const limits = new Proxy(gpu.context.device.limits, {
      get: (target, name) =>
        name === 'maxStorageBufferBindingSize' ? 8192 * 8 * 100 : Reflect.get(target, name),
    });
    const device = new Proxy(gpu.context.device, {
      get(target, name) {
        if (name === 'limits') return limits;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const small = Object.create(gpu.context, { device: { value: device } });
    const banded = await gpuLandscape(small, wide);
    expect(largest(whole.loss.length, (k) => Math.abs(whole.loss[k]! - banded.loss[k]!))).toBe(0);
    expect(
      largest(whole.gradient.length, (k) => Math.abs(whole.gradient[k]! - banded.gradient[k]!)),
    ).toBe(0);
  }));

test('an aborted landscape rejects with the signal’s reason and frees its buffers', () =>
  withGpu(async (gpu) => {
    const controller = new AbortController();
    const spec: LandscapeSpec = { ...home, width: 4096, height: 4096 };
    const job = gpu.landscape(spec, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(job).rejects.toThrow('enough');
    expect(gpu.context.buffersAlive).toBe(0);
  }));

test('changing every slider’s value compiles no second pipeline', () =>
  withGpu(async (gpu) => {
    for (let i = 0; i < 5; i++) {
      await gpu.landscape({
        ...home,
        problem: { id: 'xor', parameters: { b2: -i, w11: i } },
        width: 64,
      });
      for (const learningRate of [0.1, 1]) {
        await gpu.trajectories({
          problem: home.problem,
          optimizer: { kind: 'momentum', learningRate, momentum: i / 10 },
          starts: [0, 0],
          steps: 10 + i,
          every: 1,
        });
      }
    }
    expect(gpu.context.pipelinesCompiled).toBe(2);
  }));

test('a destroyed device rejects the job and settles `lost`', async () => {
  const { createGpuEngine } = await import('../../src/gpu/engine.ts');
  const gpu = await createGpuEngine();
  await gpu.landscape({ ...home, width: 8, height: 8 });
  gpu.context.device.destroy();
  await expect(gpu.lost).resolves.toMatch(/lost|destroy/i);
  await expect(gpu.landscape({ ...home, width: 8, height: 8 })).rejects.toThrow();
});

test('a kernel that does not compile is said to be one, tried again, and harms no other', () =>
  withGpu(async (gpu) => {
    const good = await kernelOf({ id: 'xor' });
    const bad = { ...good, key: 'bad', wgsl: { ...good.wgsl, problem: 'fn nonsense( {' } };
    const { context } = gpu;
    await expect(context.pipeline('landscape', bad)).rejects.toBeInstanceOf(KernelError);
    await expect(context.pipeline('landscape', bad)).rejects.toThrow('bad');
    const compiled = context.pipelinesCompiled;
    expect(compiled).toBe(2);
    expect(Number.isFinite((await gpu.landscape(home)).loss[0])).toBe(true);
  }));

test('of many kernels the pipelines used last are kept, the others compiled again', () =>
  withGpu(async ({ context }) => {
    const good = await kernelOf({ id: 'xor' });
    const numbered = (i: number) => ({ ...good, key: `xor ${i}` });
    const first = await context.pipeline('landscape', numbered(0));
    expect(await context.pipeline('landscape', numbered(0))).toBe(first);
    for (let i = 1; i <= 64; i++) await context.pipeline('landscape', numbered(i));
    expect(context.pipelinesCompiled).toBe(65);
    expect(await context.pipeline('landscape', numbered(0))).not.toBe(first);
    expect(context.pipelinesCompiled).toBe(66);
  }));
