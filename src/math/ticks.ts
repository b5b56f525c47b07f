// Ticks of axes and colour bars: where they stand and what is written at them.

import type { Scale } from './grid.ts';
import { log10, power } from './logarithm.ts';

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
  if (value !== 0 && (magnitude >= 1e5 || magnitude < 1e-3) && isPowerLike(value)) {
    return value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
  }
  const step = all.length > 1 ? Math.min(...all.slice(1).map((v, i) => v - all[i]!)) : magnitude;
  const digits = Math.min(15, Math.max(0, -Math.floor(log10(step || 1) + 1e-9)));
  // Far out as many digits as tell neighbours apart.
  const far = Math.max(1, Math.ceil(log10(magnitude / (step || 1))));
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
