// Numbers for readers of the page, as its language writes them; ticks are those of math/ticks.ts.
import { shortest } from '../math/format.ts';
import { language, numberFormat, t } from '../words/words.ts';

export { niceTicks, shortened, type Tick } from '../math/ticks.ts';

/** A number that is written in digits, −1.50e-7, as the page's language writes it. */
const written = (digits: string): string =>
  digits
    .replace(/\d+(?:\.(\d+))?/, (mantissa, fraction = '') =>
      numberFormat(fraction.length).format(mantissa as `${number}`),
    )
    .replaceAll('-', '−');

/** A number for reading: `digits` significant ones, true minus, no trailing noise. */
export function readable(value: number, digits = 5): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const text =
    magnitude >= 1e-3 && magnitude < 1e6
      ? value.toPrecision(digits)
      : value.toExponential(digits - 1).replace('e+', 'e');
  return written(text);
}

/** A setting as one would write it: up to `digits` significant ones, no trailing zeros, true minus. */
export function plain(value: number, digits = 4): string {
  return written(String(Number(value.toPrecision(digits))).replace('e+', 'e'));
}

/** A number with all its digits, see `shortest`. */
export function exactly(value: number, precision: 'f32' | 'f64' = 'f64'): string {
  const text = shortest(value, precision);
  const small = Math.abs(value) < 1e-3 && value !== 0 && !text.includes('e');
  return written((small ? Number(text).toExponential() : text).replace('e+', 'e'));
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
  if (list.length === 2) {
    return t('{first} and {second}', { first: text(list[0]!), second: text(list[1]!) });
  }
  const often = (rate: number) => list.filter((other) => other === rate).length;
  const usual = distinct.reduce((a, b) => (often(b) > often(a) ? b : a));
  const others = list.flatMap((rate, i) =>
    rate === usual ? [] : [t('{rate} of {name}', { rate: text(rate), name: names[i]! })],
  );
  return [text(usual), ...others].join(', ');
}

/** Digits that tell a value from one a cell further; 5 at least. */
export function digitsFor(value: number, cell: number): number {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value), cell) / cell)) + 1;
  return Math.min(17, Math.max(5, digits));
}

const UNITS = [
  [86_400 * 365, 'year'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

/** Seconds in words, coarse: from two of a unit on it is told in that unit. */
export function timeInWords(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= 2 * size) ?? ([1, 'second'] as const);
  const count = Math.max(1, Math.round(seconds / size));
  return count.toLocaleString(language, { style: 'unit', unit, unitDisplay: 'long' });
}
