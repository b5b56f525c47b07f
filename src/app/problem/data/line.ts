// The fit or boundary on a plot of the data: where c + a·x + b·y is a number, and where it is more.
import type { Window } from '../../../engine.ts';
import type { Line } from '../../../problems/problem.ts';
import type { Point } from '../../../views/transform.ts';

interface Stop {
  at: Point;
  /** How far above the level the line's value is there. */
  above: number;
  isCorner: boolean;
}

/** A way around the edges of a window: its corners, and where the value is the level between two of them. */
function walk({ x, y }: Window, [c, a, b]: Line, level: number): Stop[] {
  const corners = [
    [x[0], y[0]],
    [x[1], y[0]],
    [x[1], y[1]],
    [x[0], y[1]],
  ].map((at) => ({ at: at as Point, above: c + a * at[0]! + b * at[1]! - level, isCorner: true }));
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length]!;
    if (from.above > 0 === to.above > 0) return [from];
    const share = from.above / (from.above - to.above);
    const between = (k: 0 | 1) => from.at[k] + share * (to.at[k] - from.at[k]);
    return [from, { at: [between(0), between(1)] as Point, above: 0, isCorner: false }];
  });
}

/** The part of a window where the line's value is above a level, as a polygon; empty where it nowhere is. */
export function sideOf(window: Window, line: Line, level = 0): Point[] {
  if (!line.every(Number.isFinite)) return [];
  const stops = walk(window, line, level);
  if (!stops.some(({ above }) => above > 0)) return [];
  return stops.filter(({ above, isCorner }) => above > 0 || !isCorner).map(({ at }) => at);
}

/** The ends of the line of a level within a window; null where it does not pass through. */
export function segmentOf(window: Window, line: Line, level = 0): [Point, Point] | null {
  if (!line.every(Number.isFinite)) return null;
  const [from, to] = walk(window, line, level).filter(({ isCorner }) => !isCorner);
  return from && to ? [from.at, to.at] : null;
}
