// A field as a picture: which colour index each cell gets, and the palette they point into.

import type { Scale } from '../../math/grid.ts';
import { type ColormapName, colormapBytes, OUTCOME_COLORS } from '../palettes.ts';
import type { PngImage } from './png.ts';
import {
  bands,
  type Cells,
  type FieldInfo,
  fieldByName,
  type GridSource,
  metaJson,
} from './source.ts';

export interface PictureOptions {
  /** Default: the first field with words for its values, or else the first field. */
  field?: string | undefined;
  colormap?: ColormapName | undefined;
  scale?: Scale | undefined;
  /** Values at the two ends of the colour map; default: the least and largest finite one. */
  range?: readonly [number, number] | undefined;
}

/** Colour of cells that have no value: none, or not finite. */
const NONE_COLOR = [0x40, 0x40, 0x48] as const;
/** Index 255 is kept for them. */
const NONE = 255;

/**
 * The picture of a field, its row 0 at the bottom as on the page. Throws a RangeError for a vector
 * field, which is no picture, and for an unknown one.
 */
export function pictureOf(source: GridSource, options: PictureOptions = {}): PngImage {
  const { fields, width, height, meta } = source;
  const field = pictureField(fields, options.field);
  const { palette, index } = field.labels
    ? { palette: Uint8Array.from(OUTCOME_COLORS.flat()), index: (value: number) => value }
    : scalarColors(source, field, options);
  // One band is read for many rows, from the top of the picture down.
  const rows = Math.max(1, Math.floor(2 ** 18 / width));
  let from = -1;
  let cells: Cells = new Uint8Array(0);
  const line = new Uint8Array(width);
  return {
    width,
    height,
    palette,
    texts: [
      ['Software', `gradscape ${meta.version}`],
      ['gradscape', metaJson(meta)],
    ],
    row(j) {
      const up = height - 1 - j;
      const start = Math.floor(up / rows) * rows;
      if (start !== from) {
        cells = source.read(field, start, Math.min(start + rows, height)).slice();
        from = start;
      }
      const at = (up - start) * width;
      for (let i = 0; i < width; i++) line[i] = index(cells[at + i]!);
      return line;
    },
  };
}

/** The field a picture shows. Throws a RangeError for a vector field and for an unknown one. */
export function pictureField(fields: readonly FieldInfo[], name?: string): FieldInfo {
  const field = name
    ? fieldByName(fields, name)
    : (fields.find(({ labels }) => labels) ?? fields[0]!);
  if (!field.components) return field;
  const scalar = fields.filter(({ components }) => !components).map((f) => f.name);
  throw new RangeError(
    `field "${field.name}" is a vector and no picture: choose ${scalar.join(' or ')}`,
  );
}

function scalarColors(source: GridSource, field: FieldInfo, options: PictureOptions) {
  const { colormap = 'viridis', scale = field.none === undefined ? 'linear' : 'log' } = options;
  const along = scale === 'log' ? (v: number) => Math.log(Math.max(v, 1e-30)) : (v: number) => v;
  // Counts of steps start at 0, which a log scale cannot show: shift them by one.
  const shift = field.none !== undefined && scale === 'log' ? 1 : 0;
  const [lo, hi] = options.range ?? finiteRange(source, field);
  const from = along(lo + shift);
  const span = along(hi + shift) - from || 1;
  const rgba = colormapBytes(colormap);
  const palette = new Uint8Array(256 * 3);
  for (let i = 0; i < NONE; i++) {
    const at = 4 * Math.round((i * 255) / (NONE - 1));
    palette.set(rgba.subarray(at, at + 3), 3 * i);
  }
  palette.set(NONE_COLOR, 3 * NONE);
  const index = (value: number) => {
    if (value === field.none || !Number.isFinite(value)) return NONE;
    const u = (along(value + shift) - from) / span;
    return Math.round(Math.min(Math.max(u, 0), 1) * (NONE - 1));
  };
  return { palette, index };
}

/** The least and largest finite value of a field; [0, 1] when there is none. */
function finiteRange(source: GridSource, field: FieldInfo): [number, number] {
  let lo = Infinity;
  let hi = -Infinity;
  for (const [from, to] of bands(source, 2 ** 18)) {
    for (const value of source.read(field, from, to)) {
      if (value === field.none || !Number.isFinite(value)) continue;
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
  }
  return lo <= hi ? [lo, hi] : [0, 1];
}
