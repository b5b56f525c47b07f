import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { formOf, POINTS } from '../../src/problems/least-squares.ts';
import type { DataRows } from '../../src/problems/problem.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';
import { gradientError, hessianError } from '../differences.ts';

const id = 'least-squares';
const random = seededRandom(1);
const line = (n: number, at: number, spread: number): DataRows =>
  Array.from({ length: n }, () => {
    const x = at + spread * (random() - 0.5);
    return [x, 3 - 2 * x + random()];
  });

const SETS: [string, string | DataRows][] = [
  ...Object.keys(POINTS.sets).map((name): [string, string] => [name, name]),
  ['200 points far from 0', line(200, 50, 10)],
  ['one point', [[3, 4]]],
  ['points one above the other', [...line(5, 2, 0)]],
];

test.each(SETS)('gradient and Hessian on %s are within 1e-6 of central differences', (_, data) => {
  const bound = bind({ id, data });
  for (let k = 0; k < 20; k++) {
    const at = Float64Array.of(10 * random() - 5, 10 * random() - 5);
    expect(gradientError(bound, at)).toBeLessThan(1e-6);
    expect(hessianError(bound, at)).toBeLessThan(1e-6);
  }
});

test('the minimum of the textbook’s five points is (1.3, 0.9) with loss 0.38, and a run ends there', async () => {
  const [minimum] = describe({ id }).minima!;
  expect(minimum!.at.w0).toBeCloseTo(1.3, 12);
  expect(minimum!.at.w1).toBeCloseTo(0.9, 12);
  expect(minimum!.loss).toBeCloseTo(0.38, 12);
  const { points, loss } = await createCpuEngine(inlinePool()).trajectories({
    problem: { id },
    optimizer: { kind: 'gd', learningRate: 0.08 },
    starts: [0, 0],
    steps: 1000,
    every: 1000,
  });
  expect(points.at(-2)).toBeCloseTo(1.3, 9);
  expect(points.at(-1)).toBeCloseTo(0.9, 9);
  expect(loss.at(-1)).toBeCloseTo(0.38, 9);
});

test('one step on one example is w ← w − η·2(w0 + w1·x − y)·(1, x)', () => {
  const slope = new Float64Array(2);
  bind({ id, data: [[3, 4]] }).gradient(Float64Array.of(0.5, 2), slope);
  expect([...slope]).toEqual([2 * 2.5, 2 * 2.5 * 3]);
});

test.each(SETS)('the quadratic form on %s is the mean of the squares within 1e-12', (_, data) => {
  const rows = typeof data === 'string' ? POINTS.sets[data as 'noisy'] : data;
  const { centre, mean, deviation, tilt, floor } = formOf(rows);
  const bound = bind({ id, data });
  const slope = new Float64Array(2);
  for (let k = 0; k < 20; k++) {
    const w = Float64Array.of(20 * random() - 10, 20 * random() - 10);
    const [d0, d1] = [w[0]! - centre[0], w[1]! - centre[1]];
    const [u, s] = [d0 + mean * d1, deviation * d1];
    const loss = bound.loss(w);
    expect(Math.abs(u * u + s * s - 2 * tilt * s + floor - loss)).toBeLessThan(1e-12 * (1 + loss));
    bound.gradient(w, slope);
    const size = 1 + Math.abs(mean) * Math.sqrt(loss);
    expect(Math.abs(2 * u - slope[0]!)).toBeLessThan(1e-12 * size);
    expect(Math.abs(2 * mean * u + 2 * deviation * (s - tilt) - slope[1]!)).toBeLessThan(
      1e-12 * size * size,
    );
  }
});

test('where all x are the same no minimum is named, and a minimum beyond ±1e6 is not the centre', () => {
  expect(describe({ id, data: [[3, 4]] }).minima).toBe(undefined);
  const steep = [
    [0, 0],
    [1e-9, 1e4],
  ];
  expect(describe({ id, data: steep }).minima).toBe(undefined);
  const { centre, tilt } = formOf(steep);
  expect(centre[1]).toBe(1e6);
  // 1e-9/2 standard deviation, 1e13 − 1e6 from the minimum.
  expect(tilt).toBeCloseTo(5000, 2);
});

test.each(SETS)(
  'on %s the window holds 0 and the minimum, and the minimum is solved',
  (_, data) => {
    const { window, minima, thresholds } = describe({ id, data });
    for (const [range, value] of [
      [window.x, minima?.[0]?.at.w0 ?? 0],
      [window.y, minima?.[0]?.at.w1 ?? 0],
    ] as const) {
      expect(range[0]).toBeLessThan(Math.min(0, value));
      expect(range[1]).toBeGreaterThan(Math.max(0, value));
    }
    for (const { loss } of minima ?? []) expect(loss).toBeLessThan(thresholds.solved);
  },
);
