// Colours by rank: shares, ticks, the table that the shader searches, and figures.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { fromHash } from '../../src/app/state/url.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/inline-pool.ts';
import type { Ranks } from '../../src/fields/colour-scale.ts';
import { encodeFigure } from '../../src/fields/figure/index.ts';
import { encode } from '../../src/fields/formats/index.ts';
import { coloursOf, hasRanks, loadRanks } from '../../src/fields/landscape.ts';
import { RANK_STEPS, RANKS, ranksOf } from '../../src/fields/ranks.ts';
import { landscapeSource } from '../../src/fields/sources.ts';
import { isolineLevels } from '../../src/views/scene.ts';

const shareAmong = (value: number, ranks: Ranks) => ranks.share(value);

/** The shares of values that lie below one, and those that are the same by half. */
const rankBy = (values: ArrayLike<number>, value: number) => {
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    below += values[i]! < value ? 1 : values[i] === value ? 0.5 : 0;
  }
  return below / values.length;
};
const rangeOf = (values: ArrayLike<number>): [number, number] => {
  const sorted = Float64Array.from(values).sort();
  return [sorted[0]!, sorted.at(-1)!];
};
/** Forty decades, most of them in a narrow valley. */
const steep = Float64Array.from({ length: 300_000 }, (_, i) => 10 ** (40 * (i / 3e5) ** 8 - 20));

test('of 300,000 values over 40 decades every share is within 1/256 of the counted one', () => {
  const ranks = ranksOf(steep, rangeOf(steep), false);
  expect(ranks.table.length).toBe(2 * RANKS);
  for (let i = 0; i < steep.length; i += 997) {
    const off = Math.abs(shareAmong(steep[i]!, ranks) - rankBy(steep, steep[i]!));
    expect(off, `value ${i}`).toBeLessThan(1 / 256);
  }
});

test('a plateau lies in the middle of its place; what is beyond the ends is at them, and NaN has none', () => {
  const values = [
    0,
    1,
    ...new Array<number>(600).fill(5),
    ...Array.from({ length: 398 }, (_, i) => 6 + i),
  ];
  const ranks = ranksOf(values, [0, 403], false);
  expect(shareAmong(5, ranks)).toBeCloseTo(0.302, 2);
  expect([-1, 0, 403, 1e9].map((value) => shareAmong(value, ranks))).toEqual([0, 0, 1, 1]);
  expect(shareAmong(Number.NaN, ranks)).toBeNaN();
  // Values outside a range that was chosen do not count.
  expect(shareAmong(204.5, ranksOf(values, [6, 403], false))).toBeCloseTo(0.5, 2);
});

test('with a sign 0 is the middle, and either side is ranked by itself', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i < 900 ? -(2 ** (i / 100)) : i - 899));
  const ranks = ranksOf(values, rangeOf(values), true);
  expect(shareAmong(0, ranks)).toBe(0.5);
  expect(shareAmong(-(2 ** 4.5), ranks)).toBeCloseTo(0.25, 2);
  expect(shareAmong(50, ranks)).toBeCloseTo(0.75, 1);
});

test('the ticks of any values ascend, lie in their range and stand evenly apart by share', () => {
  const wild = fc.array(fc.double({ min: -1e30, max: 1e30, noNaN: true }), {
    minLength: 40,
    maxLength: 200,
  });
  fc.assert(
    fc.property(wild, fc.boolean(), (values, signed) => {
      const [lo, hi] = rangeOf(values);
      fc.pre(lo < hi);
      const ranks = ranksOf(values, [lo, hi], signed);
      const ticks = ranks.ticks(6);
      const shares = ticks.map(({ value }) => shareAmong(value, ranks));
      for (const [i, { value, label }] of ticks.entries()) {
        expect(value).toBeGreaterThanOrEqual(lo);
        expect(value).toBeLessThanOrEqual(hi);
        expect(Number(label.replaceAll('−', '-'))).toBe(value);
        if (i > 0) expect(shares[i]! - shares[i - 1]!).toBeGreaterThan(0.29 / 6);
      }
    }),
    { numRuns: 300, seed: 14 },
  );
});

/** What rankOf in ranks.ts, the GLSL, does, in f32 and step by step. */
function asShader(value: number, ranks: Ranks): number {
  const { table } = ranks;
  let [low, high] = [0, RANKS - 1];
  for (let i = 0; i < RANK_STEPS; i++) {
    const middle = Math.floor((low + high) * 0.5);
    if (table[2 * middle]! <= value) low = middle;
    else high = middle;
  }
  const [a, b] = [table[2 * low]!, table[2 * high]!];
  const [from, to] = [table[2 * low + 1]!, table[2 * high + 1]!];
  const slope = b > a ? (to - from) / (b - a) : 0;
  return Math.min(to, Math.max(from, from + (value - a) * slope));
}

test('the search of the shader finds the same shares within 1e-4, whatever the length of the table', () => {
  for (const count of [2, 3, 500, 1023, 5000]) {
    const values = Float32Array.from({ length: count }, (_, i) => Math.fround(Math.sin(i) ** 5));
    const ranks = ranksOf(values, rangeOf(values), false);
    for (const value of [...values.slice(0, 300), ...rangeOf(values), -2, 2]) {
      expect(Math.abs(asShader(value, ranks) - shareAmong(value, ranks))).toBeLessThan(1e-4);
    }
  }
});

const engine = createCpuEngine(inlinePool());
const spec = {
  problem: { id: 'rosenbrock' },
  window: { x: [-2, 2], y: [-1, 3] } as { x: [number, number]; y: [number, number] },
  width: 64,
  height: 64,
};

test('a landscape by rank has as many samples in each tenth of its colours, and isolines evenly among them', async () => {
  const landscape = await engine.landscape(spec);
  await loadRanks();
  expect(hasRanks()).toBe(true);
  const colours = coloursOf(landscape, { scale: 'rank', range: null });
  expect(coloursOf(landscape, { scale: 'rank', range: null }).ranks).toBe(colours.ranks);
  const tenths = new Array<number>(10).fill(0);
  for (const loss of landscape.loss)
    tenths[Math.min(9, Math.floor(10 * shareAmong(loss, colours.ranks!)))]!++;
  for (const count of tenths) expect(Math.abs(count - 409.6)).toBeLessThan(10);
  const shares = isolineLevels(colours).map((level) => shareAmong(level, colours.ranks!));
  expect(shares.length).toBe(12);
  shares.forEach(
    (share, k) => void expect(Math.abs(share - (k + 0.5) / 12)).toBeLessThan(0.36 / 12),
  );
});

test('a link and a file take the scale by rank, and it is of a picture only', async () => {
  expect(fromHash('#scale=rank')).toEqual({
    state: patched(DEFAULT_STATE, { view: { scale: 'rank' } }),
  });
  const source = landscapeSource(await engine.landscape(spec), engine.info);
  const png = encode(source, 'png', { scale: 'rank' });
  expect(png.length).not.toBe(encode(source, 'png', { scale: 'linear' }).length);
  expect(() => encode(source, 'csv', { scale: 'rank' })).toThrow('does nothing');
});

test('a figure by rank has the true values at their shares along its bar, and says that it is by rank', async () => {
  const landscape = await engine.landscape(spec);
  const bytes = await encodeFigure(landscapeSource(landscape, engine.info), 'svg', {
    scale: 'rank',
  });
  const svg = new TextDecoder().decode(bytes);
  expect(svg).toContain('loss, by rank');
  const colours = coloursOf(landscape, { scale: 'rank', range: null });
  for (const { label } of colours.ranks!.ticks(6)) expect(svg).toContain(`>${label}<`);
});
