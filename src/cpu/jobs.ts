// f64 twins of shaders/landscape.wgsl and shaders/trajectories.wgsl: the pieces of a job that a
// worker does in one call. Plain data in, plain data out.
import { framesInSlice, type LandscapeSpec, type TrajectorySpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import { hyperOf } from '../optimizers.ts';
import { problemById } from '../problems/registry.ts';
import { RUN_STATE_SIZE, Run } from './run.ts';

/** Loss and gradient of rows [from, to) of a landscape. */
export function landscapeRows(spec: LandscapeSpec, from: number, to: number) {
  const { width, height, window } = spec;
  const problem = problemById(spec.problem.id).bind(spec.problem.parameters);
  const xs = cellCentres(window.x, width);
  const ys = cellCentres(window.y, height);
  const loss = new Float64Array((to - from) * width);
  const gradient = new Float64Array((to - from) * width * 2);
  const out = new Float64Array(2);
  let k = 0;
  for (let j = from; j < to; j++) {
    const y = ys[j]!;
    for (let i = 0; i < width; i++, k++) {
      const x = xs[i]!;
      loss[k] = problem.loss(x, y);
      problem.gradient(x, y, out);
      gradient[2 * k] = out[0]!;
      gradient[2 * k + 1] = out[1]!;
    }
  }
  return { loss, gradient };
}

/** Runs and a range of steps: what one worker call advances. */
export interface TrajectorySlice {
  spec: Omit<TrajectorySpec, 'starts'>;
  /** [run][RUN_STATE_SIZE], advanced in place of the starts. */
  states: Float64Array<ArrayBuffer>;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** The run states of a list of starts x0, y0, x1, y1, … before any step. */
export function startStates(starts: readonly number[]): Float64Array<ArrayBuffer> {
  const states = new Float64Array((starts.length / 2) * RUN_STATE_SIZE);
  for (let r = 0; 2 * r < starts.length; r++) {
    states.set([starts[2 * r]!, starts[2 * r + 1]!, 0, 0, 0, 0, 1, 1], r * RUN_STATE_SIZE);
  }
  return states;
}

/** Advances every run of a slice; returns the new states and the frames passed, [run][frame]. */
export function advanceTrajectories({ spec, states, first, count }: TrajectorySlice) {
  const problem = problemById(spec.problem.id).bind(spec.problem.parameters);
  const run = new Run(problem, spec.optimizer.kind, hyperOf(spec.optimizer));
  const runs = states.length / RUN_STATE_SIZE;
  const frames = framesInSlice(spec, first, count);
  const perRun = frames.to - frames.from;
  const points = new Float64Array(runs * perRun * 2);
  const loss = new Float64Array(runs * perRun);
  for (let r = 0; r < runs; r++) {
    run.load(states, r * RUN_STATE_SIZE);
    let k = r * perRun;
    const keep = () => {
      points[2 * k] = run.x;
      points[2 * k + 1] = run.y;
      loss[k++] = problem.loss(run.x, run.y);
    };
    if (first === 0) keep();
    for (let step = first + 1; step <= first + count; step++) {
      if (!run.diverged) run.step();
      if (step % spec.every === 0 || step === spec.steps) keep();
    }
    run.save(states, r * RUN_STATE_SIZE);
  }
  return { states, points, loss };
}
