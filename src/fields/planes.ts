// Planes laid through θ-space by what runs do there: through points, or along a path's principal directions; how much
// of a path a plane shows, and how high the loss rises on the way between two points.
import type { Window } from '../engine.ts';
import {
  type PrincipalDirections,
  principalDirections,
  projectedShare,
} from '../math/principal.ts';
import { dot } from '../math/vector.ts';
import { isLine, type Plane } from '../problems/plane.ts';

/** A plane, or line, with what it was laid through. */
export interface LaidPlane {
  /** [n]: θ at x = y = 0. */
  readonly origin: readonly number[];
  /** [n] */
  readonly x: readonly number[];
  /** [n]; null for a line. */
  readonly y: readonly number[] | null;
  /** Coordinates of what it was laid through. */
  readonly places: readonly (readonly [x: number, y: number])[];
}

/**
 * The line through two points θ, the first at x = 0 and the second at x = 1; or the plane through three, whose y is at
 * right angles to x and as long, so that a distance looks the same along both. Throws a RangeError for points that are
 * one and the same, or three on a line.
 */
export function planeThrough(points: readonly ArrayLike<number>[]): LaidPlane {
  const [origin, second, third] = points.map((point) => Array.from(point));
  if (!origin || !second || points.length > 3) {
    throw new RangeError(`${points.length} points: a line takes two, a plane three`);
  }
  const from = (point: readonly number[]) => point.map((value, i) => value - origin[i]!);
  const x = from(second);
  const square = dot(x, x);
  if (!(square > 0)) throw new RangeError('the points are one and the same, and must be apart');
  if (!third) {
    return {
      origin,
      x,
      y: null,
      places: [
        [0, 0],
        [1, 0],
      ],
    };
  }
  const along = dot(from(third), x) / square;
  const across = from(third).map((value, i) => value - along * x[i]!);
  const height = Math.sqrt(dot(across, across) / square);
  if (!(height > 1e-6)) {
    throw new RangeError(
      'the three points lie on one line, which makes no plane: take two of them',
    );
  }
  return {
    origin,
    x,
    y: across.map((value) => value / height),
    places: [
      [0, 0],
      [1, 0],
      [along, height],
    ],
  };
}

/**
 * The plane of a path's two leading principal directions, unit vectors, through its last iterate, about which they
 * are taken (Li et al. 2018, section 7.2). `points`: [k][n]. `places` are those of the iterates. A line where the path
 * is one. Throws a RangeError for a path that does not move.
 */
export function principalPlane(
  points: ArrayLike<number>,
  n: number,
): LaidPlane & Pick<PrincipalDirections, 'variances'> {
  const all = Array.from(points);
  const origin = all.slice(-n);
  const { directions, variances } = principalDirections(points, n, 2, origin);
  const [x, y = null] = directions.map((direction) => Array.from(direction));
  if (!x) throw new RangeError('the run does not move, and has no directions');
  const places = Array.from({ length: all.length / n }, (_, k): [number, number] => {
    const d = origin.map((value, i) => all[k * n + i]! - value);
    return [dot(d, x), y ? dot(d, y) : 0];
  });
  return { origin, x, y, places, variances };
}

/** The window that holds some places of a plane, with a margin. Of a line y is −1 to 1. */
export function windowAround(places: LaidPlane['places'], margin = 0.15): Window {
  const [x, y] = ([0, 1] as const).map((c) => {
    const values = places.map((place) => place[c]);
    return [Math.min(...values), Math.max(...values)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  const widest = Math.max(x[1] - x[0], y[1] - y[0]) || 1;
  const around = ([min, max]: readonly [number, number]): [number, number] => {
    // A path along one axis would leave the other no height.
    const room = Math.max(margin * (max - min), (0.05 * widest) / 2);
    return [min - room, max + room];
  };
  return { x: around(x), y: y[0] === y[1] ? [-1, 1] : around(y) };
}

/**
 * How much of the squared way of a run to its end, of iterates [k][n], a plane shows, 0 to 1: what is left of it when
 * it is projected on the plane's directions.
 */
export function shareShown(points: ArrayLike<number>, { x, y }: Pick<Plane, 'x' | 'y'>): number {
  const n = x.length;
  const end = Array.from(points).slice(-n);
  return projectedShare(points, n, isLine({ y }) ? [x] : [x, y], end);
}

/** The same of the best plane there is, that of the run's principal directions. */
export function mostShown(points: ArrayLike<number>, n: number): number {
  const end = Array.from(points).slice(-n);
  const { variances } = principalDirections(points, n, 2, end);
  return variances.length === 0
    ? 1
    : Math.min(
        1,
        variances.reduce((sum, each) => sum + each, 0),
      );
}

export interface Barrier {
  /** How much the loss rises above the higher end along the line; 0 where it does not. */
  height: number;
  /** The highest loss, and where: 0 at the first end to 1 at the second. */
  highest: number;
  at: number;
  /** The losses at both ends. */
  ends: [number, number];
}

/**
 * The loss barrier between two points, from losses at evenly spaced places of the line between them, both ends
 * included: the highest less that of the higher end (Draxler et al. 2018, Garipov et al. 2018). null where a loss is
 * undefined.
 */
export function barrierOf(losses: ArrayLike<number>): Barrier | null {
  const all = Array.from(losses);
  if (all.length < 2 || !all.every(Number.isFinite)) return null;
  const ends: [number, number] = [all[0]!, all.at(-1)!];
  const highest = Math.max(...all);
  return {
    height: highest - Math.max(...ends),
    highest,
    at: all.indexOf(highest) / (all.length - 1),
    ends,
  };
}
