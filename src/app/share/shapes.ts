// The marks of the page as polygons: what a picture that is no page is drawn from.
import type { Piece } from '../../fields/figure/drawn.ts';
import type { Shape } from '../../views/colours.ts';
import { svgElement } from '../../views/dom.ts';
import { ARROWHEAD_OUTLINE, OUTLINES } from '../../views/mark-outlines.ts';
import { MARK_PATHS, type MarkKind, type PointMark } from '../../views/overlay.ts';
import { CASING } from '../../views/paths.ts';

/** Points of a figure to a CSS pixel: its type of 7 points is then as large as the page's of 12 pixels. */
export const POINT = 0.6;

/** What lies around what is drawn on a map: nearly black, and white within it. */
export const RIM = `#${CASING.dark
  .map((c) =>
    Math.round(255 * c)
      .toString(16)
      .padStart(2, '0'),
  )
  .join('')}`;
export const WHITE = '#ffffff';

/** Pieces of half a curved outline. */
const CORNERS = 28;

const closed = (points: readonly number[]) => [...points, points[0]!, points[1]!];

/** An outline in a white casing and a thin dark rim, as the shader of the marks has them. */
function cased(points: readonly number[]): Piece[] {
  const edge = closed(points);
  return [
    { points: edge, pen: { color: RIM, width: 4.2 * POINT, opacity: 0.9 } },
    { points: edge, pen: { color: WHITE, width: 2.6 * POINT } },
  ];
}

const sized = (points: readonly number[], diameter: number) =>
  points.map((value) => (value * diameter * POINT) / 2);

/** The end of a run. `diameter` in CSS pixels. */
export function endMark(shape: Shape, color: string, diameter: number): Piece[] {
  const points = sized(OUTLINES[shape], diameter);
  return [...cased(points), { points, fill: color }];
}

/** The start of a run: white, with a dark middle. */
export function startMark(diameter: number): Piece[] {
  const points = sized(OUTLINES.circle, diameter);
  const middle = sized(OUTLINES.circle, Math.max(0, diameter - 3.2));
  return [...cased(points), { points, fill: WHITE }, { points: middle, fill: RIM }];
}

/** The place whose run is kept: a white ring between two dark ones, as on the map. */
export function pinMark(): Piece[] {
  const points = closed(sized(OUTLINES.circle, 21.5));
  return [
    { points, pen: { color: '#000000', width: 5.5 * POINT } },
    { points, pen: { color: WHITE, width: 2.5 * POINT } },
  ];
}

/** A pixel that comes out otherwise in f64. */
export function spotMark(): Piece[] {
  return [
    { points: closed(sized(OUTLINES.circle, 8)), pen: { color: '#ff00ff', width: 2 * POINT } },
  ];
}

/** An arrowhead, its direction in radians, counterclockwise from the right. */
export function arrowMark(color: string, diameter: number, turn: number): Piece[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = ARROWHEAD_OUTLINE;
  const turnedBy = corners.map((value, i) =>
    i % 2 === 0 ? value * cos + corners[i + 1]! * sin : value * cos - corners[i - 1]! * sin,
  );
  const points = sized(turnedBy, diameter);
  return [...cased(points), { points, fill: color }];
}

/** Corners of what an SVG path draws, each of its parts for itself. */
const outlines = new Map<string, readonly number[][]>();
function outlineOf(d: string): readonly number[][] {
  const known = outlines.get(d);
  if (known) return known;
  const found = d.split(/(?=M)/).map((part) => {
    const path = svgElement('path', { d: part });
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
