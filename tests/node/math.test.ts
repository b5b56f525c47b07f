import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellCentres, HI_STEP, splitHiLo } from '../../src/math/grid.ts';
import { softplus } from '../../src/math/logistic.ts';
import { seededRandom } from '../../src/math/rng.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('cell centres are min + (i + ½)(max − min)/n', () => {
  expect([...cellCentres([0, 4], 4)]).toEqual([0.5, 1.5, 2.5, 3.5]);
  expect([...cellCentres([-1, 1], 1)]).toEqual([0]);
});

test('a symmetric range has symmetric cell centres within 2^-51 of its end, over random ranges and counts', () => {
  fc.assert(
    fc.property(real(1e-9, 1e9), fc.integer({ min: 1, max: 700 }), (end, count) => {
      const centres = cellCentres([-end, end], count);
      for (let i = 0; i < count; i++) {
        const off = Math.abs(centres[i]! + centres[count - 1 - i]!);
        expect(off).toBeLessThanOrEqual(2 ** -51 * end);
      }
    }),
  );
});

test('cell centres rise and stay inside, over random ranges', () => {
  fc.assert(
    fc.property(
      real(-1e6, 1e6),
      real(1e-3, 1e6),
      fc.integer({ min: 1, max: 300 }),
      (min, span, n) => {
        const max = min + span;
        const centres = [...cellCentres([min, max], n)];
        expect(centres[0]).toBeGreaterThan(min);
        expect(centres.at(-1)).toBeLessThan(max);
        for (let i = 1; i < n; i++) expect(centres[i]).toBeGreaterThan(centres[i - 1]!);
      },
    ),
  );
});

test('on a log scale the centres are evenly spaced in log10, within 1e-12', () => {
  const centres = cellCentres([1e-4, 1e4], 8, 'log');
  for (const [i, centre] of centres.entries()) {
    expect(Math.abs(Math.log10(centre) - (i - 3.5))).toBeLessThan(1e-12);
  }
});

test('hi + lo is the number exactly, hi a multiple of 1/1024 that f32 holds, |lo| at most half of one', () => {
  fc.assert(
    fc.property(real(-16_383, 16_383), (v) => {
      const [hi, lo] = splitHiLo(v);
      expect(Math.abs(hi + lo - v)).toBe(0);
      expect(Math.fround(hi)).toBe(hi);
      expect(Number.isInteger(hi / HI_STEP)).toBe(true);
      expect(Math.abs(lo)).toBeLessThanOrEqual(HI_STEP / 2);
    }),
    { numRuns: 1000 },
  );
});

test('a number between f32’s is kept to 1e-10 by hi + lo in f32, where f32 alone is off by 1e-7', () => {
  const v = 20 / 3;
  const [hi, lo] = splitHiLo(v);
  expect(Math.abs(hi + Math.fround(lo) - v)).toBeLessThan(1e-10);
  expect(Math.abs(Math.fround(v) - v)).toBeGreaterThan(1e-7);
});

test('the same seed gives the same numbers, another seed others', () => {
  const first = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 100 }, random);
  };
  expect(first(42)).toEqual(first(42));
  expect(first(42)).not.toEqual(first(43));
});

test('100,000 numbers lie in [0, 1), their mean within 0.005 of ½, and χ² over 20 bins below 43.8 (p = 0.001)', () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const random = seededRandom(seed);
    const bins = new Array<number>(20).fill(0);
    let sum = 0;
    for (let i = 0; i < 100_000; i++) {
      const u = random();
      if (!(u >= 0 && u < 1)) throw new Error(`${u} is not in [0, 1)`);
      sum += u;
      bins[Math.floor(20 * u)]!++;
    }
    expect(Math.abs(sum / 100_000 - 0.5)).toBeLessThan(0.005);
    expect(bins.reduce((chi, n) => chi + (n - 5000) ** 2 / 5000, 0)).toBeLessThan(43.8);
  }
});

test('the softplus is the integral of the sigmoid, without overflow at ±1e300', () => {
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  fc.assert(
    fc.property(real(-40, 40), (z) => {
      expect(softplus(z) - softplus(-z)).toBeCloseTo(z, 12);
      const slope = (softplus(z + 1e-4) - softplus(z - 1e-4)) / 2e-4;
      expect(slope).toBeCloseTo(sigmoid(z), 7);
    }),
  );
  expect([softplus(-1e300), softplus(1e300)]).toEqual([0, 1e300]);
  // The tail far below zero is e^z, not 0.
  expect(softplus(-50) / Math.exp(-50)).toBeCloseTo(1, 12);
});
