// f64 twin of shaders/outcome.wgsl: what became of a run.
import { DIVERGED, MOVING, OSCILLATING, RISE_WINDOW, SOLVED, STALLED } from '../engine.ts';
import type { RunGrid } from '../runs.ts';
import type { Prepared } from './jobs.ts';
import type { Run } from './run.ts';

/** What became of a run; `slope` is filled with the gradient of the loss there, NaN where it is undefined. */
export function outcomeOf(
  run: Run,
  { info, bound }: Prepared,
  { threshold, steps }: Pick<RunGrid, 'threshold' | 'steps'>,
  loss: number,
  rises: () => number,
  slope: Float64Array,
): number {
  const hole = Number.isNaN(bound.gradient(run.theta, slope)) || Number.isNaN(loss);
  if (hole) slope.fill(Number.NaN);
  if (run.diverged || hole) return DIVERGED;
  if (loss <= threshold) return SOLVED;
  if (run.stopped) return STALLED;
  let steepness = 0;
  for (let c = 0; c < slope.length; c++) {
    if (!info.trained[c]) continue;
    // At rest is what no longer moves: of the loss with its weight decay.
    const decay = run.hyper.weightDecay * run.theta[c]!;
    steepness = Math.max(steepness, Math.abs(slope[c]! + decay));
  }
  if (steepness <= info.thresholds.stalled) return STALLED;
  return unsettled(steps, rises());
}

/** Of a run that is neither solved nor at rest, whose loss rose so many times of late. */
export function unsettled(steps: number, rises: number): number {
  const window = Math.min(RISE_WINDOW, steps);
  return window > 0 && 4 * rises >= window ? OSCILLATING : MOVING;
}
