// Eigenvalues, Hessians, kinds of points, and what they say of learning rates.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Run } from '../../src/cpu/run.ts';
import { symmetricEigen } from '../../src/math/eigen.ts';
import { DEFAULT_HYPER, type Optimizer } from '../../src/optimizers.ts';
import {
  criticalLearningRate,
  curvatureOfTrained,
  curvatureOnPlane,
  hessianOf,
  kindOfPoint,
  stableUpTo,
} from '../../src/problems/curvature.ts';
import type { BoundProblem, ProblemRef } from '../../src/problems/problem.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { doubleWell, himmelblau, quadratic, wholePlane } from '../fixtures/surfaces.ts';

const near = (a: number, b: number, share: number) => Math.abs(a - b) <= share * Math.abs(b);

test('eigenvectors of 2,000 random symmetric matrices are orthonormal, and turned into λ times themselves, within 1e-13', () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true });
  const matrix = fc
    .integer({ min: 1, max: 9 })
    .chain((n) =>
      fc.tuple(fc.constant(n), fc.array(entry, { minLength: n * n, maxLength: n * n })),
    );
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  fc.assert(
    fc.property(matrix, ([n, entries]) => {
      const rows = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => entries[Math.min(i, j) * n + Math.max(i, j)]!),
      );
      const { values, vectors } = symmetricEigen(Float64Array.from(entries), n);
      const own = rows.map((_, k) => [...vectors.subarray(k * n, (k + 1) * n)]);
      const size = Math.hypot(...entries, 1e-300);
      const turned = own.every((v, k) =>
        rows.every((row, i) => Math.abs(dot(row, v) - values[k]! * v[i]!) <= 1e-13 * size),
      );
      const orthonormal = own.every((v, k) =>
        own.every((other, l) => Math.abs(dot(v, other) - (k === l ? 1 : 0)) <= 1e-13),
      );
      return turned && orthonormal && values.every((value, k) => !(value < values[k - 1]!));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('the small eigenvalue of a nearly singular 2×2 matrix has 15 digits, and no product overflows', () => {
  // det = 1e-16·(1e8 + 1) exactly enough: 1·1e-8·(1 + 1e-8) − 1e-8·1e-8·… of [[1, b], [b, b² + 1e-20]].
  const b = 2 ** -20;
  const { values } = symmetricEigen(Float64Array.of(1, b, b, b * b + 2 ** -80), 2);
  expect(near(values[0]!, 2 ** -80 / (1 + b * b), 1e-15)).toBe(true);
  expect(symmetricEigen(Float64Array.of(1e200, 1e200, 1e200, 1e200), 2).values[1]).toBe(2e200);
  expect([...symmetricEigen(Float64Array.of(Number.NaN, 0, 0, 1), 2).values]).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});

test('the quadratic has eigenvalues 1 and 3 within 1e-10 and a minimum at (1, 2), by differences and exactly', () => {
  const exact: BoundProblem = { ...quadratic, hessian: (_, out) => out.set([2, 1, 1, 2]) };
  for (const [bound, how] of [
    [quadratic, 'differences'],
    [exact, 'exact'],
  ] as const) {
    const at = curvatureOfTrained(wholePlane, bound)(Float64Array.of(1, 2));
    expect(near(at.eigenvalues[0]!, 1, 1e-10) && near(at.eigenvalues[1]!, 3, 1e-10)).toBe(true);
    expect(at).toMatchObject({ how, kind: 'minimum', loss: 4 });
    expect(near(at.conditionNumber, 3, 1e-9)).toBe(true);
  }
});

test('differences of the gradient are within 1e-8 of second derivatives by formula, over [−6, 6]²', () => {
  const coordinate = fc.double({ min: -6, max: 6, noNaN: true });
  const fill = hessianOf(himmelblau);
  const out = new Float64Array(4);
  fc.assert(
    fc.property(coordinate, coordinate, (x, y) => {
      fill(Float64Array.of(x, y), out);
      const expected = [12 * x * x + 4 * y - 42, 4 * (x + y), 4 * (x + y), 12 * y * y + 4 * x - 26];
      return expected.every((h, i) => Math.abs(h - out[i]!) <= 1e-8 * (x * x + y * y + 42));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('along an oblique plane the Hessian is uᵀHv, and on a line it is one number', () => {
  const ref: ProblemRef = {
    id: 'xor',
    parameters: { w21: 3, w12: 4 },
    trained: ['w21', 'w12', 'b1'],
    plane: { x: { vector: [1, 2, 0.5] }, y: { vector: [0, 1, -1] } },
  };
  const info = describe(ref);
  const bound = bind(ref);
  const theta = Float64Array.of(3, 4, -10);
  const whole = curvatureOfTrained(info, bound)(theta).hessian;
  const along = curvatureOnPlane(info, bound)(theta).hessian;
  const [u, v] = [
    [1, 2, 0.5],
    [0, 1, -1],
  ] as const;
  const form = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, x, i) => sum + b.reduce((part, y, j) => part + x * whole[3 * i + j]! * y, 0), 0);
  [form(u, u), form(u, v), form(u, v), form(v, v)].forEach((h, i) => {
    expect(Math.abs(h - along[i]!)).toBeLessThan(1e-9);
  });
  const line = { plane: { ...wholePlane.plane, y: [0, 0] } };
  expect(curvatureOnPlane(line, quadratic)(Float64Array.of(1, 2)).hessian).toHaveLength(1);
});

test('a point is stationary by Newton’s step, not by its gradient alone, and flat directions make it degenerate', () => {
  expect(kindOfPoint([1, 3], 0)).toBe('minimum');
  expect(kindOfPoint([-3, -1], 0)).toBe('maximum');
  expect(kindOfPoint([-1, 3], 0)).toBe('saddle');
  expect(kindOfPoint([1e-12, 3], 0)).toBe('degenerate');
  // A plateau: next to no slope, and next to no curvature.
  expect(kindOfPoint([1e-300, 1e-300], 1e-300)).toBe('none');
  expect(kindOfPoint([Number.NaN, Number.NaN], Number.NaN)).toBe('none');
});

test('xor at w21 = 60: minimum over w12 at 7.0909787, loss 0.00271867, λmax 5.76792e-4, critical learning rate 3467.45', () => {
  const bound = bind({ id: 'xor' });
  // Where the slope along w12 changes sign.
  let [low, high] = [6, 8];
  const slope = new Float64Array(2);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    bound.gradient(Float64Array.of(60, middle), slope);
    if (slope[1]! < 0) low = middle;
    else high = middle;
  }
  expect(Math.abs(low - 7.0909787)).toBeLessThan(5e-8);
  const at = curvatureOfTrained(describe({ id: 'xor' }), bound)(Float64Array.of(60, low));
  expect(at.how).toBe('differences');
  expect(near(at.loss, 0.00271867, 2e-6)).toBe(true);
  expect(near(at.sharpness, 5.76792e-4, 1e-6)).toBe(true);
  expect(near(criticalLearningRate({ kind: 'gd' }, at.sharpness)!, 3467.45, 1e-6)).toBe(true);
});

/** How far a run that starts off by `off` from a minimum at 0 along one coordinate ends from it, of its start. */
function endOf(
  bound: BoundProblem,
  optimizer: Pick<Optimizer, 'kind'> & { momentum?: number },
  rate: number,
  start: number[],
  steps: number,
) {
  const hyper = { ...DEFAULT_HYPER, momentum: optimizer.momentum ?? 0 };
  const run = new Run(bound, optimizer.kind, hyper, new Float64Array(bound.size).fill(rate));
  run.theta.set(start);
  for (let k = 0; k < steps && !run.diverged; k++) run.step();
  return run.theta;
}

test('from (60, 7.10) xor stays at 0.99 of its critical learning rate and leaves at 1.01', () => {
  const bound = bind({ id: 'xor' });
  const off = (share: number) =>
    Math.abs(endOf(bound, { kind: 'gd' }, share * 3467.45, [60, 7.1], 2000)[1]! - 7.0909787);
  expect(off(0.99)).toBeLessThan(1e-6);
  expect(off(1.01)).toBeGreaterThan(0.02);
});

test('gradient descent, momentum and Nesterov stay at 0.99 of stableUpTo and leave at 1.01', () => {
  const sharpness = 7;
  const bowl: BoundProblem = {
    size: 1,
    loss: (theta) => (sharpness / 2) * theta[0]! ** 2,
    gradient(theta, out) {
      out[0] = sharpness * theta[0]!;
      return 0;
    },
    meritAt: (loss) => -loss,
  };
  for (const optimizer of [
    { kind: 'gd' as const },
    { kind: 'momentum' as const, momentum: 0.5 },
    { kind: 'nesterov' as const, momentum: 0.9 },
  ]) {
    const rate = criticalLearningRate(optimizer, sharpness)!;
    expect(rate * sharpness).toBeCloseTo(stableUpTo(optimizer)!, 12);
    expect(Math.abs(endOf(bowl, optimizer, 0.99 * rate, [1], 2000)[0]!)).toBeLessThan(0.01);
    expect(Math.abs(endOf(bowl, optimizer, 1.01 * rate, [1], 2000)[0]!)).toBeGreaterThan(100);
  }
  expect(stableUpTo({ kind: 'adam' })).toBeNull();
  expect(criticalLearningRate({ kind: 'gd' }, -1)).toBeNull();
  expect(
    curvatureOfTrained({ trained: [true] }, doubleWell)(Float64Array.of(1)).sharpness,
  ).toBeCloseTo(2, 9);
});
