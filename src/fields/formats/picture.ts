// A field as a picture: which colour index each cell gets, and the palette they point into.

import { NEVER, SOLVED } from '../../engine.ts';
import { log } from '../../math/logarithm.ts';
import type { ColourScaleName, Colours } from '../colour-scale.ts';
import { MORE_COLORMAPS } from '../more-colormaps.ts';
import {
  addColormaps,
  type ColormapName,
  codeColors,
  colormapBytes,
  OUTCOME_COLORS,
  solvedLight,
} from '../palettes.ts';
import type { Picture } from '../pictures.ts';
import { rankIn } from '../rank.ts';
import { ranksOf } from '../ranks.ts';
import { trainabilityPicture } from '../trainability.ts';
import type { PngImage } from './png.ts';
import {
  bands,
  type Cells,
  type FieldInfo,
  type FileMeta,
  fieldByName,
  type GridSource,
  metaJson,
} from './source.ts';

// A file is written at once: nothing is to be waited for.
addColormaps(MORE_COLORMAPS);

export interface PictureOptions {
  /**
   * Default: of a sweep the outcomes, solved runs the darker the longer they took, as on the page;
   * else the first field. A field of codes that is named is drawn in flat colours.
   */
  field?: string | undefined;
  colormap?: ColormapName | undefined;
  /** By rank the colour of a value is the share of the cells that lie below it. */
  scale?: ColourScaleName | undefined;
  /** Values at the two ends of the colour map; default: the least and largest finite one. */
  range?: readonly [number, number] | undefined;
}

/** Colour of cells that have no value: none, or not finite. */
export const NONE_COLOR = [0x40, 0x40, 0x48] as const;
/** Index 255 is kept for them. */
const NONE = 255;

/**
 * The picture of a field, its row 0 at the bottom as on the page. Throws a RangeError for a vector
 * field, which is no picture, and for an unknown one.
 */
export function pictureOf(source: GridSource, options: PictureOptions = {}): PngImage {
  const { fields, width, height, meta } = source;
  const field = pictureField(fields, options.field);
  const { palette, fields: shown, index } = colorsOf(source, field, options);
  // One band is read for many rows, from the top of the picture down.
  const rows = Math.max(1, Math.floor(2 ** 18 / width));
  let from = -1;
  let cells: Cells[] = [];
  const line = new Uint8Array(width);
  return {
    width,
    height,
    palette,
    texts: textsOf(meta),
    row(j) {
      const up = height - 1 - j;
      const start = Math.floor(up / rows) * rows;
      if (start !== from) {
        const end = Math.min(start + rows, height);
        cells = shown.map((f) => source.read(f, start, end).slice());
        from = start;
      }
      const [first, second] = cells as [Cells, Cells?];
      const at = (up - start) * width;
      for (let i = 0; i < width; i++) line[i] = index(first[at + i]!, second?.[at + i] ?? 0);
      return line;
    },
  };
}

/** What a picture says of itself. */
export function textsOf(meta: FileMeta): PngImage['texts'] {
  return [
    ['Software', `gradscape ${meta.version}`],
    ['gradscape', metaJson(meta)],
  ];
}

/** RGBA bytes as the page draws them, row 0 at the bottom, as an image; what is see-through is lost. */
export function rgbaImage({ width, height, rgba }: Picture, meta: FileMeta): PngImage {
  const line = new Uint8Array(3 * width);
  return {
    width,
    height,
    palette: null,
    texts: textsOf(meta),
    row(j) {
      const from = 4 * (height - 1 - j) * width;
      for (let i = 0; i < width; i++)
        line.set(rgba.subarray(from + 4 * i, from + 4 * i + 3), 3 * i);
      return line;
    },
  };
}

/** How a picture's cells become colours: from the values of one field or two. */
interface Colors {
  palette: Uint8Array;
  fields: FieldInfo[];
  index: (first: number, second: number) => number;
}

function colorsOf(source: GridSource, field: FieldInfo, options: PictureOptions): Colors {
  const steps = source.fields.find(({ name }) => name === 'stepsToThreshold');
  if (field.labels && options.field === undefined && steps) return mapColors(source, field, steps);
  if (field.labels) {
    const palette = Uint8Array.from(codeColors(field.name).flat());
    return { palette, fields: [field], index: (code) => code };
  }
  const { colormap, scale, range } = options;
  const plain = colormap ?? scale ?? range;
  const colors = field.byRank && !plain ? rankColors(source, field) : null;
  return { fields: [field], ...(colors ?? scalarColors(source, field, options)) };
}

/** Colours of solved runs by how long they took; the other outcomes take the last indices. */
const SHADES = 250;

/** Outcomes as the page's maps draw them, within 1 of 255 of each colour. */
function mapColors({ meta }: GridSource, outcome: FieldInfo, taken: FieldInfo): Colors {
  const { steps = 0 } = meta.spec as { steps?: number };
  const darkest = solvedLight(steps, steps);
  const palette = new Uint8Array(256 * 3);
  const [solved, ...others] = OUTCOME_COLORS;
  for (let i = 0; i < SHADES; i++) {
    const light = 1 - (i / (SHADES - 1)) * (1 - darkest);
    palette.set(
      solved!.map((c) => c * light),
      3 * i,
    );
  }
  others.forEach((color, i) => {
    palette.set(color, 3 * (SHADES + i));
  });
  const index = (code: number, after: number) => {
    if (code !== SOLVED) return SHADES + code - 1;
    const light = after === NEVER ? 1 : solvedLight(after, steps);
    const shade = darkest < 1 ? (1 - light) / (1 - darkest) : 0;
    return Math.round(Math.min(shade, 1) * (SHADES - 1));
  };
  return { palette, fields: [outcome, taken], index };
}

/** The field a picture shows. Throws a RangeError for a vector field and for an unknown one. */
export function pictureField(fields: readonly FieldInfo[], name?: string): FieldInfo {
  const field = name
    ? fieldByName(fields, name)
    : (fields.find(({ byRank }) => byRank) ?? fields.find(({ labels }) => labels) ?? fields[0]!);
  if (!field.components) return field;
  const scalar = fields.filter(({ components }) => !components).map((f) => f.name);
  throw new RangeError(
    `field "${field.name}" is a vector and no picture: choose ${scalar.join(' or ')}`,
  );
}

/** Shades of each sign, and values that ranks are told by. */
const RANKS = 127;
const RANKED = 2 ** 20;

/** Colours by rank, each sign on its own: those of trainabilityPicture, in fewer shades. */
function rankColors(source: GridSource, field: FieldInfo) {
  const shades = Array.from({ length: 2 * RANKS }, (_, i) => (i < RANKS ? -1 - i : i - RANKS + 1));
  const { rgba } = trainabilityPicture(shades, 2 * RANKS, 1);
  const palette = new Uint8Array(256 * 3);
  for (let i = 0; i < 2 * RANKS; i++) palette.set(rgba.subarray(4 * i, 4 * i + 3), 3 * i);
  palette.set(NONE_COLOR, 3 * NONE);
  const sorted = sampledSizes(source, field);
  const index = (value: number) => {
    if (!(value < 0 || value > 0)) return NONE;
    const [first, sizes] = value < 0 ? [0, sorted.below] : [RANKS, sorted.above];
    return first + Math.round(rankIn(sizes, Math.abs(value)) * (RANKS - 1));
  };
  return { palette, index };
}

/** Sizes of a field's negative and positive values, sorted; of many only every so many. */
function sampledSizes(source: GridSource, field: FieldInfo) {
  const stride = Math.ceil((source.width * source.height) / RANKED);
  const [below, above]: [number[], number[]] = [[], []];
  let at = 0;
  for (const [from, to] of bands(source, 2 ** 18)) {
    for (const value of source.read(field, from, to)) {
      if (at++ % stride !== 0) continue;
      if (value < 0) below.push(-value);
      else if (value > 0) above.push(value);
    }
  }
  return { below: Float64Array.from(below).sort(), above: Float64Array.from(above).sort() };
}

/** How values become colours where a colour map is used. */
export interface ColourScale extends Colours {
  colormap: ColormapName;
  /** Added before the logarithm is taken: counts of steps start at 0, which a log scale cannot show. */
  shift: number;
}

/** The colour map of a field of numbers; null where it is drawn in another way. */
export function colourScaleOf(
  source: GridSource,
  field: FieldInfo,
  options: PictureOptions,
): ColourScale | null {
  const { colormap, scale, range } = options;
  if (field.labels || (field.byRank && !(colormap ?? scale ?? range))) return null;
  return scaleOf(source, field, options);
}

function scaleOf(source: GridSource, field: FieldInfo, options: PictureOptions): ColourScale {
  const { colormap = 'viridis', scale = field.none === undefined ? 'linear' : 'log' } = options;
  const range = options.range ?? finiteRange(source, field);
  const shift = field.none !== undefined && scale === 'log' ? 1 : 0;
  const ranks =
    scale === 'rank' ? ranksOf(valuesOf(source, field), range, colormap === 'blue-red') : undefined;
  return { colormap, scale, range, shift, ranks };
}

/** The finite values of a field; of many only every so many. */
function valuesOf(source: GridSource, field: FieldInfo): number[] {
  const stride = Math.ceil((source.width * source.height) / RANKED);
  const values: number[] = [];
  let at = 0;
  for (const [from, to] of bands(source, 2 ** 18)) {
    for (const value of source.read(field, from, to)) {
      if (at++ % stride === 0 && value !== field.none && Number.isFinite(value)) values.push(value);
    }
  }
  return values;
}

/** Where a value lies between the two ends of a colour map, 0 to 1 within the range. */
export function placeOnScale({
  scale,
  range,
  shift,
  ranks,
}: ColourScale): (value: number) => number {
  if (ranks) return (value) => ranks.share(value);
  const along = scale === 'log' ? (v: number) => log(Math.max(v, 1e-30)) : (v: number) => v;
  const from = along(range[0] + shift);
  const span = along(range[1] + shift) - from || 1;
  return (value) => (along(value + shift) - from) / span;
}

function scalarColors(source: GridSource, field: FieldInfo, options: PictureOptions) {
  const scale = scaleOf(source, field, options);
  const place = placeOnScale(scale);
  const rgba = colormapBytes(scale.colormap);
  const palette = new Uint8Array(256 * 3);
  for (let i = 0; i < NONE; i++) {
    const at = 4 * Math.round((i * 255) / (NONE - 1));
    palette.set(rgba.subarray(at, at + 3), 3 * i);
  }
  palette.set(NONE_COLOR, 3 * NONE);
  const index = (value: number) => {
    if (value === field.none || !Number.isFinite(value)) return NONE;
    return Math.round(Math.min(Math.max(place(value), 0), 1) * (NONE - 1));
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
