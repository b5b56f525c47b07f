// Values for people: amounts with SI prefixes, durations in words, what is quoted in a refusal.

const PREFIXES: readonly (readonly [size: number, prefix: string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Three significant digits with an SI prefix: 1234567 is 1.23 M, and in steps/s 1.23 Msteps/s. */
export function amount(value: number, unit = ''): string {
  // Rounded first: 999,950 is 1.00 M, not 1000 k.
  const rounded = Number(value.toPrecision(3));
  const [size, prefix] = PREFIXES.find(([least]) => Math.abs(rounded) >= least) ?? [1, ''];
  return `${(rounded / size).toPrecision(3)} ${prefix}${unit}`.trimEnd();
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400 * 365, 'years'],
  [86_400, 'days'],
  [3600, 'hours'],
  [60, 'minutes'],
];

/** Seconds in words, coarse: from two of a unit on it is told in that unit. */
export function duration(seconds: number): string {
  for (const [size, name] of UNITS) {
    if (seconds >= 2 * size) return `${Math.round(seconds / size)} ${name}`;
  }
  return `${Math.max(1, Math.round(seconds))} s`;
}

/** A count with thin spaces between thousands, as ISO 80000 has it: such as a line does not end at. */
export function grouped(count: number): string {
  return Math.floor(count).toLocaleString('en').replaceAll(',', '\u202f');
}

/** The shortest digits that give a number back; of an f32, those that tell it from every other f32. */
export function shortest(value: number, precision: 'f32' | 'f64'): string {
  if (precision === 'f32') {
    for (let digits = 1; digits <= 9; digits++) {
      const rounded = Number(value.toPrecision(digits));
      if (Math.fround(rounded) === value) return String(rounded);
    }
  }
  return String(value);
}

/** A list of names for a message: of many the first and the last. */
export function listed(names: readonly string[]): string {
  if (names.length <= 24) return names.join(', ');
  return `${names.slice(0, 12).join(', ')}, …, ${names.at(-1)} (${names.length} in all)`;
}

/** A text that is too long for a message without its end. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** Quotes a value for a message, short enough for one line. */
export function quote(value: unknown): string {
  const text = textOf(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  // Of a long list the start is enough, and typed arrays are shown as lists.
  const { length } = value as { length?: unknown };
  const list = Array.isArray(value) || (ArrayBuffer.isView(value) && typeof length === 'number');
  try {
    return JSON.stringify(list ? Array.from(value as ArrayLike<unknown>).slice(0, 60) : value);
  } catch {
    // What JSON has no words for: a cycle, a bigint.
    return list ? 'a list' : 'an object';
  }
}
