// The ranks of a picture's values: a table of quantiles, and the round values that stand beside a bar of them.

import type { Landscape } from '../engine.ts';
import { log10, power } from '../math/logarithm.ts';
import type { Tick } from '../math/ticks.ts';
import type { Colours, Ranks } from './colour-scale.ts';

/** Places of the table: a power of 2, which is searched in as many steps as that says. */
export const RANKS = 1024;
export const RANK_STEPS = 10;

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
  return {
    id: ++made,
    share: (value) => shareAmong(value, values, shares),
    steepness: (value) => steepnessAmong(value, values, shares),
    ticks: (count) => ticksAmong(values, shares, count),
    table: tableOf(values, shares),
    glsl: RANK_GLSL,
  };
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

/** The places of a table between which a value lies. */
function placesOf(value: number, values: Float64Array): [low: number, high: number] {
  let [low, high] = [0, values.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle;
  }
  return [low, high];
}

/** Twin of rankOf in RANK_GLSL, below. */
function shareAmong(value: number, values: Float64Array, shares: Float64Array): number {
  const [low, high] = placesOf(value, values);
  const part = (value - values[low]!) / (values[high]! - values[low]!);
  return shares[low]! + Math.min(1, Math.max(0, part)) * (shares[high]! - shares[low]!);
}

function steepnessAmong(value: number, values: Float64Array, shares: Float64Array): number {
  const [low, high] = placesOf(value, values);
  const [from, to] = [Math.max(low - 4, 0), Math.min(high + 4, values.length - 1)];
  const span = values[to]! - values[from]!;
  return span > 0 ? (shares[to]! - shares[from]!) / span : 0;
}

/** Values and their shares in turn, the last ones again until all places are filled. */
function tableOf(values: Float64Array, shares: Float64Array): Float32Array {
  const table = new Float32Array(2 * RANKS);
  for (let i = 0; i < RANKS; i++) {
    const k = Math.min(i, values.length - 1);
    table[2 * i] = values[k]!;
    table[2 * i + 1] = shares[k]!;
  }
  return table;
}

/** Twin of shareAmong and steepnessAmong: the share at a value, and how steep it is there. */
const RANK_GLSL = `
#define RANKED
uniform sampler2D ranked;
vec2 rankAt(float place) {
  return texture2D(ranked, vec2((place + 0.5) / ${RANKS}.0, 0.5)).ra;
}
vec2 rankOf(float value) {
  float low = 0.0, high = ${RANKS - 1}.0;
  for (int i = 0; i < ${RANK_STEPS}; i++) {
    float middle = floor((low + high) * 0.5);
    bool below = rankAt(middle).x <= value;
    low = below ? middle : low;
    high = below ? high : middle;
  }
  vec2 a = rankAt(low), b = rankAt(high);
  float slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0.0;
  vec2 before = rankAt(max(low - 4.0, 0.0)), after = rankAt(min(high + 4.0, ${RANKS - 1}.0));
  float steep = after.x > before.x ? (after.y - before.y) / (after.x - before.x) : 0.0;
  return vec2(clamp(a.y + (value - a.x) * slope, a.y, b.y), steep);
}
`;

/** The newest ranks of each landscape, and what they are of. */
const known = new WeakMap<Landscape, { key: string; ranks: Ranks }>();

/** Beyond it a loss is as good as none. */
const bounded = (value: number) => Math.min(1e37, Math.max(-1e37, value));

/** A landscape's colours by rank within a range; `signed` as for `ranksOf`. */
export function byRank(landscape: Landscape, range: Colours['range'], signed: boolean): Colours {
  const [lo, hi] = range.map(bounded) as [number, number];
  const key = `${lo} ${hi} ${signed}`;
  let found = known.get(landscape);
  if (found?.key !== key) {
    found = { key, ranks: ranksOf(landscape.loss, [lo, hi], signed) };
    known.set(landscape, found);
  }
  return { scale: 'rank', range: [lo, hi], ranks: found.ranks };
}
