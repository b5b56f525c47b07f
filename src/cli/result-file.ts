// Files of results and specs, read from where they lie: of large ones only what is asked for is in memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from '../fields/formats/crc32.ts';
import type { Format } from '../fields/formats/index.ts';
import { parseJson } from '../fields/formats/json-text.ts';
import { readNpyHeader } from '../fields/formats/npy.ts';
import type { NpzContents } from '../fields/formats/npz.ts';
import {
  type CellType,
  cellsOf,
  checkTold,
  type FieldInfo,
  type FileMeta,
  type GridSource,
} from '../fields/formats/source.ts';
import { Failure, fileFailure } from './failure.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** An open file. */
export interface OpenFile {
  readonly path: string;
  readonly size: number;
  /** Bytes from a place on, fewer where the file ends. */
  read(at: number, length: number): Bytes;
  close(): void;
}

/** Throws a Failure that says why a file cannot be opened. */
export function openFile(path: string): OpenFile {
  let file: number;
  let size: number;
  try {
    file = openSync(path, 'r');
    size = fstatSync(file).size;
    // Opening a folder succeeds; reading it does not.
    readSync(file, new Uint8Array(1), 0, 1, 0);
  } catch (error) {
    throw fileFailure(path, error);
  }
  return {
    path,
    size,
    read(at, length) {
      const bytes = new Uint8Array(length);
      const got = readSync(file, bytes, 0, length, at);
      return got === length ? bytes : bytes.subarray(0, got);
    },
    close: () => closeSync(file),
  };
}

/** The value of a file that is JSON; undefined for any other. Throws a Failure for JSON that is damaged. */
export function jsonOfFile(file: OpenFile): unknown {
  const start = Buffer.from(file.read(0, 64))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!start.startsWith('{')) return undefined;
  try {
    checkTold(file.size);
  } catch (error) {
    throw new Failure(`"${file.path}": ${(error as Error).message}`);
  }
  const text = Buffer.from(file.read(0, file.size))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  try {
    return parseJson(text, `"${file.path}"`);
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

/** Bytes within which the header of an .npy ends, unless there are many data in it. */
const HEAD = 2 ** 22;

/** The fields of an .npz or .npy, to be read band by band; null for formats that do not keep numbers in their place. */
export function sourceOfFile(
  file: OpenFile,
  meta: FileMeta,
  format: Format,
  contents?: NpzContents,
): GridSource | null {
  const arrays = contents?.arrays ?? new Map(format === 'npy' ? [npyArray(file)] : []);
  const grids = [...arrays].filter(([, { shape }]) => shape.length > 1);
  const fields = grids
    .filter(([name]) => name !== 'data')
    .map(([name, { type, shape }]): FieldInfo => {
      const components = Array.from({ length: shape[2] ?? 1 }, (_, c) => String(c));
      return { name, type, ...(shape.length > 2 && { components }) };
    });
  const [height = 0, width = 0] = grids.find(([name]) => name === fields[0]?.name)?.[1].shape ?? [];
  if (fields.length === 0) return null;
  const axis = (name: string) => ({ name, centres: new Float64Array(0) });
  return {
    meta,
    width,
    height,
    fields,
    x: axis('x'),
    y: axis('y'),
    read(field, from, to) {
      const { type, shape, offset } = arrays.get(field.name)!;
      const row = width * (shape[2] ?? 1) * Number(type.slice(2));
      return cellsOf(type, file.read(offset + from * row, (to - from) * row));
    },
  };
}

function npyArray(file: OpenFile): [string, { type: CellType; shape: number[]; offset: number }] {
  const header = readNpyHeader(file.read(0, Math.min(file.size, HEAD)));
  return [
    header.field ?? 'values',
    { type: header.type, shape: header.shape, offset: header.offset },
  ];
}

/** Bytes checked at once. */
const PIECE = 2 ** 24;

/** What is wrong with the bytes of an .npz, in words; null where they are those that were written. */
export async function damageOf(
  { members }: NpzContents,
  file: OpenFile,
  signal: AbortSignal,
): Promise<string | null> {
  for (const member of members) {
    let crc = 0;
    for (let at = 0; at < member.size; at += PIECE) {
      crc = crc32(file.read(member.data + at, Math.min(PIECE, member.size - at)), crc);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
    if (crc !== member.crc) return `${member.name} does not match its checksum`;
  }
  return null;
}
