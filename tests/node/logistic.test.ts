// One sigmoid unit, as logistic regression and on logic gates.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { seededRandom } from '../../src/math/rng.ts';
import '../../src/problems/catalogue.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { gradientError, hessianError } from '../differences.ts';

const ALL = ['w0', 'w1', 'w2'];
const homework: ProblemRef = { id: 'logistic', trained: ALL };
const random = seededRandom(2);
const REFS: ProblemRef[] = [
  homework,
  ...['overlapping', 'outlier'].map((data) => ({ ...homework, data })),
  { id: 'logistic', parameters: { w0: -3 } },
  { id: 'logistic', plane: { x: { parameter: 'w2' }, y: { parameter: 'w0' } } },
  ...['or', 'and', 'xor'].map((data) => ({ id: 'gates', trained: ['w1', 'w2', 'b'], data })),
];

test.each(REFS)('gradient and Hessian of %j are within 1e-6 of central differences', (ref) => {
  const bound = bind(ref);
  for (let k = 0; k < 20; k++) {
    const at = Float64Array.from({ length: bound.size }, () => 6 * random() - 3);
    expect(gradientError(bound, at)).toBeLessThan(1e-6);
    expect(hessianError(bound, at)).toBeLessThan(1e-6);
  }
});

/** Computed with 60 digits. */
const LIKELIHOODS = [
  { w: [0, -1, 1], value: 0.4146255740870751 },
  { w: [-3, -1, 3], value: 0.6023437531909679 },
];

test.each(LIKELIHOODS)(
  'the homework’s likelihood at $w is $value, within 1e-14',
  ({ w, value }) => {
    const bound = bind(homework);
    const at = Float64Array.from(w);
    expect(Math.abs(bound.likelihood!(at) - value)).toBeLessThan(1e-14);
    expect(Math.abs(bound.loss(at) + Math.log(value) / 4)).toBeLessThan(1e-14);
    // As products of what the textbook's formula gives of each point.
    const outputs = bound.outputs!(at);
    const product = outputs.reduce((all, h, i) => all * (i < 2 ? h : 1 - h), 1);
    expect(Math.abs(product - value)).toBeLessThan(1e-14);
  },
);

test('on the line x2 = (x1 + 3)/3 the unit of weights (−3, −1, 3) says one half', () => {
  const data = [-3, 0, 1.5, 6].map((x1) => [x1, (x1 + 3) / 3, 1]);
  for (const output of bind({ ...homework, data }).outputs!(Float64Array.of(-3, -1, 3))) {
    expect(output).toBeCloseTo(0.5, 12);
  }
});

test('overlapping classes have a minimum, found within 1e-7; separable ones have none', () => {
  for (const data of ['overlapping', 'outlier']) {
    const ref = { ...homework, data };
    const { minima, thresholds, values } = describe(ref);
    const [minimum] = minima!;
    const slope = new Float64Array(3);
    bind(ref).gradient(
      Float64Array.from(ALL, (name) => minimum!.at[name]!),
      slope,
    );
    expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-7);
    expect(minimum!.loss).toBeLessThan(thresholds.solved);
    expect(thresholds.solved).toBeLessThan(Math.LN2);
    expect(values.w0).toBeCloseTo(minimum!.at.w0!, 3);
  }
  expect(describe(homework).minima).toBe(undefined);
  // On one line, or all of a class: nothing is there to be found, and nothing fails.
  const line = [1, 2, 3, 4].map((x) => [x, x, x % 2]);
  expect(describe({ ...homework, data: line }).minima).toBe(undefined);
  expect(describe({ ...homework, data: [[0, 0, 1]] }).minima).toBe(undefined);
});

test('a minimum that no run could reach is not named', () => {
  const far = Array.from({ length: 40 }, (_, i) => [
    1e6 + Math.sin(i) + (i % 2),
    Math.cos(i),
    i % 2,
  ]);
  expect(describe({ ...homework, data: far }).minima).toBe(undefined);
});

test('a run on 10,000 points is cut so that it stops soon: 400 steps on the CPU go in ten pieces', async () => {
  const data = Array.from({ length: 10_000 }, (_, i) => [Math.sin(i), Math.cos(i), i % 2]);
  const shares: number[] = [];
  await createCpuEngine(inlinePool()).trajectories(
    {
      problem: { id: 'logistic', data },
      optimizer: { kind: 'gd', learningRate: 0.1 },
      starts: [0, 0],
      steps: 400,
      every: 400,
    },
    { onProgress: (share) => shares.push(share) },
  );
  expect(shares.length).toBe(10);
});

test('no weights bring XOR below ln 2 (less 1e-15 of rounding), and the minimum named is ln 2 at 0', () => {
  const bound = bind(REFS.at(-1)!);
  const weight = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(
      weight,
      weight,
      weight,
      (...w) => bound.loss(Float64Array.of(...w)) >= Math.LN2 - 1e-15,
    ),
    { numRuns: 5000, seed: 1 },
  );
  const [minimum] = describe(REFS.at(-1)!).minima!;
  expect(minimum).toEqual({ at: { w1: 0, w2: 0, b: 0 }, loss: Math.LN2 });
  const slope = new Float64Array(3);
  bound.gradient(new Float64Array(3), slope);
  expect([...slope].map(Math.abs)).toEqual([0, 0, 0]);
  expect(bound.loss(new Float64Array(3))).toBeCloseTo(Math.LN2, 14);
});

test.each(['or', 'and'])('some weights of the window solve %s with its bias', (data) => {
  const { window, values, thresholds } = describe({ id: 'gates', data });
  const bound = bind({ id: 'gates', data });
  const best = Math.min(...[2, 5, 7, 10, 15].map((w) => bound.loss(Float64Array.of(w, w))));
  expect(best).toBeLessThan(thresholds.solved);
  expect(window.x).toEqual([-20, 20]);
  expect(values.b).toBeLessThan(0);
});

test('far out the loss is the logit and nothing overflows', () => {
  const bound = bind(homework);
  // Towards the right answers of (1, 2), (2, 3), (3, 1), (4, 2): 1e6, 1e6, −2e6 and −2e6 for w = (0, 1e6, −1e6).
  expect(bound.loss(Float64Array.of(0, 1e6, -1e6))).toBe(1.5e6);
  expect(bound.likelihood!(Float64Array.of(0, 1e6, -1e6))).toBe(0);
  expect(bound.loss(Float64Array.of(0, -1e6, 1e6))).toBe(0);
});
