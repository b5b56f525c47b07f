// f64 twin of shaders/sweep.wgsl, plain.wgsl, watched.wgsl and axes.wgsl: the piece of a sweep or spectrum
// that a worker does in one call.
import {
  DIVERGED,
  MOVING,
  NEVER,
  OSCILLATING,
  type Quantity,
  RISE_WINDOW,
  rose,
  SOLVED,
  STALLED,
  STALLED_AT,
} from '../engine.ts';
import { type Hyper, hyperOf } from '../optimizers.ts';
import type { BoundProblem } from '../problems/problem.ts';
import { problemById } from '../problems/registry.ts';
import type { RunGrid } from '../runs.ts';
import { RUN_STATE_SIZE, Run } from './run.ts';

/** Numbers that describe a run of a sweep between slices: the Run, the crossing, the rises. */
export const SWEEP_STATE_SIZE = RUN_STATE_SIZE + 2;
const CROSSED = RUN_STATE_SIZE;
const RISES = RUN_STATE_SIZE + 1;

/** Runs and a range of steps: what one worker call advances. */
export interface SweepSlice {
  grid: RunGrid;
  /** [run][2]: what the x axis and the y axis make of each run. */
  values: Float64Array<ArrayBuffer>;
  /** [run][SWEEP_STATE_SIZE], advanced in place; empty before the first step. */
  states: Float64Array<ArrayBuffer>;
  /** [run][last], filled as the last steps come. */
  iterates: Float64Array<ArrayBuffer>;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** Advances every run of a slice. The results are those at its end, final when no step is left. */
export function advanceSweep({ grid, values, states, iterates, first, count }: SweepSlice) {
  const problem = problemById(grid.problem.id).bind(grid.problem.parameters);
  const base = hyperOf(grid.optimizer);
  const run = new Run(problem, grid.optimizer.kind, base);
  const runs = values.length / 2;
  const advanced = first === 0 ? new Float64Array(runs * SWEEP_STATE_SIZE) : states;
  const point = new Float64Array(2 * runs);
  const loss = new Float64Array(runs);
  const stepsToThreshold = new Uint32Array(runs);
  const outcome = new Uint8Array(runs);
  const kept = new Float64Array(iterates);
  for (let r = 0; r < runs; r++) {
    const at = r * SWEEP_STATE_SIZE;
    const { start, hyper } = settingsOf(grid, base, values[2 * r]!, values[2 * r + 1]!);
    run.hyper = hyper;
    if (first === 0) {
      run.start(start[0], start[1]);
      advanced[at + CROSSED] = NEVER;
    } else {
      run.load(advanced, at);
    }
    const keep = kept.subarray(r * grid.last, (r + 1) * grid.last);
    advanceRun(run, problem, grid, advanced, at, first, first + count, keep);
    run.save(advanced, at);
    const end = problem.loss(run.x, run.y);
    // The run ends solved by its loss alone, whatever rounding made of the likelihood.
    if (end <= grid.threshold && first + count === grid.steps) {
      advanced[at + CROSSED] = Math.min(advanced[at + CROSSED]!, grid.steps);
    }
    point[2 * r] = run.x;
    point[2 * r + 1] = run.y;
    loss[r] = end;
    stepsToThreshold[r] = advanced[at + CROSSED]!;
    outcome[r] = outcomeOf(run, problem, grid, end, advanced[at + RISES]!);
  }
  return { states: advanced, iterates: kept, point, loss, stepsToThreshold, outcome };
}

/** Steps one run from `first` to `to` updates, noting the crossing, the rises and the iterates. */
function advanceRun(
  run: Run,
  problem: BoundProblem,
  { steps, threshold, last, component }: RunGrid,
  state: Float64Array,
  at: number,
  first: number,
  to: number,
  iterates: Float64Array,
): void {
  const enough = problem.likelihoodAt(threshold);
  let crossed = state[at + CROSSED]!;
  let k = first;
  const plain = Math.min(to, steps - Math.max(RISE_WINDOW, last));
  for (; k < plain && !run.diverged; k++) {
    if (run.step() >= enough && k < crossed) crossed = k;
  }
  if (plain < to && !run.diverged) {
    let before = problem.loss(run.x, run.y);
    for (; k < to && !run.diverged; k++) {
      if (run.step() >= enough && k < crossed) crossed = k;
      const after = problem.loss(run.x, run.y);
      if (k >= steps - RISE_WINDOW && rose(before, after)) state[at + RISES]!++;
      before = after;
      if (k >= steps - last) iterates[k - (steps - last)] = component === 'x' ? run.x : run.y;
    }
  }
  if (run.diverged) {
    // Frozen: every loss and iterate from here on is the same.
    if (problem.loss(run.x, run.y) <= threshold) crossed = Math.min(crossed, k);
    for (let kept = Math.max(k, steps - last); kept < to; kept++) {
      iterates[kept - (steps - last)] = component === 'x' ? run.x : run.y;
    }
  }
  state[at + CROSSED] = crossed;
}

const slope = new Float64Array(2);

function outcomeOf(
  run: Run,
  problem: BoundProblem,
  { threshold, steps }: RunGrid,
  loss: number,
  rises: number,
): number {
  if (run.diverged) return DIVERGED;
  if (loss <= threshold) return SOLVED;
  problem.gradient(run.x, run.y, slope);
  if (Math.max(Math.abs(slope[0]!), Math.abs(slope[1]!)) <= STALLED_AT) return STALLED;
  const window = Math.min(RISE_WINDOW, steps);
  return window > 0 && 4 * rises >= window ? OSCILLATING : MOVING;
}

/** The start and the hyper-parameters of one run. */
function settingsOf({ x, y, start }: RunGrid, base: Hyper, xValue: number, yValue: number) {
  const settings = { start: [...start] as [number, number], hyper: { ...base } };
  apply(settings, x.quantity, xValue);
  if (y) apply(settings, y.quantity, yValue);
  return settings;
}

function apply(
  { start, hyper }: { start: [number, number]; hyper: Hyper },
  quantity: Quantity,
  value: number,
): void {
  if (quantity === 'x') start[0] = value;
  else if (quantity === 'y') start[1] = value;
  else if (quantity === 'learningRateX') hyper.rateX = value;
  else if (quantity === 'learningRateY') hyper.rateY = value;
  else if (quantity === 'learningRate') hyper.rateX = hyper.rateY = value;
  else hyper[quantity] = value;
}
