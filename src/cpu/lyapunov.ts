// Lyapunov exponents of training runs in f64, with a shadow run beside each: Benettin, Galgani, Giorgilli and
// Strelcyn 1980. What is told apart is the whole state of the optimizer, momentum and all.

import type { SpectrumSpec } from '../engine.ts';
import { exp } from '../math/exponential.ts';
import { log } from '../math/logarithm.ts';
import { seededRandom } from '../math/rng.ts';
import { hypot } from '../math/vector.ts';
import { hyperOf } from '../optimizers.ts';
import { LYAPUNOV_LEAST } from '../reference.ts';
import type { Prepared } from './jobs.ts';
import { Run, runStateSize } from './run.ts';

/**
 * The distance that the shadow is put back to after each step: half of f64's digits. Rounding is then 1e-8 of it, and
 * what the map curves over it too.
 */
const DISTANCE = 1e-8;

/** Numbers that describe a pair of runs between slices: both runs, and the sum of logarithms. */
const lyapunovStateSize = (n: number): number => 2 * runStateSize(n) + 1;

export interface LyapunovSlice {
  spec: Pick<SpectrumSpec, 'optimizer' | 'start' | 'steps'>;
  /** [run] */
  rates: Float64Array<ArrayBuffer>;
  /** [run][lyapunovStateSize]; empty before the first step. */
  states: Float64Array<ArrayBuffer>;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** Advances pairs of runs; `exponents` are those of the steps so far, final when no step is left. */
export function advanceLyapunov(
  { info, bound }: Prepared,
  { spec, rates, states, first, count }: LyapunovSlice,
) {
  const { optimizer, start, steps } = spec;
  const size = runStateSize(bound.size);
  const whole = lyapunovStateSize(bound.size);
  const advanced = first === 0 ? new Float64Array(rates.length * whole) : states;
  const exponents = new Float64Array(rates.length);
  // Later steps than these are counted: the others are on the way to what the run comes to.
  const from = Math.floor(steps / 2);
  const pairs = () =>
    new Run(bound, optimizer.kind, hyperOf(optimizer), new Float64Array(bound.size));
  const [run, shadow] = [pairs(), pairs()];
  const apart = separation(info.trained, size);
  for (let r = 0; r < rates.length; r++) {
    const state = advanced.subarray(r * whole, (r + 1) * whole);
    run.rates = shadow.rates = Float64Array.from(info.trained, (is) => (is ? rates[r]! : 0));
    if (first === 0) {
      run.start(info.plane, start[0], start[1]);
      run.save(state, 0);
      apart.place(state);
    }
    run.load(state, 0);
    shadow.load(state, size);
    for (let k = first; k < first + count && !run.diverged; k++) {
      run.step();
      shadow.step();
      run.save(state, 0);
      shadow.save(state, size);
      const growth = apart.renew(state);
      if (k >= from) state[2 * size]! += growth;
      shadow.load(state, size);
    }
    exponents[r] = run.diverged ? Number.NaN : state[2 * size]! / Math.max(0, first + count - from);
  }
  return { states: advanced, exponents };
}

/** The distance between the two runs of a state, in everything that what is trained depends on. */
function separation(trained: readonly boolean[], size: number) {
  const n = trained.length;
  // Of each component of θ its value and its two memories, as Run.save lays them out.
  const places = trained.flatMap((is, c) => (is ? [c, n + 2 * c, n + 2 * c + 1] : []));
  const own = trained.flatMap((is, c) => (is ? [c] : []));
  const isSquare = (place: number) => place >= n && (place - n) % 2 === 1;
  const random = seededRandom(1);
  const direction = own.map(() => random() - 0.5);
  const length = hypot(...direction);

  /** Puts the shadow beside the run, in a direction of no special meaning. */
  function place(state: Float64Array): void {
    state.copyWithin(size, 0, size);
    own.forEach((c, i) => {
      state[size + c]! += (DISTANCE * direction[i]!) / length;
    });
  }

  /** Puts the shadow back to DISTANCE; returns the logarithm of how much farther off it was. */
  function renew(state: Float64Array): number {
    let square = 0;
    for (const at of places) square += (state[size + at]! - state[at]!) ** 2;
    const growth = log(Math.sqrt(square) / DISTANCE);
    // Too near for its direction to mean anything, or lost.
    if (!(growth > LYAPUNOV_LEAST) || growth === Number.POSITIVE_INFINITY) {
      place(state);
      return LYAPUNOV_LEAST;
    }
    const scale = exp(-growth);
    for (const at of places) {
      const moved = state[at]! + scale * (state[size + at]! - state[at]!);
      // A mean of squares, as RMSprop and Adam keep it, cannot be negative.
      state[size + at] = isSquare(at) ? Math.max(0, moved) : moved;
    }
    return growth;
  }
  return { place, renew };
}
