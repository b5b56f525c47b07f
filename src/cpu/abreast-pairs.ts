// Twin of ShadowedRun in shadow.ts for many runs side by side: a run's lane is even, its shadow's the next. Every pair
// comes to the same bits as by itself.
import type { OptimizerKind } from '../optimizers.ts';
import { gradientsOf } from '../problems/abreast.ts';
import type { BoundProblem } from '../problems/problem.ts';
import { isInside, lanesFor, load, move, type RunSettings, save } from './abreast-lanes.ts';
import { UPDATES } from './abreast-updates.ts';
import { placesIn, runStateSize } from './run-state.ts';
import { pairStateSize, renewalOf } from './shadow.ts';

/** Pairs of a piece. */
export interface Pairs {
  /** [run][pairStateSize], advanced in place. */
  states: Float64Array;
  /** [run] */
  settings: readonly RunSettings[];
  trained: readonly boolean[];
}

/**
 * Advances all pairs of which the run has not ended from `first` to `to` of `steps` steps; returns of each run whether it
 * diverged meanwhile or before.
 */
export function advancePairs(
  bound: BoundProblem,
  kind: OptimizerKind,
  { states, settings, trained }: Pairs,
  { first, to, steps }: Record<'first' | 'to' | 'steps', number>,
): Uint8Array {
  const gradients = gradientsOf(bound)!;
  const n = bound.size;
  const [size, whole, places] = [runStateSize(n), pairStateSize(n), placesIn(n)];
  const ended = new Uint8Array(settings.length);
  const lanes = lanesFor(n, 2 * settings.length);
  const { theta, gradient, stride, outside } = lanes;
  const merits = new Float64Array(stride);
  const sums = new Float64Array(settings.length);
  const runIn = new Uint32Array(settings.length);
  for (let run = 0; run < settings.length; run++) {
    const at = run * whole;
    ended[run] = Number(!isInside(states, at, n));
    if (ended[run]) continue;
    const pair = lanes.count / 2;
    load(lanes, 2 * pair, states, at, settings[run]!);
    load(lanes, 2 * pair + 1, states, at + size, settings[run]!);
    sums[pair] = states[at + 2 * size]!;
    runIn[pair] = run;
    lanes.count += 2;
  }
  const putDown = (pair: number, taken: number) => {
    const at = runIn[pair]! * whole;
    for (const [lane, place] of [
      [2 * pair, at],
      [2 * pair + 1, at + size],
    ] as const) {
      save(lanes, lane, states, place);
      states[place + places.steps] = taken;
    }
    states[at + 2 * size] = sums[pair]!;
  };
  /** Puts down the pairs whose runs have diverged; a shadow that had is back beside its run. */
  const leave = (taken: number) => {
    for (let pair = lanes.count / 2 - 1; pair >= 0; pair--) {
      outside[2 * pair + 1] = 0;
      if (outside[2 * pair] === 0) continue;
      outside[2 * pair] = 0;
      putDown(pair, taken);
      ended[runIn[pair]!] = 1;
      lanes.count -= 2;
      const last = lanes.count / 2;
      move(lanes, 2 * last, 2 * pair);
      move(lanes, 2 * last + 1, 2 * pair + 1);
      sums[pair] = sums[last]!;
      runIn[pair] = runIn[last]!;
    }
  };
  const renew = renewalOf(lanes, trained);
  const update = UPDATES[kind];
  const half = Math.floor(steps / 2);
  for (let k = first; k < to && lanes.count > 0; k++) {
    gradients(theta, gradient, merits, lanes.count, stride);
    const inside = update(lanes);
    for (let pair = 0; 2 * pair < lanes.count; pair++) {
      const growth = renew(2 * pair);
      // The steps before are on the way to what the run comes to.
      if (k >= half) sums[pair]! += growth;
    }
    if (!inside) leave(k + 1);
  }
  for (let pair = 0; 2 * pair < lanes.count; pair++) putDown(pair, to);
  return ended;
}
