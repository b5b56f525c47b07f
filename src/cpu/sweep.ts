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
} from '../engine.ts';
import { type Hyper, hyperOf, ratesOf } from '../optimizers.ts';
import { isRate, isStart, rateComponents } from '../quantities.ts';
import { pointSize, type RunGrid } from '../runs.ts';
import type { Prepared } from './jobs.ts';
import { Run, runStateSize } from './run.ts';
import { TRAINABILITY_STATE, Trainability } from './trainability.ts';

/** Numbers that describe a run of a sweep between slices: the Run, what is measured, the crossing, the rises. */
const sweepStateSize = (n: number, { measure }: Pick<SharedGrid, 'measure'>): number =>
  runStateSize(n) + (measure ? TRAINABILITY_STATE : 0) + 2;

/** The part of a grid of runs that every call of a worker takes. */
export type SharedGrid = Omit<RunGrid, 'problem'>;

/** Runs and a range of steps: what one worker call advances. */
export interface SweepSlice {
  grid: SharedGrid;
  /** [run][2]: what the x axis and the y axis make of each run. */
  values: Float64Array<ArrayBuffer>;
  /** [run][sweepStateSize], advanced in place; empty before the first step. */
  states: Float64Array<ArrayBuffer>;
  /** [run][last], filled as the last steps come. */
  iterates: Float64Array<ArrayBuffer>;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** Advances every run of a slice. The results are those at its end, final when no step is left. */
export function advanceSweep(
  prepared: Prepared,
  { grid, values, states, iterates, first, count }: SweepSlice,
) {
  const { info, bound } = prepared;
  const n = bound.size;
  const size = sweepStateSize(n, grid);
  const base = hyperOf(grid.optimizer);
  const baseRates = Float64Array.from(ratesOf(grid.optimizer, info.trained));
  const run = new Run(bound, grid.optimizer.kind, base, baseRates);
  const runs = values.length / 2;
  const advanced = first === 0 ? new Float64Array(runs * size) : states;
  const handed = pointSize(grid, n);
  const point = new Float64Array(handed * runs);
  const loss = new Float64Array(runs);
  const measure = new Float64Array(grid.measure ? runs : 0);
  const measured = grid.measure ? new Trainability(bound, grid.steps) : null;
  const stepsToThreshold = new Uint32Array(runs);
  const outcome = new Uint8Array(runs);
  const kept = new Float64Array(iterates);
  const ofX = new Set(rateComponents(grid.x.quantity, info));
  const ofY = new Set(grid.y ? rateComponents(grid.y.quantity, info) : []);
  for (let r = 0; r < runs; r++) {
    // The run's own numbers, then the crossing and the rises.
    const state = advanced.subarray(r * size, (r + 1) * size);
    const settings = { start: [...grid.start] as [number, number], hyper: base, rates: baseRates };
    apply(settings, grid.x.quantity, ofX, values[2 * r]!);
    if (grid.y) apply(settings, grid.y.quantity, ofY, values[2 * r + 1]!);
    run.hyper = settings.hyper;
    run.rates = settings.rates;
    if (first === 0) {
      run.start(info.plane, settings.start[0], settings.start[1]);
      state[size - 2] = NEVER;
    } else {
      run.load(state, 0);
    }
    measured?.load(state, runStateSize(n));
    const keep = kept.subarray(r * grid.last, (r + 1) * grid.last);
    advanceRun(run, prepared, grid, state, first, first + count, keep, measured);
    run.save(state, 0);
    measured?.save(state, runStateSize(n));
    if (measured) measure[r] = measured.value;
    const end = bound.loss(run.theta);
    // The run ends solved by its loss alone, whatever rounding made of the merit.
    if (end <= grid.threshold && first + count === grid.steps) {
      state[size - 2] = Math.min(state[size - 2]!, grid.steps);
    }
    if (handed > 0) point.set(run.theta, n * r);
    loss[r] = end;
    stepsToThreshold[r] = state[size - 2]!;
    outcome[r] = outcomeOf(run, prepared, grid, end, state[size - 1]!);
  }
  return { states: advanced, iterates: kept, point, loss, stepsToThreshold, outcome, measure };
}

/** Steps one run from `first` to `to` updates, noting the crossing, the rises and the iterates. */
function advanceRun(
  run: Run,
  prepared: Prepared,
  grid: SharedGrid,
  state: Float64Array,
  first: number,
  to: number,
  iterates: Float64Array,
  measured: Trainability | null,
): void {
  const { bound } = prepared;
  const { steps, threshold, last } = grid;
  const enough = bound.meritAt(threshold);
  const crossing = state.length - 2;
  let crossed = state[crossing]!;
  let k = first;
  const plain = Math.min(to, steps - Math.max(RISE_WINDOW, last));
  for (; k < plain && !run.ended; k++) {
    measured?.before(run.theta);
    if (run.step() >= enough && k < crossed) crossed = k;
    measured?.take(k, run.merit);
  }
  state[crossing] = crossed;
  if (plain < to) k = watchRun(run, prepared, grid, state, k, to, iterates, measured);
  measured?.freeze(k, to, run.diverged);
  // Frozen: every loss from here on is the same.
  if (run.ended && bound.loss(run.theta) <= threshold) {
    state[crossing] = Math.min(state[crossing]!, k);
  }
}

/** The last steps of a run, of which the losses and iterates are looked at; returns those it has come to. */
function watchRun(
  run: Run,
  { info, bound }: Prepared,
  { steps, threshold, last, component }: SharedGrid,
  state: Float64Array,
  first: number,
  to: number,
  iterates: Float64Array,
  measured: Trainability | null,
): number {
  const enough = bound.meritAt(threshold);
  const [crossing, rises] = [state.length - 2, state.length - 1];
  const watched = component === null ? 0 : info.theta.indexOf(component);
  // Where the next step tells the loss after this one, it is not taken twice.
  const told = !bound.epoch && bound.meritAt(1) === -1;
  let before = bound.loss(run.theta);
  const note = (after: number, step: number) => {
    if (step >= steps - RISE_WINDOW && rose(before, after)) state[rises]!++;
    before = after;
  };
  let k = first;
  for (; k < to && !run.ended; k++) {
    measured?.before(run.theta);
    if (run.step() >= enough && k < state[crossing]!) state[crossing] = k;
    measured?.take(k, run.merit);
    if (!told) note(bound.loss(run.theta), k);
    else if (k > first) note(-run.merit, k - 1);
    if (k >= steps - last) iterates[k - (steps - last)] = run.theta[watched]!;
  }
  if (told && k > first) note(bound.loss(run.theta), k - 1);
  // A run that has ended is frozen.
  for (let kept = Math.max(k, steps - last); kept < to; kept++) {
    iterates[kept - (steps - last)] = run.theta[watched]!;
  }
  return k;
}

function outcomeOf(
  run: Run,
  { info, bound }: Prepared,
  { threshold, steps }: SharedGrid,
  loss: number,
  rises: number,
): number {
  if (run.diverged || Number.isNaN(loss)) return DIVERGED;
  const slope = new Float64Array(bound.size);
  if (Number.isNaN(bound.gradient(run.theta, slope))) return DIVERGED;
  if (loss <= threshold) return SOLVED;
  if (run.stopped) return STALLED;
  let steepness = 0;
  for (let c = 0; c < slope.length; c++) {
    if (info.trained[c]) steepness = Math.max(steepness, Math.abs(slope[c]!));
  }
  if (steepness <= info.thresholds.stalled) return STALLED;
  const window = Math.min(RISE_WINDOW, steps);
  return window > 0 && 4 * rises >= window ? OSCILLATING : MOVING;
}

/** Sets what an axis varies, of learning rates those of some components of θ: twin of applied in shaders/axes.wgsl. What is shared between runs is replaced, not changed. */
function apply(
  settings: { start: [number, number]; hyper: Hyper; rates: Float64Array },
  quantity: Quantity,
  components: ReadonlySet<number>,
  value: number,
): void {
  if (isStart(quantity)) settings.start[quantity === 'start.x' ? 0 : 1] = value;
  else if (isRate(quantity)) {
    settings.rates = settings.rates.map((rate, c) => (components.has(c) ? value : rate));
  } else settings.hyper = { ...settings.hyper, [quantity]: value };
}
