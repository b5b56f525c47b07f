import { expect, test } from 'vitest';
import { segmentOf, sideOf } from '../../src/app/problem/data/line.ts';
import '../../src/problems/catalogue.ts';
import { problems } from '../../src/problems/registry.ts';

const window = { x: [0, 6] as [number, number], y: [0, 4] as [number, number] };

test('the boundary of w = (−3, −1, 3) is drawn along x2 = (x1 + 3)/3', () => {
  const line = problems.logistic!.line!({ w0: -3, w1: -1, w2: 3 });
  const ends = segmentOf(window, line)!;
  expect(ends.map(([x]) => x).sort()).toEqual([0, 6]);
  for (const [x, y] of ends) expect(y).toBeCloseTo((x + 3) / 3, 12);
  // The side of class 1 is above it: its area is that of the window less the trapezium below.
  const side = sideOf(window, line);
  const area = side.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = side[(i + 1) % side.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
  expect(Math.abs(area)).toBeCloseTo(24 - (6 * (1 + 3)) / 2, 12);
});

test('a fit is drawn along y = w0 + w1·x', () => {
  const line = problems['least-squares']!.line!({ w0: 1, w1: 0.5 });
  for (const [x, y] of segmentOf(window, line)!) expect(y).toBeCloseTo(1 + x / 2, 12);
});

test('a line that misses the window, is none or is no number is not drawn', () => {
  expect(segmentOf(window, [10, 1, 1])).toBe(null);
  expect(sideOf(window, [10, 1, 1]).length).toBe(4);
  expect(sideOf(window, [-100, 1, 1])).toEqual([]);
  expect(segmentOf(window, [0, 0, 0])).toBe(null);
  expect(sideOf(window, [Number.NaN, 1, 1])).toEqual([]);
  expect(segmentOf(window, [1, Number.POSITIVE_INFINITY, 1])).toBe(null);
});
