// Every range that is accepted can be drawn, and what cannot is refused with what is allowed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedAxis, placedRange } from '../../src/app/state/map-axes.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { encodeFigure } from '../../src/fields/figure/index.ts';
import { sweepSource } from '../../src/fields/sources.ts';
import type { Scale } from '../../src/math/grid.ts';
import { leastWidth, rangeFault } from '../../src/math/range-bound.ts';
import { CHARACTER, laidTicks } from '../../src/views/tick-layout.ts';
import { clipTransform, zoomStop } from '../../src/views/transform.ts';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/inline-pool.ts';

/** Ends of any size and distance, down to denormals and neighbouring numbers; most of them are ranges. */
const ends = fc
  .tuple(
    fc.constantFrom(-1, 0, 1),
    fc.double({ min: -33, max: 9, noNaN: true }),
    fc.double({ min: -17, max: 20, noNaN: true }),
  )
  .map(([sign, exponent, wider]): [number, number] => {
    const min = sign * 10 ** exponent;
    return [min, min + 10 ** (exponent + wider)];
  });
const scales = fc.constantFrom<Scale>('linear', 'log');

const refused = (patch: object) => {
  try {
    patched(DEFAULT_STATE, patch);
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
};

test('every accepted range has finite, distinct ticks and labels, in a plot of any width, over 2,000 random ranges', () => {
  let drawn = 0;
  fc.assert(
    fc.property(ends, scales, fc.integer({ min: 40, max: 2000 }), (range, scale, length) => {
      if (rangeFault(range, scale) !== null || Math.max(...range.map(Math.abs)) > 1e9) return;
      drawn++;
      const [lo, hi] = placedRange({ range, scale });
      const place = (value: number) => (scale === 'log' ? Math.log10(value) : value);
      const sizeOf = (label: string) => CHARACTER * (label.length + 2);
      const laid = laidTicks(range, scale, (value) => (place(value) - lo) / (hi - lo), {
        ...{ length, every: 90, longest: 11, sizeOf },
      });
      expect(laid.ticks.length).toBeGreaterThan(0);
      expect(laid.ticks.every(({ at }) => at >= -1 && at <= length + 1)).toBe(true);
      expect(new Set(laid.ticks.map(({ value }) => value)).size).toBe(laid.ticks.length);
      expect(new Set(laid.ticks.map(({ label }) => label)).size).toBe(laid.ticks.length);
      expect(JSON.stringify(laid)).not.toMatch(/null|NaN|Infinity/);
      const {
        scale: stretch,
        offset,
        centre,
      } = clipTransform({ x: [lo, hi], y: [lo, hi] }, [lo, hi]);
      // As f32 of the shaders.
      expect(new Float32Array([...stretch, ...offset, ...centre]).every(Number.isFinite)).toBe(
        true,
      );
    }),
    { numRuns: 2000 },
  );
  expect(drawn).toBeGreaterThan(500);
});

test('the state takes a range exactly when it can be drawn, and quotes it and what is allowed', () => {
  fc.assert(
    fc.property(ends, scales, (range, scale) => {
      const within = range.every((end) => end >= 0 && end <= 1e6);
      const axis = refused({ sweep: { x: { quantity: 'learningRate', range, scale } } });
      expect(axis === null).toBe(within && rangeFault(range, scale) === null);
      const far = range.some((end) => Math.abs(end) > 1e9);
      expect(refused({ window: { x: range } }) === null).toBe(!far && rangeFault(range) === null);
    }),
    { numRuns: 300 },
  );
});

test.each<[object, RegExp]>([
  [
    { window: { x: [10, 10.000000000000002] } },
    /window\.x: \[10,10\.000000000000002\] is 1\.78e-15 wide, which is not at least 5\.68e-13$/,
  ],
  [{ window: { y: [0, 5e-324] } }, /\[0,5e-324\] is 5e-324 wide, which is not at least 1e-30$/],
  [{ starts: { region: { x: [5e-324, 1e-323] } } }, /starts\.region\.x: .*not at least 1e-30$/],
  [{ view: { range: [0, 1e-320] } }, /view\.range: .* not at least 1e-30$/],
  [{ view: { range: [0, 1e300] } }, /view\.range.*1e\+300 is not a number from -1e\+37 to 1e\+37$/],
  [
    { sweep: { x: { range: [5e-324, 1] } } },
    /sweep.* over \[5e-324,1\] does not begin at 1e-30 or above, as a log scale must$/,
  ],
  [
    { spectrum: { rate: { range: [10, 10.000000000000002] } } },
    /spectrum\.rate\.range: \[10,10\.000000000000002\] is 1\.78e-15 wide/,
  ],
])('%j is refused with the range that is allowed', (patch, message) => {
  expect(refused(patch)).toMatch(message);
});

test('zooming in for ever ends at a range that can be drawn, on every axis and about 0', () => {
  let axis = {
    quantity: 'learningRate',
    range: [1e-3, 1e3] as [number, number],
    scale: 'log' as const,
  };
  let window: [number, number] = [-20, 20];
  for (let i = 0; i < 2000; i++) {
    const [lo, hi] = placedRange(axis);
    const middle = lo + 0.3 * (hi - lo);
    axis = movedAxis(axis as never, [
      middle + (lo - middle) * 0.9,
      middle + (hi - middle) * 0.9,
    ]) as typeof axis;
    const next: [number, number] = [window[0] * 0.9, window[1] * 0.9];
    const size = { width: 800, height: 800 };
    if (zoomStop({ x: next, y: next }, size, 'f64', 1e9) === null) window = next;
  }
  expect(rangeFault(axis.range, 'log')).toBe(null);
  expect(axis.range[1] / axis.range[0] - 1).toBeLessThan(1e-12);
  expect(rangeFault(window)).toBe(null);
  expect(window[1] - window[0]).toBeLessThan(2 * leastWidth(window));
});

test.each<[[number, number], Scale]>([
  [[10, 10 * (1 + 2 ** -43)], 'log'],
  [[1e-30, 1e-29], 'log'],
  [[0, 1e-30], 'linear'],
  [[999_999.9999999, 1e6], 'linear'],
])('the figure of a sweep over %j has no NaN in its SVG', async (range, scale) => {
  const engine = createCpuEngine(inlinePool());
  const sweep = await engine.sweep({
    problem: { id: 'xor' },
    optimizer: { kind: 'gd', learningRate: 1 },
    start: [0, 0],
    steps: 2,
    threshold: 0.1,
    x: { quantity: 'learningRate', range, scale },
    y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
    width: 4,
    height: 4,
  });
  const svg = new TextDecoder().decode(await encodeFigure(sweepSource(sweep, engine.info), 'svg'));
  expect(svg).not.toMatch(/[" ](NaN|-?Infinity)/);
  expect(svg).toContain('<polyline');
});
