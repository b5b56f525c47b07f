// A state's patch as the parts of a link, each a path with its value, and back. What may stand where, the state's schema says:
// new fields need nothing here.
import type * as v from 'valibot';
import { isObject } from '../../math/objects.ts';
import { unknownKey } from '../../math/unknown.ts';
import { FREE, type Kind, kindOf } from './link-values.ts';
import { stateSchema } from './state.ts';

type Schema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
};

const bare = (schema: Schema): Schema => (schema.wrapped ? bare(schema.wrapped) : schema);

/** A place in the state: its keys, and what may stand there. */
export interface Place {
  readonly path: readonly string[];
  readonly kind: Kind;
}

/** Whatever its schema has no words of: what stands there says itself what it is. */
const isFree = ({ type }: Schema) => ['custom', 'union', 'variant'].includes(type);

/** The place of a dotted path. Throws a RangeError for one that there is not. */
export function placeOf(dotted: string, known: readonly string[]): Place {
  const keys = dotted.split('.');
  let schema: Schema = stateSchema;
  for (const [i, key] of keys.entries()) {
    const at = bare(schema);
    // Names of parameters have dots.
    if (at.type === 'record') {
      return { path: [...keys.slice(0, i), keys.slice(i).join('.')], kind: FREE };
    }
    if (isFree(at)) return { path: keys, kind: FREE };
    const { entries = {} } = at;
    if (!Object.hasOwn(entries, key)) {
      const names = Object.keys(entries);
      throw new RangeError(
        unknownKey(i === 0 ? dotted : key, i === 0 ? [...known, ...names] : names),
      );
    }
    schema = entries[key]!;
  }
  return { path: keys, kind: kindOf(schema) };
}

/** A value of a patch, and its place. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Whatever is not an object of others, in the schema's order; of records by name. */
export function leavesOf(value: unknown, path: readonly string[] = [], schema?: Schema): Leaf[] {
  if (!isObject(value) || (path.length > 0 && Object.keys(value).length === 0)) {
    return [{ path, value }];
  }
  const entries = path.length === 0 ? stateSchema.entries : schema && bare(schema).entries;
  const order = entries ? Object.keys(entries) : [];
  const at = (key: string) => (order.indexOf(key) + order.length + 1) % (order.length + 1);
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted((a, b) => at(a) - at(b) || (a < b ? -1 : 1))
    .flatMap((key) =>
      leavesOf(value[key], [...path, key], (entries as Record<string, Schema> | undefined)?.[key]),
    );
}

/** The patch that has these leaves. */
export function patchOf(leaves: readonly Leaf[]): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const { path, value } of leaves) {
    let at = patch;
    for (const key of path.slice(0, -1)) {
      const inner = Object.hasOwn(at, key) && isObject(at[key]) ? at[key] : {};
      put(at, key, inner);
      at = inner;
    }
    put(at, path.at(-1)!, value);
  }
  return patch;
}

/** Its own, whatever the key: __proto__ is one like others. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
