// The generated kernel of the XOR network: a fourth witness for the folded one, and the runs of all nine weights.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Landscape, SweepSpec } from '../../src/engine.ts';
import { generatedXor } from '../../src/gpu/kernels/xor-network.ts';
import { gpuLandscapeOf } from '../../src/gpu/landscape.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { OPTIMIZER_KINDS, type Optimizer } from '../../src/optimizers.ts';
import { known } from '../fixtures/known-answers.ts';
import { xor9Spec } from '../fixtures/xor9.ts';
import { NINE } from '../oracle-network.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());

/** The largest error in units of 1e-6 + 1e-5·|expected value|, the bound of landscape.test.ts. */
function worst(ours: Landscape, theirs: Landscape) {
  const against = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    largest(b.length, (k) => Math.abs(a[k]! - b[k]!) / (1e-6 + 1e-5 * Math.abs(b[k]!)));
  return Math.max(against(ours.loss, theirs.loss), against(ours.gradient, theirs.gradient));
}

/** 200 windows and sets of fixed weights as in landscape.test.ts. */
function* randomSpecs(seed: number, plane?: [string, string]) {
  const random = seededRandom(seed);
  const between = (min: number, max: number) => min + (max - min) * random();
  for (let i = 0; i < 200; i++) {
    const side = (): [number, number] => {
      const [centre, half] = [between(-20, 20), 10 ** between(-3, 1.3)];
      return [centre - half, centre + half];
    };
    yield {
      problem: {
        id: 'xor',
        parameters: Object.fromEntries(NINE.map((name) => [name, between(-15, 15)])),
        ...(plane && { plane: { x: { parameter: plane[0] }, y: { parameter: plane[1] } } }),
      },
      window: { x: side(), y: side() },
      width: 24,
      height: 16,
    };
  }
}

test('the generated kernel equals the folded one within 1e-6 + 1e-5·|value| on 200 random parameter sets', () =>
  withGpu(async (gpu) => {
    let most = 0;
    for (const spec of randomSpecs(1)) {
      const generated = await gpuLandscapeOf(gpu.context, generatedXor(spec.problem), spec);
      most = Math.max(most, worst(generated, await gpu.landscape(spec)));
    }
    console.info(`worst difference in units of the bound: ${most}`);
    expect(most).toBeLessThan(1);
  }));

test.each<[string, string]>([
  ['w11', 'b1'],
  ['v1', 'v2'],
  ['c', 'w22'],
  ['w12', 'w21'],
])(
  'the landscape over (%s, %s) is within 1e-6 + 1e-5·|f64| of the CPU on 200 random sets',
  (x, y) =>
    withGpu(async (gpu) => {
      let most = 0;
      for (const spec of randomSpecs(2, [x, y])) {
        most = Math.max(most, worst(await gpu.landscape(spec), await cpu.landscape(spec)));
      }
      console.info(`(${x}, ${y}): worst error in units of the bound: ${most}`);
      expect(most).toBeLessThan(1);
    }),
);

test('a plane of two vectors has the slopes along them, within 1e-5 + 1e-5·|f64|', () =>
  withGpu(async (gpu) => {
    const vector = (f: (i: number) => number) => ({ vector: NINE.map((_, i) => f(i)) });
    const spec = {
      problem: {
        id: 'xor',
        trained: [...NINE],
        plane: { x: vector((i) => Math.cos(i)), y: vector((i) => (i === 3 ? 1 : 0.25 * i)) },
      },
      window: { x: [-2, 2] as [number, number], y: [-2, 2] as [number, number] },
      width: 64,
      height: 64,
    };
    expect(worst(await gpu.landscape(spec), await cpu.landscape(spec))).toBeLessThan(10);
  }));

test('all nine trained from PyTorch’s seed 777 give its loss at step 10,000 within 1e-2 on the GPU', () =>
  withGpu(async (gpu) => {
    const { loss, frameSteps } = await gpu.trajectories(xor9Spec(100));
    for (const [step, published] of Object.entries(known.xor9.lossAtStep)) {
      const ours = loss[frameSteps.indexOf(Number(step))]!;
      expect(Math.abs(ours / published - 1), `step ${step}`).toBeLessThan(1e-2);
    }
    console.info(`loss at step 10,000: ${loss.at(-1)}, published ${known.xor9.lossAtStep[10000]}`);
  }));

const optimizers: Record<(typeof OPTIMIZER_KINDS)[number], Optimizer> = {
  gd: { kind: 'gd', learningRate: 0.5 },
  momentum: { kind: 'momentum', learningRate: 0.1, momentum: 0.9 },
  nesterov: { kind: 'nesterov', learningRate: 0.1, momentum: 0.9 },
  rmsprop: { kind: 'rmsprop', learningRate: 0.01, decay: 0.99, epsilon: 1e-4 },
  adam: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-4 },
};

test.each(OPTIMIZER_KINDS)(
  'gpu %s on all nine weights stays within 1e-3 of f64 for 300 steps',
  (kind) =>
    withGpu(async (gpu) => {
      const spec = { ...xor9Spec(1, optimizers[kind]), steps: 300 };
      const [a, b] = [await gpu.trajectories(spec), await cpu.trajectories(spec)];
      expect(a.points.length).toBe(9 * 301);
      expect(largest(b.points.length, (k) => Math.abs(a.points[k]! - b.points[k]!))).toBeLessThan(
        1e-3,
      );
    }),
);

const grid = (optimizer: Optimizer): SweepSpec => ({
  problem: {
    id: 'xor',
    parameters: known.xor9.start,
    trained: [...NINE],
    plane: { x: { parameter: 'w11' }, y: { parameter: 'b1' } },
  },
  optimizer,
  start: [0, 0],
  steps: 203,
  threshold: 0.6,
  x: { quantity: 'start.x', range: [-3, 3], scale: 'linear' },
  y: { quantity: 'start.y', range: [-3, 3], scale: 'linear' },
  width: 12,
  height: 9,
});

test.each(OPTIMIZER_KINDS)(
  'a gpu %s sweep that trains all nine ends within 1e-3 of f64, outcomes alike',
  (kind) =>
    withGpu(async (gpu) => {
      const spec = grid(optimizers[kind]);
      const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      expect(a.point.length).toBe(9 * 12 * 9);
      expect(largest(b.point.length, (k) => Math.abs(a.point[k]! - b.point[k]!))).toBeLessThan(
        1e-3,
      );
      expect([...a.outcome]).toEqual([...b.outcome]);
    }),
);

test('a learning rate of one weight alone moves that weight alone; what is not trained stays', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      ...grid({ kind: 'gd', learningRate: [0, 0, 0, 0] }),
      problem: {
        id: 'xor',
        parameters: known.xor9.start,
        trained: ['w12', 'v1'],
        plane: { x: { parameter: 'w11' }, y: { parameter: 'b1' } },
      },
      x: { quantity: 'learningRate.v1', range: [0.5, 1.5], scale: 'linear' },
    };
    for (const engine of [gpu, cpu]) {
      const { point, loss } = await engine.sweep(spec);
      // θ = w12, w11, b1, v1 in the problem's order.
      for (let k = 0; k < loss.length; k++) {
        expect(point[4 * k]).toBeCloseTo(known.xor9.start.w12, 6);
        expect(point[4 * k + 1]).toBeCloseTo(0, 6);
        expect(Math.abs(point[4 * k + 3]! - known.xor9.start.v1)).toBeGreaterThan(1e-3);
      }
    }
  }));

test('runs of all nine that diverge freeze where f64 freezes them, whatever the slices', () =>
  withGpu(async (gpu) => {
    const spec = { ...grid({ kind: 'momentum', learningRate: 1e6, momentum: 0.99 }), steps: 400 };
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    expect([...b.outcome].filter((o) => o === 4).length).toBeGreaterThan(50);
    expect([...a.outcome]).toEqual([...b.outcome]);
  }));

test('a spectrum over all nine keeps the iterates of the parameter asked for, within 1e-3 of f64', () =>
  withGpu(async (gpu) => {
    const { x: _, y: __, width: ___, height: ____, ...runs } = grid(optimizers.gd);
    const spec = {
      ...runs,
      rate: { range: [0.1, 2] as [number, number], scale: 'linear' as const },
      count: 16,
      last: 8,
      component: 'v2',
    };
    const [a, b] = [await gpu.spectrum(spec), await cpu.spectrum(spec)];
    const place = NINE.indexOf('v2');
    for (let r = 0; r < 16; r++) expect(b.iterates[8 * r + 7]).toBe(b.point[9 * r + place]);
    expect(
      largest(b.iterates.length, (k) => Math.abs(a.iterates[k]! - b.iterates[k]!)),
    ).toBeLessThan(1e-3);
  }));
