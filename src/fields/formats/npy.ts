// numpy's .npy, version 1.0 of the format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import {
  bands,
  bytesOf,
  type CellType,
  type FieldInfo,
  type FileMeta,
  type GridSource,
  latin1,
  metaJson,
  parseMeta,
} from './source.ts';

const MAGIC = '\x93NUMPY\x01\x00';

/** Cells handed on at once. */
const BAND = 2 ** 18;

/** numpy.load refuses headers beyond 10,000 characters. */
const HEADER_LIMIT = 9_984;

/**
 * The bytes before the data. The spec is a comment behind the header's dictionary: numpy reads the
 * dictionary as Python and passes over comments, and `head -1` shows it.
 * Throws a RangeError when the spec is too long for a header that numpy would read.
 */
export function npyHeader(
  type: CellType,
  shape: readonly number[],
  meta?: FileMeta & { field?: string },
): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const text = meta ? `${dictionary} # ${metaJson(meta)}` : dictionary;
  // Data starts at a multiple of 64, so that it can be mapped.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  if (length > HEADER_LIMIT) {
    throw new RangeError(
      `a spec of ${text.length} characters does not fit a .npy header: at most ${HEADER_LIMIT}; other formats have room for it`,
    );
  }
  const bytes = new Uint8Array(length).fill(0x20);
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  for (let i = 0; i < text.length; i++) bytes[10 + i] = text.charCodeAt(i);
  bytes[length - 1] = 0x0a;
  return bytes;
}

/** Throws a RangeError for a spec that leaves no room in a header for the rest of the meta, 1,000 characters. */
export function checkNpyRoom(spec: object): void {
  const { length } = JSON.stringify(spec);
  if (length <= HEADER_LIMIT - 1000) return;
  throw new RangeError(
    `a .npy file has no room for a spec of ${length} characters, only for ${HEADER_LIMIT - 1000}: a .npz, .csv, .parquet or .png has`,
  );
}

export interface NpyHeader {
  /** Where the data starts. */
  offset: number;
  type: CellType;
  shape: number[];
  /** Absent where the file says nothing of itself, as a member of an .npz does. */
  meta?: FileMeta;
  /** The name of what is in it, where the file says it. */
  field?: string;
}

/** Reads what npyHeader wrote. Throws an Error that says what is wrong. */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  const text = latin1(bytes.subarray(0, 65_546));
  if (!text.startsWith(MAGIC.slice(0, 6))) throw new Error('it is not a .npy file');
  const offset = 10 + (bytes[8] ?? 0) + 256 * (bytes[9] ?? 0);
  const header = text.slice(10, offset);
  const type = /'descr': '([<|][fu][148])'/.exec(header)?.[1];
  const shape = /'shape': \(([\d, ]*)\)/.exec(header)?.[1];
  if (!type || shape === undefined || text.length < offset) {
    throw new Error('its .npy header is cut off or of another program');
  }
  const comment = header.indexOf('} # ');
  return {
    offset,
    type: type as CellType,
    shape: shape
      .split(',')
      .filter((s) => s.trim())
      .map(Number),
    ...(comment < 0 ? {} : saidIn(header.slice(comment + 4))),
  };
}

function saidIn(json: string): Pick<NpyHeader, 'meta' | 'field'> {
  const { field, ...meta } = parseMeta(json) as FileMeta & { field?: unknown };
  return { meta, ...(typeof field === 'string' && { field }) };
}

/** Height, width and, for a vector field, its components. */
export const shapeOf = (
  { components }: FieldInfo,
  { width, height }: { width: number; height: number },
) => (components ? [height, width, components.length] : [height, width]);

/** One field as a .npy file, piece by piece. */
export function* npyChunks(source: GridSource, field: FieldInfo): Generator<Uint8Array> {
  yield npyHeader(field.type, shapeOf(field, source), { ...source.meta, field: field.name });
  for (const [from, to] of bands(source, BAND)) yield bytesOf(source.read(field, from, to)).slice();
}
