// The landscape and a picture over it as pixels, without WebGL. Twin of heatmap-shaders.ts and image-layer.ts.
import type { Landscape, Window } from '../engine.ts';
import { isCurve } from '../fields/landscape.ts';
import {
  CURVE_GROUND,
  colormapBytes,
  HOLE_GREYS,
  HOLE_HATCH,
  UNDER_CURVE,
} from '../fields/palettes.ts';
import { type HeatmapStyle, nearestShares } from './heatmap.ts';
import { PATTERN_COUNT, PERIOD, type PlacedPicture } from './image-layer.ts';
import { placeOnBar } from './place-on-bar.ts';

/** Shares of the colours from a pixel to the next, below which a place is flat. */
const FLAT = 2e-5;

const clamp = (value: number, lo: number, hi: number) => Math.min(hi, Math.max(lo, value));
const smoothstep = (from: number, to: number, value: number) => {
  const part = clamp((value - from) / (to - from), 0, 1);
  return part * part * (3 - 2 * part);
};

type Range = readonly [number, number];

/** Where the middles of pixels lie in a field: the cells on both sides, and how far from the first to the second. */
interface Cells {
  low: Int32Array;
  high: Int32Array;
  part: Float64Array;
  /** Whether the pixel lies in the field at all. */
  inside: Uint8Array;
}

function cellsOf(view: Range, field: Range, pixels: number, cells: number, smooth: boolean): Cells {
  const [low, high] = [new Int32Array(pixels), new Int32Array(pixels)];
  const part = new Float64Array(pixels);
  const inside = new Uint8Array(pixels);
  const [scale, offset] = [
    (view[1] - view[0]) / (field[1] - field[0]),
    (view[0] - field[0]) / (field[1] - field[0]),
  ];
  for (let i = 0; i < pixels; i++) {
    const at = ((i + 0.5) / pixels) * scale + offset;
    inside[i] = at >= 0 && at <= 1 ? 1 : 0;
    const p = smooth ? at * cells - 0.5 : Math.floor(at * cells);
    const first = Math.floor(p);
    low[i] = clamp(first, 0, cells - 1);
    high[i] = clamp(first + 1, 0, cells - 1);
    part[i] = p - first;
  }
  return { low, high, part, inside };
}

/** How a value is coloured and where its isolines are. */
function inkOf({ colormap, scale, range, ranks, levels }: HeatmapStyle) {
  const nearest = nearestShares({ range, scale, ranks, levels });
  const shareOf = placeOnBar({ scale, range, ranks });
  /** How far apart the shares of two values are; by rank as they would be if the whole were like here. */
  const apart = ranks
    ? (a: number, b: number) => (a - b) * ranks.steepness(a)
    : (a: number, b: number) => shareOf(a) - shareOf(b);
  return {
    colors: colormapBytes(colormap),
    shareOf,
    /** How much of an isoline's ink a place has, given the values beside and above or below it. */
    lineAt(value: number, share: number, beside: number, over: number): number {
      const rise = Math.hypot(apart(value, beside), apart(value, over));
      // Beside what is undefined.
      if (Number.isNaN(rise)) return 0;
      const place = Math.floor(clamp(share, 0, 1) * nearest.length);
      const level = nearest[Math.min(place, nearest.length - 1)]!;
      const line = 1 - smoothstep(0.25, 1.1, Math.abs(share - level) / Math.max(rise, FLAT));
      return line * smoothstep(0, FLAT, rise);
    },
  };
}

/** The grey of a place without a loss, `up` pixels from the lower edge. */
const holeGrey = (px: number, up: number) =>
  HOLE_GREYS[((px + up + 1) / (2 * HOLE_HATCH)) % 1 >= 0.5 ? 1 : 0];

/** Reads a field of `n` numbers a cell between its cells; `cells` are across and up. */
function readerOf(across: Cells, up: Cells, width: number) {
  return (of: ArrayLike<number>, n: number, k: number, px: number, above: number): number => {
    const [u, v] = [across.part[px]!, up.part[above]!];
    const a = n * (up.low[above]! * width + across.low[px]!) + k;
    if (u === 0 && v === 0) return of[a]!;
    const b = n * (up.low[above]! * width + across.high[px]!) + k;
    const c = n * (up.high[above]! * width + across.low[px]!) + k;
    const d = n * (up.high[above]! * width + across.high[px]!) + k;
    const below = of[a]! + u * (of[b]! - of[a]!);
    return below + v * (of[c]! + u * (of[d]! - of[c]!) - below);
  };
}

/** Of a line there is one row, wherever one looks. */
const oneRow = (pixels: number): Cells => ({
  ...{ low: new Int32Array(pixels), high: new Int32Array(pixels), part: new Float64Array(pixels) },
  inside: new Uint8Array(pixels).fill(1),
});

/** Draws a landscape over `image`, or of that of a line the curve; perhaps its line alone. */
export function paintField(
  image: ImageData,
  landscape: Landscape,
  view: Window,
  style: HeatmapStyle,
  lineOnly = false,
): void {
  const { width, height, data } = image;
  const { spec, loss, gradient } = landscape;
  const curve = isCurve(landscape);
  const { x: inX, y: inY } = spec.window;
  const same = view.x.every((end, i) => end === inX[i]) && view.y.every((end, i) => end === inY[i]);
  const smooth = !(same && spec.width >= width);
  const across = cellsOf(view.x, inX, width, spec.width, smooth);
  const up = curve ? oneRow(height) : cellsOf(view.y, inY, height, spec.height, smooth);
  const read = readerOf(across, up, spec.width);
  const perX = (view.x[1] - view.x[0]) / width;
  const perY = (view.y[1] - view.y[0]) / height;
  const ink = inkOf(style);
  const pen = curve
    ? curvePen(ink, [perX, perY], lineOnly)
    : fieldPen(ink, style.levels.length > 0);
  eachInside(image, across, up, (to, px, above) => {
    const value = read(loss, 1, 0, px, above);
    if (Number.isNaN(value)) {
      if (!lineOnly) data.fill(holeGrey(px, above), to, to + 3);
      return;
    }
    if (curve) {
      const slope = read(gradient, 2, 0, px, above);
      pen(data, to, value, slope, view.y[0] + (above + 0.5) * perY);
      return;
    }
    // As a shader's derivatives, which two pixels share.
    const right = px ^ 1;
    const next = above ^ 1;
    const [beside, over] = [
      right < width ? read(loss, 1, 0, right, above) : value,
      next < height ? read(loss, 1, 0, px, next) : value,
    ];
    pen(data, to, value, beside, over);
  });
}

/** Calls `each` for every pixel that lies in a field: where its bytes begin, how far right it is and how far up. */
function eachInside(
  { width, height }: ImageData,
  across: Cells,
  up: Cells,
  each: (to: number, px: number, above: number) => void,
): void {
  for (let row = 0; row < height; row++) {
    const above = height - 1 - row;
    if (!up.inside[above]) continue;
    for (let px = 0; px < width; px++) {
      if (across.inside[px]) each(4 * (row * width + px), px, above);
    }
  }
}

type PixelPen = (
  data: Uint8ClampedArray,
  to: number,
  value: number,
  /** The values of the pixels beside and above or below it; of a curve its slope and the height here. */
  right: number,
  up: number,
) => void;

/** Colours with isolines. */
function fieldPen({ colors, shareOf, lineAt }: ReturnType<typeof inkOf>, lines: boolean): PixelPen {
  return (data, to, value, right, up) => {
    const share = shareOf(value);
    const from = 4 * Math.round(255 * clamp(share, 0, 1));
    const line = lines ? 0.42 * lineAt(value, share, right, up) : 0;
    const dark = share > 0.55 ? 0 : 255;
    for (let c = 0; c < 3; c++)
      data[to + c] = colors[from + c]! + line * (dark - colors[from + c]!);
  };
}

/** The area under a curve in the colours of its height, and the curve itself, two pixels wide. */
function curvePen(
  { colors, shareOf }: ReturnType<typeof inkOf>,
  [perX, perY]: readonly [number, number],
  lineOnly: boolean,
): PixelPen {
  const colorAt = (value: number, c: number) =>
    colors[4 * Math.round(255 * clamp(shareOf(value), 0, 1)) + c]!;
  return (data, to, value, slope, y) => {
    const away = Math.abs(y - value) / perY / Math.hypot(1, (slope * perX) / perY);
    const line = 1 - smoothstep(1, 2, away);
    const halo = (1 - smoothstep(1.5, 4, away)) * 0.55;
    for (let c = 0; c < 3; c++) {
      if (lineOnly) {
        data[to + c] = 255 * line + (1 - Math.max(line, halo)) * data[to + c]!;
        continue;
      }
      const ground = CURVE_GROUND[c]!;
      const area = y < value ? ground + UNDER_CURVE * (colorAt(y, c) - ground) : ground;
      const shaded = area * (1 - 0.6 * halo);
      const lit = colorAt(value, c) + 0.55 * (255 - colorAt(value, c));
      data[to + c] = shaded + line * (lit - shaded);
    }
  };
}

/** How much of a pattern's ink a pixel has, 0 or 1. */
function patternAt(code: number, px: number, up: number): number {
  const lineAt = (along: number) => {
    const part = (along / PERIOD) % 1;
    return Math.abs((part < 0 ? part + 1 : part) - 0.5) < 0.1 + 0.5 / PERIOD ? 1 : 0;
  };
  const cell = (at: number) => ((at / PERIOD) % 1) - 0.5;
  if (code === 1) return lineAt((px + up) * Math.SQRT1_2);
  if (code === 2) return Math.hypot(cell(px), cell(up)) < 0.2 + 0.5 / PERIOD ? 1 : 0;
  if (code === 3) return lineAt(px);
  if (code === 4) return Math.max(lineAt(px), lineAt(up));
  if (code === 5) return lineAt(up);
  return code === 6 ? lineAt((px - up) * Math.SQRT1_2) : 0;
}

/** Whether a pattern is black on a colour, or white. */
function isLightColor(r: number, g: number, b: number): boolean {
  const most = Math.max(r, g, b);
  return most > 0.3 * 255 && (0.2126 * r + 0.7152 * g + 0.0722 * b) / most > 0.6;
}

/** Lays a picture over `image`, with this opacity, 0 to 1. */
export function paintPicture(
  image: ImageData,
  { picture, window }: PlacedPicture,
  view: Window,
  opacity: number,
  patterns: boolean,
): void {
  const { data } = image;
  const { rgba, codes } = picture;
  const across = cellsOf(view.x, window.x, image.width, picture.width, false);
  const up = cellsOf(view.y, window.y, image.height, picture.height, false);
  eachInside(image, across, up, (to, px, above) => {
    const cell = up.low[above]! * picture.width + across.low[px]!;
    const from = 4 * cell;
    const alpha = opacity * (codes ? 1 : rgba[from + 3]! / 255);
    const ink = patterns && codes ? 0.6 * patternAt(codes[cell]! % PATTERN_COUNT, px, above) : 0;
    const towards =
      ink > 0 && isLightColor(rgba[from]!, rgba[from + 1]!, rgba[from + 2]!) ? 0 : 255;
    for (let c = 0; c < 3; c++) {
      const seen = rgba[from + c]! + ink * (towards - rgba[from + c]!);
      data[to + c] = data[to + c]! + alpha * (seen - data[to + c]!);
    }
  });
}
