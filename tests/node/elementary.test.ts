import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exp } from '../../src/math/exponential.ts';
import { tanh } from '../../src/math/hyperbolic.ts';
import { log, log1p, log2, log10, power } from '../../src/math/logarithm.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { cos, sin, tan } from '../../src/math/trigonometry.ts';
import { EXACT, ulpsOff } from '../exact-functions.ts';

const OWN: Readonly<Record<string, (x: number, y: number) => number>> = {
  exp,
  log,
  log1p,
  log10,
  log2,
  tanh,
  sin,
  cos,
  tan,
  power,
};

/** Of a usual number, or of a subnormal one. */
const ulpOf = (value: number) =>
  2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(value)))) - 52);

const table: Record<string, number[][]> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/elementary.json'), 'utf8'),
);

test.each(Object.keys(OWN))('%s is within 1 ulp of mpmath’s values, special ones too', (name) => {
  const rows = table[name]!;
  expect(rows.length).toBeGreaterThan(45);
  const off = rows.map((row) => {
    const [high, rest] = row.slice(-2) as [number, number];
    const own = OWN[name]!(row[0]!, row[1]!);
    return { of: row.slice(0, -2), own, high, ulps: Math.abs(own - high - rest) / ulpOf(high) };
  });
  expect(off.filter(({ ulps }) => !(ulps < 1))).toEqual([]);
});

/** Ranges that each covers all its branches, and the most that was seen in 2 million draws. */
const RANGES: [name: string, bound: number, lo: number, hi: number, y?: [number, number]][] = [
  ['exp', 0.52, -40, 40],
  ['exp', 0.52, -0.01, 0.01],
  ['log', 0.52, 0, 3],
  ['log', 0.52, 0.99, 1.01],
  ['log1p', 0.8, 0, 0.5],
  ['log1p', 0.8, 0, 0.06],
  ['log1p', 0.6, -0.5, 0],
  ['log10', 0.6, 0, 3],
  ['log2', 0.6, 0, 3],
  ['tanh', 0.9, -3, 3],
  ['tanh', 0.9, -0.6, 0.6],
  ['sin', 0.8, -4, 4],
  ['cos', 0.8, -4, 4],
  ['sin', 0.8, -1e6, 1e6],
  ['cos', 0.8, -1e6, 1e6],
  ['tan', 1, -1e3, 1e3],
  ['power', 0.52, 0, 20, [-5, 5]],
  ['power', 0.52, 0.9, 1.1, [-300, 300]],
];

const random = seededRandom(12);
test.each(RANGES)(
  '%s is within %d ulp in whole-number arithmetic, from %d to %d',
  (name, bound, lo, hi, y) => {
    let worst = 0;
    const draws = Number(process.env.DRAWS ?? 500);
    for (let n = 0; n < draws; n++) {
      const at = lo + (hi - lo) * (random() + random() * 2 ** -32);
      const exponent = y ? y[0] + (y[1] - y[0]) * random() : 0;
      worst = Math.max(
        worst,
        Math.abs(ulpsOff(OWN[name]!(at, exponent), EXACT[name]!(at, exponent))),
      );
    }
    if (process.env.DRAWS) console.log(name, lo, hi, worst);
    expect(worst).toBeLessThan(bound);
    // No result is nearer than half of what f64 leaves out.
    expect(worst).toBeGreaterThan(0.4);
  },
);

const SPECIAL = [0, 1, 2, 3, 0.5, 1e308, 5e-324, 1 / 0].flatMap((x) => [x, -x]).concat(Number.NaN);

test('zeros, infinities and NaN give what Math gives, and so do signs', () => {
  for (const name of [
    'exp',
    'log',
    'log1p',
    'log10',
    'log2',
    'tanh',
    'sin',
    'cos',
    'tan',
  ] as const) {
    for (const x of SPECIAL.filter((x) => !(Math.abs(x) >= 0.5 && Math.abs(x) < 1 / 0))) {
      const [own, theirs] = [OWN[name]!(x, 0), Math[name](x)];
      // Logarithms of 5e-324 are no special values, but rounded ones.
      const same = Number.isInteger(theirs) || !Number.isFinite(theirs) || theirs === x;
      if (same) expect(own, `${name}(${x})`).toBe(theirs);
    }
  }
  for (const x of SPECIAL) {
    for (const y of SPECIAL) {
      const [own, theirs] = [power(x, y), x ** y];
      if (Math.abs(own - theirs) <= 1e-15 * Math.abs(theirs) && theirs !== 0) continue;
      expect(own, `${x} ** ${y}`).toBe(theirs);
    }
  }
});
