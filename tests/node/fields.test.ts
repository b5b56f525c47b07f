import { expect, test } from 'vitest';
import { DIVERGED, NEVER, type SweepSpec } from '../../src/engine.ts';
import { boxCounting } from '../../src/fields/box-counting.ts';
import { CATEGORY_COLORS, NO_CATEGORY } from '../../src/fields/categories.ts';
import { collapsed } from '../../src/fields/collapsed.ts';
import { solvedIntervals } from '../../src/fields/intervals.ts';
import { NO_MINIMUM } from '../../src/fields/minima.ts';
import { OUTCOME_COLORS } from '../../src/fields/palettes.ts';
import { minimaPicture } from '../../src/fields/pictures.ts';
import { samplePixels } from '../../src/fields/sample.ts';
import { comparison, sweepStatistics } from '../../src/fields/statistics.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { leastApart, SEEN } from '../colour-vision.ts';

const outcomes = (...values: number[]) => ({ outcome: Uint8Array.from(values) });

test('statistics count each outcome and take the median over the runs that came to the threshold', () => {
  const outcome = Uint8Array.from([0, 0, 1, 4, 3]);
  const stepsToThreshold = Uint32Array.from([100, 9, NEVER, NEVER, 20]);
  const statistics = sweepStatistics({ outcome, stepsToThreshold });
  expect(statistics.counts).toEqual([2, 1, 0, 1, 1]);
  expect(statistics.shares).toEqual([0.4, 0.2, 0, 0.2, 0.2]);
  expect(statistics.medianStepsToThreshold).toBe(20);
  const two = Uint32Array.from([100, 9, NEVER, NEVER, NEVER]);
  expect(sweepStatistics({ outcome, stepsToThreshold: two }).medianStepsToThreshold).toBe(54.5);
  const none = new Uint32Array(5).fill(NEVER);
  expect(sweepStatistics({ outcome, stepsToThreshold: none }).medianStepsToThreshold).toBeNull();
});

test('a comparison counts who solved what', () => {
  const a = outcomes(0, 0, 1, 2, 0);
  const b = outcomes(0, 1, 0, 2, 0);
  expect(comparison(a, b)).toEqual({ both: 2, onlyA: 1, onlyB: 1, neither: 1 });
  expect(() => comparison(a, outcomes(0))).toThrow(/5 and of 1/);
});

test('a sample is seeded, sorted, without repeats, within the grid, and spread over it', () => {
  const grid = { width: 100, height: 50 };
  const pixels = samplePixels(grid, 400, seededRandom(1));
  expect(pixels).toEqual(samplePixels(grid, 400, seededRandom(1)));
  expect(new Set(pixels).size).toBe(400);
  expect(pixels.every((pixel, i) => pixel < 5000 && (i === 0 || pixel > pixels[i - 1]!))).toBe(
    true,
  );
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / 400;
  // Standard error of the mean: 5000/√12/20 = 72.
  expect(Math.abs(mean - 2500)).toBeLessThan(300);
  expect(samplePixels({ width: 2, height: 2 }, 10, seededRandom(1))).toEqual(
    Uint32Array.of(0, 1, 2, 3),
  );
});

test('an axis collapses when neighbouring cells are one number in f32', () => {
  const spec = (range: [number, number], quantity = 'x', width = 512) =>
    ({
      x: { quantity, range, scale: 'linear' },
      y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
      width,
      height: 512,
    }) as SweepSpec;
  expect(collapsed(spec([-20, 20]))).toBe(false);
  // The f32 spacing at 8 is 9.5e-7: 512 cells over 1e-3 are 2e-6 apart, over 1e-4 2e-7.
  expect(collapsed(spec([8, 8.001]))).toBe(false);
  expect(collapsed(spec([8, 8.0001]))).toBe(true);
  // β2 near 1 is held as its complement, which keeps what the value itself would lose.
  expect(collapsed(spec([0.99999, 0.999999], 'beta2'))).toBe(false);
  expect(collapsed(spec([0.99999, 0.999999], 'momentum'))).toBe(true);
});

test('solved intervals join consecutive solved cells, from centre to centre', () => {
  const { intervals, share } = solvedIntervals([0, 0, 1, 0, 3, 0, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8]);
  expect(intervals).toEqual([
    [1, 2],
    [4, 4],
    [6, 8],
  ]);
  expect(share).toBe(0.75);
  expect(solvedIntervals([1, 1], [1, 2])).toEqual({ intervals: [], share: 0 });
});

const picture = (size: number, solved: (i: number, j: number) => boolean) =>
  Uint8Array.from({ length: size * size }, (_, k) =>
    solved(k % size, Math.floor(k / size)) ? 0 : 1,
  );

test.each<[string, number, number, (i: number, j: number) => boolean]>([
  ['a straight edge', 1, 1e-9, (i) => i < 200],
  ['a slanted edge', 1, 0.05, (i, j) => 3 * i < 2 * j + 100],
  ['a circle', 1, 0.08, (i, j) => Math.hypot(i - 256, j - 256) < 180],
  ['a checkerboard', 2, 1e-9, (i, j) => (i + j) % 2 === 0],
  ['the Sierpinski triangle', Math.log2(3), 1e-9, (i, j) => (i & j) === 0],
  ['a Cantor dust', 1, 0.1, (i, j) => cantor(i) && cantor(j)],
])('the box-counting dimension of %s is %d within %d', (_, dimension, tolerance, solved) => {
  const result = boxCounting(picture(512, solved), 512, 512)!;
  expect(Math.abs(result.slope - dimension)).toBeLessThan(tolerance);
  expect(result.range).toEqual([2, 64]);
  expect(result.sizes).toEqual([2, 4, 8, 16, 32, 64]);
});

/** Whether i has only 0 and 3 among its digits to base 4: a set of dimension 1/2. */
function cantor(i: number): boolean {
  for (let rest = i; rest > 0; rest >>= 2) {
    if ((rest & 3) === 1 || (rest & 3) === 2) return false;
  }
  return true;
}

test('there is no dimension without a border, nor on a grid too small to measure one', () => {
  expect(
    boxCounting(
      picture(64, () => true),
      64,
      64,
    ),
  ).toBeNull();
  expect(
    boxCounting(
      picture(64, () => false),
      64,
      64,
    ),
  ).toBeNull();
  expect(
    boxCounting(
      picture(16, (i) => i < 8),
      16,
      16,
    ),
  ).toBeNull();
});

test.each(Object.entries(SEEN))(
  'colours of minima, of none and of diverged are 15 or more apart in CIE76 under %s',
  (_, seen) => {
    const all = [...CATEGORY_COLORS, NO_CATEGORY, OUTCOME_COLORS[DIVERGED]!];
    expect(leastApart(all, seen)).toBeGreaterThan(15);
  },
);

test('a picture of minima has a colour for each, darker the later it was reached, grey for none, black for diverged', () => {
  const runs = {
    outcome: Uint8Array.of(0, 0, 0, 1, 4),
    stepsToThreshold: Uint32Array.of(0, 100, NEVER, NEVER, NEVER),
  };
  const which = Uint8Array.of(0, 0, 1, NO_MINIMUM, NO_MINIMUM);
  const { rgba } = minimaPicture(which, runs, 5, 1, 100);
  const pixel = (i: number) => [...rgba.subarray(4 * i, 4 * i + 4)];
  expect(pixel(0)).toEqual([...CATEGORY_COLORS[0]!, 255]);
  expect(pixel(1)).toEqual([...CATEGORY_COLORS[0]!.map((v) => Math.floor(0.38 * v)), 255]);
  expect(pixel(2)).toEqual([...CATEGORY_COLORS[1]!, 255]);
  expect(pixel(3)).toEqual([...NO_CATEGORY, 255]);
  expect(pixel(4)).toEqual([...OUTCOME_COLORS[DIVERGED]!, 255]);
});
