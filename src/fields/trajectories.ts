// What is read off trajectories: where a run is at a step, which run is near, which are in view.
import type { Trajectories, Window } from '../engine.ts';
import type { PlanePaths } from './on-plane.ts';

/** One run of several sets of trajectories. */
export interface ChosenRun {
  set: number;
  run: number;
}

/** How many runs there are. */
export const runsOf = ({ loss, frameSteps }: Pick<Trajectories, 'loss' | 'frameSteps'>): number =>
  loss.length / frameSteps.length;

/** Frame (fractional) of a step. */
export function frameOf(
  { spec, frameSteps }: Pick<Trajectories, 'spec' | 'frameSteps'>,
  step: number,
): number {
  return step >= spec.steps ? frameSteps.length - 1 : step / spec.every;
}

/** The run whose drawn path comes nearest to a place, within `reach` pixels; null for none. */
export function nearestRun(
  runs: readonly PlanePaths[],
  view: Window,
  size: { width: number; height: number },
  [px, py]: readonly [number, number],
  reach: number,
  step: number,
): ChosenRun | null {
  const sx = size.width / (view.x[1] - view.x[0]);
  const sy = size.height / (view.y[1] - view.y[0]);
  let best: ChosenRun | null = null;
  let bestSquare = reach * reach;
  for (const [set, trajectories] of runs.entries()) {
    const { points } = trajectories;
    const frames = trajectories.frameSteps.length;
    const head = frameOf(trajectories, step);
    for (let k = 0; 2 * k < points.length; k++) {
      const frame = k % frames;
      if (frame > head) continue;
      const x = (points[2 * k]! - view.x[0]) * sx;
      const y = (view.y[1] - points[2 * k + 1]!) * sy;
      // To the segment that leads here, which is the point itself at a start.
      const ax = frame > 0 ? (points[2 * k - 2]! - view.x[0]) * sx : x;
      const ay = frame > 0 ? (view.y[1] - points[2 * k - 1]!) * sy : y;
      const dx = x - ax;
      const dy = y - ay;
      const length = dx * dx + dy * dy;
      const t =
        length > 0 ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
      const square = (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2;
      if (square < bestSquare) {
        bestSquare = square;
        best = { set, run: Math.floor(k / frames) };
      }
    }
  }
  return best;
}

/** An iterate that is kept of a run, and where it is drawn, in pixels. */
export interface KeptIterate extends ChosenRun {
  frame: number;
  at: [x: number, y: number];
}

/** Pixels from its middle to the rim of a mark: whoever points at one means it, whatever lies under it. */
const MARK = 7;

/**
 * The kept iterate of a run, up to a step, that a place is meant for: the end or the start where the place is on its mark,
 * otherwise the nearest within `reach` pixels; null for none.
 */
export function nearestIterate(
  paths: PlanePaths,
  chosen: ChosenRun,
  view: Window,
  size: { width: number; height: number },
  [px, py]: readonly [number, number],
  reach: number,
  step: number,
): KeptIterate | null {
  const { points, frameSteps } = paths;
  const sx = size.width / (view.x[1] - view.x[0]);
  const sy = size.height / (view.y[1] - view.y[0]);
  const first = chosen.run * frameSteps.length;
  const head = Math.floor(frameOf(paths, step));
  const placeOf = (frame: number): [number, number] => [
    (points[2 * (first + frame)]! - view.x[0]) * sx,
    (view.y[1] - points[2 * (first + frame) + 1]!) * sy,
  ];
  const away = ([x, y]: readonly [number, number]) => Math.sqrt((x - px) ** 2 + (y - py) ** 2);
  let best = -1;
  let nearest = MARK;
  for (const frame of [0, head]) {
    const distance = away(placeOf(frame));
    if (distance <= nearest) [best, nearest] = [frame, distance];
  }
  const onMark = best;
  nearest = reach;
  for (let frame = 0; onMark < 0 && frame <= head; frame++) {
    const distance = away(placeOf(frame));
    if (distance < nearest) [best, nearest] = [frame, distance];
  }
  return best < 0 ? null : { ...chosen, frame: best, at: placeOf(best) };
}

/** Runs with an iterate in the window. */
export function runsInView({ points, frameSteps }: PlanePaths, { x, y }: Window): number[] {
  const frames = frameSteps.length;
  const found: number[] = [];
  for (let run = 0; run * frames * 2 < points.length; run++) {
    for (let k = run * frames; k < (run + 1) * frames; k++) {
      const px = points[2 * k]!;
      const py = points[2 * k + 1]!;
      if (px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1]) {
        found.push(run);
        break;
      }
    }
  }
  return found;
}

/**
 * Some iterates of one run, up to `count` and spread evenly, its start and its end among them: their steps, and
 * points θ, [k][n]. A run that overflowed ends before.
 */
export function someOfRun(
  { points: theta, loss, frameSteps }: Pick<Trajectories, 'points' | 'loss' | 'frameSteps'>,
  run: number,
  count: number,
) {
  const n = theta.length / loss.length;
  const last = frameSteps.length - 1;
  const kept = Math.min(count, frameSteps.length);
  const frames = Array.from({ length: kept }, (_, i) =>
    last === 0 ? 0 : Math.round((i * last) / (kept - 1)),
  );
  const points = new Float64Array(kept * n);
  for (const [i, frame] of frames.entries()) {
    const at = (run * frameSteps.length + frame) * n;
    points.set(theta.subarray(at, at + n), i * n);
  }
  const lost = points.findIndex((component) => !Number.isFinite(component));
  const length = lost < 0 ? kept : Math.floor(lost / n);
  const steps = frames.slice(0, length).map((frame) => frameSteps[frame]!);
  return { steps, points: points.subarray(0, length * n) };
}
