// f64 twin of shaders/trajectories.wgsl: the piece of a job that a worker does in one call. Plain data in, plain data out.
import { framesInSlice, type TrajectorySpec } from '../engine.ts';
import { hyperOf, ratesOf } from '../optimizers.ts';
import { CHUNK, lossesOf } from '../problems/abreast.ts';
import type { BoundProblem, ProblemInfo, ProblemRef } from '../problems/problem.ts';
import { bind, describe } from '../problems/registry.ts';
import { courseOf, Run } from './run.ts';
import { runStateSize } from './run-state.ts';

/** A job's problem as a worker keeps it from call to call. */
export interface Prepared {
  info: ProblemInfo;
  bound: BoundProblem;
}

export const prepare = (ref: ProblemRef): Prepared => ({ info: describe(ref), bound: bind(ref) });

/** Runs and a range of steps: what one worker call advances. */
export interface TrajectorySlice {
  spec: Omit<TrajectorySpec, 'starts' | 'problem'>;
  /** [run][runStateSize], advanced in place of the starts. */
  states: Float64Array<ArrayBuffer>;
  /** Which run of all the first is. */
  run: number;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** Advances every run of a slice; returns the new states and the frames passed, [run][frame][n]. */
export function advanceTrajectories(
  { info, bound }: Prepared,
  { spec, states, run: from, first, count }: TrajectorySlice,
) {
  const { optimizer } = spec;
  const rates = Float64Array.from(ratesOf(optimizer, info.trained));
  const course = courseOf(optimizer, first, count);
  const run = new Run(bound, optimizer.kind, hyperOf(optimizer), rates, course);
  const n = bound.size;
  const size = runStateSize(n);
  const runs = states.length / size;
  const frames = framesInSlice(spec, first, count);
  const perRun = frames.to - frames.from;
  const points = new Float64Array(runs * perRun * n);
  const loss = new Float64Array(runs * perRun);
  for (let r = 0; r < runs; r++) {
    run.load(states, r * size);
    run.index = (spec.firstRun ?? 0) + from + r;
    let k = r * perRun;
    const keep = () => {
      const { theta } = run;
      for (let c = 0, at = n * k; c < n; c++, at++) points[at] = theta[c]!;
      k++;
    };
    if (first === 0) keep();
    for (let step = first + 1; step <= first + count; step++) {
      if (!run.ended) run.step();
      if (step % spec.every === 0 || step === spec.steps) keep();
    }
    run.save(states, r * size);
  }
  writeLosses(bound, points, loss);
  return { states, points, loss };
}

/** Writes the losses at points [point][n]. */
function writeLosses(bound: BoundProblem, points: Float64Array, out: Float64Array): void {
  const n = bound.size;
  const losses = lossesOf(bound);
  const [theta, some] = [new Float64Array(n * CHUNK), new Float64Array(CHUNK)];
  for (let from = 0; from < out.length; from += CHUNK) {
    const count = Math.min(CHUNK, out.length - from);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < n; c++) theta[c * CHUNK + i] = points[n * (from + i) + c]!;
    }
    losses(theta, some, count, CHUNK);
    for (let i = 0; i < count; i++) out[from + i] = some[i]!;
  }
}
