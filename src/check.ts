// Objects of known keys, and how what is wrong with a value is told.
import * as v from 'valibot';
import { quote } from './math/format.ts';
import { withLists } from './math/objects.ts';
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

/**
 * Parses with a schema, lists of numbers in place of typed arrays; throws one RangeError that names the path, the value
 * and the range. A key that is not known goes first: another is likely to be missing for it.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const config = { abortPipeEarly: true, message: plainFault };
  const result = v.safeParse(schema, withLists(value), config);
  if (result.success) return result.output;
  const { issues } = result;
  const issue = issues.find(({ expected }) => expected === 'never') ?? issues[0];
  // Of a key the message itself tells which.
  const path = issue.path?.filter((item, i, { length }) => i < length - 1 || item.origin !== 'key');
  const place = [what, ...(path ?? []).map(({ key }) => String(key))].join('.');
  throw new RangeError(`${place}: ${issue.message}`);
}
