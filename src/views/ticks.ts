import { ticks } from 'd3-array';
import type { Scale } from '../math/grid.ts';

export interface Tick {
  value: number;
  label: string;
}

/** About `count` round ticks in [min, max], on a log scale at 1, 2 and 5 times powers of ten. */
export function niceTicks(min: number, max: number, count: number, scale: Scale): Tick[] {
  const values = scale === 'log' ? logTicks(min, max, count) : ticks(min, max, count);
  // Ticks on a log scale are far apart: each is short by itself.
  const label = scale === 'log' && max / min >= 10 ? shortLabel : tickLabel;
  return values.map((value) => ({ value, label: label(value, values) }));
}

/**
 * Ticks of a deep zoom, whose labels have more than `most` characters: what they all begin with goes to the axis's
 * label, and they have the digits that tell them apart.
 */
export function shortened(all: readonly Tick[], most: number): { ticks: Tick[]; prefix: string } {
  const labels = all.map(({ label }) => label);
  const [first = ''] = labels;
  const tooLong = labels.some((label) => label.length > most);
  let same = 0;
  while (same < first.length && labels.every((label) => label[same] === first[same])) same++;
  // Two digits at least, so that no label is but one.
  const cut = Math.min(same, first.length - 2);
  const prefix = first.slice(0, cut);
  if (!tooLong || all.length < 2 || cut < 3 || labels.some((label) => label.includes('e'))) {
    return { ticks: [...all], prefix: '' };
  }
  const ticks = all.map(({ value, label }) => ({ value, label: `…${label.slice(cut)}` }));
  return { ticks, prefix: `${prefix}…` };
}

function logTicks(min: number, max: number, count: number): number[] {
  const from = Math.floor(Math.log10(min));
  const to = Math.ceil(Math.log10(max));
  const decades = to - from;
  // Fewer than two powers of ten in view: round numbers tell more.
  if (Math.log10(max) - Math.log10(min) < 1) return ticks(min, max, count).filter((v) => v > 0);
  const factors = decades * 3 <= count * 1.5 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / (count + 1)));
  const values: number[] = [];
  for (let e = from; e <= to; e += every) {
    for (const f of factors) {
      const value = Number(`${f}e${e}`);
      if (value >= min && value <= max) values.push(value);
    }
  }
  return values;
}

/** Just enough digits to tell the ticks apart; a true minus sign; powers for the very large or small. */
function tickLabel(value: number, all: readonly number[]): string {
  const magnitude = Math.abs(value);
  // Among numbers that are all tiny, zeros after the point would be all that is seen.
  const tiny = all.every((each) => Math.abs(each) < 1e-3);
  if (value === 0 && tiny) return '0';
  if (value !== 0 && (magnitude >= 1e5 || magnitude < 1e-3) && isPowerLike(value)) {
    return value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
  }
  const step = all.length > 1 ? Math.min(...all.slice(1).map((v, i) => v - all[i]!)) : magnitude;
  const digits = Math.min(15, Math.max(0, -Math.floor(Math.log10(step || 1) + 1e-9)));
  // Far out as many digits as tell neighbours apart.
  const far = Math.max(1, Math.ceil(Math.log10(magnitude / (step || 1))));
  const text =
    magnitude >= 1e7 || tiny ? value.toExponential(Math.min(15, far)) : value.toFixed(digits);
  return text.replace('e+', 'e').replaceAll('-', '−');
}

function shortLabel(value: number): string {
  const plain = value >= 1e-3 && value < 1e5;
  const text = plain ? String(Number(value.toPrecision(3))) : value.toExponential();
  return text.replace('e+', 'e').replaceAll('-', '−');
}

// Sums of steps are off in their last digits.
const isPowerLike = (value: number) =>
  /^-?[1-9](e|$)/.test(Number(value.toPrecision(12)).toExponential());

/** A number for reading: `digits` significant ones, true minus, no trailing noise. */
export function readable(value: number, digits = 5): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const text =
    magnitude >= 1e-3 && magnitude < 1e6
      ? value.toPrecision(digits)
      : value.toExponential(digits - 1).replace('e+', 'e');
  return text.replaceAll('-', '−');
}

/** A setting as one would write it: up to `digits` significant ones, no trailing zeros, true minus. */
export function plain(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)))
    .replace('e+', 'e')
    .replaceAll('-', '−');
}

/** Learning rates in words: one for all, two in their order, or the usual one and by name those that differ. */
export function ratesInWords(
  rates: number | readonly number[],
  names: readonly string[],
  digits = 4,
): string {
  const list = typeof rates === 'number' ? [rates] : rates;
  const text = (rate: number) => plain(rate, digits);
  const distinct = [...new Set(list)];
  if (distinct.length === 1) return text(distinct[0]!);
  if (list.length === 2) return list.map(text).join(' and ');
  const often = (rate: number) => list.filter((other) => other === rate).length;
  const usual = distinct.reduce((a, b) => (often(b) > often(a) ? b : a));
  const others = list.flatMap((rate, i) =>
    rate === usual ? [] : [`${text(rate)} of ${names[i]}`],
  );
  return [text(usual), ...others].join(', ');
}

/** Digits that tell a value from one a cell further; 5 at least. */
export function digitsFor(value: number, cell: number): number {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value), cell) / cell)) + 1;
  return Math.min(17, Math.max(5, digits));
}
