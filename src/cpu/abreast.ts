// Twin of Run in run.ts for many runs side by side: one step of all of them before the next. A step by itself is a chain
// of exponentials and divisions that wait for each other; those of other runs fill the waits. The bits are the same.
import { RISE_WINDOW, rose } from '../engine.ts';
import type { OptimizerKind } from '../optimizers.ts';
import { gradientsOf, lossesOf } from '../problems/abreast.ts';
import { type BoundProblem, meritsAreLosses } from '../problems/problem.ts';
import {
  isInside,
  type Lanes,
  lanesFor,
  load,
  move,
  type RunSettings,
  save,
} from './abreast-lanes.ts';
import { UPDATES } from './abreast-updates.ts';
import { placesIn } from './run-state.ts';
import type { Trainability } from './trainability.ts';

/** Runs below which it is no faster than one after the other. */
const LEAST = 4;

/** Runs of a piece. */
export interface AbreastRuns {
  /** [run][stateSize], as Run.save writes them, with more behind; advanced in place. */
  states: Float64Array;
  stateSize: number;
  /** Where in a state the step stands at which the threshold was crossed; behind it is how often the loss rose. */
  crossing: number;
  /** [run] */
  settings: readonly RunSettings[];
}

/** What is told of runs beside their states. */
export interface Look {
  /** Of the last steps a component of θ, [run][last]. */
  iterates: Float64Array;
  last: number;
  component: number;
  /** [run] */
  measures: readonly Trainability[] | null;
}

/** Whether runs of a problem can go side by side: without mini-batches, weight decay or noise. */
export const canGoAbreast = (
  bound: BoundProblem,
  settings: readonly RunSettings[],
  measured: boolean,
): boolean =>
  gradientsOf(bound) !== undefined &&
  bound.epoch === undefined &&
  // A measure is of losses, which a merit then has to tell.
  (!measured || meritsAreLosses(bound)) &&
  settings.length >= LEAST &&
  settings.every(({ hyper }) => hyper.weightDecay === 0 && hyper.noise === 0);

/** How far a piece has come. */
export interface Ahead {
  /** Steps that its runs have taken, unless they diverged before. */
  to: number;
  /** [run]: whether it diverged meanwhile. */
  ended: Uint8Array;
  /** The states before the last steps, of which the rises are still to be counted where someone asks: see countRises. */
  before: Float64Array | null;
  /** Steps that have been taken there. */
  counted: number;
}

/**
 * Advances runs by a slice of steps, all but those among which it ends and of which the rises are counted. A slice that
 * has all of the last RISE_WINDOW steps is gone through to its end: how often the loss rose is asked of few runs.
 */
export function goAhead(
  bound: BoundProblem,
  kind: OptimizerKind,
  runs: AbreastRuns,
  { first, to, steps, enough }: Record<'first' | 'to' | 'steps' | 'enough', number>,
  look: Look,
): Ahead {
  const ended = new Uint8Array(runs.settings.length);
  const counted = Math.max(first, Math.min(to, steps - RISE_WINDOW));
  const advance = (from: number, end: number) =>
    advanceAbreast(bound, kind, runs, { first: from, to: end, steps, enough }, ended, look);
  advance(first, counted);
  if (to < steps) return { to: counted, ended, before: null, counted };
  const before = runs.states.slice();
  advance(counted, to);
  return { to, ended, before, counted };
}

/** Takes steps of runs again; adds in their states how often the loss of those rose that do not diverge. */
export function countRises(
  bound: BoundProblem,
  kind: OptimizerKind,
  runs: AbreastRuns,
  first: number,
  to: number,
): void {
  const ended = new Uint8Array(runs.settings.length);
  const span = { first, to, steps: to, enough: Number.POSITIVE_INFINITY };
  advanceAbreast(bound, kind, runs, span, ended, null);
}

/**
 * Advances every run that has not ended and is inside from `first` to `to` steps and notes the first whose merit is
 * `enough`, as steps of a Run do; sets `ended` where it diverges. Without a look it counts rises.
 */
function advanceAbreast(
  bound: BoundProblem,
  kind: OptimizerKind,
  { states, stateSize, crossing, settings }: AbreastRuns,
  { first, to, steps, enough }: Record<'first' | 'to' | 'steps' | 'enough', number>,
  ended: Uint8Array,
  look: Look | null,
): void {
  const gradients = gradientsOf(bound)!;
  const n = bound.size;
  const places = placesIn(n);
  const lanes = lanesFor(n, settings.length);
  const { theta, gradient, stride, outside } = lanes;
  const [merits, crossed] = [new Float64Array(stride), new Float64Array(stride)];
  const runIn = new Uint32Array(stride);
  for (let run = 0; run < stride; run++) {
    const at = run * stateSize;
    if (ended[run] || !isInside(states, at, n)) continue;
    const lane = lanes.count++;
    load(lanes, lane, states, at, settings[run]!);
    crossed[lane] = states[at + crossing]!;
    runIn[lane] = run;
  }
  /** Puts a run's state down after so many steps; returns where that is. */
  const putDown = (lane: number, taken: number): number => {
    const at = runIn[lane]! * stateSize;
    save(lanes, lane, states, at);
    states[at + places.steps] = taken;
    states[at + crossing] = crossed[lane]!;
    return at;
  };
  /** Puts down what has diverged; from behind: what takes the place of one that has left has been looked at. */
  const leave = (taken: number): void => {
    for (let lane = lanes.count - 1; lane >= 0; lane--) {
      if (outside[lane] === 0) continue;
      outside[lane] = 0;
      ended[runIn[lane]!] = 1;
      const at = putDown(lane, taken);
      // It is still inside where there was no slope to go on by.
      const stayed = isInside(states, at, n);
      const place = at + places.divergedAt;
      states[place] = Math.min(states[place]!, taken - Number(stayed));
      const last = --lanes.count;
      move(lanes, last, lane);
      crossed[lane] = crossed[last]!;
      runIn[lane] = runIn[last]!;
    }
  };
  const rises = look
    ? null
    : risesOf(bound, lanes, runIn, (run) => {
        states[run * stateSize + crossing + 1]!++;
      });
  const update = UPDATES[kind];
  const keptFrom = look ? steps - look.last : to;
  for (let k = first; k < to && lanes.count > 0; k++) {
    const { count } = lanes;
    gradients(theta, gradient, merits, count, stride);
    noteCrossings(merits, crossed, count, k, enough);
    rises?.before(merits, k > first);
    if (look?.measures) measure(look.measures, merits, runIn, count, k);
    const inside = update(lanes);
    if (k >= keptFrom) keepIterates(look!, lanes, runIn, k - keptFrom);
    rises?.after();
    if (!inside) leave(k + 1);
  }
  rises?.end();
  for (let lane = 0; lane < lanes.count; lane++) putDown(lane, to);
}

function noteCrossings(
  merits: Float64Array,
  crossed: Float64Array,
  count: number,
  k: number,
  enough: number,
): void {
  for (let lane = 0; lane < count; lane++) {
    if (merits[lane]! >= enough && k < crossed[lane]!) crossed[lane] = k;
  }
}

function measure(
  measures: readonly Trainability[],
  merits: Float64Array,
  runIn: Uint32Array,
  count: number,
  k: number,
): void {
  for (let lane = 0; lane < count; lane++) measures[runIn[lane]!]!.take(k, merits[lane]!);
}

function keepIterates(
  { iterates, last, component }: Look,
  { theta, count, stride }: Lanes,
  runIn: Uint32Array,
  at: number,
): void {
  for (let lane = 0; lane < count; lane++) {
    iterates[runIn[lane]! * last + at] = theta[component * stride + lane]!;
  }
}

/** Tells of runs when their loss has risen; `runIn` says which run is in a lane. */
function risesOf(
  bound: BoundProblem,
  lanes: Lanes,
  runIn: Uint32Array,
  hasRisen: (run: number) => void,
) {
  const { theta, stride } = lanes;
  const [now, before] = [new Float64Array(stride), new Float64Array(stride)];
  const losses = lossesOf(bound);
  // Where the next step tells the loss after this one, it is not taken twice.
  const told = meritsAreLosses(bound);
  const note = (judge: boolean) => {
    for (let lane = 0; lane < lanes.count; lane++) {
      const run = runIn[lane]!;
      if (judge && rose(before[run]!, now[lane]!)) hasRisen(run);
      before[run] = now[lane]!;
    }
  };
  const look = (judge: boolean) => {
    losses(theta, now, lanes.count, stride);
    note(judge);
  };
  if (!told) look(false);
  return {
    before(merits: Float64Array, judge: boolean): void {
      if (!told) return;
      for (let lane = 0; lane < lanes.count; lane++) now[lane] = -merits[lane]!;
      note(judge);
    },
    after(): void {
      if (!told) look(true);
    },
    end(): void {
      if (told) look(true);
    },
  };
}
