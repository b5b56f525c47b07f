// The marks of the page as polygons: what a picture that is no page is drawn from.
import type { Piece } from '../../fields/figure/drawn.ts';
import type { Shape } from '../../views/colours.ts';
import { MARK_PATHS, type MarkKind, type PointMark } from '../../views/overlay.ts';

/** Points of a figure to a CSS pixel: its type of 7 points is then as large as the page's of 12 pixels. */
export const POINT = 0.6;

const RIM = '#000000';
const CORNERS = 28;

/** Corners of a mark of radius 1, y down: the shapes of the shader that draws the ends of runs. */
const OUTLINES: Readonly<Record<Shape, readonly number[]>> = {
  circle: Array.from({ length: CORNERS }, (_, i) => [
    Math.cos((2 * Math.PI * i) / CORNERS),
    Math.sin((2 * Math.PI * i) / CORNERS),
  ]).flat(),
  square: [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85],
  diamond: [0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0],
  triangle: [0, -1.1, 0.98, 0.6, -0.98, 0.6],
  cross: turned([
    ...[-0.34, -1, 0.34, -1, 0.34, -0.34, 1, -0.34, 1, 0.34, 0.34, 0.34],
    ...[0.34, 1, -0.34, 1, -0.34, 0.34, -1, 0.34, -1, -0.34, -0.34, -0.34],
  ]),
};

/** Corners turned by an eighth of a full turn. */
function turned(points: readonly number[]): number[] {
  const half = Math.SQRT1_2;
  return points.map((value, i) =>
    i % 2 === 0 ? half * (value - points[i + 1]!) : half * (points[i - 1]! + value),
  );
}

const closed = (points: readonly number[]) => [...points, points[0]!, points[1]!];

/** The end of a run: filled, with a dark rim. `diameter` in CSS pixels. */
export function endMark(shape: Shape, color: string, diameter: number): Piece[] {
  const points = OUTLINES[shape].map((value) => (value * diameter * POINT) / 2);
  const pen = { color: RIM, width: 3 * POINT, opacity: 0.75 };
  return [
    { points: closed(points), pen },
    { points, fill: color },
  ];
}

/** The start of a run: a ring. */
export function startMark(diameter: number, opacity: number): Piece[] {
  const points = closed(OUTLINES.circle.map((value) => (value * (diameter - 2) * POINT) / 2));
  return [
    { points, pen: { color: RIM, width: 4.5 * POINT, opacity: 0.75 * opacity } },
    { points, pen: { color: '#ffffff', width: 2 * POINT, opacity } },
  ];
}

/** Corners of what an SVG path draws, each of its parts for itself. */
const outlines = new Map<string, readonly number[][]>();
function outlineOf(d: string): readonly number[][] {
  const known = outlines.get(d);
  if (known) return known;
  const found = d.split(/(?=M)/).map((part) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', part);
    const length = path.getTotalLength();
    return Array.from({ length: 2 * CORNERS + 1 }, (_, i) => {
      const { x, y } = path.getPointAtLength((length * i) / (2 * CORNERS));
      return [x, y];
    }).flat();
  });
  outlines.set(d, found);
  return found;
}

const HALO = '#0a0e16';

/** A stationary point's sign, as it stands over the map. */
export function signOf({ kind, small }: Pick<PointMark, 'kind' | 'small'>): Piece[] {
  const thin: readonly MarkKind[] = ['maximum', 'degenerate'];
  const width = thin.includes(kind) ? 1.5 : 2;
  const parts = outlineOf(MARK_PATHS[small ? 'small' : kind]).map((points) =>
    points.map((value) => value * POINT),
  );
  return [
    ...parts.map((points) => ({
      points,
      pen: { color: HALO, width: 4.6 * POINT, opacity: 0.85 },
    })),
    ...parts.map((points) => ({ points, pen: { color: '#ffffff', width: width * POINT } })),
  ];
}
