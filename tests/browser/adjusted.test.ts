// Weight decay, schedules, noise and further results on the GPU against f64: src/gpu/variants.ts.
import { afterAll, expect, test } from 'vitest';
import { KernelError, NEVER, type SweepSpec, type TrajectorySpec } from '../../src/engine.ts';
import { createGpuEngine } from '../../src/gpu/engine.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import { loadProblems } from '../../src/problems/load.ts';
import { axis, cpu, mismatches } from './sweeps.ts';

await loadProblems();
const gpu = await createGpuEngine();
afterAll(() => gpu.dispose());

const adjusted = {
  weightDecay: 0.02,
  noise: { deviation: 0.1, seed: 5 },
  schedule: { kind: 'cosine', steps: 150, least: 0.1, warmUp: { steps: 20, from: 0.1 } },
} as const;
const kinds: Optimizer[] = [
  { kind: 'gd', learningRate: 0.05 },
  { kind: 'momentum', learningRate: 0.01, momentum: 0.9 },
  { kind: 'nesterov', learningRate: 0.01, momentum: 0.9 },
  { kind: 'rmsprop', learningRate: 0.005, decay: 0.99, epsilon: 1e-8 },
  { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, i) => Math.abs(value - b[i]!) / Math.max(1, Math.abs(b[i]!))).reduce(
    (most, each) => Math.max(most, each),
    a.length === b.length ? 0 : Infinity,
  );

test.each(kinds)(
  '$kind with decay, noise, warm-up and a cosine: 200 f32 iterates are within 2e-6 of f64',
  async (kind) => {
    const spec: TrajectorySpec = {
      problem: { id: 'xor' },
      optimizer: { ...kind, ...adjusted },
      starts: [0.5, 0.5, -0.3, 0.2],
      steps: 200,
      every: 20,
      firstRun: 9,
    };
    const f64 = await cpu.trajectories(spec);
    expect(furthest((await gpu.trajectories(spec)).points, f64.points)).toBeLessThan(2e-6);
    const usual = await cpu.trajectories({ ...spec, optimizer: kind });
    expect(furthest(usual.points, f64.points)).toBeGreaterThan(0.1);
  },
);

const sweep: SweepSpec = {
  problem: { id: 'rosenbrock' },
  optimizer: { kind: 'gd', learningRate: 2e-4, ...adjusted },
  start: [0.1, 0.1],
  steps: 4500,
  threshold: 0.3,
  x: axis('weightDecay', 0, 0.1),
  y: axis('noise', 0, 0.2),
  width: 4,
  height: 3,
  also: ['gradient', 'divergedAt', 'period'],
};

async function both(spec: SweepSpec) {
  return Promise.all([gpu.sweep(spec), cpu.sweep(spec)]);
}

test('a sweep of decay and noise over more steps than a slice has factors for: ends within 2e-6 of f64', async () => {
  const [f32, f64] = await both(sweep);
  expect(furthest(f32.point, f64.point)).toBeLessThan(2e-6);
  expect(furthest(f32.gradient!, f64.gradient!)).toBeLessThan(1e-4);
  expect(mismatches(f32.outcome, f64.outcome)).toEqual([]);
  expect(mismatches(f32.period!, f64.period!)).toEqual([]);
  expect(new Set(f32.divergedAt)).toEqual(new Set([NEVER]));
  const some = await gpu.sweepPixels(sweep, Uint32Array.of(7, 3));
  expect([...some.loss]).toEqual([f32.loss[7], f32.loss[3]]);
});

test('a network in mini-batches: decayed and noisy ends are within 2e-6 of f64', async () => {
  const problem = { id: 'regression', network: { batch: 4 } };
  const optimizer: Optimizer = { ...kinds[1]!, ...adjusted };
  const spec = { ...sweep, problem, optimizer, steps: 150, points: true };
  const [f32, f64] = await both(spec);
  expect(furthest(f32.point, f64.point)).toBeLessThan(2e-6);
  expect(furthest(f32.gradient!, f64.gradient!)).toBeLessThan(1e-5);
  expect(mismatches(f32.outcome, f64.outcome)).toEqual([]);
});

test.each([{ id: 'rosenbrock' }, { id: 'regression', network: { batch: 4 } }])(
  '$id: runs diverge at the very steps at which they do in f64',
  async (problem) => {
    const [f32, f64] = await both({
      ...sweep,
      problem,
      optimizer: { kind: 'gd', learningRate: 1 },
      steps: 300,
      x: { ...axis('learningRate', 0.01, 1e5), scale: 'log' },
      y: axis('start.x', -1, 1),
      width: 16,
      also: ['divergedAt'],
    });
    expect(mismatches(f32.divergedAt!, f64.divergedAt!)).toEqual([]);
    expect(new Set(f64.divergedAt).size).toBeGreaterThan(4);
  },
);

test('Lyapunov exponents of a sweep are refused, for the CPU to do', async () => {
  await expect(gpu.sweep({ ...sweep, also: ['lyapunov'] })).rejects.toThrow(KernelError);
});
