// Twin of Run in run.ts for many runs side by side: one step of all of them before the next. A step by itself is a chain
// of exponentials and divisions that wait for each other; those of other runs fill the waits. The bits are the same.
import { DIVERGED_AT, RISE_WINDOW } from '../engine.ts';
import type { Hyper, OptimizerKind } from '../optimizers.ts';
import { gradientsOf } from '../problems/abreast.ts';
import type { BoundProblem } from '../problems/problem.ts';
import { type Lanes, UPDATES } from './abreast-updates.ts';
import { placesIn } from './run-state.ts';

/** Runs below which it is no faster than one after the other. */
const LEAST = 4;

/** What of an optimizer belongs to one run. */
export interface RunSettings {
  readonly hyper: Hyper;
  readonly rates: Float64Array;
}

/** Runs of a piece. */
export interface AbreastRuns {
  /** [run][stateSize], as Run.save writes them, with more behind; advanced in place. */
  states: Float64Array;
  stateSize: number;
  /** Where in a state the step stands at which the threshold was crossed. */
  crossing: number;
  /** [run] */
  settings: readonly RunSettings[];
}

/** Whether runs of a problem can go side by side: without mini-batches, weight decay or noise. */
export const canGoAbreast = (bound: BoundProblem, settings: readonly RunSettings[]): boolean =>
  gradientsOf(bound) !== undefined &&
  bound.epoch === undefined &&
  settings.length >= LEAST &&
  settings.every(({ hyper }) => hyper.weightDecay === 0 && hyper.noise === 0);

/** How far a piece has come. */
export interface Ahead {
  /** Steps that its runs have taken, unless they diverged before. */
  to: number;
  /** [run]: whether it diverged meanwhile. */
  ended: Uint8Array;
  /** The states before the last steps, where those are to be taken again, one run after the other, if someone asks. */
  before: Float64Array | null;
}

/**
 * Advances runs by a slice of steps, all but those of which the losses or iterates are looked at. A slice that has all
 * of the last RISE_WINDOW steps is gone through to its end: how often the loss rose is asked of few runs.
 */
export function goAhead(
  bound: BoundProblem,
  kind: OptimizerKind,
  runs: AbreastRuns,
  { first, to, steps, last, enough }: Record<'first' | 'to' | 'steps' | 'last' | 'enough', number>,
): Ahead {
  const ended = new Uint8Array(runs.settings.length);
  const watched = steps - Math.max(RISE_WINDOW, last);
  const plain = Math.max(first, Math.min(to, watched));
  advanceAbreast(bound, kind, runs, first, plain, enough, ended);
  if (last > 0 || to < steps || (watched > 0 && first > watched)) {
    return { to: plain, ended, before: null };
  }
  const before = runs.states.slice();
  advanceAbreast(bound, kind, runs, plain, to, enough, ended);
  return { to, ended, before };
}

/**
 * Advances every run that has not ended and is inside from `first` to `to` steps and notes the first whose merit is
 * `enough`, as steps of a Run do; sets `ended` where it diverges.
 */
function advanceAbreast(
  bound: BoundProblem,
  kind: OptimizerKind,
  { states, stateSize, crossing, settings }: AbreastRuns,
  first: number,
  to: number,
  enough: number,
  ended: Uint8Array,
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
  const update = UPDATES[kind];
  for (let k = first; k < to && lanes.count > 0; k++) {
    const { count } = lanes;
    gradients(theta, gradient, merits, count, stride);
    for (let lane = 0; lane < count; lane++) {
      if (merits[lane]! >= enough && k < crossed[lane]!) crossed[lane] = k;
    }
    if (update(lanes)) continue;
    // From behind: what takes the place of one that has left has been looked at.
    for (let lane = count - 1; lane >= 0; lane--) {
      if (outside[lane] === 0) continue;
      outside[lane] = 0;
      ended[runIn[lane]!] = 1;
      const at = putDown(lane, k + 1);
      // It is still inside where there was no slope to go on by.
      const stayed = isInside(states, at, n);
      const place = at + places.divergedAt;
      states[place] = Math.min(states[place]!, k + 1 - Number(stayed));
      const last = --lanes.count;
      move(lanes, last, lane);
      crossed[lane] = crossed[last]!;
      runIn[lane] = runIn[last]!;
    }
  }
  for (let lane = 0; lane < lanes.count; lane++) putDown(lane, to);
}

function lanesFor(size: number, stride: number): Lanes {
  const each = () => new Float64Array(stride);
  const components = () => new Float64Array(size * stride);
  return {
    count: 0,
    stride,
    size,
    outside: new Uint8Array(stride),
    theta: components(),
    gradient: components(),
    first: components(),
    second: components(),
    rates: components(),
    momentum: each(),
    decay: each(),
    beta1: each(),
    beta2: each(),
    epsilon: each(),
    power1: each(),
    power2: each(),
  };
}

function load(
  lanes: Lanes,
  lane: number,
  states: Float64Array,
  at: number,
  { hyper, rates }: RunSettings,
): void {
  const { size, stride } = lanes;
  const { memories, power1, power2 } = placesIn(size);
  for (let c = 0; c < size; c++) {
    lanes.theta[c * stride + lane] = states[at + c]!;
    lanes.first[c * stride + lane] = states[at + memories + 2 * c]!;
    lanes.second[c * stride + lane] = states[at + memories + 2 * c + 1]!;
    lanes.rates[c * stride + lane] = rates[c]!;
  }
  for (const name of ['momentum', 'decay', 'beta1', 'beta2', 'epsilon'] as const) {
    lanes[name][lane] = hyper[name];
  }
  lanes.power1[lane] = states[at + power1]!;
  lanes.power2[lane] = states[at + power2]!;
}

function save(lanes: Lanes, lane: number, states: Float64Array, at: number): void {
  const { size, stride } = lanes;
  const { memories, power1, power2 } = placesIn(size);
  for (let c = 0; c < size; c++) {
    states[at + c] = lanes.theta[c * stride + lane]!;
    states[at + memories + 2 * c] = lanes.first[c * stride + lane]!;
    states[at + memories + 2 * c + 1] = lanes.second[c * stride + lane]!;
  }
  states[at + power1] = lanes.power1[lane]!;
  states[at + power2] = lanes.power2[lane]!;
}

/** Puts the run of one lane into another. */
function move(lanes: Lanes, from: number, to: number): void {
  const { size, stride } = lanes;
  for (const name of ['theta', 'first', 'second', 'rates'] as const) {
    for (let c = 0; c < size; c++) lanes[name][c * stride + to] = lanes[name][c * stride + from]!;
  }
  for (const name of [
    'momentum',
    'decay',
    'beta1',
    'beta2',
    'epsilon',
    'power1',
    'power2',
  ] as const) {
    lanes[name][to] = lanes[name][from]!;
  }
}

function isInside(states: Float64Array, at: number, n: number): boolean {
  for (let c = 0; c < n; c++) if (!(Math.abs(states[at + c]!) <= DIVERGED_AT)) return false;
  return true;
}
