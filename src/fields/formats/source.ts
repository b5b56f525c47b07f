// What every format writes: named fields on a grid, read row by row, and what they are of.
import type { EngineInfo } from '../../engine.ts';
import { withRows, withStoredRows } from './data.ts';
import { jsonValue } from './json-text.ts';

export type Cells =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** numpy's names: little-endian floats and unsigned integers. */
export type CellType = '<f4' | '<f8' | '<u4' | '|u1';

export interface FieldInfo {
  readonly name: string;
  readonly type: CellType;
  /** Names of the components of a vector field, in order; absent for one number per cell. */
  readonly components?: readonly string[];
  /** Words for the values 0, 1, 2, … of a field of codes. */
  readonly labels?: readonly string[];
  /** The value that stands for "none". */
  readonly none?: number;
  /** Of a number that has one. */
  readonly unit?: string;
  /** Whether it is drawn by rank, positive and negative values each on their own. */
  readonly byRank?: boolean;
}

/** Which part of a whole a file holds: the tiles t, counted from 0, with t mod of = index − 1. */
export interface Shard {
  /** From 1 to `of`. */
  index: number;
  of: number;
  /** The row of the whole that stands last in the file, though it is the next shard's, to be compared with its. */
  seam?: number;
}

/** Which adapter computed tiles of a result that is not one adapter's alone. */
export interface AdapterTiles {
  adapter: string;
  tiles: readonly number[];
}

/** What a file says of itself. */
export interface FileMeta {
  program: 'gradscape';
  version: string;
  kind: 'landscape' | 'sweep' | 'spectrum' | 'trajectories';
  spec: object;
  engine: EngineInfo['name'];
  adapter: string;
  precision: EngineInfo['precision'];
  shard?: Shard;
  /** Of a result whose shards were computed by several adapters: `adapter` names them all. */
  adapters?: readonly AdapterTiles[];
}

export interface AxisInfo {
  readonly name: string;
  /** The coordinate of each column or row. */
  readonly centres: Float64Array;
}

/** Fields on a grid. Row 0 is at the least y; a cell's components lie together. */
export interface GridSource {
  readonly meta: FileMeta;
  readonly width: number;
  readonly height: number;
  readonly x: AxisInfo;
  readonly y: AxisInfo;
  readonly fields: readonly FieldInfo[];
  /** The cells of rows [from, to) of a field. Good until the next call. */
  read(field: FieldInfo, from: number, to: number): Cells;
}

/** Numbers per cell of a field. */
export const componentsOf = ({ components }: FieldInfo) => components?.length ?? 1;

/** Bytes per cell of a field. */
export const cellBytes = (field: FieldInfo) => componentsOf(field) * Number(field.type.slice(2));

const ARRAYS = {
  '<f4': Float32Array,
  '<f8': Float64Array,
  '<u4': Uint32Array,
  '|u1': Uint8Array,
} as const;

/** A typed array over bytes of this type, or a copy where they are not aligned. */
export function cellsOf(type: CellType, bytes: Uint8Array<ArrayBuffer>): Cells {
  const Type = ARRAYS[type];
  const aligned = bytes.byteOffset % Type.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return new Type(aligned.buffer, aligned.byteOffset, bytes.length / Type.BYTES_PER_ELEMENT);
}

/** The bytes of a typed array, not copied. */
export const bytesOf = (cells: Cells) =>
  new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);

/** The field of a source with this name. Throws a RangeError naming those there are. */
export function fieldByName(fields: readonly FieldInfo[], name: string): FieldInfo {
  const field = fields.find((f) => f.name === name);
  if (field) return field;
  throw new RangeError(`field "${name}" is not one of ${fields.map((f) => f.name).join(', ')}`);
}

/** Bands of whole rows with about `cells` cells each. */
export function* bands(
  { width, height }: { width: number; height: number },
  cells: number,
): Generator<[from: number, to: number]> {
  const rows = Math.max(1, Math.floor(cells / width));
  for (let from = 0; from < height; from += rows) yield [from, Math.min(from + rows, height)];
}

/** Bytes as characters 0 to 255. A TextDecoder's "latin1" is windows-1252, which has others. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Meta as one line of ASCII: what is beyond is written \uXXXX, so that any reader takes it. Rows of data stand in it
 * beside their hash.
 */
export function metaJson(meta: FileMeta): string {
  return JSON.stringify(withStoredRows(meta)).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What a file may say of itself: ten times the weights and data of the largest problem. */
export const TOLD_LIMIT = 2 ** 26;

/** Throws an Error for more bytes of what a file says of itself than any file written here has. */
export function checkTold(bytes: number): void {
  if (bytes <= TOLD_LIMIT) return;
  throw new Error(`it says ${bytes} bytes of itself: at most ${TOLD_LIMIT} are read`);
}

/** What a file says of itself, in bytes, so many at most. */
export function withinLimit(bytes: Uint8Array): Uint8Array {
  checkTold(bytes.length);
  return bytes;
}

/** Meta from its JSON, with the rows that are in it. Throws an Error that says what is wrong with it. */
export function parseMeta(json: string): FileMeta {
  let meta: unknown;
  try {
    meta = jsonValue(json);
  } catch {
    throw new Error('it carries no readable spec');
  }
  const { program, version, kind, spec } = (meta ?? {}) as Partial<FileMeta>;
  const whole = typeof version === 'string' && typeof kind === 'string' && spec instanceof Object;
  if (program !== 'gradscape' || !whole) throw new Error('it carries no gradscape spec');
  return withRows(meta as FileMeta);
}
