import { ticks as ticksOfD3 } from 'd3-array';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticks } from '../../src/math/ticks.ts';
import { placeOnBar } from '../../src/views/place-on-bar.ts';
import { CHARACTER, LINE, laidTicks } from '../../src/views/tick-layout.ts';
import { niceTicks, readable, shortened } from '../../src/views/ticks.ts';

const labels = (min: number, max: number, count: number, scale: 'linear' | 'log' = 'linear') =>
  niceTicks(min, max, count, scale).map(({ label }) => label);

test('linear ticks are round, with a true minus and just enough digits', () => {
  expect(labels(-20, 20, 5)).toEqual(['−20', '−10', '0', '10', '20']);
  expect(labels(0.1, 0.5, 4)).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5']);
  expect(labels(5.001, 5.004, 3)).toEqual(['5.001', '5.002', '5.003', '5.004']);
});

test('tiny ticks are powers, however small, and 0 is 0', () => {
  expect(labels(0, 2e-29, 4)).toEqual(['0', '5e−30', '1e−29', '1.5e−29', '2e−29']);
  expect(labels(-1e-6, 0, 2)).toEqual(['−1e−6', '−5e−7', '0']);
});

test('log ticks are 1, 2 and 5 times powers of ten, and powers alone over many decades', () => {
  expect(labels(0.05, 5, 8, 'log')).toEqual(['0.05', '0.1', '0.2', '0.5', '1', '2', '5']);
  expect(labels(1e-6, 1e2, 4, 'log')).toEqual(['1e−6', '1e−4', '0.01', '1', '100']);
});

test('ticks lie in the range, rise, and no two have the same label, over random ranges', () => {
  const range = fc.tuple(
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.double({ min: -4, max: 3, noNaN: true }),
  );
  fc.assert(
    fc.property(range, fc.integer({ min: 2, max: 12 }), ([min, log], count) => {
      const max = min + 10 ** log;
      const ticks = niceTicks(min, max, count, 'linear');
      for (const [i, { value }] of ticks.entries()) {
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
        if (i > 0) expect(value).toBeGreaterThan(ticks[i - 1]!.value);
      }
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      expect(ticks.length).toBeGreaterThan(0);
    }),
  );
});

test('log ticks lie in the range, and there is at least one per two decades, over random ranges', () => {
  const exponent = fc.double({ min: -9, max: 3, noNaN: true });
  fc.assert(
    fc.property(exponent, fc.double({ min: 1.1, max: 9, noNaN: true }), (from, decades) => {
      const [min, max] = [10 ** from, 10 ** (from + decades)];
      const values = niceTicks(min, max, 8, 'log').map(({ value }) => value);
      expect(values.every((value) => value >= min && value <= max)).toBe(true);
      expect(values.length).toBeGreaterThanOrEqual(Math.floor(decades / 2));
    }),
  );
});

test('a number to read has its significant digits, a true minus, and powers for extremes', () => {
  expect(readable(0)).toBe('0');
  expect(readable(2.9625620180336845)).toBe('2.9626');
  expect(readable(-0.057209503303986435, 4)).toBe('−0.05721');
  expect(readable(-2.5141926639770357e-5, 4)).toBe('−2.514e−5');
  expect(readable(1.5e9, 3)).toBe('1.50e9');
});

test('the ends of the range are the ends of the bar, linear and log, and between it rises', () => {
  for (const [scale, middle] of [
    ['linear', 5.05],
    ['log', 1],
  ] as const) {
    const range = [0.1, 10] as const;
    const place = placeOnBar({ range, scale });
    expect(place(0.1)).toBeCloseTo(0, 12);
    expect(place(10)).toBeCloseTo(1, 12);
    expect(place(middle)).toBeCloseTo(0.5, 12);
  }
});

test('ticks of a deep zoom show the digits that tell them apart, and the axis what they all begin with', () => {
  const { ticks, prefix } = shortened(niceTicks(20.00001, 20.00002, 5, 'linear'), 7);
  expect(prefix).toMatch(/^20\.0000…$/);
  expect(ticks.every(({ label }) => /^…\d{2,4}$/.test(label))).toBe(true);
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
  // There is room for these.
  expect(shortened(niceTicks(0, 1, 5, 'linear'), 7).prefix).toBe('');
});

/** From narrow at a large offset to wide, on either scale: 10 to the power of `width` of the end, or decades. */
const anyRange = fc.record({
  scale: fc.constantFrom('linear' as const, 'log' as const),
  sign: fc.constantFrom(-1, 1),
  offset: fc.double({ min: -18, max: 8, noNaN: true }),
  width: fc.double({ min: -13, max: 1, noNaN: true }),
  decades: fc.double({ min: 0.01, max: 25, noNaN: true }),
  length: fc.integer({ min: 40, max: 1400 }),
});

test('labels of an axis or a colour bar never meet, never repeat, fit their room and tell the value to a tenth of a step, in 10,000 ranges', () => {
  const rooms = [
    { every: 90, longest: 11, sizeOf: (label: string) => CHARACTER * (label.length + 2) },
    { every: 60, longest: 9, sizeOf: (label: string) => CHARACTER * label.length + 14 },
    { every: 60, longest: 7, sizeOf: () => LINE },
  ];
  let turn = 0;
  fc.assert(
    fc.property(anyRange, ({ scale, sign, offset, width, decades, length }) => {
      const start = 10 ** offset;
      const wide = 10 ** (offset + width);
      const [lo, hi] =
        scale === 'log'
          ? [start, width < 0 ? start + wide : start * 10 ** decades]
          : ([sign * start, sign * start + wide] as const);
      const room = rooms[turn++ % 3]!;
      const { ticks, prefix } = laidTicks([lo, hi], scale, placeOnBar({ range: [lo, hi], scale }), {
        ...{ ...room, length },
      });
      // One assertion a range: half a million of them take three times as long as the ticks.
      const wrong: string[] = [];
      const hold = (holds: boolean, what: string) => holds || wrong.push(what);
      hold(ticks.length > 0, 'there are ticks');
      for (const [i, { at, label, value }] of ticks.entries()) {
        hold(at >= -1e-3 * length && at <= 1.001 * length, `"${label}" at ${at} is on it`);
        hold(label.length <= room.longest, `"${label}" is short`);
        const before = ticks[i - 1];
        if (!before) continue;
        const [size, other] = [room.sizeOf(label), room.sizeOf(before.label)];
        hold(Math.abs(at - before.at) >= (size + other) / 2, `"${label}" is beside the last`);
        const whole = (text: string) => numberOf(text, prefix);
        const step = value - before.value;
        const off = Math.abs(whole(label) - value - (whole(before.label) - before.value));
        hold(off < 0.1 * step + 4e-16 * Math.abs(value), `"${label}" tells ${value}`);
      }
      hold(new Set(ticks.map(({ label }) => label)).size === ticks.length, 'each label is once');
      expect(wrong).toEqual([]);
    }),
    { numRuns: 10_000, seed: 14 },
  );
});

/** The number that a label stands for, with what the axis's name says of all. */
function numberOf(label: string, prefix: string): number {
  const plain = (text: string) => Number(text.replaceAll('−', '-').replace('e+', 'e'));
  const [, base = '0', start = '', power = ''] =
    /^(?:(\S*) \+)?\s*(?:(\S*)…)?\s*(?:×1(e\S*))?$/.exec(prefix)!;
  return plain(base) + plain(start + label.replace('…', '') + power);
}

test('linear ticks are those of d3-array, bit for bit', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      (from, width, count) => {
        expect(ticks(from, from + width, count)).toEqual(ticksOfD3(from, from + width, count));
      },
    ),
    { numRuns: 300 },
  );
});
