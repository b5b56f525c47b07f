// What lies over the picture of a panel: runs, isolines, marks; in the coordinates of its axes until it is placed.
import { type Color, INK, type Line, type Mark } from './scene.ts';

/** How a line looks, in points. */
export interface Pen {
  color: Color;
  width: number;
  /** Lengths of dashes and gaps in turn; none for a line without gaps. */
  dash?: readonly number[];
  /** 0 to 1; default 1. */
  opacity?: number;
}

export interface DrawnLine extends Pen {
  kind: 'line';
  /** x, y of each of its points, in the coordinates of the axes. A point that is not finite ends it. */
  points: ArrayLike<number>;
}

/** A part of a mark: filled, drawn along its edge, or both. */
export interface Piece {
  /** x, y of its corners in points from the middle of the mark; y goes down. */
  points: readonly number[];
  fill?: Color;
  pen?: Pen;
  /** 0 to 1 of the fill; default 1. */
  opacity?: number;
}

export interface DrawnMark {
  kind: 'mark';
  /** In the coordinates of the axes. */
  at: readonly [x: number, y: number];
  pieces: readonly Piece[];
}

export interface DrawnText {
  kind: 'text';
  at: readonly [x: number, y: number];
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** One thing over a panel; later ones lie over earlier ones. */
export type Drawn = DrawnLine | DrawnMark | DrawnText;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Points of a line that are nearer than this to the one before are left out: a printer does not tell them apart. */
const NEAR = 0.08;
/** Size of type of what is written into a panel. */
const SIZE = 7;

/** The marks of what is drawn over a panel, cut off at its edges. */
export function drawnMarks(
  drawn: readonly Drawn[],
  box: Box,
  px: (value: number) => number,
  py: (value: number) => number,
): Mark[] {
  return drawn.flatMap((one): Mark[] => {
    if (one.kind === 'line') {
      return pieces(one.points, box, px, py).map((points) => stroke(points, one));
    }
    const [x, y] = [px(one.at[0]), py(one.at[1])];
    if (!isInside(box, x, y)) return [];
    if (one.kind === 'mark') return markAt(one.pieces, x, y);
    const words = { kind: 'text', at: [x, y], size: SIZE, text: one.text } as const;
    return [{ ...words, anchor: one.anchor, color: '#ffffff', halo: INK }];
  });
}

/** A mark's parts around a place of the sheet. */
export function markAt(parts: readonly Piece[], x: number, y: number): Mark[] {
  return parts.flatMap(({ points, fill, pen, opacity }): Mark[] => {
    const placed = points.map((value, i) => value + (i % 2 === 0 ? x : y));
    const share = opacity === undefined ? {} : { opacity };
    return [
      ...(fill ? [{ kind: 'shape', points: placed, fill, ...share } as const] : []),
      ...(pen ? [stroke(placed, pen)] : []),
    ];
  });
}

/** A line of the sheet. */
export function stroke(
  points: readonly number[],
  { color, width, dash = [], opacity = 1 }: Pen,
): Line {
  return {
    kind: 'line',
    points,
    color,
    lineWidth: width,
    ...(dash.length > 0 && { dash }),
    ...(opacity < 1 && { opacity }),
  };
}

const isInside = ({ x, y, width, height }: Box, px: number, py: number) =>
  px >= x - 0.01 && px <= x + width + 0.01 && py >= y - 0.01 && py <= y + height + 0.01;

/** What of a line lies within a box, in the sheet's points. */
function pieces(
  points: ArrayLike<number>,
  box: Box,
  px: (value: number) => number,
  py: (value: number) => number,
): number[][] {
  const found: number[][] = [];
  let piece: number[] | null = null;
  let [ax, ay] = [Number.NaN, Number.NaN];
  for (let k = 0; k + 1 < points.length; k += 2) {
    const [bx, by] = [px(points[k]!), py(points[k + 1]!)];
    if (piece && (bx - ax) ** 2 + (by - ay) ** 2 < NEAR * NEAR && k + 3 < points.length) continue;
    const part = withinBox(box, ax, ay, bx, by);
    if (part) {
      const [cx, cy, dx, dy] = part;
      if (!piece || cx !== ax || cy !== ay) {
        piece = [cx, cy];
        found.push(piece);
      }
      piece.push(dx, dy);
      // It has left the box: what comes back is another piece.
      if (dx !== bx || dy !== by) piece = null;
    } else piece = null;
    [ax, ay] = [bx, by];
  }
  return found;
}

/** The part of a segment within a box (Liang and Barsky 1984); null where there is none. */
function withinBox(
  { x, y, width, height }: Box,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): [number, number, number, number] | null {
  if (!Number.isFinite(ax + ay + bx + by)) return null;
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [step, room] of [
    [-dx, ax - x],
    [dx, x + width - ax],
    [-dy, ay - y],
    [dy, y + height - ay],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null;
      continue;
    }
    const share = room / step;
    if (step < 0) from = Math.max(from, share);
    else to = Math.min(to, share);
  }
  if (from > to) return null;
  return [
    from === 0 ? ax : ax + from * dx,
    from === 0 ? ay : ay + from * dy,
    to === 1 ? bx : ax + to * dx,
    to === 1 ? by : ay + to * dy,
  ];
}
