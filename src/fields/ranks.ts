// The ranks of a picture's values: a table of quantiles, and the round values that stand beside a bar of them.

import { log10, power } from '../math/logarithm.ts';
import type { Tick } from '../math/ticks.ts';
import { type Colours, RANKS, type Ranks } from './colour-scale.ts';

/** Values that quantiles are taken of: each is off by less than 1/256 of the picture, one of the colours there are. */
const SAMPLED = 2 ** 14;
/** The golden ratio: what is taken in its steps is spread evenly, whatever repeats from row to row. */
const GOLDEN = 0.6180339887498949;

/**
 * The ranks of the finite values within a range, of many those of a sample. `signed` ranks those below 0 and those above
 * each among themselves, on its half, as a colour map that diverges from 0 needs.
 */
export function ranksOf(
  values: ArrayLike<number>,
  range: Colours['range'],
  signed: boolean,
): Ranks {
  const [lo, hi] = range;
  const sorted = sampled(values, lo, hi);
  const table =
    signed && lo < 0 && hi > 0
      ? [
          ...quantiles(
            from(
              sorted.filter((value) => value < 0),
              lo,
            ),
            RANKS / 2 - 1,
            0,
            0.5,
          ),
          [0, 0.5] as const,
          ...quantiles(
            upTo(
              sorted.filter((value) => value > 0),
              hi,
            ),
            RANKS / 2 - 1,
            0.5,
            1,
          ),
        ]
      : quantiles(upTo(from(sorted, lo), hi), RANKS, 0, 1);
  return asRanks(withoutTies(table));
}

/** With an end of the range that a sample may lack. */
const from = (sorted: ArrayLike<number> & Iterable<number>, lo: number): number[] =>
  sorted[0] === lo ? [...sorted] : [lo, ...sorted];
const upTo = (sorted: ArrayLike<number> & Iterable<number>, hi: number): number[] =>
  sorted[sorted.length - 1] === hi ? [...sorted] : [...sorted, hi];

/** Sorted values within a range; fewer than all where there are many. */
function sampled(values: ArrayLike<number>, lo: number, hi: number): Float64Array {
  const { length } = values;
  const all = length <= SAMPLED;
  const taken = new Float64Array(all ? length : SAMPLED);
  let count = 0;
  let at = 0.5;
  for (let i = 0; i < taken.length; i++) {
    at = at + GOLDEN >= 1 ? at + GOLDEN - 1 : at + GOLDEN;
    const value = values[all ? i : Math.floor(at * length)]!;
    if (value >= lo && value <= hi) taken[count++] = value;
  }
  return taken.subarray(0, count).sort();
}

type Entry = readonly [value: number, share: number];

/** Values of evenly spaced ranks, with shares from one end to the other. */
function quantiles(sorted: readonly number[], most: number, first: number, last: number): Entry[] {
  const count = Math.min(most, sorted.length);
  return Array.from({ length: count }, (_, k) => {
    const part = k / (count - 1 || 1);
    return [
      sorted[Math.round(part * (sorted.length - 1))]!,
      first + part * (last - first),
    ] as const;
  });
}

/** Values that are the same once, in the middle of their place. */
function withoutTies(table: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  for (let i = 0; i < table.length; ) {
    let next = i + 1;
    while (next < table.length && table[next]![0] === table[i]![0]) next++;
    kept.push([table[i]![0], (table[i]![1] + table[next - 1]![1]) / 2]);
    i = next;
  }
  return kept;
}

let made = 0;

function asRanks(table: readonly Entry[]): Ranks {
  const values = Float64Array.from(table, ([value]) => value);
  const shares = Float64Array.from(table, ([, share]) => share);
  const id = ++made;
  return { id, values, shares, ticks: (count) => ticksAmong(values, shares, count) };
}

/** The value at a share: that of the last place at or below it, and a part of the way to the next. */
function valueAt(values: Float64Array, shares: Float64Array, share: number): number {
  const next = shares.findIndex((each) => each > share);
  if (next === 0) return values[0]!;
  if (next < 0) return values.at(-1)!;
  const part = (share - shares[next - 1]!) / (shares[next]! - shares[next - 1]!);
  return values[next - 1]! + part * (values[next]! - values[next - 1]!);
}

/** How far from its even place a tick may be, of the way to the next: for the sake of a round number. */
const ROOM = 0.35;

function ticksAmong(values: Float64Array, shares: Float64Array, count: number): Tick[] {
  const at = (place: number) => valueAt(values, shares, place / count);
  const found = Array.from({ length: count }, (_, k) =>
    roundest(at(k + 0.5 - ROOM), at(k + 0.5 + ROOM)),
  ).filter((value, k, all) => value !== null && value !== all[k - 1]) as number[];
  return found.map((value) => ({ value, label: labelOf(value) }));
}

/** Digits of a tick at most. */
const DIGITS = 15;

/** The number of the fewest digits from a to b; null where they are the same, or none has few enough. */
function roundest(a: number, b: number): number | null {
  if (!(a < b)) return null;
  if (a <= 0 && b >= 0) return 0;
  const top = Math.ceil(log10(Math.max(Math.abs(a), Math.abs(b))));
  for (let e = top; e > top - DIGITS; e--) {
    for (const step of [5, 2, 1]) {
      // Below 1 what divides is whole.
      const unit = e < 0 ? step / power(10, -e) : step * power(10, e);
      const times = Math.ceil(a / unit);
      if (times * unit <= b) return Number(`${times * step}e${e}`);
    }
  }
  return null;
}

function labelOf(value: number): string {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e5);
  const text = plain ? String(value) : value.toExponential();
  return text.replace('e+', 'e').replaceAll('-', '−');
}
