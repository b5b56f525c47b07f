import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clipTransform,
  type Point,
  pannedBy,
  toParameters,
  toScreen,
  zoomedAt,
  zoomStop,
} from '../../src/views/transform.ts';

const size = { width: 800, height: 500 };
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const side = fc
  .tuple(real(-1e3, 1e3), real(-3, 3))
  .map(([centre, log]): [number, number] => [centre - 10 ** log, centre + 10 ** log]);
const window = fc.record({ x: side, y: side });
const pixel = fc.tuple(real(0, 800), real(0, 500));
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

test('y points up in parameters and down on screen, and the corners are exact', () => {
  const view = { x: [-1, 3] as [number, number], y: [0.1, 0.7] as [number, number] };
  expect(toParameters(view, size, [0, 0])).toEqual([-1, 0.7]);
  expect(toParameters(view, size, [800, 500])).toEqual([3, 0.1]);
  expect(toScreen(view, size, [-1, 0.1])).toEqual([0, 500]);
  expect(toScreen(view, size, [3, 0.7])).toEqual([800, 0]);
});

test('to parameters and back is the same pixel within 1e-6, over random windows', () => {
  fc.assert(
    fc.property(window, pixel, (view, at) => {
      expect(distance(toScreen(view, size, toParameters(view, size, at)), at)).toBeLessThan(1e-6);
    }),
  );
});

test('a zoom keeps the point it is at within 1e-6 pixels and scales the window by its factor', () => {
  fc.assert(
    fc.property(window, pixel, real(0.5, 2), (view, at, factor) => {
      const next = zoomedAt(view, toParameters(view, size, at), factor);
      const moved = toScreen(next, size, toParameters(view, size, at));
      expect(distance(moved, at)).toBeLessThan(1e-6);
      expect((next.x[1] - next.x[0]) / (view.x[1] - view.x[0])).toBeCloseTo(factor, 8);
      expect((next.y[1] - next.y[0]) / (view.y[1] - view.y[0])).toBeCloseTo(factor, 8);
    }),
  );
});

test('a pan moves what was under a pixel by as many pixels, within 1e-6', () => {
  fc.assert(
    fc.property(window, pixel, pixel, (view, at, by) => {
      const moved = toScreen(pannedBy(view, size, by), size, toParameters(view, size, at));
      expect(distance(moved, [at[0] + by[0], at[1] + by[1]])).toBeLessThan(1e-6);
    }),
  );
});

test('zoom stops where samples are closer than one unit in the last place, in f32 and in f64', () => {
  const about = (centre: number, width: number) => ({
    x: [centre - width / 2, centre + width / 2] as [number, number],
    y: [-1e-30, 1e-30] as [number, number],
  });
  // Between 8 and 16 a unit in the last place is 2^-20 in f32 and 2^-49 in f64.
  const wide = (ulp: number) => about(10, 800 * ulp * 1.001);
  const narrow = (ulp: number) => about(10, 800 * ulp * 0.99);
  expect(zoomStop(wide(2 ** -20), size, 'f32', 1e9)).toBe(null);
  expect(zoomStop(narrow(2 ** -20), size, 'f32', 1e9)).toBe('precision');
  expect(zoomStop(narrow(2 ** -20), size, 'f64', 1e9)).toBe(null);
  expect(zoomStop(about(10, 800 * 2 ** -49 * 0.5), size, 'f64', 1e9)).toBe('precision');
  // The unit is that of f32 itself: its neighbours below 16 are as far apart.
  expect(Math.fround(10 + 2 ** -20) - 10).toBe(2 ** -20);
  expect(Math.fround(10 + 2 ** -22) - 10).toBe(0);
});

test('zoom stops where a window leaves the limit, on either axis and at either end', () => {
  const good: [number, number] = [-1e9, 1e9];
  for (const bad of [
    [-1.001e9, 0],
    [0, 1.001e9],
  ] as [number, number][]) {
    expect(zoomStop({ x: bad, y: good }, size, 'f32', 1e9)).toBe('distance');
    expect(zoomStop({ x: good, y: bad }, size, 'f32', 1e9)).toBe('distance');
  }
  expect(zoomStop({ x: good, y: good }, size, 'f32', 1e9)).toBe(null);
});

test('the clip transform puts the window’s ends at ∓1 within 1e-6 and has f32 centres, however deep', () => {
  fc.assert(
    fc.property(window, ({ x, y }) => {
      const { centre, scale, offset } = clipTransform({ x, y }, [0, 0]);
      for (const [axis, [min, max]] of [x, y].entries()) {
        expect(Math.fround(centre[axis]!)).toBe(centre[axis]);
        expect((min - centre[axis]!) * scale[axis]! + offset[axis]!).toBeCloseTo(-1, 6);
        expect((max - centre[axis]!) * scale[axis]! + offset[axis]!).toBeCloseTo(1, 6);
      }
    }),
  );
});
