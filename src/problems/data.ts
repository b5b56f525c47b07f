// What rows of numbers a data problem may be fitted to, and the hash by which files tell them apart.
import { quote } from '../math/format.ts';
import type { DataRows, Problem, Sample } from './problem.ts';

/** Most rows of data. */
export const ROWS_LIMIT = 10_000;
/** Bytes of a table's file that are read: those rows are far less. */
export const TABLE_LIMIT = 16 * 2 ** 20;

/** So that the sum of 10,000 products of two numbers, 1e34, stays within f32, which ends at 3.4e38. */
const LARGEST = 1e15;

/** A column of this name holds classes: 0 or 1, or of more than two 0, 1, 2, … */
export const LABEL = 'label';

/** More points than this are not listed one by one: no samples, no outputs. */
const SAMPLES_LIMIT = 8;

type Data = NonNullable<Problem['data']>;

/** What is wrong with a number of a column, in words, or null. Strings are quoted. */
export function cellFault(value: unknown, column: string, classes = 2): string | null {
  if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST)) {
    return `${quote(value)} is not a number from −1e15 to 1e15`;
  }
  if (column !== LABEL || (Number.isInteger(value) && value >= 0 && value < classes)) return null;
  return classes === 2
    ? `${quote(value)} is not a class, 0 or 1`
    : `${quote(value)} is not a class, a whole number from 0 to ${classes - 1}`;
}

/** What is wrong with a number of rows, in words, or null. */
export function countFault(count: number): string | null {
  if (count === 0) return 'no rows: at least one point is needed';
  if (count <= ROWS_LIMIT) return null;
  return `${count} rows are more than the ${ROWS_LIMIT} allowed: every step of every run reads each of them, and files carry them`;
}

/**
 * Rows from outside: numbers [row][column], as many as there are columns. Throws a RangeError that names the row
 * and column, counted from 1, and quotes the value.
 */
export function checkRows(rows: unknown, columns: readonly string[], classes = 2): DataRows {
  if (!Array.isArray(rows)) {
    throw new RangeError(`data: ${quote(rows)} is not a list of rows of numbers`);
  }
  const fault = countFault(rows.length);
  if (fault) throw new RangeError(`data: ${fault}`);
  for (const [r, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== columns.length) {
      const has = Array.isArray(row) ? `has ${row.length} numbers` : 'is no row';
      throw new RangeError(
        `data: row ${r + 1} ${has}, not ${columns.length}: ${columns.join(', ')}`,
      );
    }
    for (const [c, column] of columns.entries()) {
      const wrong = cellFault(row[c], column, classes);
      if (wrong) throw new RangeError(`data: row ${r + 1}, column ${c + 1} (${column}): ${wrong}`);
    }
  }
  return rows;
}

/**
 * The rows that a reference's `data` means: a set by its name, the usual one where nothing is said, or rows.
 * Throws a RangeError that names the sets there are, or the row and column that is wrong.
 */
export function rowsOf({ columns, sets, set, classes }: Data, given: unknown): DataRows {
  if (given === undefined) return set === undefined ? Object.values(sets)[0]! : sets[set]!;
  if (typeof given !== 'string') return checkRows(given, columns, classes);
  const rows = Object.hasOwn(sets, given) ? sets[given] : undefined;
  if (rows) return rows;
  throw new RangeError(`data: ${quote(given)} is not one of ${Object.keys(sets).join(', ')}`);
}

/** The points as samples of which the last column is the target; none where there are many. */
export function samplesOf(rows: DataRows): Sample[] {
  if (rows.length > SAMPLES_LIMIT) return [];
  return rows.map((row) => ({
    label: `(${row.slice(0, -1).join(', ')})`,
    target: row.at(-1)!,
  }));
}

const rotated = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** The last step of MurmurHash3, after which every bit depends on every other. */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * 64 bits of the f64 bytes and the shape, as 16 hexadecimal digits: two lanes of MurmurHash3 (Austin Appleby,
 * public domain) that feed each other. It tells data apart; it is no defence against forgery. −0 counts as 0,
 * since JSON has only one of them.
 */
export function dataHash(rows: DataRows): string {
  const number = new DataView(new ArrayBuffer(8));
  const columns = rows[0]?.length ?? 0;
  let [a, b] = [rows.length, columns];
  const take = (word: number) => {
    a ^= Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    a = Math.imul(rotated(a, 13) + b, 5) + 0x561ccd1b;
    b ^= Math.imul(rotated(Math.imul(word, 0x239b961b), 16), 0xab0e9789);
    b = Math.imul(rotated(b, 17) + a, 5) + 0x0bcaa747;
  };
  for (const row of rows) {
    for (const value of row) {
      number.setFloat64(0, value + 0);
      take(number.getUint32(0));
      take(number.getUint32(4));
    }
  }
  const [h, k] = [mixed(a + b), mixed(b ^ rotated(a, 7))];
  return [h, k].map((word) => word.toString(16).padStart(8, '0')).join('');
}
