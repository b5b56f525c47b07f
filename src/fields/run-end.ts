// What became of a run whose iterates are known: the words of src/results.ts for what was drawn, not swept.
import {
  DIVERGED,
  type FloatArray,
  MOVING,
  OSCILLATING,
  RISE_WINDOW,
  rose,
  SOLVED,
  STALLED,
  type TrajectorySpec,
} from '../engine.ts';
import { type BoundProblem, DIVERGED_AT, type ProblemInfo } from '../problems/problem.ts';

export interface RunEnd {
  /** See OUTCOMES. Between kept iterates a run may have oscillated unseen: it is moving then. */
  outcome: number;
  /** The first kept step at which the loss was at most the threshold; null for none. */
  solvedAt: number | null;
  /** The last loss. */
  loss: number;
}

/** Runs as an engine hands them back: θ [run][frame][n], the loss [run][frame] and the steps of the frames. */
export interface KnownRuns {
  spec: Pick<TrajectorySpec, 'optimizer' | 'every'>;
  frameSteps: ArrayLike<number>;
  theta: FloatArray;
  loss: FloatArray;
}

/**
 * What became of run `run`, by the thresholds of its problem and the loss at which it counts as solved. `bound` has the
 * gradient at its end; without it no run is told to have stalled.
 */
export function endOfRun(
  { spec, frameSteps, theta, loss }: KnownRuns,
  run: number,
  info: ProblemInfo,
  threshold: number,
  bound: Pick<BoundProblem, 'gradient'> | null,
): RunEnd {
  const frames = frameSteps.length;
  const own = loss.subarray(run * frames, (run + 1) * frames);
  const last = own[frames - 1]!;
  const first = own.findIndex((each) => each <= threshold);
  const solvedAt = first < 0 ? null : frameSteps[first]!;
  const n = info.theta.length;
  const end = Float64Array.from(theta.subarray((run * frames + frames - 1) * n).subarray(0, n));
  const told = (outcome: number): RunEnd => ({ outcome, solvedAt, loss: last });
  if (!(Number.isFinite(last) && end.every((each) => Math.abs(each) <= DIVERGED_AT))) {
    return told(DIVERGED);
  }
  if (last <= threshold) return told(SOLVED);
  const slope = new Float64Array(n);
  if (bound && !Number.isNaN(bound.gradient(end, slope))) {
    const decay = spec.optimizer.weightDecay ?? 0;
    const steepness = slope.map((each, c) =>
      info.trained[c] ? Math.abs(each + decay * end[c]!) : 0,
    );
    if (steepness.every((each) => each <= info.thresholds.stalled)) return told(STALLED);
  }
  const window = Math.min(RISE_WINDOW, frames - 1);
  if (spec.every !== 1 || window === 0) return told(MOVING);
  let rises = 0;
  for (let k = frames - window; k < frames; k++) if (rose(own[k - 1]!, own[k]!)) rises++;
  return told(4 * rises >= window ? OSCILLATING : MOVING);
}
