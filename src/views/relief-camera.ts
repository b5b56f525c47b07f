// How the relief is looked at: from straight above it is the map, pixel for pixel; tilted, it is seen in perspective.
import { mat4, vec4 } from 'gl-matrix';
import type { Point, Size } from './transform.ts';

/** Degrees round the vertical axis and from straight above, and how much larger than what fits. */
export interface Pose {
  azimuth: number;
  tilt: number;
  zoom: number;
}

/** CSS pixels of the plot from its middle, x to the right, y up, z from the lowest colour. */
export type Place = readonly [x: number, y: number, z: number];

export interface Camera {
  /** From places to clip coordinates, column by column. */
  readonly matrix: readonly number[];
  /** Towards the light, which stays where it is as the relief turns. */
  readonly light: Place;
  /** 0 from straight above, 1 from 20° on: how much is lit, and made to fit. */
  readonly depth: number;
  /** Where on the plot a place is, in CSS pixels from its upper left corner. */
  project(place: Place): Point;
  /** The places under a pixel, from the nearest to the farthest of the box. */
  ray(at: Point): readonly [Place, Place];
}

/** From this tilt on all is as it is in perspective. */
const ALL_DEPTH = 20;
const FIELD_OF_VIEW = 22;
/** Of the plot that the box takes when tilted: the rest is for its labels. */
const FILL = 0.82;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Looks at a box as wide and high as the plot and `height` pixels deep. */
export function cameraOf(size: Size, height: number, { azimuth, tilt, zoom }: Pose): Camera {
  const depth = Math.min(1, tilt / ALL_DEPTH);
  const angle = radians(Math.max(FIELD_OF_VIEW * depth, 0.02));
  const distance = size.height / 2 / Math.tan(angle / 2);
  const reach = Math.hypot(size.width, size.height, height);
  const aspect = size.width / size.height;
  const near = Math.max(distance - reach, distance / 100);
  const matrix = mat4.perspective(empty(), angle, aspect, near, distance + reach);
  mat4.translate(matrix, matrix, [0, 0, -distance]);
  mat4.rotateX(matrix, matrix, radians(-tilt));
  mat4.rotateZ(matrix, matrix, radians(azimuth));
  mat4.multiply(matrix, fitting(matrix, size, height, depth, zoom), matrix);
  const inverse = mat4.invert(empty(), matrix)!;
  const turn = radians(azimuth);
  const [lx, ly] = [-0.45, 0.5];
  return {
    matrix: [...matrix],
    light: [
      lx * Math.cos(turn) + ly * Math.sin(turn),
      ly * Math.cos(turn) - lx * Math.sin(turn),
      0.74,
    ],
    depth,
    project(place) {
      const [x, y] = clip(matrix, place);
      return [(0.5 + x / 2) * size.width, (0.5 - y / 2) * size.height];
    },
    ray([px, py]) {
      const x = (2 * px) / size.width - 1;
      const y = 1 - (2 * py) / size.height;
      return [clip(inverse, [x, y, -1]), clip(inverse, [x, y, 1])];
    },
  };
}

const empty = () => new Array<number>(16).fill(0) as unknown as mat4;

function clip(matrix: mat4, [x, y, z]: Place): Place {
  const [a, b, c, w] = vec4.transformMat4([0, 0, 0, 0], [x, y, z, 1], matrix) as number[];
  return [a! / w!, b! / w!, c! / w!];
}

/** Moves and scales what is seen so that the box fits the plot. */
function fitting(matrix: mat4, size: Size, height: number, depth: number, zoom: number): mat4 {
  const corners = boxOf(size, height).map((corner) => clip(matrix, corner));
  const extent = (axis: 0 | 1) => {
    const all = corners.map((corner) => corner[axis]);
    const [lo, hi] = [Math.min(...all), Math.max(...all)];
    return { middle: (lo + hi) / 2, half: (hi - lo) / 2 };
  };
  const [x, y] = [extent(0), extent(1)];
  const fitted = FILL / Math.max(x.half, y.half);
  const scale = (1 + (fitted - 1) * depth) * zoom;
  const to = mat4.identity(empty());
  to[0] = to[5] = scale;
  to[12] = -scale * x.middle * depth;
  to[13] = -scale * y.middle * depth;
  return to;
}

/** The corners of the box, those at the bottom first, each counterclockwise from the lower left. */
export function boxOf({ width, height: depth }: Size, height: number): Place[] {
  const [x, y] = [width / 2, depth / 2];
  return [0, height].flatMap((z): Place[] => [
    [-x, -y, z],
    [x, -y, z],
    [x, y, z],
    [-x, y, z],
  ]);
}

/** The unit vector from the relief to who looks at it. */
export function towardsEye({ azimuth, tilt }: Pose): number[] {
  const [turn, down] = [radians(azimuth), radians(tilt)];
  return [-Math.sin(turn) * Math.sin(down), -Math.cos(turn) * Math.sin(down), Math.cos(down)];
}
