// The marks of runs' ends as polygons. Twin of markFrag in path-shaders.ts.
import type { Shape } from './colours.ts';

const CORNERS = 28;

/** Corners of a mark of radius 1, y down: the shapes of the shader that draws the ends of runs. */
export const OUTLINES: Readonly<Record<Shape, readonly number[]>> = {
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

/** Corners of an arrowhead of radius 1 that points to the right. */
export const ARROWHEAD_OUTLINE: readonly number[] = [1, 0, -0.6, 0.92, -0.6, -0.92];
