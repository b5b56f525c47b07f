// What `encode` may be asked for: what would do nothing, or nothing sensible, is refused.

import { quote } from '../../math/format.ts';
import { unknownKey } from '../../math/unknown.ts';
import { COLORMAP_NAMES } from '../palettes.ts';
import type { Picture } from '../pictures.ts';
import { type PictureOptions, pictureField } from './picture.ts';
import type { GridSource } from './source.ts';

const KNOWN = ['field', 'colormap', 'scale', 'range', 'compress'] as const;
const COLOURS = ['colormap', 'scale', 'range'] as const;
const SCALES = ['linear', 'log', 'rank'] as const;

/** Throws a RangeError that quotes what is no format of `formats`. */
export function checkFormat<F extends string>(format: unknown, formats: readonly F[]): F {
  const known = formats.find((name) => name === format);
  if (known) return known;
  throw new RangeError(`format: ${quote(format)} is not one of ${formats.join(', ')}`);
}

/**
 * Throws a RangeError for an option that is not known, out of its range, or without effect: colours of a file that is no
 * picture, or of a field that has its own. Whether there is the field is checked where it is looked up.
 */
export function checkFormatOptions(
  { fields }: GridSource,
  format: string,
  options: PictureOptions,
): void {
  for (const key of Object.keys(options)) {
    if ((KNOWN as readonly string[]).includes(key)) continue;
    throw new RangeError(`encode: ${unknownKey(key, KNOWN)}`);
  }
  const { colormap, scale, range } = options;
  checkOne('colormap', colormap, COLORMAP_NAMES);
  checkOne('scale', scale, SCALES);
  if (range !== undefined) checkRange(range);
  const first = COLOURS.find((key) => options[key] !== undefined);
  if (first === undefined) return;
  const idle = `${first}: ${quote(options[first])} does nothing`;
  if (format !== 'png') throw new RangeError(`${idle}: a .${format} file has no colours`);
  const field = pictureField(fields, options.field);
  if (field.labels) throw new RangeError(`${idle}: "${field.name}" has colours of its own`);
  // Counts of steps begin at 0 and are shown on a log scale all the same, shifted by one.
  const counts = field.none !== undefined;
  const log = (scale ?? (counts ? 'log' : 'linear')) === 'log';
  if (range === undefined || !log || range[0] > 0 || (counts && range[0] === 0)) return;
  throw new RangeError(`range: ${quote(range)} is not above 0, as a log scale needs`);
}

function checkOne(what: string, value: unknown, known: readonly string[]): void {
  if (value === undefined || known.some((name) => name === value)) return;
  throw new RangeError(`${what}: ${quote(value)} is not one of ${known.join(', ')}`);
}

function checkRange(range: readonly [number, number]): void {
  const [min, max] = Array.from(range);
  if (range.length === 2 && Number.isFinite(min) && Number.isFinite(max) && min! < max!) return;
  throw new RangeError(`range: ${quote(range)} is not two numbers with min < max`);
}

/** Throws a RangeError for a picture whose sides are none or that has not four bytes for each pixel. */
export function checkPicture({ width, height, rgba }: Picture): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (Number.isInteger(side) && side >= 1) continue;
    throw new RangeError(`picture.${name}: ${quote(side)} is not an integer from 1`);
  }
  if (rgba?.length === 4 * width * height) return;
  const bytes = `${4 * width * height} bytes, four for each of ${width} × ${height} pixels`;
  throw new RangeError(`picture.rgba: ${quote(rgba?.length)} numbers are not ${bytes}`);
}
