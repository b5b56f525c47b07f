// Functions with known answers: the f64 that is written by hand, the formula that the GPU has, and published figures.
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/math/rng.ts';
import { catalogue } from '../../src/problems/catalogue.ts';
import type { BoundProblem } from '../../src/problems/problem.ts';
import { bind, describe, problemOf } from '../../src/problems/registry.ts';

const functions = catalogue.filter(({ formula, with: made }) => formula && !made);
const formulas = catalogue.filter(({ formula }) => formula);

/** Values of all parameters in a problem's window, fixed ones in their usual range. */
function* points(id: string, count: number) {
  const random = seededRandom(11);
  const { parameters } = describe({ id });
  for (let i = 0; i < count; i++) {
    yield Object.fromEntries(
      parameters.map(({ name, min, max, usual: [from, to] = [min, max] }) => [
        name,
        from + (to - from) * random(),
      ]),
    );
  }
}

const at = (bound: BoundProblem, theta: readonly number[]) => {
  const slope = new Float64Array(bound.size);
  const merit = bound.gradient(Float64Array.from(theta), slope);
  return { loss: bound.loss(Float64Array.from(theta)), slope, merit };
};

test('there are eight functions, and a formula', () => {
  expect(functions.map(({ id }) => id)).toEqual([
    'quadratic',
    'rosenbrock',
    'beale',
    'himmelblau',
    'branin',
    'saddle',
    'factorisation',
    'double-well',
  ]);
  expect(formulas).toHaveLength(9);
});

test.each(functions)(
  '$id: loss and gradient are its formula’s within 1e-12 of the largest term',
  ({ id, bind: byHand, formula, parameters }) => {
    const names = parameters.map(({ name }) => name);
    // Of one parameter alone the formula is a problem of x.
    const text = id === 'double-well' ? formula!.replaceAll('w', 'x') : formula!;
    const made = problemOf({ id: 'formula', formula: text });
    for (const values of points(id, 200)) {
      const theta = names.map((name) => values[name]!);
      const one = at(byHand(values, names), theta);
      const order = made.parameters.map(({ name }) => name);
      expect(order).toEqual(id === 'double-well' ? ['x'] : names);
      const other = at(
        made.bind(Object.fromEntries(order.map((n, i) => [n, theta[i]!])), order),
        theta,
      );
      const scale = 1e-12 * (100 + Math.abs(one.loss));
      expect(Math.abs(one.loss - other.loss)).toBeLessThan(scale);
      expect(one.merit).toBe(-one.loss);
      for (const [c, slope] of one.slope.entries()) {
        expect(Math.abs(slope - other.slope[c]!)).toBeLessThan(scale + 1e-12 * Math.abs(slope));
      }
    }
  },
);

test.each(formulas)(
  '$id: gradients are within 1e-6 relative of central differences, second derivatives too',
  ({ id, parameters }) => {
    const names = parameters.map(({ name }) => name);
    const n = names.length;
    for (const values of points(id, 40)) {
      const bound = problemOf({ id }).bind(values, names);
      const theta = names.map((name) => values[name]!);
      const { slope } = at(bound, theta);
      const second = new Float64Array(n * n);
      bound.hessian!(Float64Array.from(theta), second);
      for (let c = 0; c < n; c++) {
        // The roundings of a loss of size s are s·1e-16/h, what the difference leaves out is h²/6 times a third derivative.
        const h = 1e-5 * Math.max(1, Math.abs(theta[c]!));
        const moved = (by: number) =>
          at(
            bound,
            theta.map((value, k) => value + (k === c ? by : 0)),
          );
        const [up, down] = [moved(h), moved(-h)];
        const difference = (up.loss - down.loss) / (2 * h);
        const size = 1 + Math.abs(difference) + Math.abs(up.loss) * 1e-3;
        expect(Math.abs(slope[c]! - difference)).toBeLessThan(1e-6 * size);
        for (let d = 0; d < n; d++) {
          const of = (up.slope[d]! - down.slope[d]!) / (2 * h);
          const scale = 1 + Math.abs(of) + Math.abs(up.slope[d]!) * 1e-3;
          expect(Math.abs(second[d * n + c]! - of)).toBeLessThan(1e-6 * scale);
        }
      }
    }
  },
);

test.each(functions.filter(({ minima }) => minima))(
  '$id has its minima where it says, slope below 1e-5 and loss within 1e-12',
  ({ id, minima, thresholds }) => {
    for (const { at: values, loss: known } of minima!) {
      const bound = bind({ id });
      const { theta } = describe({ id });
      const here = at(
        bound,
        theta.map((name) => values[name]!),
      );
      expect(Math.abs(here.loss - known)).toBeLessThan(1e-12);
      expect(Math.max(...here.slope.map(Math.abs))).toBeLessThan(1e-5);
      expect(here.loss).toBeLessThanOrEqual(thresholds.solved);
      const second = new Float64Array(theta.length ** 2);
      bound.hessian!(
        Float64Array.from(theta, (name) => values[name]!),
        second,
      );
      // No direction goes down: trace and determinant are not negative.
      const [a, b, , d] = second as unknown as [number, number, number, number];
      expect(a).toBeGreaterThanOrEqual(0);
      if (theta.length === 2) expect(a * d - b * b).toBeGreaterThanOrEqual(-1e-9);
    }
  },
);

test('quadratic: from (4, 4) at η = 0.1 exactly 13 steps until both slopes are at most 0.2; curvatures 1 and 3', () => {
  const bound = bind({ id: 'quadratic' });
  const theta = Float64Array.of(4, 4);
  const slope = new Float64Array(2);
  let steps = 0;
  for (; ; steps++) {
    bound.gradient(theta, slope);
    if (slope.every((component) => Math.abs(component) <= 0.2)) break;
    for (const c of [0, 1]) theta[c]! -= 0.1 * slope[c]!;
  }
  expect(steps).toBe(13);
  const second = new Float64Array(4);
  bound.hessian!(theta, second);
  // Of [[2, 1], [1, 2]].
  expect([...second]).toEqual([2, 1, 1, 2]);
});

test('Branin’s least loss is 0.39788735772973816 to 1e-15, Himmelblau’s peak 181.617 lies between its minima', () => {
  expect(at(bind({ id: 'branin' }), [Math.PI, 2.275]).loss).toBeCloseTo(0.39788735772973816, 15);
  const peak = at(bind({ id: 'himmelblau' }), [-0.27084459, -0.92303856]);
  expect(peak.loss).toBeCloseTo(181.61652152, 6);
  expect(Math.max(...peak.slope.map(Math.abs))).toBeLessThan(1e-5);
});

test('factorisation: along xy = 1 the curvatures are 0 and x² + y²; λ moves the minimum inward', () => {
  const bound = bind({ id: 'factorisation' });
  const second = new Float64Array(4);
  bound.hessian!(Float64Array.of(2, 0.5), second);
  const [a, b, , d] = second as unknown as [number, number, number, number];
  expect(a + d).toBeCloseTo(4.25, 12);
  expect(a * d - b * b).toBeCloseTo(0, 12);
  const decayed = bind({ id: 'factorisation', parameters: { lambda: 0.19 } });
  const { slope } = at(decayed, [0.9, 0.9]);
  expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-12);
});

test('double-well: gradient descent has period 1 below η = 1, 2 above, 4 above 1.23607, 8 above 1.28803', () => {
  const bound = bind({ id: 'double-well' });
  const slope = new Float64Array(1);
  const period = (rate: number) => {
    const theta = Float64Array.of(0.4);
    const step = () => {
      bound.gradient(theta, slope);
      theta[0]! -= rate * slope[0]!;
    };
    for (let i = 0; i < 50_000; i++) step();
    const from = theta[0]!;
    for (let p = 1; p <= 32; p++) {
      step();
      if (Math.abs(theta[0]! - from) < 1e-7) return p;
    }
    return Number.NaN;
  };
  const rates = [0.999, 1.001, 1.2351, 1.2371, 1.287, 1.289];
  expect(rates.map(period)).toEqual([1, 2, 2, 4, 4, 8]);
});

test('a formula of x alone is a line, of y alone too; of neither it is refused', () => {
  expect(describe({ id: 'formula', formula: 'x^2 + a' })).toMatchObject({
    theta: ['x'],
    values: { x: 2, a: 1 },
    plane: { names: ['x', ''] },
  });
  expect(describe({ id: 'formula', formula: 'log(y)' }).theta).toEqual(['y']);
  expect(() => describe({ id: 'formula', formula: 'a + b' })).toThrow(/neither x nor y/);
  expect(() => describe({ id: 'formula', formula: 'x +' })).toThrow(RangeError);
});

test('thresholds of a formula lie between its least and its middle loss, also where it has holes', () => {
  for (const formula of [
    'x^2 + y^2',
    'log(x) + x',
    'log(-1 - x^2)',
    '0*x',
    'exp(x*y)',
    'sqrt(x-6)',
  ]) {
    const { thresholds, lossRange } = problemOf({ id: 'formula', formula });
    expect(Number.isFinite(thresholds.solved), formula).toBe(true);
    expect(lossRange[1], formula).toBeGreaterThan(lossRange[0]);
    expect(thresholds.solved, formula).toBeGreaterThanOrEqual(
      lossRange[0] - 1e-3 * Math.abs(lossRange[0]),
    );
  }
});

test('a function is undefined where f32 has no number for it', () => {
  expect(at(bind({ id: 'rosenbrock' }), [1e10, 0]).loss).toBeNaN();
  expect(at(bind({ id: 'rosenbrock' }), [1e10, 0]).merit).toBeNaN();
});
