// What lists of runs have in common, for both engines; grids of them are in runs.ts, which what is first on the page needs not.
import type { TrajectorySpec } from './engine.ts';
import { liftTo, type Plane } from './problems/plane.ts';

/** Ranges of `size` or fewer that make up 0 to `total`. */
export function* pieces(total: number, size: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < total; from += size) yield [from, Math.min(from + size, total)];
}

/** The points θ that runs start from, [run][n]. */
export function startPoints(
  { starts, startsIn }: Pick<TrajectorySpec, 'starts' | 'startsIn'>,
  plane: Plane,
): Float64Array<ArrayBuffer> {
  if (startsIn === 'theta') return Float64Array.from(starts);
  const n = plane.origin.length;
  const points = new Float64Array((starts.length / 2) * n);
  for (let r = 0; 2 * r < starts.length; r++) {
    const point = points.subarray(r * n, (r + 1) * n);
    liftTo(plane, starts[2 * r]!, starts[2 * r + 1]!, point);
  }
  return points;
}
