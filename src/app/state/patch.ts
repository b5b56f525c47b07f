// Plain objects merged and compared part by part: how the state changes, and how little of it a link needs.

import { isObject } from '../../math/objects.ts';

export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> }
    : T;

/** A direction of the plane is one or the other, never both: it is replaced as a whole. */
const isDirection = (value: object) =>
  'parameter' in value || 'vector' in value || 'random' in value;

/** What is said of a network, of layers' rates, of a schedule or a pose belongs together: it is replaced as a whole, too. */
export const isWhole = (key: string) => ['network', 'ownRates', 'schedule', 'relief'].includes(key);

export function merge(base: unknown, patch: unknown): unknown {
  if (!isObject(base) || !isObject(patch) || isDirection(base)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const deep = Object.hasOwn(base, key) && !isWhole(key);
    merged[key] = deep ? merge(base[key], value) : value;
  }
  return merged;
}

/** The same values, in the very objects and lists of before where nothing in them is another. */
export function sharing<T>(next: T, before: unknown): T {
  if (Array.isArray(next) && Array.isArray(before)) {
    const isSame =
      next.length === before.length && next.every((item, i) => isShared(item, before[i]));
    return isSame ? (before as T) : next;
  }
  if (!isObject(next) || !isObject(before)) return next;
  const shared = Object.entries(next).map(([key, value]) => [key, sharing(value, before[key])]);
  const isSame =
    shared.length === Object.keys(before).length &&
    shared.every(([key, value]) => Object.is(value, before[key as string]));
  return isSame ? (before as T) : Object.fromEntries(shared);
}
const isShared = (item: unknown, before: unknown) => Object.is(sharing(item, before), before);

/** What differs from the defaults: short enough for a link. Undefined when nothing does. */
export function difference(value: unknown, base: unknown): unknown {
  if (isObject(value) && isObject(base) && !isDirection(base)) {
    const entries = Object.entries(value)
      .map(
        ([key, v]) => [key, isWhole(key) ? other(v, base[key]) : difference(v, base[key])] as const,
      )
      .filter(([, v]) => v !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return other(value, base);
}

/** A value, unless it is the default. */
const other = (value: unknown, base: unknown): unknown =>
  JSON.stringify(value) === JSON.stringify(base) ? undefined : value;
