// Ticks of axes and colour bars: where they stand and what is written at them.

import type { Scale } from './grid.ts';
import { log10, power } from './logarithm.ts';
import { leastWidth } from './range-bound.ts';

export interface Tick {
  value: number;
  label: string;
}

/** About `count` round ticks in [min, max], on a log scale at 1, 2 and 5 times powers of ten. */
export function niceTicks(min: number, max: number, count: number, scale: Scale): Tick[] {
  // A field that is all but constant: f64 has no round numbers in it. Half, as what was a logarithm is rounded.
  if (!(max - min >= leastWidth([min, max]) / 2) || (scale === 'log' && min <= 0)) {
    return Number.isFinite(min) ? [{ value: min, label: tickLabel(min, [min]) }] : [];
  }
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
  if (!all.some(({ label }) => label.length > most)) return { ticks: [...all], prefix: '' };
  const plain = begun(all, most);
  if (!plain.ticks.some(({ label }) => label.length > most || label.includes('e'))) return plain;
  // Powers are the axis's: what is left are numbers near 1.
  const top = all.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
  const tens = Math.floor(log10(Math.abs(top.value)));
  const unit = power(10, Math.abs(tens));
  const values = all.map(({ value }) => (tens < 0 ? value * unit : value / unit));
  const scaled = all.map(({ value }, i) => ({ value, label: tickLabel(values[i]!, values) }));
  const { ticks, prefix } = begun(scaled, most);
  const times = `×1e${tens}`.replace('-', '−');
  if (!ticks.some(({ label }) => label.length > most)) {
    return { ticks, prefix: prefix ? `${prefix} ${times}` : times };
  }
  // About a round number, 1 or 0.5, they begin with nothing in common: told by how far they are from it.
  const written = (value: number) => String(Number(value.toPrecision(15)));
  const { value: base } = all.reduce((a, b) =>
    written(b.value).length < written(a.value).length ? b : a,
  );
  if (base === 0) return { ticks, prefix: times };
  const away = all.map(({ value }) => value - base);
  const about = away.map((value) => ({ value, label: tickLabel(value, away) }));
  const { ticks: near, prefix: rest } = shortened(about, most);
  const begin = `${written(base).replaceAll('-', '−')} +`;
  return {
    ticks: near.map(({ label }, i) => ({ value: all[i]!.value, label })),
    prefix: rest ? `${begin} ${rest}` : begin,
  };
}

/** Ticks without what their labels all begin with, where these are too long. */
function begun(all: readonly Tick[], most: number): { ticks: Tick[]; prefix: string } {
  const labels = all.map(({ label }) => label);
  const [first = ''] = labels;
  const tooLong = labels.some((label) => label.length > most);
  let same = 0;
  while (same < first.length && labels.every((label) => label[same] === first[same])) same++;
  // Two digits at least, so that no label is but one.
  const cut = Math.min(same, first.length - 2);
  const prefix = first.slice(0, cut);
  if (!tooLong || cut < 3 || labels.some((label) => label.includes('e'))) {
    return { ticks: [...all], prefix: '' };
  }
  const ticks = all.map(({ value, label }) => ({ value, label: `…${label.slice(cut)}` }));
  return { ticks, prefix: `${prefix}…` };
}

function logTicks(min: number, max: number, count: number): number[] {
  const from = Math.floor(log10(min));
  const to = Math.ceil(log10(max));
  const decades = to - from;
  // Fewer than two powers of ten in view: round numbers tell more.
  if (log10(max) - log10(min) < 1) return ticks(min, max, count).filter((v) => v > 0);
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
  const alone = all.length === 1;
  const step = alone ? 0 : Math.min(...all.slice(1).map((v, i) => v - all[i]!));
  const known = step > 0 && value !== 0 ? Math.ceil(log10(magnitude / step)) + 2 : 12;
  const extreme = magnitude >= 1e5 || magnitude < 1e-3;
  if (value !== 0 && extreme && isPowerLike(value, Math.min(15, Math.max(2, known)))) {
    return value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
  }
  // One alone has all its digits.
  if (alone)
    return String(Number(value.toPrecision(15)))
      .replace('e+', 'e')
      .replaceAll('-', '−');
  const digits = Math.min(20, Math.max(0, -Math.floor(log10(step || 1) + 1e-9)));
  // Far out as many digits as tell neighbours apart.
  const far = Math.max(1, Math.ceil(log10(magnitude / (step || 1))));
  const text =
    magnitude >= 1e7 || tiny ? value.toExponential(Math.min(17, far)) : value.toFixed(digits);
  return text.replace('e+', 'e').replaceAll('-', '−');
}

function shortLabel(value: number): string {
  const plain = value >= 1e-3 && value < 1e5;
  const text = plain ? String(Number(value.toPrecision(3))) : value.toExponential();
  return text.replace('e+', 'e').replaceAll('-', '−');
}

// Sums of steps are off in their last digits.
const isPowerLike = (value: number, digits: number) =>
  /^-?[1-9](e|$)/.test(Number(value.toPrecision(digits)).toExponential());

/**
 * Round numbers in [min, max], a step of 1, 2 or 5 times a power of ten apart, about `count` of them: the rule of d3-array
 * (Bostock), which says that a step is rounded at the geometric means √2, √10 and √50.
 */
export function ticks(min: number, max: number, count: number): number[] {
  if (!(count > 0)) return [];
  if (min === max) return [min];
  const [first, last, step] = stepsOf(min, max, count);
  if (!(last >= first)) return [];
  // Below 1 a step is kept as what divides, so that 0.3 is 3/10, not 3·0.1.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 0 ? (first + i) / -step : (first + i) * step,
  );
}

/** First and last multiple of the step, and the step; of one below 1 minus its reciprocal. */
function stepsOf(
  min: number,
  max: number,
  count: number,
): [first: number, last: number, step: number] {
  const wanted = (max - min) / Math.max(0, count);
  const tens = Math.floor(log10(wanted));
  const error = wanted / power(10, tens);
  const factor =
    error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1;
  if (tens < 0) {
    const inverse = power(10, -tens) / factor;
    let [first, last] = [Math.round(min * inverse), Math.round(max * inverse)];
    if (first / inverse < min) first++;
    if (last / inverse > max) last--;
    return last < first && count >= 0.5 && count < 2
      ? stepsOf(min, max, count * 2)
      : [first, last, -inverse];
  }
  const step = power(10, tens) * factor;
  let [first, last] = [Math.round(min / step), Math.round(max / step)];
  if (first * step < min) first++;
  if (last * step > max) last--;
  return last < first && count >= 0.5 && count < 2
    ? stepsOf(min, max, count * 2)
    : [first, last, step];
}
