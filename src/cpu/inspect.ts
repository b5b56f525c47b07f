// One step of a run in full, by the very functions that take it: what a worker does in one call.
import type { TrajectorySpec } from '../engine.ts';
import { hyperOf, ratesOf, STEPS } from '../optimizers.ts';
import type { Prepared } from './jobs.ts';
import { courseOf, Run } from './run.ts';
import { runStateSize } from './run-state.ts';

/** A run before a step, as advanceTrajectories hands it back, and which of all it is. */
export interface StepToInspect {
  spec: Omit<TrajectorySpec, 'starts' | 'problem'>;
  state: Float64Array<ArrayBuffer>;
  run: number;
  /** Steps taken. */
  step: number;
}

/** [n] each; of a run that has ended everything stays, and the update is 0. */
export interface InspectedStep {
  theta: Float64Array<ArrayBuffer>;
  /** ∂L/∂θ there; of a problem in mini-batches of the batch of this step. */
  gradient: Float64Array<ArrayBuffer>;
  /** The same with noise and weight decay: what the step goes by. */
  used: Float64Array<ArrayBuffer>;
  /** Learning rates of this step; 0 of what is not trained. */
  rates: Float64Array<ArrayBuffer>;
  /** What is remembered once the gradient has come in: a momentum buffer or m, and v. */
  first: Float64Array<ArrayBuffer>;
  second: Float64Array<ArrayBuffer>;
  /** What is added to θ, and θ after that. */
  update: Float64Array<ArrayBuffer>;
  next: Float64Array<ArrayBuffer>;
  /** The loss, Adam's bias corrections 1 − β1^t and 1 − β2^t, whether it has ended (1) and whether by diverging (1). */
  scalars: Float64Array<ArrayBuffer>;
}

/** Takes the step that follows a state, and tells all of it. */
export function inspectStep(
  { info, bound }: Prepared,
  { spec, state, run: index, step }: StepToInspect,
): InspectedStep {
  const { optimizer } = spec;
  const n = bound.size;
  const hyper = hyperOf(optimizer);
  const rates = Float64Array.from(ratesOf(optimizer, info.trained));
  const run = new Run(bound, optimizer.kind, hyper, rates, courseOf(optimizer, step, 1));
  run.load(state, 0);
  run.index = (spec.firstRun ?? 0) + index;
  const theta = run.theta.slice();
  const gradient = new Float64Array(n);
  bound.gradient(theta, gradient, step);
  const [ended, diverged] = [run.ended, run.diverged];
  if (!ended) run.step();
  const after = new Float64Array(runStateSize(n));
  run.save(after, 0);
  const moments = (which: number, of: Float64Array) =>
    Float64Array.from({ length: n }, (_, i) => of[n + 2 * i + which]!);
  const correction = { first: 1 - after[3 * n]!, second: 1 - after[3 * n + 1]! };
  const ratesNow = ended ? rates : run.ratesOfStep.slice();
  const [firstBefore, secondBefore] = [moments(0, state), moments(1, state)];
  const update = theta.map((_, i) => {
    if (ended) return 0;
    const memory = { first: firstBefore[i]!, second: secondBefore[i]! };
    const delta = STEPS[optimizer.kind](run.gradient[i]!, ratesNow[i]!, memory, hyper, correction);
    return 0 - delta;
  });
  return {
    theta,
    gradient,
    used: ended ? gradient.slice() : run.gradient.slice(),
    rates: ratesNow,
    first: moments(0, after),
    second: moments(1, after),
    update,
    next: run.theta.slice(),
    scalars: Float64Array.of(
      bound.loss(theta),
      correction.first,
      correction.second,
      Number(ended),
      Number(diverged),
    ),
  };
}
