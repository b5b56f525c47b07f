// The representation of formulas, its derivatives and its two back ends.
import { expect, test } from 'vitest';
import {
  build,
  type Evaluator,
  evaluatorOf,
  formulaWgsl,
  parseFormula,
} from '../../src/formula/index.ts';
import { seededRandom } from '../../src/math/rng.ts';

const NAMES = ['x', 'y'];
const evaluator = (text: string, names = NAMES): Evaluator => {
  const { representation, loss } = build(parseFormula(text), names);
  return evaluatorOf(
    representation,
    loss,
    names.map((_, i) => i),
  );
};

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

test.each<[string, (x: number, y: number) => number]>([
  ['x + y - 2*x/y', (x, y) => x + y - (2 * x) / y],
  ['-x^2', (x) => -(x ** 2)],
  ['x^-3', (x) => x ** -3],
  ['x^y', (x, y) => x ** y],
  ['pow(x, 2.5)', (x) => x ** 2.5],
  ['x^0', () => 1],
  ['x^37', (x) => x ** 37],
  ['(x/1.4)^2000', (x) => (x / 1.4) ** 2000],
  ['exp(x)*log(y)', (x, y) => Math.exp(x) * Math.log(y)],
  ['sqrt(x) + abs(-y)', (x, y) => Math.sqrt(x) + y],
  ['sin(x)*cos(y) + tan(x)', (x, y) => Math.sin(x) * Math.cos(y) + Math.tan(x)],
  ['tanh(x - y) + sigmoid(y - x)', (x, y) => Math.tanh(x - y) + sigmoid(y - x)],
  ['min(x, y, 1) - max(x, y, 1)', (x, y) => Math.min(x, y, 1) - Math.max(x, y, 1)],
  ['pi*e^x', (x) => Math.PI * Math.exp(x)],
])('%s is within 1e-13 relative of plain arithmetic', (text, plain) => {
  const { value } = evaluator(text);
  const random = seededRandom(3);
  for (let i = 0; i < 50; i++) {
    const [x, y] = [0.7 + 0.7 * random(), 0.2 + 2 * random()];
    const expected = plain(x, y);
    expect(Math.abs(value([x, y]) - expected)).toBeLessThanOrEqual(1e-13 * Math.abs(expected));
  }
});

/** Every operation, and compositions that share parts. */
const SMOOTH = [
  'x*y + x/y - y',
  'x^3*y^-2',
  'exp(x*y)',
  'log(x + y)',
  'sqrt(x*y)',
  'sin(x*y)',
  'cos(x/y)',
  'tan(x*y/3)',
  'tanh(2*x - y)',
  'sigmoid(3*x - 2*y)',
  'abs(x - 5*y)*x',
  'min(x*y, x + y + 3)',
  'max(x*y, x - 7, y*y*y)',
  'x^y',
  'x^2.5 + y^0.5 + x^-1.5',
  '(x + y)^7',
  'exp(-(x^2 + y^2))*sin(3*x)*tanh(y)/(1 + x^2*y^2)',
  'log(1 + exp(x*y)) + sigmoid(x)*sigmoid(x) - sigmoid(x)*y',
];

test.each(SMOOTH)('the gradient of %s is within 1e-6 relative of central differences', (text) => {
  const { value, gradient } = evaluator(text);
  const random = seededRandom(5);
  const slope = new Float64Array(2);
  for (let i = 0; i < 30; i++) {
    const at = [0.3 + 1.2 * random(), 0.3 + 1.2 * random()];
    expect(gradient(at, slope)).toBe(value(at));
    for (const c of [0, 1]) {
      const h = 1e-6;
      const [up, down] = [1, -1].map((s) => value(at.map((v, k) => v + (k === c ? s * h : 0))));
      const difference = (up! - down!) / (2 * h);
      const scale = 1 + Math.abs(value(at)) + Math.abs(difference);
      expect(Math.abs(slope[c]! - difference), `${at}`).toBeLessThan(1e-6 * scale);
    }
  }
});

test.each(SMOOTH)(
  'the second derivatives of %s are within 1e-6 relative of differences',
  (text) => {
    const { gradient, hessian } = evaluator(text);
    const random = seededRandom(6);
    const second = new Float64Array(4);
    const [up, down] = [new Float64Array(2), new Float64Array(2)];
    for (let i = 0; i < 20; i++) {
      const at = [0.3 + 1.2 * random(), 0.3 + 1.2 * random()];
      hessian(at, second);
      for (const c of [0, 1]) {
        const h = 1e-6;
        gradient(
          at.map((v, k) => v + (k === c ? h : 0)),
          up,
        );
        gradient(
          at.map((v, k) => v - (k === c ? h : 0)),
          down,
        );
        for (const d of [0, 1]) {
          const difference = (up[d]! - down[d]!) / (2 * h);
          const scale = 1 + Math.abs(difference) + Math.abs(up[0]!) + Math.abs(up[1]!);
          expect(Math.abs(second[2 * d + c]! - difference), `${at}`).toBeLessThan(1e-6 * scale);
        }
      }
    }
  },
);

test('derivatives of saturated sigmoid and tanh keep their digits: nothing cancels', () => {
  const slope = new Float64Array(2);
  evaluator('sigmoid(x) + 0*y').gradient([40, 0], slope);
  expect(slope[0]! / Math.exp(-40)).toBeCloseTo(1, 12);
  evaluator('tanh(x) + 0*y').gradient([20, 0], slope);
  expect(slope[0]! / (4 * Math.exp(-40))).toBeCloseTo(1, 12);
});

test('at kinks: abs has slope 0, min and max that of the earlier argument', () => {
  const slope = new Float64Array(2);
  const at = (text: string) => {
    evaluator(text).gradient([1, 1], slope);
    return [...slope];
  };
  expect(at('abs(x - y)')).toEqual([0, -0]);
  expect(at('min(2*x, 2*y)')).toEqual([2, 0]);
  expect(at('max(3*y, 3*x)')).toEqual([0, 3]);
});

test.each<[text: string, x: number]>([
  ['log(x)', 0],
  ['log(x)', -1],
  ['0*log(x)', -1],
  ['log(x)^0', -1],
  ['sqrt(x)', -1e-9],
  ['1/x', 0],
  ['1/(1/x)', 0],
  ['x^-2', 0],
  ['x^0.5', -1],
  ['x^2.5', -1],
  ['pow(x, 0.3)', -1],
  ['exp(x)', 86],
  ['1/exp(x)', 86],
  ['x^2*x^-2', 1e19],
  ['sin(x)', 1.1e6],
  ['min(1, log(x))', -1],
  ['tanh(1/x)', 0],
])('%s is undefined at x = %f, with its gradient', (text, x) => {
  const { value, gradient, hessian } = evaluator(text, ['x']);
  expect(value([x])).toBeNaN();
  const slope = new Float64Array(1);
  expect(gradient([x], slope)).toBeNaN();
  expect(slope[0]).toBeNaN();
  hessian([x], slope);
  expect(slope[0]).toBeNaN();
});

test.each<[text: string, x: number, value: number]>([
  ['sqrt(x)', 0, 0],
  ['x^0.5', 0, 0],
  ['pow(x, 0.3)', 0, 0],
])('%s has a value at %f and no gradient', (text, x, expected) => {
  const { value, gradient } = evaluator(text, ['x']);
  expect(value([x])).toBe(expected);
  expect(gradient([x], new Float64Array(1))).toBeNaN();
});

test('after a hole an evaluator goes on as before it', () => {
  const { value, gradient } = evaluator('log(x) + y');
  const slope = new Float64Array(2);
  expect(value([-1, 2])).toBeNaN();
  expect(value([1, 2])).toBe(2);
  expect(gradient([-1, 2], slope)).toBeNaN();
  expect(gradient([1, 2], slope)).toBe(2);
  expect([...slope]).toEqual([1, 1]);
});

test.each(['1/0', 'x + log(-1)', 'x/0', 'x/(1 - 1)', 'x*1e30*(1e30*1e30)', 'x + 2e38'])(
  '%s, undefined whatever x is, is refused with its place',
  (text) => {
    expect(() => build(parseFormula(text), ['x'])).toThrow(/undefined or beyond ±1e37/);
  },
);

test('common parts are computed once, integer powers are products', () => {
  const of = (text: string) =>
    build(parseFormula(text), NAMES).representation.instructions.map(({ operation }) => operation);
  const count = (text: string, operation: string) =>
    of(text).filter((of) => of === operation).length;
  expect(count('exp(x*y) + sin(exp(y*x))', 'exp')).toBe(1);
  expect(count('(x + y)^2*(y + x)', 'add')).toBe(1);
  expect(count('x^8', 'multiply')).toBe(3);
  expect(count('x^-8', 'divide')).toBe(1);
  expect(count('x^13', 'pow')).toBe(0);
  expect(count('2*3*x + pi^2', 'multiply')).toBe(1);
});

test('nothing that a user writes is in the WGSL', () => {
  const text = 'αβγ*x^2 + discard*y + fn1*exp(x) + 12345.678*x';
  const names = ['x', 'y', 'αβγ', 'discard', 'fn1'];
  const { representation, loss } = build(parseFormula(text), names);
  const wgsl = formulaWgsl(
    representation,
    loss,
    names.map((_, i) => ({
      from: i < 2 ? 'weight' : 'constant',
      place: i < 2 ? i : i - 2,
      bound: 1e6,
    })),
  );
  for (const name of names.slice(2)) expect(wgsl).not.toContain(name);
  expect(wgsl).toMatch(/constantOf\(2u\)/);
  // f32's neighbour of it, not the text.
  expect(wgsl).toContain(`${Math.fround(12345.678)}f`);
});
