// numpy's .npz: a zip of .npy members, stored, each at a place known beforehand. All fields of a
// result, the cell centres as x and y, the data of a problem that has any, the spec as spec.json, and
// the names of axes and fields as names.json; last, of a whole sweep, the border's dimension as statistics.json.
import type { SpectrumSpec, SweepSpec } from '../../engine.ts';
import { ROWS_LIMIT } from '../../problems/data.ts';
import { crc32, crc32Combine } from './crc32.ts';
import { rowsIn, withoutRows, withRows } from './data.ts';
import { npyHeader, readNpyHeader, shapeOf } from './npy.ts';
import {
  bands,
  bytesOf,
  type CellType,
  cellBytes,
  checkTold,
  type FileMeta,
  type GridSource,
  metaJson,
  parseMeta,
} from './source.ts';
import { hasStatistics, STATISTICS, statisticsMember } from './statistics.ts';
import { centralDirectory, localHeader, readZip, type ZipEntry, zipLayout } from './zip.ts';
import { deflatedZip, inflatedZip, isDeflated } from './zip-deflate.ts';

/** Cells handed on at once. */
const BAND = 2 ** 18;

export interface Piece {
  at: number;
  bytes: Uint8Array;
}

/** Where every byte of an .npz goes. */
export interface NpzPlan {
  /** Where the cells of each field start, in the order of the source's fields. */
  data: number[];
  /**
   * All that is not cells, given the CRC-32 of each field's cells, and the source where they are all there: without it
   * blanks stand for what is told from cells.
   */
  frame(crcs: readonly number[], source?: GridSource): Piece[];
}

type Shape = Omit<GridSource, 'read'>;

/** The members besides the fields: small, and known before any cell is. */
function fixedMembers(shape: Shape): { name: string; bytes: Uint8Array }[] {
  const { meta, x, y } = shape;
  const array = (name: string, shape: readonly number[], numbers: Float64Array) => {
    const header = npyHeader('<f8', shape);
    const bytes = new Uint8Array(header.length + numbers.byteLength);
    bytes.set(header);
    bytes.set(
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
      header.length,
    );
    return { name: `${name}.npy`, bytes };
  };
  const rows = rowsIn(meta);
  return [
    { name: 'spec.json', bytes: new TextEncoder().encode(metaJson(withoutRows(meta))) },
    { name: 'names.json', bytes: new TextEncoder().encode(namesJson(shape)) },
    array('x', [x.centres.length], x.centres),
    array('y', [y.centres.length], y.centres),
    ...(rows
      ? [array('data', [rows.length, rows[0]!.length], Float64Array.from(rows.flat()))]
      : []),
  ];
}

/** What readers that know no problems need to know of axes and fields: names, scales, units, the words of codes. */
function namesJson({ meta, x, y, fields }: Shape): string {
  const { x: across, y: upwards, rate } = meta.spec as Partial<SweepSpec & SpectrumSpec>;
  return JSON.stringify({
    x: { name: x.name, scale: across?.scale ?? rate?.scale ?? 'linear' },
    y: { name: y.name, scale: upwards?.scale ?? 'linear' },
    fields: fields.map(({ name, components, labels, none, unit }) => {
      return { name, components, labels, none, unit };
    }),
  });
}

export function npzPlan(shape: Shape): NpzPlan {
  const fixed = fixedMembers(shape);
  const cells = shape.width * shape.height;
  const fields = shape.fields.map((field) => {
    const header = npyHeader(field.type, shapeOf(field, shape));
    return { name: `${field.name}.npy`, header, bytes: cells * cellBytes(field) };
  });
  const layout = zipLayout([
    ...fixed.map(({ name, bytes }) => ({ name, size: bytes.length })),
    ...fields.map(({ name, header, bytes }) => ({ name, size: header.length + bytes })),
    ...(hasStatistics(shape) ? [STATISTICS] : []),
  ]);
  const places = layout.members;
  return {
    data: fields.map(({ header }, i) => places[fixed.length + i]!.data + header.length),
    frame(crcs, source) {
      const blanks = () => new Uint8Array(STATISTICS.size).fill(0x20);
      const last = hasStatistics(shape) ? [source ? statisticsMember(source) : blanks()] : [];
      const all = [
        ...fixed.map(({ bytes }) => crc32(bytes)),
        ...fields.map(({ header, bytes }, i) => crc32Combine(crc32(header), crcs[i]!, bytes)),
        ...last.map((bytes) => crc32(bytes)),
      ];
      const contents = [
        ...fixed.map(({ bytes }) => bytes),
        ...fields.map(({ header }) => header),
        ...last,
      ];
      return [
        ...places.flatMap((place, i) => [
          { at: place.at, bytes: localHeader(place, all[i]!) },
          { at: place.data, bytes: contents[i]! },
        ]),
        { at: layout.directory, bytes: centralDirectory(layout, all) },
      ];
    },
  };
}

/** A whole result as an .npz file, piece by piece; reads the source twice, first for its CRCs. */
export function* npzChunks(source: GridSource): Generator<Uint8Array> {
  const { fields } = source;
  const plan = npzPlan(source);
  const crcs = fields.map((field) => {
    let crc = 0;
    for (const [from, to] of bands(source, BAND)) {
      crc = crc32(bytesOf(source.read(field, from, to)), crc);
    }
    return crc;
  });
  let at = 0;
  let next = 0;
  for (const piece of plan.frame(crcs, source)) {
    for (; at < piece.at; next++) {
      for (const [from, to] of bands(source, BAND)) {
        const bytes = bytesOf(source.read(fields[next]!, from, to)).slice();
        yield bytes;
        at += bytes.length;
      }
    }
    yield piece.bytes;
    at += piece.bytes.length;
  }
}

/** The same, its members deflated: a half to a tenth of the size. Throws a RangeError beyond 4 GiB. */
export function npzDeflatedChunks(source: GridSource): Generator<Uint8Array> {
  const cells = source.width * source.height;
  const fixed = fixedMembers(source).map(({ name, bytes }) => ({
    name,
    size: bytes.length,
    chunks: [bytes],
  }));
  const fields = source.fields.map((field) => {
    const header = npyHeader(field.type, shapeOf(field, source));
    function* chunks() {
      yield header;
      for (const [from, to] of bands(source, BAND)) yield bytesOf(source.read(field, from, to));
    }
    const size = header.length + cells * cellBytes(field);
    return { name: `${field.name}.npy`, size, chunks: chunks() };
  });
  const last = hasStatistics(source) ? [{ ...STATISTICS, chunks: [statisticsMember(source)] }] : [];
  return deflatedZip([...fixed, ...fields, ...last]);
}

/** Numbers in the rows of data: more columns than a network has inputs and outputs. */
const CELLS_LIMIT = 2 ** 24;

export interface NpzContents {
  /** With the hash of its data, of which the rows are an array: see metaWithData. */
  meta: FileMeta;
  /** By name: type, shape, and where the data starts in the file. */
  arrays: Map<string, { type: CellType; shape: number[]; offset: number }>;
  /** Every member, with the CRC-32 that its bytes should have. */
  members: ZipEntry[];
}

/**
 * What an .npz written here holds. `read(at, length)` gives bytes of the file. Throws an Error that
 * says what is wrong with a file that is cut off, damaged or foreign.
 */
export function readNpz(
  fileSize: number,
  read: (at: number, length: number) => Uint8Array,
): NpzContents {
  const members = readZip(fileSize, read);
  const spec = members.find(({ name }) => name === 'spec.json');
  if (!spec) throw new Error('it carries no gradscape spec');
  checkTold(spec.size);
  const meta = parseMeta(new TextDecoder().decode(read(spec.data, spec.size)));
  const arrays: NpzContents['arrays'] = new Map();
  for (const { name, data, size } of members) {
    if (!name.endsWith('.npy')) continue;
    const { offset, type, shape } = readNpyHeader(read(data, Math.min(size, 65_546)));
    const bytes = shape.reduce((product, n) => product * n, Number(type.slice(2)));
    if (bytes !== size - offset) throw new Error(`its member ${name} is damaged`);
    arrays.set(name.slice(0, -4), { type, shape, offset: data + offset });
  }
  return { meta, arrays, members };
}

/**
 * What an .npz says of itself, with the rows of its data; its contents where its members are stored. Of deflated ones
 * none but those that say it are inflated. `read(at, length)` gives bytes of the file. Throws an Error that says why the
 * file says nothing.
 */
export function readNpzMeta(
  fileSize: number,
  read: (at: number, length: number) => Uint8Array,
): { meta: FileMeta; contents?: NpzContents } {
  if (!isDeflated(read(0, 10))) {
    const contents = readNpz(fileSize, read);
    return { meta: metaWithData(contents, read), contents };
  }
  const stored = inflatedZip(fileSize, read, ['spec.json', 'data.npy']);
  const readStored = (at: number, length: number) => stored.subarray(at, at + length);
  return { meta: metaWithData(readNpz(stored.length, readStored), readStored) };
}

/** The meta of an .npz with the rows of its data. Throws an Error where they are missing or damaged. */
export function metaWithData(
  { meta, arrays }: NpzContents,
  read: (at: number, length: number) => Uint8Array,
): FileMeta {
  return withRows(meta, ({ rows, columns }) => {
    const array = arrays.get('data');
    if (array?.type !== '<f8' || String(array.shape) !== String([rows, columns])) {
      throw new Error(`its data of ${rows} rows and ${columns} columns are missing`);
    }
    if (rows > ROWS_LIMIT || rows * columns > CELLS_LIMIT) {
      throw new Error(`its data of ${rows} rows and ${columns} columns are too many`);
    }
    const { buffer, byteOffset } = read(array.offset, 8 * rows * columns);
    const numbers = new DataView(buffer, byteOffset, 8 * rows * columns);
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => numbers.getFloat64(8 * (r * columns + c), true)),
    );
  });
}
