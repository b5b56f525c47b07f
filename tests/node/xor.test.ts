import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xor } from '../../src/problems/xor.ts';
import { boundXor } from '../bound-xor.ts';
import { known } from '../fixtures/known-answers.ts';
import { oracle, XOR_DEFAULTS } from '../oracle.ts';

const gradientOf = (bound: ReturnType<typeof boundXor>, x: number, y: number) => {
  const out = new Float64Array(2);
  bound.gradient(x, y, out);
  return [...out];
};

test('the default parameters are the homework’s', () => {
  const defaults = Object.fromEntries(
    xor.parameters
      .filter(({ name }) => !xor.trained.includes(name))
      .map((info) => [info.name, info.default]),
  );
  expect(defaults).toEqual(XOR_DEFAULTS);
  expect(defaults).toEqual(known.xor.parameters);
});

test('outputs, loss and gradient at (0, 0) are the known ones to 1e-15', () => {
  const bound = boundXor();
  const { outputs, loss, gradient } = known.xor.initial;
  bound.outputs(0, 0).forEach((y, i) => {
    expect(Math.abs(y - outputs[i]!)).toBeLessThan(1e-15);
  });
  expect(Math.abs(bound.loss(0, 0) - loss)).toBeLessThan(1e-14);
  gradientOf(bound, 0, 0).forEach((g, i) => {
    expect(Math.abs(g - gradient[i]!)).toBeLessThan(1e-15);
  });
});

test('the infimum is approached at w21 = 400, w12 = 7.09098 to 1e-10, and nowhere undercut', () => {
  const bound = boundXor();
  const { loss, w12 } = known.xor.infimum;
  expect(Math.abs(bound.loss(400, w12) - loss)).toBeLessThan(1e-10);
  for (const y of [w12 - 0.01, w12 + 0.01]) expect(bound.loss(400, y)).toBeGreaterThan(loss);
});

test('the folded formula agrees with the textbook one to 1e-12, for 2,000 random points and parameter sets', () => {
  const weight = fc.double({ min: -20, max: 20, noNaN: true });
  const parameters = fc.record(
    Object.fromEntries(Object.keys(XOR_DEFAULTS).map((name) => [name, weight])),
  );
  const coordinate = fc.double({ min: -40, max: 40, noNaN: true });
  fc.assert(
    fc.property(parameters, coordinate, coordinate, (given, x, y) => {
      const bound = boundXor(given);
      const expected = oracle(x, y, given);
      const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
      return (
        close(bound.loss(x, y), expected.loss) &&
        gradientOf(bound, x, y).every((g, i) => close(g, expected.gradient[i]!)) &&
        bound.outputs(x, y).every((o, i) => close(o, expected.outputs[i]!))
      );
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('the gradient is the derivative of the loss, within 1e-7 of central differences', () => {
  const h = 1e-5;
  const bound = boundXor();
  for (const [x, y] of [
    [0, 0],
    [1, 4],
    [5, 5.7],
    [-3, 11],
  ] as const) {
    const [gx, gy] = gradientOf(bound, x, y) as [number, number];
    expect(Math.abs((bound.loss(x + h, y) - bound.loss(x - h, y)) / (2 * h) - gx)).toBeLessThan(
      1e-7,
    );
    expect(Math.abs((bound.loss(x, y + h) - bound.loss(x, y - h)) / (2 * h) - gy)).toBeLessThan(
      1e-7,
    );
  }
});

test('loss and gradient stay finite at any distance and at the edge of every parameter’s range', () => {
  for (const extreme of [-50, 50]) {
    for (const far of [-1e9, -1e6, -700, 0, 700, 1e6, 1e9]) {
      const all = Object.fromEntries(xor.parameters.map(({ name }) => [name, extreme]));
      const bound = boundXor(all);
      expect(Number.isFinite(bound.loss(far, -far))).toBe(true);
      expect(gradientOf(bound, far, -far).every(Number.isFinite)).toBe(true);
      expect(bound.outputs(far, -far).every((y) => y >= 0 && y <= 1)).toBe(true);
    }
  }
});
