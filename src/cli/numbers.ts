// Numbers of flags. Both functions throw a RangeError that quotes what they were given.
import { quote } from '../math/format.ts';

/** A number as a program writes it; no blanks, no hexadecimal, no NaN. */
export function number(text: string, flag: string): number {
  const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const value = Number(text);
  if (plain && Number.isFinite(value)) return value;
  throw new RangeError(`${flag}: ${quote(text)} is not a number`);
}

export function integer(text: string, flag: string, min: number, max: number): number {
  const value = /^[+-]?\d+(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new RangeError(`${flag}: ${quote(text)} is not an integer from ${min} to ${max}`);
}
