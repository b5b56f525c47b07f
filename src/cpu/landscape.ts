// f64 twin of shaders/landscape.wgsl: the piece of a landscape that a worker does in one call.
import type { LandscapeSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import { CHUNK, gradientsByOne, gradientsOf, lossesOf } from '../problems/abreast.ts';
import { foldedCells } from '../problems/folded-grid.ts';
import { isWholeSpace, type Plane } from '../problems/plane.ts';
import { type BoundProblem, meritsAreLosses } from '../problems/problem.ts';
import type { Prepared } from './jobs.ts';

/** Loss and, unless it is not wanted, gradient along the plane of cells [from, to) of a landscape. */
export function landscapeCells(
  { info: { plane }, bound }: Prepared,
  spec: Omit<LandscapeSpec, 'problem'>,
  from: number,
  to: number,
) {
  const { width, height, window, gradient: wanted = true } = spec;
  const xs = cellCentres(window.x, width);
  const ys = cellCentres(window.y, height);
  const loss = new Float64Array(to - from);
  const gradient = new Float64Array(wanted ? (to - from) * 2 : 0);
  if (bound.folded && isWholeSpace(plane)) {
    foldedCells(bound.folded, xs, ys, from, to, loss, wanted ? gradient : null);
    return { loss, gradient };
  }
  const sample = samplerOf(bound, plane);
  for (let cell = from; cell < to; cell += CHUNK) {
    const count = Math.min(CHUNK, to - cell);
    for (let i = 0; i < count; i++) {
      sample.xs[i] = xs[(cell + i) % width]!;
      sample.ys[i] = ys[Math.floor((cell + i) / width)]!;
    }
    if (wanted) sample.take(count, loss, gradient, cell - from);
    else sample.takeLosses(count, loss, cell - from);
  }
  return { loss, gradient };
}

/** Takes samples of a plane, up to CHUNK at once. */
function samplerOf(bound: BoundProblem, plane: Plane) {
  const n = bound.size;
  const [xs, ys] = [new Float64Array(CHUNK), new Float64Array(CHUNK)];
  const [theta, slopes] = [new Float64Array(n * CHUNK), new Float64Array(n * CHUNK)];
  const [merits, losses] = [new Float64Array(CHUNK), new Float64Array(CHUNK)];
  const gradientsAt = gradientsOf(bound) ?? gradientsByOne(bound);
  const lossesAt = lossesOf(bound);
  // Where merits are minus the loss a gradient tells the loss as well, but where it is undefined itself.
  const told = meritsAreLosses(bound);
  /** liftTo of all of them. */
  const lift = (count: number) => {
    for (let c = 0; c < n; c++) {
      const [origin, u, v] = [plane.origin[c]!, plane.x[c]!, plane.y[c]!];
      for (let i = 0; i < count; i++) theta[c * CHUNK + i] = origin + xs[i]! * u + ys[i]! * v;
    }
  };
  /** Along the plane, as `dot` has it. */
  const project = (gradient: Float64Array, at: number, i: number) => {
    let along = 0;
    let across = 0;
    for (let c = 0; c < n; c++) {
      const component = slopes[c * CHUNK + i]!;
      along += component * plane.x[c]!;
      across += component * plane.y[c]!;
    }
    gradient[2 * at] = along;
    gradient[2 * at + 1] = across;
  };
  return {
    xs,
    ys,
    takeLosses(count: number, loss: Float64Array, at: number): void {
      lift(count);
      lossesAt(theta, losses, count, CHUNK);
      for (let i = 0; i < count; i++) loss[at + i] = losses[i]!;
    },
    take(count: number, loss: Float64Array, gradient: Float64Array, at: number): void {
      lift(count);
      gradientsAt(theta, slopes, merits, count, CHUNK);
      const isTold = (i: number) => told && !Number.isNaN(merits[i]!);
      let all = true;
      for (let i = 0; i < count; i++) all &&= isTold(i);
      if (!all) lossesAt(theta, losses, count, CHUNK);
      for (let i = 0; i < count; i++) {
        project(gradient, at + i, i);
        loss[at + i] = isTold(i) ? -merits[i]! : losses[i]!;
      }
    },
  };
}
