// The generated kernels of networks held against f64, and what they compile.
import { expect, test } from 'vitest';
import type { Landscape, RunResults, SweepSpec } from '../../src/engine.ts';
import { loadProblems } from '../../src/problems/load.ts';
import {
  type Activation,
  LOSSES,
  type LossKind,
  type NetworkRef,
} from '../../src/problems/networks/spec.ts';
import { largest, withGpu } from './gpu.ts';
import { cpu } from './sweeps.ts';

await loadProblems();

/** Random rows that fit a loss, the same for every network. */
function rowsFor(loss: string, seed: number): number[][] {
  const wave = (i: number) => Math.sin(12.9898 * (i + seed)) * 1.5;
  const target = (i: number) =>
    loss === 'softmax-cross-entropy'
      ? [i % 3]
      : [0, 1].map((k) => (loss === 'binary-cross-entropy' ? (i + k) % 2 : wave(7 * i + k)));
  return Array.from({ length: 10 }, (_, i) => [wave(3 * i), wave(5 * i + 1), ...target(i)]);
}

const HIDDEN = [
  ['identity', 'sigmoid', 'tanh'],
  ['relu', 'leaky-relu', 'tanh'],
] as const satisfies readonly Activation[][];

/** A network of three hidden layers on 40 points, over whose two random directions a landscape lies. */
function specOf(loss: LossKind, activation: readonly Activation[], seed: number, bias: boolean) {
  const network: NetworkRef = {
    layers: [2, 4, 4, 3, loss === 'softmax-cross-entropy' ? 3 : 2],
    activation,
    loss,
    bias,
    gains: [1, 0.5 + 0.1 * seed, 1, 1],
    initialisation: 'normal',
    seed,
  };
  return {
    problem: {
      id: 'network',
      network,
      data: [1, 2, 3, 4].flatMap((k) => rowsFor(loss, seed + 10 * k)),
    },
    window: { x: [-2, 2] as [number, number], y: [-2, 2] as [number, number] },
    width: 12,
    height: 12,
  };
}

/** Errors in units of 1e-5 + 1e-4·|f64|, of the losses and then of the slopes. */
const errorsOf = (ours: Landscape, theirs: Landscape) =>
  (['loss', 'gradient'] as const).flatMap((field) =>
    Array.from(
      theirs[field],
      (value, k) => Math.abs(ours[field][k]! - value) / (1e-5 + 1e-4 * Math.abs(value)),
    ),
  );

test.each(LOSSES)(
  'landscapes of %s with every activation that has a slope are within 1e-5 + 1e-4·|f64|; other numbers compile nothing',
  (loss) =>
    withGpu(async (gpu) => {
      let worst = 0;
      for (const [i, activation] of HIDDEN.entries()) {
        for (const seed of [1, 2, 3]) {
          const spec = specOf(loss, activation, seed, i === 0);
          const errors = errorsOf(await gpu.landscape(spec), await cpu.landscape(spec));
          worst = Math.max(
            worst,
            largest(errors.length, (k) => errors[k]!),
          );
        }
      }
      console.info(`${loss}: worst error in units of the bound: ${worst.toFixed(3)}`);
      expect(worst).toBeLessThan(1);
      expect(gpu.context.pipelinesCompiled).toBe(HIDDEN.length);
    }),
);

test('a network with steps is on the same side of its jumps in 99 % of cells', () =>
  withGpu(async (gpu) => {
    const spec = specOf('squared-error', ['tanh', 'tanh', 'step'], 1, true);
    const errors = errorsOf(await gpu.landscape(spec), await cpu.landscape(spec));
    expect(errors.filter((error) => error < 1).length).toBeGreaterThan(0.99 * errors.length);
  }));

const sweepOf = (
  problem: SweepSpec['problem'],
  rest: Partial<SweepSpec> & Pick<SweepSpec, 'optimizer' | 'steps'>,
): SweepSpec => ({
  problem,
  start: [0, 0],
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-1, 1], scale: 'linear' },
  y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
  width: 6,
  height: 5,
  ...rest,
});
const gd = { kind: 'gd', learningRate: 0.05 } as const;
const adam = {
  kind: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-4,
} as const;

const momentum = { kind: 'momentum', learningRate: 0.01, momentum: 0.9 } as const;
const nesterov = { ...momentum, kind: 'nesterov' } as const;
const rmsprop = { kind: 'rmsprop', learningRate: 0.005, decay: 0.99, epsilon: 1e-4 } as const;

/** Largest difference of weights, all runs of f64 having ended alike. */
function expectAlike(ours: RunResults, theirs: RunResults, bound: number) {
  const off = (k: number) => Math.abs(ours.point[k]! - theirs.point[k]!);
  expect(largest(theirs.point.length, off)).toBeLessThan(bound);
  expect([...ours.outcome]).toEqual([...theirs.outcome]);
  expect([...ours.stepsToThreshold]).toEqual([...theirs.stepsToThreshold]);
}

test('xor-deep trained from PyTorch’s seed 777 is at 1.566e-4 ± 0.5 % after 10,000 steps', () =>
  withGpu(async (gpu) => {
    const { loss, points } = await gpu.trajectories({
      problem: { id: 'xor-deep' },
      optimizer: { kind: 'gd', learningRate: 1 },
      starts: [0, 0],
      steps: 10_000,
      every: 10_000,
    });
    expect(points.length).toBe(2 * 261);
    expect(Math.abs(loss[0]! - 0.6948984)).toBeLessThan(2e-7);
    expect(Math.abs(loss[1]! / 1.566e-4 - 1)).toBeLessThan(5e-3);
  }));

test('batches of 1, 4 and 5 end within 1e-4 of f64, whatever the optimizer; θ is handed back when asked for', () =>
  withGpu(async (gpu) => {
    for (const [batch, optimizer] of [
      [1, gd],
      [4, adam],
      [5, momentum],
      [4, nesterov],
      [5, rmsprop],
    ] as const) {
      const problem = { id: 'regression', network: { batch } };
      const spec = sweepOf(problem, { optimizer, steps: 150, points: true });
      const [ours, theirs] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      expect(ours.point.length).toBe(97 * 30);
      expectAlike(ours, theirs, 1e-4);
    }
    const unasked = sweepOf(
      { id: 'regression', network: { batch: 4 } },
      { optimizer: gd, steps: 10 },
    );
    expect((await gpu.sweep(unasked)).point.length).toBe(0);
  }));

test('runs whose epochs no longer change stop where f64 stops them, in batches and without', () =>
  withGpu(async (gpu) => {
    for (const problem of [
      { id: 'regression', network: { batch: 8, stopAt: 1e-3 } },
      { id: 'moons', network: { stopAt: 1e-3 } },
    ]) {
      const spec = sweepOf(problem, { optimizer: { ...gd, learningRate: 0.1 }, steps: 300 });
      const [ours, theirs] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      expectAlike(ours, theirs, 1e-4);
      // They did stop: with no more steps they are where they were.
      const later = await cpu.sweep({ ...spec, steps: 301 });
      expect([...later.loss]).toEqual([...theirs.loss]);
    }
  }));

test('trainability is that of f64 within 1e-3 on 80 % of pixels, its sign on 97 %, outcomes on 94 %; learning rates compile nothing', () =>
  withGpu(async (gpu) => {
    const spec = sweepOf(
      { id: 'trainability' },
      {
        optimizer: { kind: 'gd', learningRate: 1 },
        steps: 100,
        measure: 'trainability',
        x: { quantity: 'learningRate.layer1', range: [1e-3, 1e6], scale: 'log' },
        y: { quantity: 'learningRate.layer2', range: [1e-3, 1e6], scale: 'log' },
        width: 20,
        height: 20,
      },
    );
    const [ours, theirs] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    const [a, b] = [ours.measure!, theirs.measure!];
    const share = (is: (k: number) => boolean) =>
      Array.from(b, (_, k) => Number(is(k))).reduce((sum, one) => sum + one, 0) / b.length;
    // Half of the map diverges, half trains.
    const trained = share((k) => b[k]! < 0);
    expect(trained).toBeGreaterThan(0.3);
    expect(trained).toBeLessThan(0.7);
    expect(share((k) => Math.abs(a[k]! / b[k]! - 1) < 1e-3)).toBeGreaterThan(0.8);
    expect(share((k) => Math.sign(a[k]!) === Math.sign(b[k]!))).toBeGreaterThan(0.97);
    expect(share((k) => ours.outcome[k] === theirs.outcome[k])).toBeGreaterThan(0.94);

    const compiled = gpu.context.pipelinesCompiled;
    expect(compiled).toBe(1);
    const other = { id: 'trainability', network: { seed: 9, dataSeed: 9 } };
    await gpu.sweep({ ...spec, problem: other, steps: 70, width: 3, height: 3 });
    expect(gpu.context.pipelinesCompiled).toBe(compiled);
  }));

test('a network beyond the kernel’s limit is refused with both numbers', () =>
  withGpu(async (gpu) => {
    const problem = { id: 'regression', network: { layers: [1, 150, 150, 1] } };
    const spec = sweepOf(problem, { optimizer: gd, steps: 1 });
    await expect(gpu.sweep(spec)).rejects.toThrow(/23.101 parameters: the GPU kernel takes up to/);
  }));
