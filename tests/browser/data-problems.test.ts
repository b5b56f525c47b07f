// Problems with data: the GPU against the CPU, which goes through the points one by one in f64.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { FloatArray, ProblemRef, SweepSpec, Window } from '../../src/engine.ts';
import type { Range } from '../../src/math/grid.ts';
import { seededRandom } from '../../src/math/rng.ts';
import '../../src/problems/catalogue.ts';
import { describe } from '../../src/problems/registry.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());
const random = seededRandom(5);
const spread = () => random() + random() + random() - 1.5;

const line = (n: number, at = 0) =>
  Array.from({ length: n }, () => {
    const x = at + 3 * spread();
    return [x, 1 - 2 * x + spread()];
  });
const classes = (n: number) =>
  Array.from({ length: n }, (_, i) => [2 * spread() + (i % 2), 3 * spread() - (i % 2), i % 2]);

const REFS: [string, ProblemRef][] = [
  ['a line through 5 points', { id: 'least-squares' }],
  ['a line through 5 points and an outlier', { id: 'least-squares', data: 'outlier' }],
  ['a line through 200 points far from 0', { id: 'least-squares', data: line(200, 50) }],
  ['a line through 10,000 points', { id: 'least-squares', data: line(10_000) }],
  ['a line through one point', { id: 'least-squares', data: [[3, 4]] }],
  ['classes of 4 points', { id: 'logistic' }],
  ['classes of 61 points and an outlier', { id: 'logistic', data: 'outlier' }],
  ['classes of 200 points', { id: 'logistic', data: classes(200) }],
  ['classes of 10,000 points', { id: 'logistic', data: classes(10_000) }],
  [
    'classes over w2 and w0',
    { id: 'logistic', plane: { x: { parameter: 'w2' }, y: { parameter: 'w0' } } },
  ],
  ['OR', { id: 'gates' }],
  ['XOR', { id: 'gates', data: 'xor' }],
];

/** The largest error in units of 1e-7 + 3e-7·(the largest value of the map) + 1e-5·|value|. */
function worst(ours: FloatArray, theirs: FloatArray): number {
  const most = largest(theirs.length, (k) => Math.abs(theirs[k]!));
  return largest(
    theirs.length,
    (k) => Math.abs(ours[k]! - theirs[k]!) / (1e-7 + 3e-7 * most + 1e-5 * Math.abs(theirs[k]!)),
  );
}

test.each(REFS)(
  'the landscape of %s is within 1e-7 + 3e-7 of its largest value + 1e-5·|f64| in every cell, at three zooms',
  (name, problem) =>
    withGpu(async (gpu) => {
      const { window } = describe(problem);
      for (const zoom of [1, 0.01, 20]) {
        const around = ([min, max]: Range): Range => {
          const [centre, half] = [(min + max) / 2, (zoom * (max - min)) / 2];
          return [centre - half, centre + half];
        };
        const spec = {
          problem,
          window: { x: around(window.x), y: around(window.y) },
          width: 24,
          height: 20,
        };
        const [a, b] = [await gpu.landscape(spec), await cpu.landscape(spec)];
        const errors = [worst(a.loss, b.loss), worst(a.gradient, b.gradient)];
        console.info(`${name}, zoom ${zoom}: ${errors.map((e) => e.toFixed(3))} of the bound`);
        expect(Math.max(...errors)).toBeLessThan(1);
      }
    }),
);

test.each([REFS[1]!, REFS[5]!, REFS[7]!, REFS[11]!])(
  'a sweep of 300 steps of Adam on %s ends within 1e-4 of f64, outcomes alike',
  (_, problem) =>
    withGpu(async (gpu) => {
      const { window, thresholds } = describe(problem);
      const spec: SweepSpec = {
        problem,
        optimizer: { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-4 },
        start: [0, 0],
        steps: 300,
        threshold: thresholds.solved,
        x: { quantity: 'start.x', range: window.x, scale: 'linear' },
        y: { quantity: 'start.y', range: window.y, scale: 'linear' },
        width: 9,
        height: 7,
      };
      const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      expect(largest(b.point.length, (k) => Math.abs(a.point[k]! - b.point[k]!))).toBeLessThan(
        1e-4,
      );
      expect([...a.outcome]).toEqual([...b.outcome]);
    }),
);

test('gradient descent on the textbook’s points diverges beyond 2/λmax = 0.0845 and converges below, on both engines', () =>
  withGpu(async (gpu) => {
    // Eigenvalues of 2·[[1, 3], [3, 11]]: 12 ± √136.
    const critical = 2 / (12 + Math.sqrt(136));
    for (const engine of [gpu, cpu]) {
      const outcomes: number[] = [];
      for (const share of [0.99, 1.01]) {
        const { outcome } = await engine.sweep({
          problem: { id: 'least-squares' },
          optimizer: { kind: 'gd', learningRate: share * critical },
          start: [0, 0],
          steps: 3000,
          threshold: 0.397,
          x: { quantity: 'start.x', range: [-4, 6], scale: 'linear' },
          y: { quantity: 'start.y', range: [-1, 3], scale: 'linear' },
          width: 3,
          height: 3,
        });
        outcomes.push(...new Set(outcome));
      }
      expect(outcomes).toEqual([0, 4]);
    }
  }));

test('data at ±1e15 agree with f64 within 1e-5 of the largest on their own window, and are finite far out', () =>
  withGpu(async (gpu) => {
    for (const problem of [
      {
        id: 'least-squares',
        data: [
          [1e15, -1e15],
          [-1e15, 3e14],
          [5e14, 1e15],
        ],
      },
      {
        id: 'logistic',
        data: [
          [1e15, -1e15, 1],
          [1e15, 1e15, 0],
        ],
      },
    ]) {
      const window = { x: [-1e9, 1e9] as Range, y: [-1e9, 1e9] as Range };
      const { loss, gradient } = await gpu.landscape({ problem, window, width: 8, height: 8 });
      expect(loss.every(Number.isFinite)).toBe(true);
      expect(gradient.every(Number.isFinite)).toBe(true);
      const spec = { problem, window: describe(problem).window as Window, width: 16, height: 16 };
      const [ours, exact] = await Promise.all([gpu.landscape(spec), cpu.landscape(spec)]);
      const most = largest(exact.loss.length, (k) => exact.loss[k]!);
      const error = largest(exact.loss.length, (k) => Math.abs(ours.loss[k]! - exact.loss[k]!));
      expect(error).toBeLessThan(1e-5 * most);
    }
  }));
