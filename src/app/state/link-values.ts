// Values as a link has them: 0.1, on, -20..20, 1,2;3,4, tanh; whatever else as JSON.
import type * as v from 'valibot';
import { isEqual } from './equal.ts';

/** What is known of where a value belongs; free where that is not said by a schema. */
export interface Kind {
  readonly type: string;
  readonly isNullable: boolean;
  /** Of a list: what its items are. */
  readonly item?: string;
}

type Schema = v.GenericSchema & {
  readonly wrapped?: Schema;
  readonly item?: Schema;
};

export const FREE: Kind = { type: 'free', isNullable: true };

export function kindOf(schema: Schema): Kind {
  if (schema.wrapped) return { ...kindOf(schema.wrapped), isNullable: true };
  const { type, item } = schema;
  return { type, isNullable: false, ...(item && { item: item.type }) };
}

const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const LITERALS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
const SWITCH: Readonly<Record<string, boolean>> = {
  on: true,
  off: false,
  true: true,
  false: false,
};
const WORDS = ['string', 'picklist'];

const wordIn = <T>(words: Readonly<Record<string, T>>, text: string): T | string =>
  Object.hasOwn(words, text) ? words[text]! : text;

const scalar = (text: string): unknown =>
  NUMBER.test(text) ? Number(text) : wordIn(LITERALS, text);
const list = (text: string): unknown[] => text.replace(/,$/, '').split(',').map(scalar);
const rows = (text: string): unknown[][] => text.replace(/;$/, '').split(';').map(list);

function free(text: string): unknown {
  if (text.includes(';')) return rows(text);
  const ends = text.split('..');
  if (ends.length === 2 && ends.every((end) => NUMBER.test(end))) return ends.map(Number);
  return text.includes(',') ? list(text) : scalar(text);
}

/** What a text of a link says. Throws a RangeError for JSON that is none. */
export function readValue(text: string, { type, isNullable, item }: Kind): unknown {
  if (isNullable && text === 'null') return null;
  if (/^["[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      if (WORDS.includes(type)) return text;
      throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is not JSON`);
    }
  }
  if (WORDS.includes(type)) return text;
  if (type === 'boolean') return wordIn(SWITCH, text);
  if (type !== 'array') return free(text);
  if (text === '') return [];
  if (item === 'string') return text.replace(/,$/, '').split(',');
  return item === 'strict_tuple' || text.includes(';') ? rows(text.replace('..', ',')) : list(text);
}

/** The shortest text that reads back as the number; with an exponent where that is much shorter. */
function numberText(value: number): string {
  const plain = String(value);
  const scientific = value.toExponential().replace('+', '');
  return scientific.length + 2 < plain.length ? scientific : plain.replace('+', '');
}

/** Ranges are written from..to. */
const RANGES = ['x', 'y', 'range'];

function candidates(value: unknown, { type }: Kind, key: string): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [numberText(value)];
  if (typeof value === 'boolean')
    return [type === 'boolean' && value ? 'on' : type === 'boolean' ? 'off' : String(value)];
  if (!Array.isArray(value)) return [String(value)];
  const texts = value.map((item) =>
    Array.isArray(item) ? item.map(itemText).join(',') : itemText(item),
  );
  const joined = texts.join(value.some(Array.isArray) ? ';' : ',');
  const isRange = RANGES.includes(key) && value.length === 2 && typeof value[0] === 'number';
  return [...(isRange ? [texts.join('..')] : []), joined, `${joined},`, `${joined};`];
}

const itemText = (item: unknown) => (typeof item === 'number' ? numberText(item) : String(item));

/** The text of a value whose last key is `key`: one that reads back as the same. */
export function writeValue(value: unknown, kind: Kind, key: string): string {
  const same = (text: string) => {
    try {
      return isEqual(readValue(text, kind), value);
    } catch {
      return false;
    }
  };
  return candidates(value, kind, key).find(same) ?? JSON.stringify(value);
}

/** What a fragment may hold as it is, and no program that finds links in a text takes for its end. */
const PLAIN = /%(?:2C|3A|3B|2F|40|24|2B|3D|5E|5B|5D|7B|7D|7C|3F)/g;

/** A text as a part of a link. */
export const escaped = (text: string): string =>
  encodeURIComponent(text).replace(PLAIN, decodeURIComponent);
