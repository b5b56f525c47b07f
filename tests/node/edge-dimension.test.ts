import { expect, test } from 'vitest';
import {
  boxDimension,
  type Edge,
  edgeBySign,
  localSlopes,
  medianDimension,
} from '../../src/fields/edge-dimension.ts';

/** +1 inside, −1 outside. */
const signs = (width: number, height: number, inside: (i: number, j: number) => boolean) =>
  Float64Array.from({ length: width * height }, (_, k) =>
    inside(k % width, Math.floor(k / width)) ? 1 : -1,
  );
const edgeOf = (size: number, inside: (i: number, j: number) => boolean): Edge => ({
  edge: edgeBySign(signs(size + 1, size + 1, inside), size + 1, size + 1),
  width: size,
  height: size,
});
const dimensionOf = ({ edge, width, height }: Edge) => boxDimension(edge, width, height);

test('the edge is where a 2 × 2 neighbourhood has both signs; 0 and NaN are of neither', () => {
  // biome-ignore format: a picture
  const measure = [
    -1, -2,  3,  4,
    -1, -2,  3,  0,
    -1, -2,  0, Number.NaN,
    -1,  5, -1, -1,
  ];
  expect([...edgeBySign(measure, 4, 4)]).toEqual([0, 1, 0, 0, 1, 0, 1, 1, 0]);
  expect(edgeBySign([1], 1, 1).length).toBe(0);
  expect(() => edgeBySign([1, 2], 1, 1)).toThrow(/2 cells is not one of 1 × 1/);
});

/** Whether (i, j) is in a Sierpinski carpet of side 3ᵏ. */
function carpet(i: number, j: number): boolean {
  for (let [x, y] = [i, j]; x > 0 || y > 0; x = Math.floor(x / 3), y = Math.floor(y / 3)) {
    if (x % 3 === 1 && y % 3 === 1) return false;
  }
  return true;
}

/** A square whose upper side is a Weierstrass curve of dimension 2 − 0.5. */
const weierstrass = (size: number) => (i: number, j: number) => {
  let y = 0;
  for (let k = 0; k < 30; k++) y += 2 ** (-0.5 * k) * Math.cos((2 ** k * 6.283 * i) / size + k);
  return j / size < 0.5 + 0.12 * y;
};

test.each<[string, number, number, number, Edge]>([
  ['a straight line', 1, 1e-12, 0.03, edgeOf(512, (i) => i < 200)],
  ['a slanted line', 1, 0.05, 0.05, edgeOf(512, (i, j) => 3 * i < 2 * j + 100)],
  [
    'a square’s border',
    1,
    0.05,
    0.1,
    edgeOf(512, (i, j) => i >= 128 && i < 385 && j > 100 && j < 360),
  ],
  [
    'the Sierpinski triangle',
    Math.log2(3),
    1e-9,
    0.08,
    {
      edge: signs(512, 512, (i, j) => (i & j) === 0).map((s) => Number(s > 0)),
      width: 512,
      height: 512,
    },
  ],
  [
    'the Sierpinski carpet',
    Math.log(8) / Math.log(3),
    0.08,
    0.1,
    { edge: signs(729, 729, carpet).map((s) => Number(s > 0)), width: 729, height: 729 },
  ],
  // Counts of graphs approach their dimension slowly: on 1024 pixels it is 1.32 by the one and 1.36 by the other.
  ['a Weierstrass curve of dimension 1.5', 1.5, 0.2, 0.2, edgeOf(1023, weierstrass(1023))],
])(
  '%s has dimension %d, within %d by one line and %d by the median of slopes',
  (_, dimension, byLine, byMedian, frame) => {
    const { slope, standardError, range, sizes, counts } = dimensionOf(frame)!;
    expect(Math.abs(slope - dimension)).toBeLessThan(byLine);
    expect(standardError).toBeLessThan(0.04);
    expect(range).toEqual([2, 64]);
    expect(sizes).toEqual([2, 4, 8, 16, 32, 64]);
    expect(counts.length).toBe(6);
    const median = medianDimension([frame])!;
    expect(Math.abs(median.dimension - dimension)).toBeLessThan(byMedian);
  },
);

test('sizes, counts and slopes are those of porespy 2.4 with numpy 1.24, to 1e-10', () => {
  const triangle = signs(100, 100, (i, j) => (i & j) === 0).map((s) => Number(s > 0));
  const { sizes, counts, slopes } = localSlopes(triangle, 100, 100)!;
  expect(sizes).toEqual([10, 12, 16, 21, 27, 35, 46, 59, 77, 100]);
  expect(counts).toEqual([66, 52, 25, 21, 13, 8, 6, 4, 3, 1]);
  const theirs = [
    1.3076403451, 1.78792360855, 1.56665892727, 1.29967613057, 1.88985721359, 1.47233453661,
    1.35431686883, 1.3639887966, 2.65640608702, 4.20336801063,
  ];
  for (const [i, slope] of slopes.entries())
    expect(Math.abs(slope - theirs[i]!)).toBeLessThan(1e-10);
  // Boxes that are filled do not count: of a square in the corner only those on its border.
  const square = signs(100, 100, (i, j) => i < 60 && j < 60).map((s) => Number(s > 0));
  const filled = localSlopes(square, 100, 100)!;
  expect(filled.counts).toEqual([0, 0, 7, 5, 5, 3, 3, 3, 1, 1]);
  expect(filled.slopes.filter(Number.isFinite).length).toBe(7);
});

test('the median is over the slopes of all frames that have an edge; there is none without', () => {
  const frames = [
    edgeOf(128, (i) => i < 60),
    edgeOf(128, () => true),
    edgeOf(128, weierstrass(128)),
  ];
  const all = medianDimension(frames)!;
  const each = frames.flatMap(
    ({ edge, width, height }) => localSlopes(edge, width, height)?.slopes ?? [],
  );
  each.sort((a, b) => a - b);
  expect(all.frames).toBe(2);
  expect(all.slopes).toBe(20);
  expect(all.dimension).toBe((each[9]! + each[10]!) / 2);
  expect(all.quartiles[0]).toBeLessThanOrEqual(all.dimension);
  expect(all.quartiles[1]).toBeGreaterThanOrEqual(all.dimension);
  expect(medianDimension([frames[1]!])).toBeNull();
  expect(medianDimension([])).toBeNull();
  expect(dimensionOf(frames[1]!)).toBeNull();
  // Too small to measure.
  expect(dimensionOf(edgeOf(16, (i) => i < 8))).toBeNull();
  expect(medianDimension([edgeOf(16, (i) => i < 8)])).toBeNull();
  expect(() => boxDimension([1], 2, 2)).toThrow(/1 cells is not one of 2 × 2/);
});
