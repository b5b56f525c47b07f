// Judges what a student worked out: right, or which slip it looks like. Nothing of it is graded or kept.
import { log10 } from '../math/logarithm.ts';
import type { Ask, Figures, Slip } from './lesson.ts';
import type { WordKey } from './words/words.ts';

/** What is said of an answer, by the key of its words. */
export interface Judgement {
  readonly kind: 'right' | 'unreadable' | 'digits' | 'slip' | 'sign' | 'power' | 'close' | 'wrong';
  readonly says: WordKey;
}

const said = (kind: Exclude<Judgement['kind'], 'slip'>): Judgement => ({
  kind,
  says: `answer.${kind}`,
});

/** A typed number, the place of its last digit (0 for a fraction, which is exact), and how many digits count. */
interface Typed {
  readonly value: number;
  readonly unit: number;
  readonly digits: number;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** In one way of writing: 2,5·10⁻³ is 2.5e-3. Null for marks between digits that could be either. */
function plain(typed: string, language: string): string {
  const comma = new Intl.NumberFormat(language).format(1.5).charAt(1) === ',';
  let text = typed
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/⁻/g, '-')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c) => String(SUPERSCRIPTS.indexOf(c)))
    .replace(/\s+/g, '')
    .replace(/[×·*xX]10\^?\(?([-+]?\d+)\)?$/, 'e$1');
  if (comma) text = text.replace(',', '.');
  else if (/^[-+]?\d{1,3}(,\d{3})+(\.|$)/.test(text)) text = text.replaceAll(',', '');
  else if (!text.includes('.')) text = text.replace(',', '.');
  return text;
}

const NUMBER = /^([-+]?)(\d+\.?\d*|\.\d+)(?:[eE]([-+]?\d{1,3}))?$/;

function decimalOf(text: string): Typed | null {
  const [, sign, mantissa, power = '0'] = NUMBER.exec(text) ?? [];
  if (mantissa === undefined) return null;
  const places = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  const digits = mantissa.replace('.', '').replace(/^0+/, '').length;
  return {
    value: Number(`${sign}${mantissa}e${power}`),
    unit: Number(`1e${Number(power) - places}`),
    digits,
  };
}

/** Reads 1.5e-3, −0.5, .25, 1/3, 2·10^-5, 1,000.5, and 0,5 where no thousands can be meant; null for anything else. */
export function readNumber(typed: string, language: string): Typed | null {
  const parts = plain(typed, language).split('/').map(decimalOf);
  const [first, second] = parts;
  if (!first || parts.length > 2 || parts.includes(null)) return null;
  if (!second) return first;
  if (second.value === 0) return null;
  return { value: first.value / second.value, unit: 0, digits: Infinity };
}

/** Digits below which an answer says too little, unless there are no more of them. */
const LEAST_DIGITS = 3;
/** From so many on it may be cut off instead of rounded. */
const CUT_DIGITS = 4;

/** Whether a number is this one as far as it was typed. */
function agrees({ value, unit, digits }: Typed, with_: number): boolean {
  const off = Math.abs(value - with_);
  const slack = 1e-9 * Math.abs(with_);
  return off <= (digits >= CUT_DIGITS ? unit : unit / 2) + slack;
}

const isExact = ({ value }: Typed, right: number) =>
  Math.abs(value - right) <= 1e-12 * Math.abs(right);

/**
 * An ask's slips, without those that give the right answer: with other parameters a slip may be none, as where w21 and
 * w12 are swapped that have the same value.
 */
export const slipsOf = (ask: Ask, figures: Figures): Slip[] => {
  const right = figures[ask.figure]!;
  return ask.slips(figures).filter(({ value }) => Math.abs(value - right) > 1e-6 * Math.abs(right));
};

/** Relative error that rounding on the way makes. */
const CLOSE = 0.02;

/**
 * What to say of a typed answer. Right is what agrees with `right` to the digits typed, at least three unless it is
 * exact, and more where fewer could be a slip's as well.
 */
export function judge(
  typed: string,
  right: number,
  slips: readonly Slip[],
  language: string,
): Judgement {
  const number = readNumber(typed, language);
  if (!number) return said('unreadable');
  if (isExact(number, right)) return said('right');
  const exactly = slips.find(({ value }) => isExact(number, value));
  if (exactly) return { kind: 'slip', says: exactly.hint };
  const slip = slips.find(({ value }) => number.digits >= 2 && agrees(number, value));
  if (agrees(number, right)) {
    return said(number.digits >= LEAST_DIGITS && !slip ? 'right' : 'digits');
  }
  if (slip) return { kind: 'slip', says: slip.hint };
  const { value } = number;
  if (agrees({ ...number, value: -value }, right)) return said('sign');
  if (number.digits >= 2 && isPower(number, right)) return said('power');
  if (Math.abs(value - right) <= CLOSE * Math.abs(right)) return said('close');
  return said('wrong');
}

/** Whether just the decimal point is elsewhere. */
function isPower(number: Typed, right: number): boolean {
  if (number.value === 0 || right === 0) return false;
  const power = Math.round(log10(Math.abs(right / number.value)));
  if (!Number.isFinite(power) || power === 0) return false;
  const scale = Number(`1e${power}`);
  return agrees({ ...number, value: number.value * scale, unit: number.unit * scale }, right);
}
