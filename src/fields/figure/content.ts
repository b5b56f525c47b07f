// What a figure shows of a result: panels with their axes, a colour bar, a legend.

import { NEVER, type Spectrum, type SpectrumSpec } from '../../engine.ts';
import { power } from '../../math/logarithm.ts';
import {
  type ColourScale,
  colourScaleOf,
  NONE_COLOR,
  type PictureOptions,
  pictureField,
  pictureOf,
  placeOnScale,
} from '../formats/picture.ts';
import type { PngImage } from '../formats/png.ts';
import { bands, type FieldInfo, fieldByName, type GridSource } from '../formats/source.ts';
import { codeColors } from '../palettes.ts';
import { type SpectrumQuantity, spectrumPicture } from '../pictures.ts';
import { trainabilityPicture } from '../trainability.ts';
import type { Drawn, Pen, Piece } from './drawn.ts';
import { axesOf, type FigureAxis, fieldInWords } from './words.ts';

export interface Panel {
  /** Null for a picture without axes. */
  x: FigureAxis | null;
  /** Null for a strip without one. */
  y: FigureAxis | null;
  image: PngImage | null;
  /** x and y of a curve, in pieces. */
  curve: readonly (readonly number[])[];
  /** Height over width. */
  aspect: number;
  /** What lies over the image. */
  drawn?: readonly Drawn[];
}

export interface Bar {
  label: string;
  /** From bottom to top. */
  image: PngImage;
  /** Null where only the two ends have words. */
  scale: ColourScale | null;
  ends: readonly [low: string, high: string];
}

/** A swatch, or how something that is drawn looks, and what it means. */
export type LegendEntry = { text: string } & (
  | { color: readonly number[] }
  | { lines: readonly Pen[]; mark: readonly Piece[] }
);

export interface Content {
  panels: readonly Panel[];
  bar: Bar | null;
  legend: readonly LegendEntry[];
}

/** Pixels across a spectrum's panel: in a column of a journal 0.4 points each, as thick as a line must be to be seen. */
const ACROSS = 480;

/** What a figure of a result shows; `pause` is called between pieces of work, so that a page stays responsive. */
export async function contentOf(
  source: GridSource,
  options: PictureOptions,
  pause: () => Promise<void>,
): Promise<Content> {
  if (source.meta.kind === 'spectrum') return spectrumContent(source, options.field, pause);
  const [x, y] = axesOf(source);
  const field = pictureField(source.fields, options.field);
  if (source.meta.kind === 'landscape' && y === null)
    return curveContent(source, field, x, options);
  const image = pictureOf(source, options);
  const aspect = y === null ? 0.2 : Math.min(1.5, Math.max(0.35, source.height / source.width));
  const panels: Panel[] = [{ x, y, image, curve: [], aspect }];
  if (field.labels) return { panels, bar: null, legend: codeLegend(source, field) };
  const scale = colourScaleOf(source, field, options);
  const legend = missingLegend(source, field);
  return { panels, bar: barOf(source, field, scale, image), legend };
}

/** A field over a line as a curve. */
function curveContent(
  source: GridSource,
  field: FieldInfo,
  x: FigureAxis,
  { scale: wanted, range }: PictureOptions,
): Content {
  const scale = wanted === 'log' ? 'log' : 'linear';
  const values = [...source.read(field, 0, 1)];
  const known = values.filter(
    (value) => Number.isFinite(value) && (scale === 'linear' || value > 0),
  );
  let [lo, hi] = [Infinity, -Infinity];
  for (const value of known) [lo, hi] = [Math.min(lo, value), Math.max(hi, value)];
  if (known.length === 0) [lo, hi] = [0, 1];
  const margin = scale === 'log' ? 1.3 : 0.06 * (hi - lo || 1);
  const whole = scale === 'log' ? [lo / margin, hi * margin] : [lo - margin, hi + margin];
  const [from, to] = range ?? (whole as [number, number]);
  const pieces: number[][] = [];
  let open = false;
  for (const [i, value] of values.entries()) {
    const inside = value >= from && value <= to;
    if (inside && !open) pieces.push([]);
    if (inside) pieces.at(-1)!.push(source.x.centres[i]!, value);
    open = inside;
  }
  const y: FigureAxis = { label: fieldInWords(source, field), range: [from, to], scale };
  return { panels: [{ x, y, image: null, curve: pieces, aspect: 0.62 }], bar: null, legend: [] };
}

/** Swatches of a field's codes with their shares; those that no run has are left out. */
function codeLegend(source: GridSource, field: FieldInfo): LegendEntry[] {
  const names = field.labels!;
  const counts = names.map(() => 0);
  for (const [from, to] of bands(source, 2 ** 18)) {
    for (const code of source.read(field, from, to)) counts[code]!++;
  }
  const total = source.width * source.height;
  const colors = codeColors(field.name);
  return names.flatMap((name, code) =>
    counts[code] === 0
      ? []
      : { color: colors[code]!, text: `${name} ${share(counts[code]!, total)}` },
  );
}

function share(count: number, total: number): string {
  const percent = (100 * count) / total;
  if (percent < 0.1) return '<0.1 %';
  return percent > 99.9 && count < total ? '>99.9 %' : `${Number(percent.toFixed(1))} %`;
}

/** What the colour of cells without a value means, where there are any. */
function missingLegend(source: GridSource, field: FieldInfo): LegendEntry[] {
  const isMissing = (value: number) => value === field.none || !Number.isFinite(value);
  let missing = 0;
  for (const [from, to] of bands(source, 2 ** 18)) {
    for (const value of source.read(field, from, to)) if (isMissing(value)) missing++;
  }
  if (missing === 0) return [];
  const word = field.none === NEVER ? 'never' : 'undefined';
  const text = `${word} ${share(missing, source.width * source.height)}`;
  return [{ color: NONE_COLOR, text }];
}

function barOf(
  source: GridSource,
  field: FieldInfo,
  scale: ColourScale | null,
  { palette }: PngImage,
): Bar {
  const label = fieldInWords(source, field);
  if (!scale) return rankBar(label);
  // The last colour is that of no value.
  const count = 255;
  const image = upright(count, (i) => palette!.subarray(3 * i, 3 * i + 3));
  return { label, image, scale, ends: ['', ''] };
}

/** Values by their rank: those below 0 train, the quickest the farthest down. */
function rankBar(label: string): Bar {
  const half = 64;
  const values = Array.from({ length: 2 * half }, (_, i) => (i < half ? i - half : i - half + 1));
  const { rgba } = trainabilityPicture(values, values.length, 1);
  const image = upright(values.length, (i) => rgba.subarray(4 * i, 4 * i + 3));
  return { label, image, scale: null, ends: ['trained', 'failed'] };
}

/** A picture one pixel wide, colour 0 at the bottom. */
function upright(height: number, color: (i: number) => ArrayLike<number>): PngImage {
  const row = (j: number) => Uint8Array.from(color(height - 1 - j));
  return { width: 1, height, palette: null, texts: [], row };
}

const QUANTITIES: Readonly<Record<string, SpectrumQuantity>> = {
  iterates: 'iterates',
  loss: 'loss',
  stepsToThreshold: 'steps',
};

/** Last iterates, final loss and steps against the learning rate, or the one that is named. */
async function spectrumContent(
  source: GridSource,
  named: string | undefined,
  pause: () => Promise<void>,
): Promise<Content> {
  const spec = source.meta.spec as SpectrumSpec;
  const names = Object.keys(QUANTITIES).filter((name) => spec.last > 0 || name !== 'iterates');
  if (named !== undefined && !names.includes(named)) {
    throw new RangeError(`field "${named}" is not one of ${names.join(', ')}`);
  }
  const shown = named === undefined ? names : [named];
  const [x] = axesOf(source);
  const aspect = shown.length > 1 ? 0.4 : 0.6;
  const spectrum = spectrumOf(source);
  const panels: Panel[] = [];
  for (const name of shown) {
    const width = Math.min(ACROSS, spec.count);
    const quantity = QUANTITIES[name]!;
    const { picture, range, scale } = await spectrumPicture(
      spectrum,
      quantity,
      width,
      Math.round(ACROSS * aspect),
      pause,
      true,
    );
    const real = scale === 'log' ? ([power(10, range[0]), power(10, range[1])] as const) : range;
    const label =
      name === 'iterates'
        ? `last ${spec.last} of ${spec.component}`
        : fieldInWords(source, { name });
    const y = { label, range: real, scale };
    const image = rgbImage(picture);
    panels.push({ x, y, image, curve: [], aspect });
  }
  const outcome = fieldByName(source.fields, 'outcome');
  return { panels, bar: null, legend: codeLegend(source, outcome) };
}

/** RGBA, row 0 at the bottom, as an image. */
function rgbImage({ width, height, rgba }: { width: number; height: number; rgba: Uint8Array }) {
  const row = (j: number) => {
    const from = 4 * (height - 1 - j) * width;
    return rgba.subarray(from, from + 4 * width).filter((_, k) => k % 4 !== 3);
  };
  return { width, height, palette: null, texts: [], row } satisfies PngImage;
}

/** The arrays of a spectrum as its source has them. */
function spectrumOf(source: GridSource): Spectrum {
  const cells = (name: string) => {
    const field = source.fields.find((each) => each.name === name);
    return field ? source.read(field, 0, 1) : new Float32Array(0);
  };
  return {
    spec: source.meta.spec as SpectrumSpec,
    rates: source.x.centres as Spectrum['rates'],
    point: cells('point') as Spectrum['point'],
    loss: cells('loss') as Spectrum['loss'],
    stepsToThreshold: cells('stepsToThreshold') as Spectrum['stepsToThreshold'],
    outcome: cells('outcome') as Spectrum['outcome'],
    iterates: cells('iterates') as Spectrum['iterates'],
  };
}

/** Where a value stands along a colour bar, 0 to 1. */
export const placeOnBar = placeOnScale;
