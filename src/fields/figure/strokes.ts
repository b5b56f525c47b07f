// Lines as areas: their dashes, and the rectangles that they are painted with.
import { hypot } from '../../math/vector.ts';
import type { Line } from './scene.ts';

/** The dashes of a line, each a line of its own; the line itself where it has none. */
export function dashed(line: Line): Line[] {
  const { points, dash } = line;
  if (!dash || !(dash.reduce((sum, length) => sum + length, 0) > 0)) return [line];
  const found: number[][] = [];
  let [turn, left] = [0, dash[0]!];
  let piece: number[] | null = [points[0]!, points[1]!];
  for (let i = 2; i < points.length; i += 2) {
    let [ax, ay] = [points[i - 2]!, points[i - 1]!];
    const [bx, by] = [points[i]!, points[i + 1]!];
    let rest = hypot(bx - ax, by - ay);
    while (rest > left) {
      const share = left / rest;
      [ax, ay] = [ax + (bx - ax) * share, ay + (by - ay) * share];
      rest -= left;
      if (piece) found.push([...piece, ax, ay]);
      turn = (turn + 1) % dash.length;
      piece = piece ? null : [ax, ay];
      left = dash[turn]!;
    }
    left -= rest;
    piece?.push(bx, by);
  }
  if (piece && piece.length > 2) found.push(piece);
  return found.map((part) => ({ ...line, points: part }));
}

/** Each piece of a line as a rectangle, half a width longer at both ends, and all turning the same way. */
export function strokeOf({ points, lineWidth }: Line, scale: number): number[][] {
  const half = (lineWidth * scale) / 2;
  const polygons: number[][] = [];
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay, bx, by] = points.slice(i - 2, i + 2).map((value) => value * scale) as [
      number,
      number,
      number,
      number,
    ];
    const length = hypot(bx - ax, by - ay) || 1;
    const [u, v] = [((bx - ax) / length) * half, ((by - ay) / length) * half];
    const ends = points.length > 4 ? 1 : 0;
    const [fx, fy, tx, ty] = [ax - ends * u, ay - ends * v, bx + ends * u, by + ends * v];
    polygons.push([fx + v, fy - u, tx + v, ty - u, tx - v, ty + u, fx - v, fy + u]);
  }
  return polygons;
}
