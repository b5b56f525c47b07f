import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import { known } from '../fixtures/known-answers.ts';
import { oracle } from '../oracle.ts';

const engine = createCpuEngine(inlinePool());
const problem = { id: 'xor' };

async function path(optimizer: Optimizer, start: [number, number], steps: number) {
  const { points, loss } = await engine.trajectories({
    problem,
    optimizer,
    starts: start,
    steps,
    every: 1,
  });
  return { at: (step: number) => [points[2 * step]!, points[2 * step + 1]!, loss[step]!] as const };
}

for (const { optimizer, iterates } of known.optimizersOnXor.runs) {
  test(`${optimizer.kind} follows PyTorch’s float64 iterates to 1e-9 over 1,000 steps`, async () => {
    const run = await path(optimizer, known.optimizersOnXor.start, 1000);
    for (const { step, w21, w12, loss } of iterates) {
      const [x, y, l] = run.at(step);
      expect(Math.abs(x - w21), `w21 at step ${step}`).toBeLessThan(1e-9);
      expect(Math.abs(y - w12), `w12 at step ${step}`).toBeLessThan(1e-9);
      expect(Math.abs(l - loss), `loss at step ${step}`).toBeLessThan(1e-9);
    }
  });
}

for (const [name, optimizer, answer] of [
  ['gradient-descent step with η = 100', { kind: 'gd', learningRate: 100 }, known.xor.gdStep],
  [
    'Adam step with ε = 0',
    { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0 },
    known.xor.adamStep,
  ],
] as [string, Optimizer, typeof known.xor.gdStep][]) {
  test(`the homework’s ${name} ends at the known weights, outputs and loss to 1e-12`, async () => {
    const [x, y, loss] = (await path(optimizer, [0, 0], 1)).at(1);
    expect(Math.abs(x - answer.w21)).toBeLessThan(1e-12);
    expect(Math.abs(y - answer.w12)).toBeLessThan(1e-12);
    expect(Math.abs(loss - answer.loss)).toBeLessThan(1e-12);
    oracle(x, y).outputs.forEach((output, i) => {
      expect(Math.abs(output - answer.outputs[i]!)).toBeLessThan(1e-12);
    });
  });
}

test('with ε = 0 and no gradient Adam and RMSprop stay where they are', async () => {
  // v1 = v2 = 0 cuts both hidden units off: the gradient is exactly zero.
  const flat = { id: 'xor', parameters: { v1: 0, v2: 0 } };
  for (const optimizer of [
    { kind: 'adam', learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 0 },
    { kind: 'rmsprop', learningRate: 1, decay: 0.99, epsilon: 0 },
  ] as const) {
    const spec = { problem: flat, optimizer, starts: [3, -4], steps: 5, every: 1 };
    const { points } = await engine.trajectories(spec);
    expect([...points.slice(-2)]).toEqual([3, -4]);
  }
});

test('a run that leaves 1e6 is frozen where it left', async () => {
  const optimizer = { kind: 'gd', learningRate: 1e6 } as const;
  const starts = [0, 30];
  const spec = {
    problem: { id: 'xor', parameters: { b1: -30, w11: 0, v1: 50 } },
    optimizer,
    starts,
    steps: 50,
    every: 1,
  };
  const { points } = await engine.trajectories(spec);
  const last = [...points.slice(-2)];
  expect(Math.max(...last.map(Math.abs))).toBeGreaterThan(1e6);
  expect([...points.slice(-4, -2)]).toEqual(last);
});

test('per-weight learning rates move each weight by its own', async () => {
  const [gx, gy] = oracle(1, 4).gradient;
  const [x, y] = (await path({ kind: 'gd', learningRate: [2, 0] }, [1, 4], 1)).at(1);
  expect(x).toBeCloseTo(1 - 2 * gx, 14);
  expect(y).toBe(4);
  expect(gy).not.toBe(0);
});
