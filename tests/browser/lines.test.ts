// Planes of one direction: every job on both engines, and the loss on the folded formula's own line.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SweepSpec } from '../../src/engine.ts';
import { asDrawn } from '../../src/fields/on-plane.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());

/** The homework's valley, cut across. */
const problem = {
  id: 'xor',
  parameters: { w21: 60 },
  plane: { x: { parameter: 'w12' } },
};

test('a line’s landscape is the row of the plane’s, within 1e-6 + 1e-5·|value| on both engines', () =>
  withGpu(async (gpu) => {
    // One row of the whole plane whose centre is w21 = 60, the plane's axes the other way round.
    const whole = await cpu.landscape({
      problem: { id: 'xor', plane: { x: { parameter: 'w12' }, y: { parameter: 'w21' } } },
      window: { x: [-20, 20], y: [59, 61] },
      width: 999,
      height: 1,
    });
    for (const engine of [cpu, gpu]) {
      const { loss, gradient } = await engine.landscape({
        problem,
        window: { x: [-20, 20], y: [5, 9] },
        width: 999,
        height: 1,
      });
      const error = (ours: number, exact: number) =>
        Math.abs(ours - exact) / (1e-6 + 1e-5 * Math.abs(exact));
      expect(largest(999, (k) => error(loss[k]!, whole.loss[k]!))).toBeLessThan(1);
      expect(largest(999, (k) => error(gradient[2 * k]!, whole.gradient[2 * k]!))).toBeLessThan(1);
      expect(largest(999, (k) => Math.abs(gradient[2 * k + 1]!))).toBe(0);
    }
  }));

test('the basins of a line are a strip of runs of one weight, the same on both engines', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      problem,
      optimizer: { kind: 'gd', learningRate: 1 },
      start: [0, 0],
      steps: 300,
      threshold: 0.1,
      x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
      y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
      width: 384,
      height: 1,
    };
    const [ours, exact] = await Promise.all([gpu.sweep(spec), cpu.sweep(spec)]);
    expect(exact.point.length).toBe(384);
    expect(new Set(exact.outcome).size).toBeGreaterThan(2);
    expect([...ours.outcome]).toEqual([...exact.outcome]);
  }));

test('a path on a line is drawn on the curve of the loss', async () => {
  const optimizer = { kind: 'gd', learningRate: 1 } as const;
  const spec = { problem, optimizer, starts: [0, 0], steps: 20, every: 1 };
  const runs = await cpu.trajectories(spec);
  const { points } = asDrawn(runs);
  expect([...runs.points]).toHaveLength(21);
  for (let k = 0; k <= 20; k++) {
    expect(points[2 * k]).toBeCloseTo(runs.points[k]!, 12);
    expect(points[2 * k + 1]).toBe(runs.loss[k]);
  }
});
