// Second derivatives in f64: the pieces of the reference's jobs that a worker does in one call.
import type { LandscapeSpec, Window } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import { liftTo } from '../problems/plane.ts';
import { extremesOfTrained } from '../problems/sharpness.ts';
import { refiner } from '../problems/stationary.ts';
import type { Starts } from '../problems/stationary-points.ts';
import {
  stationaryFrom as searchFrom,
  stationaryStarts as startsOf,
} from '../problems/stationary-window.ts';
import type { Prepared } from './jobs.ts';

/** Rows [from, to) of a curvature map. */
export function curvatureRows(
  { info, bound }: Prepared,
  { width, height, window }: Omit<LandscapeSpec, 'problem'>,
  from: number,
  to: number,
) {
  const at = extremesOfTrained(info, bound);
  const xs = cellCentres(window.x, width);
  const ys = cellCentres(window.y, height);
  const sharpness = new Float64Array((to - from) * width);
  const least = new Float64Array((to - from) * width);
  const theta = new Float64Array(bound.size);
  for (let c = 0; c < sharpness.length; c++) {
    liftTo(info.plane, xs[c % width]!, ys[from + Math.floor(c / width)]!, theta);
    [least[c], sharpness[c]] = at(theta);
  }
  return { sharpness, least };
}

/** Sharpness at points, [k][n]. */
export function curvatureAlong({ info, bound }: Prepared, points: Float64Array) {
  const n = bound.size;
  const at = extremesOfTrained(info, bound);
  const sharpness = new Float64Array(points.length / n);
  for (let p = 0; p < sharpness.length; p++) {
    sharpness[p] = at(points.subarray(p * n, (p + 1) * n))[1];
  }
  return { sharpness };
}

export const stationaryStarts = ({ info, bound }: Prepared, window: Window): Starts =>
  startsOf(info, bound, window);

export const stationaryFrom = ({ info, bound }: Prepared, window: Window, starts: Starts) =>
  searchFrom(info, bound, window, starts);

/** Stationary points near points, [k][n]. */
export function refine({ info, bound }: Prepared, points: Float64Array, width: number) {
  const n = bound.size;
  const near = refiner(info, bound, width);
  return Array.from({ length: points.length / n }, (_, p) =>
    near(points.slice(p * n, (p + 1) * n)),
  );
}
