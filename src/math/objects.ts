// What plain data are.

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with names, and no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a typed array of numbers: not of bigints, and no DataView. */
export const isNumbers = (value: unknown): value is ArrayLike<number> =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  !(value instanceof BigInt64Array || value instanceof BigUint64Array);

/** Whether two lists hold the very same items. */
export const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** Deeper no spec and no state is: an object that holds itself is deeper than any. */
const DEEPEST = 12;

/** Whether plain data are nested deeper than anything that is read, or without end. Lists of numbers cost nothing. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (depth === DEEPEST) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  return items.some((item) => typeof item === 'object' && isTooDeep(item, depth + 1));
}

/** Deeper nothing is looked for: specs are not that deep, and an object may hold itself. */
const DEPTH = 6;

/** The same plain data with lists of numbers instead of typed arrays; the very same where it has none. */
export function withLists(value: unknown, depth = 0): unknown {
  if (isNumbers(value)) return Array.from(value);
  if (typeof value !== 'object' || value === null || depth === DEPTH) return value;
  if (Array.isArray(value)) {
    if (!value.some((item) => typeof item === 'object')) return value;
    const list = value.map((item) => withLists(item, depth + 1));
    return isSameList(list, value) ? value : list;
  }
  const entries = Object.entries(value);
  const changed = entries.flatMap(([key, item]) => {
    const list = withLists(item, depth + 1);
    return list === item ? [] : [[key, list]];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}
