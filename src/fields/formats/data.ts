// How files hold the rows that a problem is fitted to: with their hash, in the spec or as an array of their own.
import { isObject } from '../../math/objects.ts';
import { dataHash } from '../../problems/data.ts';
import type { DataRows } from '../../problems/problem.ts';

/** What there is to it of a file's meta. */
interface OfSpec {
  readonly spec: object;
}

/** What stands in a file's spec in the place of rows. */
export interface StoredData {
  /** See dataHash. */
  readonly hash: string;
  readonly rows: number;
  readonly columns: number;
  /** The rows themselves, where the file has no place of their own for them. */
  readonly values?: DataRows;
}

function dataOf(meta: OfSpec): unknown {
  const { problem } = meta.spec as { problem?: unknown };
  return isObject(problem) ? problem.data : undefined;
}

function withData<Meta extends OfSpec>(meta: Meta, data: DataRows | StoredData): Meta {
  const { problem } = meta.spec as { problem: object };
  return { ...meta, spec: { ...meta.spec, problem: { ...problem, data } } };
}

/** The rows that a result is fitted to; null where there are none, or a set that has a name. */
export function rowsIn(meta: OfSpec): DataRows | null {
  const data = dataOf(meta);
  return Array.isArray(data) ? (data as DataRows) : null;
}

const isSize = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

/** What stands for the rows in the meta of a file; null where there is nothing such. Throws an Error where it is damaged. */
function storedIn(meta: OfSpec): StoredData | null {
  const data = dataOf(meta);
  if (!isObject(data) || typeof data.hash !== 'string') return null;
  if (isSize(data.rows) && isSize(data.columns)) return data as unknown as StoredData;
  throw new Error('its spec does not say how many rows and columns of data there are');
}

/** Meta with the hash and the shape of its rows in their place. */
export function withoutRows<Meta extends OfSpec>(meta: Meta): Meta {
  const rows = rowsIn(meta);
  return rows
    ? withData(meta, { hash: dataHash(rows), rows: rows.length, columns: rows[0]!.length })
    : meta;
}

/** The same, and the rows beside the hash. */
export function withStoredRows<Meta extends OfSpec>(meta: Meta): Meta {
  const rows = rowsIn(meta);
  const stored = storedIn(withoutRows(meta));
  return rows && stored ? withData(meta, { ...stored, values: rows }) : meta;
}

/**
 * Meta with its rows where they were, as specs have them. `read` gives those that the file holds elsewhere. Throws
 * an Error for rows that are not those of the hash.
 */
export function withRows<Meta extends OfSpec>(
  meta: Meta,
  read?: (stored: StoredData) => DataRows,
): Meta {
  const stored = storedIn(meta);
  const values = stored && (stored.values ?? read?.(stored));
  if (!values) return meta;
  const isTable = Array.isArray(values) && values.every((row) => Array.isArray(row));
  const found = isTable ? dataHash(values) : 'that of no table';
  if (found === stored.hash) return withData(meta, values);
  throw new Error(`its data are damaged: their hash is ${found}, not ${stored.hash}`);
}
