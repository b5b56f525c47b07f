// Paths through θ-space as a map shows them: their projection on the plane, and how far off it they are.
import type { FloatArray, Trajectories } from '../engine.ts';
import { isLine, isWholeSpace, projector } from '../problems/plane.ts';
import { describe } from '../problems/registry.ts';

/** Paths on a plane: what the views draw. */
export interface PlanePaths extends Omit<Trajectories, 'points'> {
  /** [run][frame][2] */
  points: FloatArray;
  /** [run][frame]: Euclidean distance of θ from the plane; none where the plane is all of θ-space. */
  distance?: FloatArray | null | undefined;
}

/** The orthogonal projection of every iterate on the plane of its problem. */
export function onPlane(trajectories: Trajectories): PlanePaths {
  const { plane } = describe(trajectories.spec.problem);
  if (isWholeSpace(plane)) return { ...trajectories, distance: null };
  const n = plane.origin.length;
  const project = projector(plane);
  const frames = trajectories.loss.length;
  const Floats = trajectories.loss.constructor as Float64ArrayConstructor;
  const points = new Floats(2 * frames);
  const distance = new Floats(frames);
  for (let k = 0; k < frames; k++) {
    const [x, y, off] = project(trajectories.points, n * k);
    points[2 * k] = x;
    points[2 * k + 1] = y;
    distance[k] = off;
  }
  return { ...trajectories, points, distance };
}

/** Paths as a plot shows them: on the plane; of a line, on the curve of the loss over it. */
export function asDrawn(trajectories: Trajectories): PlanePaths {
  const paths = onPlane(trajectories);
  if (!isLine(describe(trajectories.spec.problem).plane)) return paths;
  const { points, loss } = paths;
  // Where a run diverges its loss may leave what can be drawn, or there is none.
  for (let k = 0; k < loss.length; k++) points[2 * k + 1] = Math.min(loss[k]! || 0, 1e9);
  return paths;
}
