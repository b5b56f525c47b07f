// f64 twin of shaders/sweep.wgsl, plain.wgsl, watched.wgsl and whole.wgsl: the piece of a sweep or spectrum that a
// worker does in one call.
import { DIVERGED, NEVER, RISE_WINDOW, type RunResults, rose } from '../engine.ts';
import { hyperOf, ratesOf } from '../optimizers.ts';
import { meritsAreLosses } from '../problems/problem.ts';
import { periodOf } from '../run-period.ts';
import { emptyResults, type RunGrid } from '../runs.ts';
import { type AbreastRuns, type Ahead, canGoAbreast, countRises, goAhead } from './abreast.ts';
import type { Prepared } from './jobs.ts';
import { outcomeOf, unsettled } from './outcomes.ts';
import { courseOf, Run } from './run.ts';
import { runStateSize } from './run-state.ts';
import { pairStateSize, ShadowedRun } from './shadow.ts';
import { type Settings, settingsOf } from './sweep-settings.ts';
import { TRAINABILITY_STATE, Trainability } from './trainability.ts';

/** Numbers that describe a run of a sweep between slices: the Run, what is measured, its shadow, the crossing, the rises. */
function sweepStateSize(n: number, { measure, also }: SharedGrid): number {
  const shadow = also?.includes('lyapunov') ? pairStateSize(n) : 0;
  return runStateSize(n) + (measure ? TRAINABILITY_STATE : 0) + shadow + 2;
}

/** The part of a grid of runs that every call of a worker takes. */
export type SharedGrid = Omit<RunGrid, 'problem'>;

/** Runs and a range of steps: what one worker call advances. */
export interface SweepSlice {
  grid: SharedGrid;
  /** [run][2]: what the x axis and the y axis make of each run. */
  values: Float64Array<ArrayBuffer>;
  /** [run]: its place in the grid. */
  pixels: Uint32Array<ArrayBuffer>;
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
  { grid, values, pixels, states, iterates, first, count }: SweepSlice,
) {
  const { info, bound } = prepared;
  const n = bound.size;
  const size = sweepStateSize(n, grid);
  const base = hyperOf(grid.optimizer);
  const baseRates = Float64Array.from(ratesOf(grid.optimizer, info.trained));
  const course = courseOf(grid.optimizer, first, count);
  const aRun = () => new Run(bound, grid.optimizer.kind, base, baseRates, course);
  const run = aRun();
  const runs = values.length / 2;
  const advanced = first === 0 ? new Float64Array(runs * size) : states;
  const results = emptyResults(Float64Array, runs, n, grid);
  const watch: Watch = {
    measured: grid.measure ? new Trainability(bound, grid.steps) : null,
    shadow: grid.also?.includes('lyapunov')
      ? new ShadowedRun(run, aRun(), info.trained, grid.steps)
      : null,
  };
  const kept = new Float64Array(iterates);
  const settings = settingsOf(grid, info, base, baseRates, values);
  if (first === 0) {
    for (let r = 0; r < runs; r++) {
      run.start(info.plane, settings[r]!.start[0], settings[r]!.start[1]);
      run.save(advanced, r * size);
      advanced[(r + 1) * size - 2] = NEVER;
    }
  }
  const to = first + count;
  const runsOf = (of: Float64Array, some: readonly Settings[]): AbreastRuns => ({
    states: of,
    stateSize: size,
    crossing: size - 2,
    settings: some,
  });
  const ahead =
    !watch.shadow && !course.factors && canGoAbreast(bound, settings, watch.measured !== null)
      ? goTogether(prepared, grid, runsOf(advanced, settings), first, to, kept)
      : null;
  const slope = new Float64Array(n);
  /** Runs whose rises are still to be counted. */
  const open: number[] = [];
  for (let r = 0; r < runs; r++) {
    // The run's own numbers, then the crossing and the rises.
    const state = advanced.subarray(r * size, (r + 1) * size);
    run.hyper = settings[r]!.hyper;
    run.rates = settings[r]!.rates;
    run.index = pixels[r]!;
    run.load(state, 0);
    if (first === 0) watch.shadow?.start();
    else watch.shadow?.load(state.subarray(-2 - pairStateSize(n), -2));
    watch.measured?.load(state, runStateSize(n));
    const keep = kept.subarray(r * grid.last, (r + 1) * grid.last);
    if (ahead?.ended[r]) run.diverged = true;
    const from = run.ended ? Math.max(first, run.taken) : (ahead?.to ?? first);
    advanceRun(run, prepared, grid, state, from, to, keep, watch);
    run.save(state, 0);
    watch.measured?.save(state, runStateSize(n));
    watch.shadow?.save(state.subarray(-2 - pairStateSize(n), -2));
    const rises = () => {
      if (ahead?.before) open.push(r);
      return state.at(-1)!;
    };
    takeResult(
      run,
      prepared,
      grid,
      { state, done: to, iterates: keep, watch, rises },
      results,
      r,
      slope,
    );
  }
  if (ahead?.before && open.length > 0) {
    const states = new Float64Array(open.length * size);
    open.forEach((r, i) => {
      states.set(ahead.before!.subarray(r * size, (r + 1) * size), i * size);
    });
    const again = runsOf(
      states,
      open.map((r) => settings[r]!),
    );
    countRises(bound, grid.optimizer.kind, again, ahead.counted, to);
    open.forEach((r, i) => {
      const rises = states[(i + 1) * size - 1]!;
      results.outcome[r] = unsettled(grid.steps, rises);
    });
  }
  return { ...results, states: advanced, iterates: kept };
}

/** Advances runs side by side: see goAhead. */
function goTogether(
  { info, bound }: Prepared,
  grid: SharedGrid,
  runs: AbreastRuns,
  first: number,
  to: number,
  iterates: Float64Array,
): Ahead {
  const { steps, last, threshold, measure, optimizer, component } = grid;
  const at = (run: number) => run * runs.stateSize + runStateSize(bound.size);
  const measures = measure
    ? runs.settings.map((_, run) => {
        const measured = new Trainability(bound, steps);
        measured.load(runs.states, at(run));
        return measured;
      })
    : null;
  const enough = bound.meritAt(threshold);
  const ahead = goAhead(
    bound,
    optimizer.kind,
    runs,
    { first, to, steps, enough },
    { iterates, last, component: component === null ? 0 : info.theta.indexOf(component), measures },
  );
  measures?.forEach((measured, run) => {
    measured.save(runs.states, at(run));
  });
  return ahead;
}

/** What is told of a run beside its own state. */
interface Watch {
  measured: Trainability | null;
  shadow: ShadowedRun | null;
}

/** A run after so many steps. */
interface Done {
  state: Float64Array;
  done: number;
  iterates: Float64Array<ArrayBuffer>;
  watch: Watch;
  /** How often its loss rose of late: asked of those that neither diverged nor are solved or at rest. */
  rises: () => number;
}

/** Puts down what became of a run after so many steps. */
function takeResult(
  run: Run,
  prepared: Prepared,
  grid: SharedGrid,
  { state, done, iterates, watch: { measured, shadow }, rises }: Done,
  results: RunResults,
  r: number,
  slope: Float64Array,
): void {
  const { bound } = prepared;
  const n = bound.size;
  const crossing = state.length - 2;
  const end = bound.loss(run.theta);
  // The run ends solved by its loss alone, whatever rounding made of the merit.
  if (end <= grid.threshold && done === grid.steps) {
    state[crossing] = Math.min(state[crossing]!, grid.steps);
  }
  const outcome = outcomeOf(run, prepared, grid, end, rises, slope);
  if (results.point.length > 0) results.point.set(run.theta, n * r);
  results.loss[r] = end;
  results.stepsToThreshold[r] = state[crossing]!;
  results.outcome[r] = outcome;
  if (measured) results.measure![r] = measured.value;
  results.gradient?.set(slope, n * r);
  if (results.divergedAt) {
    // Where the slope is undefined at the end, no step was there to find it so.
    const at = outcome === DIVERGED ? Math.min(run.divergedAt, done) : NEVER;
    results.divergedAt[r] = at;
  }
  if (results.period) results.period[r] = periodOf(outcome, iterates);
  if (shadow) results.lyapunov![r] = shadow.exponent();
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
  watch: Watch,
): void {
  const { bound } = prepared;
  const { steps, threshold, last } = grid;
  const { measured, shadow } = watch;
  const enough = bound.meritAt(threshold);
  const crossing = state.length - 2;
  let crossed = state[crossing]!;
  let k = first;
  const plain = Math.min(to, steps - Math.max(RISE_WINDOW, last));
  for (; k < plain && !run.ended; k++) {
    measured?.before(run.theta);
    if (run.step() >= enough && k < crossed) crossed = k;
    measured?.take(k, run.merit);
    shadow?.step(k);
  }
  state[crossing] = crossed;
  if (plain < to && (k < to || last > 0))
    k = watchRun(run, prepared, grid, state, k, to, iterates, watch);
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
  { measured, shadow }: Watch,
): number {
  const enough = bound.meritAt(threshold);
  const [crossing, rises] = [state.length - 2, state.length - 1];
  const watched = component === null ? 0 : info.theta.indexOf(component);
  // Where the next step tells the loss after this one, it is not taken twice.
  const told = !bound.epoch && meritsAreLosses(bound);
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
    shadow?.step(k);
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
