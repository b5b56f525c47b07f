// Objects of known keys, and how what is wrong with a value is told.
import * as v from 'valibot';
import { cut, quote } from './math/format.ts';
import { isTooDeep, withLists } from './math/objects.ts';
import { unknownKey } from './math/unknown.ts';

/**
 * An object of these keys and no other. Every refusal is in words of our own, as all of the schemas here and `check`'s:
 * the validator's never come out.
 */
export const object = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, (issue) => objectFault(issue, Object.keys(entries)));

/** What is wrong with an object: that it is none, or one of its keys, which the message names. */
function objectFault(issue: v.BaseIssue<unknown>, known?: readonly string[]): string {
  const last = issue.path?.at(-1);
  if (last?.origin !== 'key') return `${quote(issue.input)} is not an object`;
  const key = String(last.key);
  if (issue.expected !== 'never') return `"${key}" is missing`;
  return known ? unknownKey(key, known) : `"${key}" is not known`;
}

/** What is wrong where a schema has no words of its own. */
function plainFault(issue: v.BaseIssue<unknown>): string {
  const { type, input } = issue;
  if (/object|record/.test(type)) return objectFault(issue);
  const what: Readonly<Record<string, string>> = {
    string: 'text',
    boolean: 'true or false',
    array: 'a list',
    strict_tuple: 'a list of two numbers',
  };
  return `${quote(input)} is not ${what[type] ?? 'what it must be'}`;
}

/** Characters of a path and of a fault: keys and what is quoted may be of any length. */
const LONGEST_PATH = 120;
export const LONGEST_FAULT = 600;

/** A value that was refused, and where: `${what}.${path}: ${fault}`. */
export class CheckError extends RangeError {
  /** What was checked, as "sweep". */
  readonly what: string;
  /** The keys down to what is wrong in it, as "optimizer.momentum"; "" where it is the whole. */
  readonly path: string;
  /** What is wrong: it quotes the value and says what is allowed. */
  readonly fault: string;

  constructor(what: string, path: string, fault: string) {
    const [place, why] = [cut(path, LONGEST_PATH), cut(fault, LONGEST_FAULT)];
    super(`${place ? `${what}.${place}` : what}: ${why}`);
    this.what = what;
    this.path = place;
    this.fault = why;
  }
}

/** Faults of values that are checked together begin with the key of the one that is to blame. */
const LEADING_KEY = /^([a-z]\w*(?:\.\w+)*): (.+)$/s;

/** Throws a CheckError for data that no function of ours must walk. */
export function checkDepth(value: unknown, what: string): void {
  if (isTooDeep(value)) throw new CheckError(what, '', 'is nested deeper than anything is read');
}

/**
 * Parses with a schema, lists of numbers in place of typed arrays; throws one CheckError that names the path, the value
 * and the range. A key that is not known goes first: another is likely to be missing for it.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  checkDepth(value, what);
  const config = { abortPipeEarly: true, message: plainFault };
  const result = v.safeParse(schema, withLists(value), config);
  if (result.success) return result.output;
  const { issues } = result;
  const issue = issues.find(({ expected }) => expected === 'never') ?? issues[0];
  // Of a key the message itself tells which.
  const path = issue.path?.filter((item, i, { length }) => i < length - 1 || item.origin !== 'key');
  const keys = (path ?? []).map(({ key }) => String(key));
  const [, leading, rest] = LEADING_KEY.exec(issue.message) ?? [];
  if (leading) keys.push(leading);
  throw new CheckError(what, keys.join('.'), rest ?? issue.message);
}

/** A finite number in [min, max]. */
export const number = (min: number, max: number) =>
  v.custom<number>(
    (value) => typeof value === 'number' && value >= min && value <= max,
    (issue) => `${quote(issue.input)} is not a number from ${min} to ${max}`,
  );
