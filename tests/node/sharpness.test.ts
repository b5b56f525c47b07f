// Extreme eigenvalues of Hessians that are too large to be had in full.
import { expect, test } from 'vitest';
import { symmetricEigen } from '../../src/math/eigen.ts';
import { extremeEigenvalues } from '../../src/math/extreme-eigen.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { dot } from '../../src/math/vector.ts';
import '../../src/problems/catalogue.ts';
import { hessianAlong, trainedDirections } from '../../src/problems/curvature.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { extremesOfTrained } from '../../src/problems/sharpness.ts';

/** Extreme eigenvalues by Lanczos' method of a symmetric matrix that is there, [n][n]. */
const byProducts = (matrix: Float64Array, n: number) =>
  extremeEigenvalues(n, (vector, out) => {
    for (let i = 0; i < n; i++) {
      out[i] = 0;
      for (let j = 0; j < n; j++) out[i]! += matrix[i * n + j]! * vector[j]!;
    }
  });

/** A problem's parameters after some steps of gradient descent, and the whole Hessian there. */
function trained(ref: ProblemRef) {
  const info = describe(ref);
  const bound = bind(ref);
  const n = info.theta.length;
  const theta = Float64Array.from(info.theta, (name) => info.values[name]!);
  const slope = new Float64Array(n);
  for (let step = 0; step < 200; step++) {
    bound.gradient(theta, slope);
    for (let i = 0; i < n; i++) theta[i]! -= slope[i]!;
  }
  const hessian = new Float64Array(n * n);
  hessianAlong(bound, trainedDirections(info, bound))(theta, hessian);
  return { n, hessian, found: extremesOfTrained(info, bound)(theta) };
}

test('extreme eigenvalues by Hessian-vector products are those of the whole Hessian of 9 and of 110 parameters within 1e-8', () => {
  for (const ref of [{ id: 'xor9' }, { id: 'xor-deep', trained: ['layer2'] }]) {
    const { n, hessian, found } = trained(ref);
    const { values } = symmetricEigen(hessian, n);
    for (const [least, largest] of [found, byProducts(hessian, n)]) {
      expect(Math.abs(largest - values[n - 1]!)).toBeLessThan(1e-8 * values[n - 1]!);
      expect(Math.abs(least - values[0]!)).toBeLessThan(1e-8 * values[n - 1]!);
    }
  }
});

test('λmax of all 261 parameters is that of the power method on the whole Hessian within 1e-8', () => {
  const { n, hessian, found } = trained({ id: 'xor-deep' });
  const random = seededRandom(3);
  let vector = Float64Array.from({ length: n }, () => random() - 0.5);
  let largest = 0;
  for (let step = 0; step < 400; step++) {
    const next = vector.map((_, i) => dot(hessian.subarray(i * n, (i + 1) * n), vector));
    largest = Math.sqrt(dot(next, next));
    vector = next.map((component) => component / largest);
  }
  expect(Math.abs(found[1] - largest)).toBeLessThan(1e-8 * largest);
});

test('extreme eigenvalues hold for a matrix of two values, of rank one, and where a product is not finite', () => {
  const two = Float64Array.from({ length: 1600 }, (_, k) =>
    k % 41 === 0 ? (k < 800 ? -3 : 5) : 0,
  );
  const [low, high] = byProducts(two, 40);
  expect(low).toBeCloseTo(-3, 10);
  expect(high).toBeCloseTo(5, 10);
  const [zero, one] = byProducts(
    Float64Array.from({ length: 1600 }, () => 1 / 40),
    40,
  );
  expect(zero).toBeCloseTo(0, 10);
  expect(one).toBeCloseTo(1, 10);
  expect(extremeEigenvalues(40, (_, out) => out.fill(Number.NaN))).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});
