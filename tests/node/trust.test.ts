import { expect, test } from 'vitest';
import { sampledParts } from '../../src/app/spectrum/precision.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SpectrumSpec, Sweep, SweepSpec } from '../../src/engine.ts';
import {
  agreement,
  HELD,
  perturbed,
  SENSITIVE,
  TRUSTED,
  trustCounts,
  trustInWords,
  trustOf,
} from '../../src/fields/trust.ts';

import { checkSweep } from '../../src/specs.ts';

const cpu = createCpuEngine(inlinePool());

const basins: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 30 },
  start: [0, 3],
  steps: 300,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 10], scale: 'linear' },
  width: 48,
  height: 48,
};

test('a perturbed sweep differs in starts, rates and fixed weights, by one f32 ulp, and in nothing else', () => {
  const moved = perturbed(basins);
  expect(moved.x.range).toEqual([-20 + 2 ** -19, 20 + 2 ** -19]);
  expect(moved.y.range).toEqual([-20 + 2 ** -19, 10 + 2 ** -19]);
  expect(moved.start).toEqual([2 ** -23, 3 - 2 ** -22]);
  expect(moved.optimizer).toEqual({ kind: 'gd', learningRate: 30 - 30 * 2 ** -23 });
  expect(moved.problem.parameters).toMatchObject({
    w11: 7 - 7 * 2 ** -23,
    v1: -13 + 13 * 2 ** -23,
  });
  expect(moved.problem.parameters).not.toHaveProperty('w21');
  const { x, y, start, optimizer, problem } = basins;
  expect({ ...moved, x, y, start, optimizer, problem }).toEqual(basins);
  const rates: SweepSpec = {
    ...basins,
    x: { quantity: 'learningRate.w21', range: [1, 8], scale: 'log' },
  };
  expect(perturbed(rates).x.range).toEqual([1 - 2 ** -23, 8 - 2 ** -20]);
  // Even at the limit of a learning rate it is a spec that engines take.
  const fast = { ...basins, optimizer: { kind: 'gd', learningRate: 1e6 } as const };
  expect(() => checkSweep(perturbed(fast))).not.toThrow();
});

test('runs agree when outcome, loss and last iterate do, within 1 %', () => {
  const results = (outcome: number[], loss: number[], point: number[]) => ({
    outcome: Uint8Array.from(outcome),
    loss: Float64Array.from(loss),
    point: Float64Array.from(point),
  });
  const a = results([0, 1, 4, 1, 1], [0.1, 0.5, Infinity, 0.5, 0.5], [1, 1, 2e6, 5, 5]);
  const b = results([0, 1, 4, 0, 1], [0.1005, 0.51, Infinity, 0.5, 0.5], [1, 1, 3e6, 5, -5]);
  expect([...agreement(a, b)]).toEqual([TRUSTED, SENSITIVE, TRUSTED, SENSITIVE, SENSITIVE]);
  expect(() => agreement(a, results([0], [1], [1]))).toThrow('5 and 1');
});

test('runs of η = 1 are all trusted, of η = 30 those in the fractal border are not, in f64 either', async () => {
  const counts = async (learningRate: number) => {
    const optimizer = { kind: 'gd', learningRate } as const;
    const spec = { ...basins, optimizer, steps: 200, width: 40, height: 40 };
    return trustCounts(trustOf(await cpu.sweep(spec), await cpu.sweep(perturbed(spec))));
  };
  expect(await counts(1)).toEqual([1600, 0, 0]);
  expect((await counts(30))[SENSITIVE]).toBeGreaterThan(0);
});

test('Adam at rest where its own step is unstable is held by f32, gradient descent and small steps are not', () => {
  const y: SweepSpec['y'] = { ...basins.y, range: [-1, 1] };
  const rest = (optimizer: SweepSpec['optimizer']): Sweep => ({
    spec: { ...basins, y, optimizer, start: [0, 0], steps: 5000, width: 1, height: 1 },
    point: Float32Array.of(25.6, 7.0909786),
    loss: Float32Array.of(0.17),
    outcome: Uint8Array.of(1),
    stepsToThreshold: Uint32Array.of(0),
  });
  const adam = { kind: 'adam', beta1: 0.0196, beta2: 0.999, epsilon: 1e-8 } as const;
  const of = (optimizer: SweepSpec['optimizer']) => {
    const sweep = rest(optimizer);
    return trustOf(sweep, sweep)[0];
  };
  expect(of({ ...adam, learningRate: [1, 4.02] })).toBe(HELD);
  expect(of({ ...adam, learningRate: 4.02, epsilon: 0.1 })).toBe(TRUSTED);
  expect(of({ kind: 'gd', learningRate: 4.02 })).toBe(TRUSTED);
  // A row over learning rates, from 0.1, whose steps are small enough, to 3.9: its first and its last pixel.
  const sweep = rest({ ...adam, learningRate: 1 });
  const x: SweepSpec['x'] = { quantity: 'learningRate.w12', range: [0, 4], scale: 'linear' };
  const row = { ...sweep, spec: { ...sweep.spec, x, width: 20 } };
  expect([trustOf(row, row, 0)[0], trustOf(row, row, 19)[0]]).toEqual([TRUSTED, HELD]);
  expect(trustInWords([0, 0, 1, 2])).toBe(
    'moved by one f32 ulp: the same for 50.0 %, another for 25.0 %, held where it is by rounding: 25.0 %',
  );
});

test('the sample of a spectrum has no rate twice, all of a small one and a thousand of a large one', () => {
  const spec: SpectrumSpec = {
    problem: { id: 'xor' },
    optimizer: { kind: 'gd', learningRate: 1 },
    start: [0, 0],
    steps: 1000,
    threshold: 0.1,
    rate: { range: [0.1, 1000], scale: 'log' },
    count: 2 ** 20,
    last: 0,
    component: 'w12',
  };
  expect(sampledParts({ ...spec, count: 700 })).toEqual([[0, 700]]);
  for (const count of [1025, 5000, 2 ** 20]) {
    const parts = sampledParts({ ...spec, count });
    expect(parts.reduce((sum, [from, to]) => sum + to - from, 0)).toBe(1024);
    expect(parts.every(([from], p) => from >= (parts[p - 1]?.[1] ?? 0))).toBe(true);
    expect(parts.at(-1)![1]).toBeLessThanOrEqual(count);
  }
});
