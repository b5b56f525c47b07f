// A step of a run in full: recomputed by the functions that took it.
import { expect, test } from 'vitest';
import { createStepRunner } from '../../src/app/landscape/inspector/step-runner.ts';
import { stepTable, toJson, toTsv } from '../../src/app/landscape/inspector/step-table.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { TrajectorySpec } from '../../src/engine.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import { describe as describeProblem } from '../../src/problems/registry.ts';

const OPTIMIZERS: readonly Optimizer[] = [
  { kind: 'gd', learningRate: 1 },
  { kind: 'momentum', learningRate: 0.3, momentum: 0.9 },
  { kind: 'nesterov', learningRate: [0.3, 0.1], momentum: 0.9, weightDecay: 1e-3 },
  {
    kind: 'rmsprop',
    learningRate: 0.03,
    decay: 0.99,
    epsilon: 1e-8,
    noise: { deviation: 0.1, seed: 7 },
  },
  {
    kind: 'adam',
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 1e-3,
    noise: { deviation: 0.01, seed: 3 },
    schedule: { kind: 'cosine', steps: 90, warmUp: { steps: 10 } },
  },
];
const never = new AbortController().signal;

const specOf = (optimizer: Optimizer, steps = 120): TrajectorySpec => ({
  problem: { id: 'xor' },
  optimizer,
  starts: [0, 0, 3.1, -0.7],
  steps,
  every: 1,
  firstRun: 5,
});

test.each(OPTIMIZERS)(
  'θ and θ′ of a step of $kind are the engine’s own iterates bit for bit, to and fro',
  async (optimizer) => {
    const engine = createCpuEngine(inlinePool());
    const spec = specOf(optimizer);
    const { points } = await engine.trajectories(spec);
    const runner = createStepRunner(inlinePool());
    const iterate = (run: number, step: number) =>
      points.subarray(2 * (run * 121 + step), 2 * (run * 121 + step) + 2);
    for (const [run, step] of [
      [1, 0],
      [1, 77],
      [1, 76],
      [0, 119],
      [0, 3],
    ] as const) {
      const found = await runner.inspect(spec, run, step, never);
      expect([...found.theta]).toEqual([...iterate(run, step)]);
      expect([...found.next]).toEqual([...iterate(run, step + 1)]);
      expect([...found.theta].map((value, i) => value + found.update[i]!)).toEqual([...found.next]);
    }
  },
);

test('Adam’s columns are those of Kingma and Ba from the gradients of all steps so far, within 1e-13', async () => {
  const optimizer = {
    kind: 'adam',
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  } as const;
  const spec = specOf(optimizer);
  const runner = createStepRunner(inlinePool());
  let [m, v] = [
    [0, 0],
    [0, 0],
  ];
  for (let step = 0; step <= 20; step++) {
    const found = await runner.inspect(spec, 0, step, never);
    m = m.map((old, i) => 0.9 * old + 0.1 * found.gradient[i]!);
    v = v.map((old, i) => 0.999 * old + 0.001 * found.gradient[i]! ** 2);
    const info = describeProblem(spec.problem);
    const table = stepTable(found, optimizer, info, step, { precision: 'f32', theta: null });
    const column = (key: string) => table.columns.find((each) => each.key === key)!.values;
    for (const i of [0, 1]) {
      const [mHat, vHat] = [m[i]! / (1 - 0.9 ** (step + 1)), v[i]! / (1 - 0.999 ** (step + 1))];
      const near = (key: string, value: number) =>
        expect(Math.abs(column(key)[i]! / value - 1)).toBeLessThan(1e-13);
      near('m', m[i]!);
      near('v', v[i]!);
      near('m̂', mHat);
      near('v̂', vHat);
      near('η/(√v̂ + ε)', 0.1 / (Math.sqrt(vHat) + 1e-8));
      near('Δθ', (-0.1 * mHat) / (Math.sqrt(vHat) + 1e-8));
    }
  }
});

test('a run that has diverged stays: no update, and the table says so; copies keep every bit', async () => {
  const spec = specOf({ kind: 'gd', learningRate: 1e9 });
  const runner = createStepRunner(inlinePool());
  const found = await runner.inspect(spec, 1, 100, never);
  const info = describeProblem(spec.problem);
  const engine = { precision: 'f32' as const, theta: Float64Array.from(found.theta, Math.fround) };
  const table = stepTable(found, spec.optimizer, info, 100, engine);
  expect([table.ended, table.diverged, [...found.update]]).toEqual([true, true, [0, 0]]);
  expect(table.apart!.most).toBe(
    Math.max(...[...found.theta].map((value) => Math.abs(Math.fround(value) - value))),
  );
  const copied = JSON.parse(toJson(table, spec, 1));
  expect(copied).toMatchObject({ step: 100, run: 6, start: [3.1, -0.7], weights: table.names });
  expect(copied.θ).toEqual([...found.theta]);
  const lines = toTsv(table)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(lines[0]!.slice(0, 3)).toEqual(['', 'θ', 'f32']);
  expect(lines.slice(1).map(([name, theta]) => [name, Number(theta)])).toEqual(
    table.names.map((name, i) => [name, found.theta[i]]),
  );
});

test('a step a million steps on is found in slices that can be stopped, and one before it from what was kept', async () => {
  const spec = specOf({ kind: 'gd', learningRate: 0.01 }, 1_000_000);
  let calls = 0;
  const runner = createStepRunner(inlinePool());
  const stop = new AbortController();
  const stopped = runner.inspect(spec, 0, 1_000_000, stop.signal, (share) => {
    calls++;
    if (share >= 0.3) stop.abort(new Error('enough'));
  });
  await expect(stopped).rejects.toThrow('enough');
  expect(calls).toBe(3);
  const shares: number[] = [];
  await runner.inspect(spec, 0, 200_001, never, (share) => void shares.push(share));
  // From the state after 200,000 steps: one call, not three.
  expect(shares).toEqual([1]);
});
