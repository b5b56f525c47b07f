// The relief as numbers: heights on a mesh, places under the pointer, and paths laid over it.
import type { Landscape, Window } from '../engine.ts';
import type { Colours } from '../fields/colour-scale.ts';
import type { PlanePaths } from '../fields/on-plane.ts';
import { runsOf } from '../fields/trajectories.ts';
import { placeOnBar } from './place-on-bar.ts';
import type { Camera, Place } from './relief-camera.ts';
import type { Point, Size } from './transform.ts';

/** Vertices along either side at most: so many are numbered by 16 bits. */
const MOST = 256;

export interface Relief {
  /** What it shows, edge to edge. */
  readonly window: Window;
  readonly columns: number;
  readonly rows: number;
  /** [row][column], row 0 at y = min: 0 to 1 as the colours, NaN where the loss is undefined. */
  readonly heights: Float32Array<ArrayBuffer>;
}

/** Where a loss is along the colours, 0 to 1: beyond their ends at those, and NaN where it is undefined. */
export const shareOf = (loss: number, colours: Colours): number =>
  within(placeOnBar(colours)(loss));

// Math.min and Math.max hand NaN on.
const within = (share: number) => Math.min(1, Math.max(0, share));

/** A landscape as a relief whose heights are its colours. */
export function reliefOf({ spec, loss }: Landscape, colours: Colours): Relief {
  const { width, height, window } = spec;
  const [columns, rows] = [sides(width), sides(height)];
  const place = placeOnBar(colours);
  const shares = Float32Array.from(loss, (value) => within(place(value)));
  const heights = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const v = (row / (rows - 1)) * height - 0.5;
    for (let column = 0; column < columns; column++) {
      const u = (column / (columns - 1)) * width - 0.5;
      heights[row * columns + column] = bilinear(shares, width, height, u, v);
    }
  }
  return { window, columns, rows, heights };
}

const sides = (samples: number) => Math.max(2, Math.min(MOST, samples));

/** Between the four samples about (u, v), counted from the middle of the first; beyond the edge that of the edge. */
function bilinear(of: Float32Array, width: number, height: number, u: number, v: number): number {
  const x = Math.min(Math.max(u, 0), width - 1);
  const y = Math.min(Math.max(v, 0), height - 1);
  const [i, j] = [Math.min(Math.floor(x), width - 2), Math.min(Math.floor(y), height - 2)];
  const [column, row] = [Math.max(i, 0), Math.max(j, 0)];
  const [right, up] = [width > 1 ? 1 : 0, height > 1 ? width : 0];
  const k = row * width + column;
  const [fx, fy] = [x - column, y - row];
  const below = of[k]! + fx * (of[k + right]! - of[k]!);
  const above = of[k + up]! + fx * (of[k + up + right]! - of[k + up]!);
  return below + fy * (above - below);
}

/** The height, 0 to 1, at shares (0 to 1) of the window's sides; NaN where there is none. */
export const heightAt = ({ columns, rows, heights }: Relief, s: number, t: number): number =>
  bilinear(heights, columns, rows, s * (columns - 1), t * (rows - 1));

/** Height and slopes along either side of every vertex, [row][column][3]: −1 where there is none. */
export function verticesOf({ columns, rows, heights }: Relief): Float32Array<ArrayBuffer> {
  const vertices = new Float32Array(3 * columns * rows);
  const slope = (k: number, by: number, i: number, last: number) => {
    const before = heights[k - (i > 0 ? by : 0)]!;
    const after = heights[k + (i < last ? by : 0)]!;
    return ((after - before) * last) / (i > 0 && i < last ? 2 : 1) || 0;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const k = row * columns + column;
      const height = heights[k]!;
      vertices[3 * k] = Number.isNaN(height) ? -1 : height;
      vertices[3 * k + 1] = slope(k, 1, column, columns - 1);
      vertices[3 * k + 2] = slope(k, columns, row, rows - 1);
    }
  }
  return vertices;
}

/** Two triangles for each cell of a mesh. */
export function trianglesOf(columns: number, rows: number): Uint16Array<ArrayBuffer> {
  const elements = new Uint16Array(6 * (columns - 1) * (rows - 1));
  let e = 0;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const k = row * columns + column;
      for (const by of [0, 1, columns, columns, 1, columns + 1]) elements[e++] = k + by;
    }
  }
  return elements;
}

/** Numbers of a vertex of a wall: shares of the sides, height there, and 0 at its foot or 1 at its top. */
export const WALL_FLOATS = 4;

/** The walls under the four edges, two triangles for each cell along them: none where there is no height. */
export function wallsOf(relief: Relief): Float32Array<ArrayBuffer> {
  const { columns, rows, heights } = relief;
  const corners: number[] = [];
  const wall = (a: readonly [number, number], b: readonly [number, number]) => {
    const of = ([column, row]: readonly [number, number]) =>
      [column / (columns - 1), row / (rows - 1), heights[row * columns + column]!] as const;
    const [from, to] = [of(a), of(b)];
    if (Number.isNaN(from[2]) || Number.isNaN(to[2])) return;
    corners.push(...from, 0, ...to, 0, ...from, 1, ...from, 1, ...to, 0, ...to, 1);
  };
  for (const row of [0, rows - 1]) {
    for (let column = 1; column < columns; column++) wall([column - 1, row], [column, row]);
  }
  for (const column of [0, columns - 1]) {
    for (let row = 1; row < rows; row++) wall([column, row - 1], [column, row]);
  }
  return Float32Array.from(corners);
}

/** Steps along a ray, each then halved. */
const STEPS = 400;
const HALVINGS = 12;

/** Where under a pixel the relief is first met, as shares of the window's sides; null beside it. */
export function pick(
  relief: Relief,
  camera: Camera,
  size: Size,
  height: number,
  at: Point,
): Point | null {
  const [near, far] = camera.ray(at);
  const place = (part: number): Place =>
    [0, 1, 2].map((c) => near[c]! + part * (far[c]! - near[c]!)) as never;
  const shares = ([x, y]: Place): Point => [x / size.width + 0.5, y / size.height + 0.5];
  const inside = ([s, t]: Point) => s >= 0 && s <= 1 && t >= 0 && t <= 1;
  // Only between the top of the box and its bottom there is something to meet.
  const partAt = (z: number) => (z - near[2]) / (far[2] - near[2]);
  const [from, to] = [partAt(height), partAt(0)];
  const isUnder = (part: number) => {
    const point = place(part);
    return heightAt(relief, ...shares(point)) * height >= point[2];
  };
  const by = (to - from) / STEPS;
  for (let i = 0, outside = true; i <= STEPS; i++) {
    const part = from + i * by;
    if (!inside(shares(place(part)))) continue;
    if (!isUnder(part)) {
      outside = false;
      continue;
    }
    // What comes in below the surface, but not through the top of the box, has met a wall.
    if (outside && i > 0) return null;
    let [above, below] = [part - by, part];
    for (let h = 0; i > 0 && h < HALVINGS; h++) {
      const middle = (above + below) / 2;
      if (isUnder(middle)) below = middle;
      else above = middle;
    }
    return shares(place(below));
  }
  return null;
}

/** Pieces that all paths together are cut into at most, and how many pixels long one is where there are few. */
export const MOST_PIECES = 40_000;
const PIECE = 5;

/** Pieces of paths, four vertices each: both ends as (s, t, height, frame), then along 0 or 1, side −1 or 1, and the way there in pixels of the map. */
export interface Pieces {
  vertices: Float32Array<ArrayBuffer>;
  elements: Uint32Array<ArrayBuffer>;
  /** Where the pieces of each run begin, in elements, and after the last the end. */
  runs: Uint32Array<ArrayBuffer>;
}
export const PIECE_FLOATS = 11;
/** Numbers of an end of a piece: (s, t, height, frame), and the way. */
const END_FLOATS = 5;

/** Lays the paths over the relief: what of a step is beyond the window is left out. */
export function draped(relief: Relief, paths: PlanePaths, size: Size, most: number): Pieces {
  const { points, frameSteps } = paths;
  const frames = frameSteps.length;
  const count = runsOf(paths);
  // Of very many frames every so many-th is drawn.
  const every = Math.max(1, Math.ceil((count * (frames - 1)) / most));
  const runs = new Uint32Array(count + 1);
  const cut: number[] = [];
  const { x, y } = relief.window;
  const share = (k: number): Point => [
    (points[2 * k]! - x[0]) / (x[1] - x[0]),
    (points[2 * k + 1]! - y[0]) / (y[1] - y[0]),
  ];
  const perStep = Math.max(1, Math.floor((most * every) / Math.max(1, count * (frames - 1))));
  for (let run = 0; run < count; run++) {
    let way = 0;
    for (let frame = 0; frame < frames - 1; frame += every) {
      const next = Math.min(frame + every, frames - 1);
      const [a, b] = [share(run * frames + frame), share(run * frames + next)];
      const within = clipped(a, b);
      const length = Math.hypot((b[0] - a[0]) * size.width, (b[1] - a[1]) * size.height);
      const before = way;
      if (Number.isFinite(length)) way += length;
      if (!within) continue;
      const long = length * (within[1] - within[0]);
      const pieces = Math.max(1, Math.min(perStep, Math.ceil(long / PIECE)));
      for (let p = 0; p < pieces; p++) {
        for (const end of [p, p + 1]) {
          const part = within[0] + ((within[1] - within[0]) * end) / pieces;
          const [s, t] = [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
          const height = heightAt(relief, s, t) || 0;
          cut.push(s, t, height, frame + part * (next - frame), before + part * length);
        }
      }
    }
    runs[run + 1] = (cut.length / (2 * END_FLOATS)) * 6;
  }
  return { ...quadsOf(cut), runs };
}

/** The part of the way from a to b, in shares, that is inside the window; null for none. */
function clipped(a: Point, b: Point): [number, number] | null {
  let [from, to] = [0, 1];
  for (const c of [0, 1] as const) {
    const by = b[c] - a[c];
    if (by === 0) {
      if (!(a[c] >= 0 && a[c] <= 1)) return null;
      continue;
    }
    const [p, q] = [-a[c] / by, (1 - a[c]) / by];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  return from <= to ? [from, to] : null;
}

function quadsOf(cut: readonly number[]): Pick<Pieces, 'vertices' | 'elements'> {
  const count = cut.length / (2 * END_FLOATS);
  const vertices = new Float32Array(count * 4 * PIECE_FLOATS);
  const elements = new Uint32Array(count * 6);
  for (let piece = 0; piece < count; piece++) {
    const first = 2 * END_FLOATS * piece;
    const ends = [0, END_FLOATS].flatMap((end) => cut.slice(first + end, first + end + 4));
    for (let c = 0; c < 4; c++) {
      const way = cut[first + (c >> 1) * END_FLOATS + 4]!;
      vertices.set([...ends, c >> 1, c & 1 ? 1 : -1, way], (4 * piece + c) * PIECE_FLOATS);
    }
    elements.set(
      [0, 1, 2, 2, 1, 3].map((corner) => 4 * piece + corner),
      6 * piece,
    );
  }
  return { vertices, elements };
}
