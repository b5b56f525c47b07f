import { expect, test } from 'vitest';
import { boxCounting } from '../../src/fields/box-counting.ts';
import { boxDimension } from '../../src/fields/edge-dimension.ts';
import { uncertaintyDimension } from '../../src/fields/uncertainty.ts';
import { seededRandom } from '../../src/math/rng.ts';

/** Outcomes: 0, solved, inside. */
const picture = (size: number, solved: (i: number, j: number) => boolean) =>
  Uint8Array.from({ length: size * size }, (_, k) =>
    solved(k % size, Math.floor(k / size)) ? 0 : 1,
  );

/** Inside Koch's snowflake, whose border has dimension ln 4/ln 3, by crossings of its sides to the left. */
function snowflake(size: number): (i: number, j: number) => boolean {
  let points = [0, 1, 2].map((k) => {
    const angle = (2 * Math.PI * k) / 3 + 0.1;
    return [size * (0.5 + 0.45 * Math.cos(angle)), size * (0.5 + 0.45 * Math.sin(angle))] as const;
  });
  for (let level = 0; level < 6; level++) {
    points = points.flatMap(([x, y], k) => {
      const [u, v] = points[(k + 1) % points.length]!;
      const [dx, dy] = [(u - x) / 3, (v - y) / 3];
      const tip = [
        x + 1.5 * dx + (dy * Math.sqrt(3)) / 2,
        y + 1.5 * dy - (dx * Math.sqrt(3)) / 2,
      ] as const;
      return [[x, y], [x + dx, y + dy], tip, [x + 2 * dx, y + 2 * dy]] as const;
    });
  }
  const crossings: number[][] = Array.from({ length: size }, () => []);
  for (const [k, [x, y]] of points.entries()) {
    const [u, v] = points[(k + 1) % points.length]!;
    for (let j = Math.max(0, Math.ceil(Math.min(y, v))); j < Math.min(size, Math.max(y, v)); j++) {
      crossings[j]!.push(x + ((u - x) * (j - y)) / (v - y));
    }
  }
  return (i, j) => crossings[j]!.filter((x) => x < i).length % 2 === 1;
}

/** Below a Weierstrass curve of dimension 3/2. */
const weierstrass = (size: number) => {
  const heights = Array.from({ length: size }, (_, i) => {
    let y = 0;
    for (let k = 0; k < 14; k++) y += 2 ** (-0.5 * k) * Math.cos((2 ** k * 6.283 * i) / size + k);
    return size * (0.5 + 0.12 * y);
  });
  return (i: number, j: number) => j < heights[i]!;
};

const random = seededRandom(4);

test.each<[string, number, number, number, number, (i: number, j: number) => boolean]>([
  ['a straight line', 1, 1e-9, 0.1, 512, (i) => i < 200],
  ['a slanted line', 1, 0.05, 0.1, 512, (i, j) => 3 * i < 2 * j + 100],
  // Boxes of few pixels miss part of what is finer than pixels; pairs miss less.
  ['Koch’s snowflake, 1.262', Math.log(4) / Math.log(3), 0.08, 0.03, 1024, snowflake(1024)],
  ['a Weierstrass curve, 1.5', 1.5, 0.2, 0.12, 1024, weierstrass(1024)],
  ['points at random, which fill the square', 2, 0.05, 0.01, 512, () => random() < 0.5],
])(
  'the border of %s has dimension %d, within %d by boxes and %d by pairs',
  (_, dimension, byBoxes, byPairs, size, solved) => {
    const outcome = picture(size, solved);
    const boxes = boxCounting(outcome, size, size)!;
    const pairs = uncertaintyDimension(outcome, size, size)!;
    expect(Math.abs(boxes.slope - dimension)).toBeLessThan(byBoxes);
    expect(Math.abs(pairs.slope - dimension)).toBeLessThan(byPairs);
    expect(boxes.standardError).toBeLessThan(0.04);
    expect(pairs.range).toEqual([1, size / 8]);
    expect(pairs.localSlopes.length).toBe(pairs.sizes.length - 1);
  },
);

test('of a fine dust pairs give dimension 2 within 0.02, while boxes of few pixels miss it: below 1.6', () => {
  const dust = picture(512, () => random() < 0.02);
  expect(Math.abs(uncertaintyDimension(dust, 512, 512)!.slope - 2)).toBeLessThan(0.02);
  const boxes = boxCounting(dust, 512, 512)!;
  expect(boxes.slope).toBeLessThan(1.6);
  // The local slopes tell: small boxes hardly meet it, large ones all do.
  expect(boxes.localSlopes[0]).toBeLessThan(0.5);
  expect(boxes.localSlopes.at(-1)).toBeCloseTo(2, 2);
  const [large, far] = [boxCounting, uncertaintyDimension].map((f) => f(dust, 512, 512, [16, 64])!);
  expect([large!.sizes, far!.range]).toEqual([
    [16, 32, 64],
    [16, 64],
  ]);
  expect(Math.abs(large!.slope - 2)).toBeLessThan(0.01);
  expect(boxCounting(dust, 512, 512, [16, 16])).toBeNull();
});

test('a filled square has dimension 2 and the Sierpinski carpet ln 8/ln 3 within 0.08, every local slope with it', () => {
  const square = boxDimension(new Uint8Array(512 * 512).fill(1), 512, 512)!;
  expect([square.slope, square.standardError]).toEqual([2, 0]);
  expect(square.localSlopes).toEqual([2, 2, 2, 2, 2]);
  const inCarpet = (i: number, j: number): boolean =>
    (i === 0 && j === 0) ||
    (!(i % 3 === 1 && j % 3 === 1) && inCarpet(Math.floor(i / 3), Math.floor(j / 3)));
  const carpet = boxDimension(
    picture(729, (i, j) => !inCarpet(i, j)),
    729,
    729,
  )!;
  expect(Math.abs(carpet.slope - Math.log(8) / Math.log(3))).toBeLessThan(0.08);
  // A fit's slope lies among its local ones.
  expect(Math.min(...carpet.localSlopes)).toBeLessThan(carpet.slope);
  expect(Math.max(...carpet.localSlopes)).toBeGreaterThan(carpet.slope);
});

test('local slopes are those of log(count) over log(size), and the error is that of the line', () => {
  const fine = uncertaintyDimension(
    picture(32, (i) => i < 16),
    32,
    32,
  )!;
  // Rows of 32: 1 of 31 pairs next to each other differs, and 2 of 30, and 4 of 28; columns differ nowhere.
  expect(fine.sizes).toEqual([1, 2, 4]);
  expect(fine.shares).toEqual([32 / (2 * 31 * 32), 64 / (2 * 30 * 32), 128 / (2 * 28 * 32)]);
  expect(fine.localSlopes[0]).toBeCloseTo(2 - Math.log2(62 / 30), 12);
  expect(
    uncertaintyDimension(
      picture(32, () => true),
      32,
      32,
    ),
  ).toBeNull();
  expect(
    uncertaintyDimension(
      picture(8, (i) => i < 4),
      8,
      8,
    ),
  ).toBeNull();
});
