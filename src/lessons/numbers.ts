// Numbers as a lesson shows them, in text and in MathML.
import { DIGITS } from './lesson.ts';

/** A number apart: −2.514 × 10⁻⁵ has sign −, mantissa 2.514 and power −5. */
interface Parts {
  readonly negative: boolean;
  readonly mantissa: string;
  readonly power: number | null;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Formats are made once for each language and count of digits: making one takes longer than using it. */
function formatOf(language: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  // No marks between thousands: a student may copy the number into an answer.
  const made = new Intl.NumberFormat(language, {
    maximumSignificantDigits: digits,
    useGrouping: false,
  });
  formats.set(key, made);
  return made;
}

/** Below 10⁻³ and from 10⁷ on a number has a power of ten; whole numbers up to there have all of their digits. */
function partsOf(value: number, digits: number, language: string): Parts {
  const size = Math.abs(value);
  const negative = value < 0;
  if (Number.isNaN(value)) return { negative, mantissa: '–', power: null };
  if (size === 0 || size === Infinity || (size >= 1e-3 && size < 1e7)) {
    const whole = Number.isInteger(value) ? Math.max(digits, 7) : digits;
    return { negative, mantissa: formatOf(language, whole).format(size), power: null };
  }
  // Rounded first: 9.999996e-4 is 1 × 10⁻³.
  const [mantissa, power] = size
    .toExponential(digits - 1)
    .split('e')
    .map(Number);
  return { negative, mantissa: formatOf(language, digits).format(mantissa!), power: power! };
}

/** U+2212, which is as wide as a plus. */
const MINUS = '−';

const superscript = (power: number) =>
  [...String(power)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');

/** A number for text and tables, rounded to so many significant digits: −2.51419 × 10⁻⁵. */
export function numberText(value: number, language: string, digits = DIGITS): string {
  const { negative, mantissa, power } = partsOf(value, digits, language);
  const ten = power === null ? '' : ` × 10${superscript(power)}`;
  return `${negative ? MINUS : ''}${mantissa}${ten}`;
}

/**
 * How a number stands in a formula: a factor has brackets where it is negative, the base of a power also where it has a power of
 * ten, a term its sign before it.
 */
export type Form = 'plain' | 'factor' | 'base' | 'term';

/** A number for a formula. */
export function numberMathml(
  value: number,
  language: string,
  digits = DIGITS,
  form: Form = 'plain',
) {
  const { negative, mantissa, power } = partsOf(value, digits, language);
  const exponent =
    power === null
      ? ''
      : power < 0
        ? `<mrow><mo form="prefix">${MINUS}</mo><mn>${-power}</mn></mrow>`
        : `<mn>${power}</mn>`;
  const size = `<mn>${mantissa}</mn>${power === null ? '' : `<mo>×</mo><msup><mn>10</mn>${exponent}</msup>`}`;
  if (form === 'term') return `<mo form="infix">${negative ? MINUS : '+'}</mo>${size}`;
  const whole = `${negative ? `<mo form="prefix">${MINUS}</mo>` : ''}${size}`;
  const brackets =
    (form === 'factor' && negative) || (form === 'base' && (negative || power !== null));
  return brackets
    ? `<mo form="prefix" stretchy="false">(</mo>${whole}<mo form="postfix" stretchy="false">)</mo>`
    : whole;
}
