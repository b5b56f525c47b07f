// A figure as pixels, the same on every machine: areas with anti-aliased edges, by non-zero winding.
import type { PngImage } from '../formats/png.ts';
import { rgb } from '../palettes.ts';
import { anchored, outlinesOf, textWidth } from './letters.ts';
import type { Line, Raster, Rect, Scene, Shape, Text } from './scene.ts';
import { dashed, strokeOf } from './strokes.ts';

/** Rows a pixel is cut into; across, what is covered is exact. */
const CUTS = 4;

/** A sheet of RGB pixels. */
interface Sheet {
  width: number;
  height: number;
  /** [height][width][3] */
  pixels: Uint8Array;
}

/** Polygons, each as x, y of its corners, in pixels. */
type Polygons = readonly (readonly number[])[];

/** A figure with so many pixels to a point. */
export function painted(scene: Scene, scale: number): Sheet {
  const width = Math.round(scene.width * scale);
  const height = Math.round(scene.height * scale);
  const sheet = { width, height, pixels: new Uint8Array(3 * width * height).fill(255) };
  for (const mark of scene.marks) {
    if (mark.kind === 'raster') paintRaster(sheet, mark, scale);
    else if (mark.kind === 'text') paintText(sheet, mark, scale);
    else if (mark.kind === 'line') paintLine(sheet, mark, scale);
    else if (mark.kind === 'shape') paintShape(sheet, mark, scale);
    else paintRect(sheet, mark, scale);
  }
  return sheet;
}

/** What is painted as a PNG's rows. */
export function sheetImage({ width, height, pixels }: Sheet, texts: PngImage['texts']): PngImage {
  return {
    width,
    height,
    palette: null,
    texts,
    row: (j) => pixels.subarray(3 * j * width, 3 * (j + 1) * width),
  };
}

function paintRect(sheet: Sheet, { at, fill: color, stroke, lineWidth = 0 }: Rect, scale: number) {
  const [x, y, w, h] = at;
  const corners = [x, y, x + w, y, x + w, y + h, x, y + h];
  if (color) fill(sheet, [corners.map((value) => value * scale)], color);
  if (!stroke) return;
  const points = [...corners, x, y];
  paintLine(sheet, { kind: 'line', points, color: stroke, lineWidth }, scale);
}

/** Piece by piece: a curve has thousands of them, and each few rows. */
function paintLine(sheet: Sheet, line: Line, scale: number) {
  if (line.opacity !== undefined && line.opacity < 1) return paintFaint(sheet, line, scale);
  for (const one of dashed(line)) {
    for (const polygon of strokeOf(one, scale)) fill(sheet, [polygon], line.color);
  }
}

/** How much of each pixel the line being painted covers; zero between lines. */
const coverage = new WeakMap<Sheet, Float32Array>();

/** Where pieces of a line that is seen through meet, nothing is covered twice. */
function paintFaint(sheet: Sheet, line: Line, scale: number) {
  const { width, height, pixels } = sheet;
  const covered = coverage.get(sheet) ?? new Float32Array(width * height);
  coverage.set(sheet, covered);
  const touched: number[] = [];
  let across = new Float32Array(64);
  for (const polygon of dashed(line).flatMap((one) => strokeOf(one, scale))) {
    const { left, right, top, bottom } = boundsOf([polygon], sheet);
    if (right - left > across.length) across = new Float32Array(2 * (right - left));
    const row = across.subarray(0, Math.max(0, right - left));
    for (let j = top; j < bottom; j++) {
      coverRow(row, [polygon], j, left);
      for (let i = 0; i < row.length; i++) {
        if (row[i] === 0) continue;
        const at = j * width + left + i;
        if (covered[at] === 0) touched.push(at);
        covered[at] = Math.max(covered[at]!, Math.min(1, row[i]!));
      }
    }
  }
  const ink = rgb(line.color);
  for (const at of touched) {
    const share = covered[at]! * line.opacity!;
    covered[at] = 0;
    for (let c = 0; c < 3; c++) {
      pixels[3 * at + c] = Math.round(pixels[3 * at + c]! * (1 - share) + ink[c]! * share);
    }
  }
}

function paintShape(sheet: Sheet, { points, fill: color, opacity }: Shape, scale: number) {
  fill(sheet, [points.map((value) => value * scale)], color, opacity);
}

/** Letters, on a rim of themselves in eight directions where they have one. */
function paintText(sheet: Sheet, text: Text, scale: number) {
  const letters = lettersOf(text, scale);
  if (text.halo) {
    for (let k = 0; k < 8; k++) {
      const [dx, dy] = AROUND[k]!.map((value) => value * 0.8 * scale) as [number, number];
      const moved = letters.map((corners) => corners.map((v, i) => v + (i % 2 === 0 ? dx : dy)));
      fill(sheet, moved, text.halo);
    }
  }
  fill(sheet, letters, text.color ?? '#000000');
}

const AROUND: readonly (readonly number[])[] = [
  [1, 0],
  [0.7, 0.7],
  [0, 1],
  [-0.7, 0.7],
  [-1, 0],
  [-0.7, -0.7],
  [0, -1],
  [0.7, -0.7],
];

/** Straight pieces that a curve of a letter is drawn with: off by less than a hundredth of its size. */
const PIECES = 5;

function lettersOf({ at, text, size, anchor, turned }: Text, scale: number): number[][] {
  const from = anchored(anchor, textWidth(text, size));
  const place = (x: number, y: number): [number, number] =>
    turned
      ? [(at[0] - y) * scale, (at[1] - x - from) * scale]
      : [(at[0] + x + from) * scale, (at[1] - y) * scale];
  const polygons: number[][] = [];
  let before: [number, number] = [0, 0];
  for (const { op, points } of outlinesOf(text, size)) {
    const [x, y, ex, ey] = points as [number, number, number, number];
    if (op === 'm') polygons.push(place(x, y));
    else if (op === 'l') polygons.at(-1)!.push(...place(x, y));
    else if (op === 'q') {
      for (let i = 1; i <= PIECES; i++) {
        const t = i / PIECES;
        const mix = (a: number, b: number, c: number) =>
          (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c;
        polygons.at(-1)!.push(...place(mix(before[0], x, ex), mix(before[1], y, ey)));
      }
    }
    if (points.length > 0) before = points.slice(-2) as [number, number];
  }
  return polygons;
}

/** Fills what winds about a place, whatever the direction. */
function fill(sheet: Sheet, polygons: Polygons, color: string, opacity = 1): void {
  const ink = rgb(color);
  const { left, right, top, bottom } = boundsOf(polygons, sheet);
  const covered = new Float32Array(Math.max(0, right - left));
  for (let j = top; j < bottom; j++) {
    coverRow(covered, polygons, j, left);
    if (opacity < 1) for (let i = 0; i < covered.length; i++) covered[i]! *= opacity;
    blend(sheet.pixels, 3 * (j * sheet.width + left), covered, ink);
  }
}

/** How much of each pixel of a row, from `left` on, polygons cover. */
function coverRow(covered: Float32Array, polygons: Polygons, j: number, left: number): void {
  covered.fill(0);
  for (let cut = 0; cut < CUTS; cut++) {
    let winding = 0;
    let from = 0;
    for (const [x, turn] of crossings(polygons, j + (cut + 0.5) / CUTS)) {
      if (winding === 0) from = x;
      winding += turn;
      if (winding === 0) cover(covered, from - left, x - left, 1 / CUTS);
    }
  }
}

/** The pixels of a sheet that polygons reach. */
function boundsOf(polygons: Polygons, { width, height }: Sheet) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (const corners of polygons) {
    for (let i = 0; i < corners.length; i += 2) {
      [left, right] = [Math.min(left, corners[i]!), Math.max(right, corners[i]!)];
      [top, bottom] = [Math.min(top, corners[i + 1]!), Math.max(bottom, corners[i + 1]!)];
    }
  }
  return {
    left: Math.max(0, Math.floor(left)),
    right: Math.min(width, Math.ceil(right)),
    top: Math.max(0, Math.floor(top)),
    bottom: Math.min(height, Math.ceil(bottom)),
  };
}

/** Lays ink over a row of pixels, as much as each is covered. */
function blend(pixels: Uint8Array, start: number, covered: Float32Array, ink: number[]): void {
  for (let k = 0; k < 3 * covered.length; k++) {
    const share = Math.min(1, covered[Math.floor(k / 3)]!);
    if (share === 0) continue;
    pixels[start + k] = Math.round(pixels[start + k]! * (1 - share) + ink[k % 3]! * share);
  }
}

/** Where a row is crossed, from left to right, and whether downwards (1) or upwards (−1). */
function crossings(polygons: Polygons, y: number): [x: number, turn: number][] {
  const found: [number, number][] = [];
  for (const corners of polygons) {
    const last = corners.length - 2;
    let [ax, ay] = [corners[last]!, corners[last + 1]!];
    for (let i = 0; i <= last; i += 2) {
      const [bx, by] = [corners[i]!, corners[i + 1]!];
      if (ay <= y !== by <= y)
        found.push([ax + ((y - ay) / (by - ay)) * (bx - ax), ay <= y ? 1 : -1]);
      [ax, ay] = [bx, by];
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** Adds to each pixel of a row what of it lies between two places. */
function cover(covered: Float32Array, from: number, to: number, weight: number): void {
  const [lo, hi] = [Math.max(0, from), Math.min(covered.length, to)];
  for (let i = Math.floor(lo); i < hi; i++) {
    covered[i]! += weight * (Math.min(hi, i + 1) - Math.max(lo, i));
  }
}

/**
 * The pixels of a picture as squares; where it has more than the sheet, a pixel of the sheet is the mean of those whose
 * centres lie in it.
 */
function paintRaster(sheet: Sheet, { at, image }: Raster, scale: number): void {
  const [left, top] = [Math.round(at[0] * scale), Math.round(at[1] * scale)];
  const across = Math.round((at[0] + at[2]) * scale) - left;
  const down = Math.round((at[1] + at[3]) * scale) - top;
  const sums = new Float64Array(3 * across);
  for (let j = 0; j < down; j++) {
    sums.fill(0);
    const [above, below] = cellsIn(j, down, image.height);
    for (let row = above; row < below; row++) addRow(sums, image, row, 1 / (below - above));
    const start = 3 * ((top + j) * sheet.width + left);
    for (let k = 0; k < 3 * across; k++) sheet.pixels[start + k] = Math.round(sums[k]!);
  }
}

/** Which of `count` cells a pixel shows: one at least. */
function cellsIn(pixel: number, pixels: number, count: number): [from: number, to: number] {
  const from = Math.floor((pixel * count) / pixels);
  return [from, Math.max(from + 1, Math.floor(((pixel + 1) * count) / pixels))];
}

/** Adds the mean colours of a picture's row, weighted. */
function addRow(sums: Float64Array, image: PngImage, row: number, weight: number): void {
  const { palette, width } = image;
  const line = image.row(row);
  const across = sums.length / 3;
  for (let i = 0; i < across; i++) {
    const [from, to] = cellsIn(i, across, width);
    for (let k = from; k < to; k++) {
      for (let c = 0; c < 3; c++) {
        const value = palette ? palette[3 * line[k]! + c]! : line[3 * k + c]!;
        sums[3 * i + c]! += (weight / (to - from)) * value;
      }
    }
  }
}
