// Which format a file name asks for, and a whole result as bytes of that format.

import type { Picture } from '../pictures.ts';
import { csvChunks } from './csv.ts';
import { checkNpyRoom, npyChunks, readNpyHeader } from './npy.ts';
import { npzChunks, npzDeflatedChunks, readNpzMeta } from './npz.ts';
import { checkFormat, checkFormatOptions, checkPicture } from './options.ts';
import { parquetChunks, parquetMeta } from './parquet.ts';
import { type PictureOptions, pictureField, pictureOf, rgbaImage } from './picture.ts';
import { joined, pngChunks, pngText } from './png.ts';
import {
  type FieldInfo,
  type FileMeta,
  fieldByName,
  type GridSource,
  latin1,
  parseMeta,
  withinLimit,
} from './source.ts';

export const FORMATS = ['npy', 'npz', 'csv', 'parquet', 'png'] as const;
export type Format = (typeof FORMATS)[number];

/** The format of a file name, by its suffix. Throws a RangeError naming the known ones. */
export function formatOf(name: string): Format {
  const suffix = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  const format = FORMATS.find((known) => known === suffix);
  if (format) return format;
  throw new RangeError(`"${name}" does not end in .${FORMATS.join(', .')}`);
}

/** What goes into the file: the field of a .npy (default: loss), the picture of a .png. */
export interface FormatOptions extends PictureOptions {
  /** Deflates a .npz: smaller, and slower to write. */
  compress?: boolean | undefined;
}

/** Throws a RangeError where compression is asked for of a format that has none to choose. */
export function checkCompress(format: Format, compress: boolean | undefined): void {
  if (!compress || format === 'npz') return;
  throw new RangeError(`a .${format} file cannot be asked to be compressed: only a .npz`);
}

/**
 * The field that a .npy holds or a .png shows; null for the formats that hold them all. Throws a
 * RangeError for a field that there is not, or that the format cannot show.
 */
export function fieldOf(
  fields: readonly FieldInfo[],
  format: Format,
  name?: string,
): FieldInfo | null {
  if (format === 'npy') return fieldByName(fields, name ?? 'loss');
  if (format === 'png') return pictureField(fields, name);
  if (name === undefined) return null;
  throw new RangeError(`a .${format} file holds all fields: "${name}" cannot be chosen`);
}

/** Throws a RangeError, before anything is computed, for a spec that files of this format have no room for. */
export function checkRoom(format: Format, spec: object): void {
  if (format === 'npy') checkNpyRoom(spec);
}

/** A result in a format, piece by piece: only a band of rows is in memory at a time. */
export function chunksOf(
  source: GridSource,
  format: Format,
  options: FormatOptions = {},
): Generator<Uint8Array> {
  const field = fieldOf(source.fields, format, options.field);
  checkCompress(format, options.compress);
  switch (format) {
    case 'npy':
      return npyChunks(source, field!);
    case 'npz':
      return options.compress ? npzDeflatedChunks(source) : npzChunks(source);
    case 'csv':
      return csvChunks(source);
    case 'parquet':
      return parquetChunks(source);
    case 'png':
      return pngChunks(pictureOf(source, options));
  }
}

/**
 * A whole result as the bytes of a file. Throws a RangeError for a format or field that there is not, a field that
 * the format cannot show, a colour map, scale or range that is none, a log scale whose range is not above 0, and for
 * options that would do nothing.
 */
export function encode(
  source: GridSource,
  format: Format,
  options: FormatOptions = {},
): Uint8Array {
  checkFormatOptions(source, checkFormat(format, FORMATS), options);
  const parts = [...chunksOf(source, format, options)];
  return joined(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
}

/**
 * A picture that the page drew (RGBA, row 0 at the bottom) as a .png that says what it is of. Throws a RangeError
 * where there are not four bytes for each pixel.
 */
export function encodePicture(picture: Picture, meta: FileMeta): Uint8Array {
  checkPicture(picture);
  const parts = [...pngChunks(rgbaImage(picture, meta))];
  return joined(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
}

/**
 * What a file written by `encode` says of itself: its spec and how it was made. Tells the format by
 * the contents. Throws an Error that says in words why a file has nothing to say.
 */
export function readMeta(bytes: Uint8Array): FileMeta {
  const start = latin1(bytes.subarray(0, 8));
  if (start.startsWith('\x89PNG')) return parseMeta(pngText(bytes, 'gradscape') ?? '');
  if (start.startsWith('\x93NUMPY')) {
    const { meta } = readNpyHeader(bytes);
    if (!meta) throw new Error('it carries no gradscape spec');
    return meta;
  }
  if (start.startsWith('PK\x03\x04')) {
    return readNpzMeta(bytes.length, (at, length) => bytes.subarray(at, at + length)).meta;
  }
  if (start.startsWith('PAR1')) return parseMeta(parquetMeta(bytes) ?? '');
  const json = quotedJson(secondLine(bytes));
  if (!json) throw new Error('it is none of gradscape’s .npy, .npz, .csv, .parquet and .png files');
  return parseMeta(new TextDecoder().decode(json));
}

const [QUOTE, COMMA, OPEN, CLOSE] = [0x22, 0x2c, 0x7b, 0x7d];

/** What stands in quotation marks at the end of a line, where that is an object; marks within it, which are doubled, once. */
function quotedJson(line: Uint8Array): Uint8Array | null {
  if (line.at(-1) !== QUOTE || line.at(-2) !== CLOSE) return null;
  const begins = (i: number) => line[i] === COMMA && line[i + 1] === QUOTE && line[i + 2] === OPEN;
  let from = 0;
  while (from < line.length && !begins(from)) from++;
  if (from === line.length) return null;
  const quoted = line.subarray(from + 2, -1);
  const plain = new Uint8Array(quoted.length);
  let length = 0;
  for (let i = 0; i < quoted.length; i++) {
    if (quoted[i] === QUOTE && quoted[i + 1] === QUOTE) i++;
    plain[length++] = quoted[i]!;
  }
  return plain.subarray(0, length);
}

/** The second line of a text, without its end. */
function secondLine(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(10);
  if (first < 0) return new Uint8Array(0);
  const second = bytes.indexOf(10, first + 1);
  const line = bytes.subarray(first + 1, second < 0 ? bytes.length : second);
  return withinLimit(line.at(-1) === 13 ? line.subarray(0, -1) : line);
}
