// Lines along which a field has a value: marching squares (Lorensen and Cline 1987, in the plane), joined to polylines.
import type { Window } from '../engine.ts';

/** A field at the cell centres of a window, row-major, row 0 at the least y. */
export interface GridField {
  window: Window;
  width: number;
  height: number;
  values: ArrayLike<number>;
}

/** Points [k][2] of one line, in the window's coordinates; the first is the last again where it is closed. */
export type Polyline = Float64Array<ArrayBuffer>;

/**
 * The lines at which a field has the value `level`, interpolated linearly between cell centres. Cells with a NaN at a
 * corner have none; where two lines might cross, the mean of the corners tells which way they turn.
 */
export function contourLines(field: GridField, level: number): Polyline[] {
  const ends = segmentsOf(field, level);
  const place = placeOnEdge(field, level);
  const lines: Polyline[] = [];
  const used = new Set<number>();
  // Lines that end at the rim are followed from an end, the closed ones after them from anywhere.
  const starts = [...ends].filter(([, next]) => next.length === 1).map(([edge]) => edge);
  for (const start of [...starts, ...ends.keys()]) {
    if (used.has(start)) continue;
    const edges = [start];
    used.add(start);
    for (let at = start; ; ) {
      const next = ends.get(at)!.find((edge) => !used.has(edge));
      if (next === undefined) break;
      used.add(next);
      edges.push(next);
      at = next;
    }
    const closed = edges.length > 2 && ends.get(edges.at(-1)!)!.includes(start);
    lines.push(Float64Array.from((closed ? [...edges, start] : edges).flatMap(place)));
  }
  return lines;
}

/** Edges of the grid that the level crosses, by number, each with those (one or two) that a line goes on to. */
function segmentsOf({ width, height, values }: GridField, level: number): Map<number, number[]> {
  const ends = new Map<number, number[]>();
  const link = (a: number, b: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = ends.get(from);
      if (known) known.push(to);
      else ends.set(from, [to]);
    }
  };
  for (let j = 0; j + 1 < height; j++) {
    for (let i = 0; i + 1 < width; i++) {
      const k = j * width + i;
      const corners = [values[k]!, values[k + 1]!, values[k + width + 1]!, values[k + width]!];
      const mean = corners.reduce((sum, value) => sum + value, 0) / 4;
      if (Number.isNaN(mean)) continue;
      const above = corners.map((value) => value > level);
      // An edge is named by its lower or left cell: twice its number, and one more for the one that goes up.
      const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + width), 2 * k + 1];
      const crossed = edges.filter((_, e) => above[e] !== above[(e + 1) % 4]);
      if (crossed.length === 2) link(crossed[0]!, crossed[1]!);
      else if (crossed.length === 4) {
        const [bottom, right, top, left] = crossed as [number, number, number, number];
        const apart = above[0] === mean > level;
        link(bottom, apart ? right : left);
        link(top, apart ? left : right);
      }
    }
  }
  return ends;
}

/** Where on an edge, by number, the level lies, in the window's coordinates. */
function placeOnEdge({ window: { x, y }, width, height, values }: GridField, level: number) {
  const dx = (x[1] - x[0]) / width;
  const dy = (y[1] - y[0]) / height;
  return (edge: number): [number, number] => {
    const k = edge >> 1;
    const upwards = edge % 2 === 1;
    const [from, to] = [values[k]!, values[k + (upwards ? width : 1)]!];
    // An infinite end lies at the other end's side of any finite level.
    const share = Number.isFinite(to - from) ? (level - from) / (to - from) : 0.5;
    const i = (k % width) + (upwards ? 0 : share);
    const j = Math.floor(k / width) + (upwards ? share : 0);
    return [x[0] + (i + 0.5) * dx, y[0] + (j + 0.5) * dy];
  };
}
