// What a job is asked for with, as text: equal for equal jobs, to be compared at every change of the state.
import type { Engines } from './engines.ts';

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an array, the same for as long as it is the same array. */
function numberOf(rows: object): number {
  const known = numbers.get(rows) ?? ++last;
  numbers.set(rows, known);
  return known;
}

/** Lists of numbers so long, and parameters so many, are written out once and then known by their digest. */
const LONG = 64;
const digests = new WeakMap<object, string>();

/** FNV-1a, twice: 64 bits of a text. */
function digestOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${text.length} ${(a >>> 0).toString(36)} ${(b >>> 0).toString(36)}`;
}

function shortOf(value: object): unknown {
  const known = digests.get(value);
  if (known !== undefined) return known;
  const many = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (many < LONG) return value;
  const digest = digestOf(JSON.stringify(value));
  digests.set(value, digest);
  return digest;
}

/**
 * As JSON, but for what may be long: rows of data, of which there may be thousands, lists of numbers and parameters. They
 * are replaced, never changed.
 */
export const keyOf = (wanted: unknown): string =>
  JSON.stringify(wanted, (name, value) => {
    if (name === 'data' && Array.isArray(value)) return numberOf(value);
    const isLong = Array.isArray(value) || (name === 'parameters' && value instanceof Object);
    return isLong ? shortOf(value) : value;
  });

/** What a job is asked for with, and who does it. */
export const jobKey = (engines: Engines, wanted: unknown): string =>
  `${engines.current.info.name} ${keyOf(wanted)}`;
