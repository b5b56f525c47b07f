// What became of a run, read off its own iterates: what a card may say beside the curve of that run.
import {
  DIVERGED,
  DIVERGED_AT,
  MOVING,
  NEVER,
  OSCILLATING,
  RISE_WINDOW,
  rose,
  SOLVED,
  STALLED,
  type Trajectories,
} from '../engine.ts';
import type { Optimizer } from '../optimizers.ts';
import { bind, describe } from '../problems/registry.ts';
import { runsOf } from './trajectories.ts';

/** As RunResults has it, of one run. */
export interface Became {
  outcome: number;
  /** The least step kept whose loss is ≤ the threshold, or NEVER. */
  steps: number;
  loss: number;
  /** Maps of mini-batches reach the threshold by an epoch's mean loss, which no single iterate has. */
  byEpochs?: boolean;
}

/** Numbers (θ and its loss at each step) up to which every step of a run is kept. */
const MOST_KEPT = 2e6;

/** Whether a run of so many steps over so many parameters can be kept step by step. */
export const keptWhole = (steps: number, size: number): boolean => steps * (size + 1) <= MOST_KEPT;

/**
 * What became of the first run of trajectories, by the rules of OUTCOMES. With every step kept it is, of the same
 * iterates, what a sweep tells of them; with every k-th, `steps` is rounded up to one that is kept, and an oscillation
 * cannot be told from motion: `outcome` is then MOVING.
 */
export function becameOf(
  { spec, frameSteps, points, loss }: Trajectories,
  threshold: number,
): Became {
  const info = describe(spec.problem);
  const bound = bind(spec.problem);
  const frames = frameSteps.length;
  const n = info.theta.length;
  const theta = Float64Array.from(points.subarray((frames - 1) * n, frames * n));
  const end = loss[frames - 1]!;
  const crossed = loss.findIndex((value, k) => k < frames && value <= threshold);
  const steps = crossed < 0 || crossed >= frames ? NEVER : frameSteps[crossed]!;
  const byEpochs = bound.epoch !== undefined;
  const became = (outcome: number): Became => ({ outcome, steps, loss: end, byEpochs });

  const slope = new Float64Array(n);
  const undefinedThere = Number.isNaN(bound.gradient(theta, slope)) || Number.isNaN(end);
  if (undefinedThere || theta.some((weight) => !(Math.abs(weight) <= DIVERGED_AT))) {
    return became(DIVERGED);
  }
  if (end <= threshold) return became(SOLVED);
  const steepest = steepness(slope, theta, info.trained, spec.optimizer);
  if (steepest <= info.thresholds.stalled) return became(STALLED);
  if (bound.epoch?.stopAt != null && restsIn(points, frames, n)) return became(STALLED);
  const window = Math.min(RISE_WINDOW, spec.steps);
  if (spec.every !== 1 || window === 0) return became(MOVING);
  let rises = 0;
  for (let k = frames - window; k < frames; k++) rises += Number(rose(loss[k - 1]!, loss[k]!));
  return became(4 * rises >= window ? OSCILLATING : MOVING);
}

/** The largest |gradient component| of what is trained, its weight decay with it. */
function steepness(
  slope: Float64Array,
  theta: Float64Array,
  trained: readonly boolean[],
  { weightDecay = 0 }: Optimizer,
): number {
  let most = 0;
  for (const [c, value] of slope.entries()) {
    if (trained[c]) most = Math.max(most, Math.abs(value + weightDecay * theta[c]!));
  }
  return most;
}

/** Whether a run's last two iterates kept are one and the same, as those of a run that was stopped. */
function restsIn(points: Trajectories['points'], frames: number, n: number): boolean {
  if (frames < 2) return false;
  const last = (frames - 1) * n;
  for (let c = 0; c < n; c++) if (points[last + c] !== points[last - n + c]) return false;
  return true;
}

/**
 * Whether what a map says of a pixel is what its run, taken again step by step, says: the same outcome, and the
 * threshold reached at the same step. `every`: of how many steps the run keeps one.
 */
export function agrees(map: Became, run: Became, every = 1): boolean {
  const known = every === 1 || run.outcome !== MOVING;
  const outcome = known ? map.outcome : map.outcome === OSCILLATING ? MOVING : map.outcome;
  if (outcome !== run.outcome) return false;
  if (run.byEpochs) return true;
  if (map.steps === NEVER || run.steps === NEVER) return map.steps === run.steps;
  return run.steps - every < map.steps && map.steps <= run.steps;
}

/** Trajectories that were kept step by step, with only every `every`-th of these iterates and the last. */
export function thinned(whole: Trajectories, every: number): Trajectories {
  if (every <= whole.spec.every) return whole;
  const { spec, points, loss, frameSteps } = whole;
  const n = describe(spec.problem).theta.length;
  const frames = frameSteps.length;
  const kept = [...frameSteps.keys()].filter((k) => k % every === 0 || k === frames - 1);
  const runs = runsOf(whole);
  const Floats = loss.constructor as Float64ArrayConstructor;
  const fewer = {
    points: new Floats(runs * kept.length * n),
    loss: new Floats(runs * kept.length),
  };
  for (let r = 0; r < runs; r++) {
    for (const [k, from] of kept.entries()) {
      const [to, at] = [r * kept.length + k, r * frames + from];
      fewer.loss[to] = loss[at]!;
      fewer.points.set(points.subarray(at * n, (at + 1) * n), to * n);
    }
  }
  const steps = Uint32Array.from(kept, (k) => frameSteps[k]!);
  return { ...fewer, spec: { ...spec, every }, frameSteps: steps };
}
