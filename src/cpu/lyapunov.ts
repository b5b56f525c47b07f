// Lyapunov exponents of training runs in f64, each with a shadow run beside it.
import type { SpectrumSpec } from '../engine.ts';
import { hyperOf } from '../optimizers.ts';
import { canGoAbreast } from './abreast.ts';
import { advancePairs } from './abreast-pairs.ts';
import type { Prepared } from './jobs.ts';
import { courseOf, Run } from './run.ts';
import { pairStateSize, ShadowedRun } from './shadow.ts';

export interface LyapunovSlice {
  spec: Pick<SpectrumSpec, 'optimizer' | 'start' | 'steps'>;
  /** [run] */
  rates: Float64Array<ArrayBuffer>;
  /** [run]: which run of the spectrum each is. */
  cells: Uint32Array<ArrayBuffer>;
  /** [run][pairStateSize]; empty before the first step. */
  states: Float64Array<ArrayBuffer>;
  /** Steps already done, and steps to do now. */
  first: number;
  count: number;
}

/** Advances pairs of runs; `exponents` are those of the steps so far, final when no step is left. */
export function advanceLyapunov(
  { info, bound }: Prepared,
  { spec, rates, cells, states, first, count }: LyapunovSlice,
) {
  const { optimizer, start, steps } = spec;
  const whole = pairStateSize(bound.size);
  const advanced = first === 0 ? new Float64Array(rates.length * whole) : states;
  const exponents = new Float64Array(rates.length);
  const course = courseOf(optimizer, first, count);
  const aRun = () =>
    new Run(bound, optimizer.kind, hyperOf(optimizer), new Float64Array(bound.size), course);
  const run = aRun();
  const pair = new ShadowedRun(run, aRun(), info.trained, steps);
  const hyper = hyperOf(optimizer);
  const settings = Array.from(rates, (rate) => ({
    hyper,
    rates: Float64Array.from(info.trained, (is) => (is ? rate : 0)),
  }));
  if (!course.factors && canGoAbreast(bound, settings, false)) {
    for (let r = 0; r < (first === 0 ? rates.length : 0); r++) {
      run.start(info.plane, start[0], start[1]);
      pair.start();
      pair.save(advanced.subarray(r * whole, (r + 1) * whole));
    }
    const pairs = { states: advanced, settings, trained: info.trained };
    const to = first + count;
    const ended = advancePairs(bound, optimizer.kind, pairs, { first, to, steps });
    for (let r = 0; r < rates.length; r++) {
      const sum = advanced[(r + 1) * whole - 1]!;
      exponents[r] = ended[r] ? Number.NaN : sum / Math.max(0, to - Math.floor(steps / 2));
    }
    return { states: advanced, exponents };
  }
  for (let r = 0; r < rates.length; r++) {
    const state = advanced.subarray(r * whole, (r + 1) * whole);
    run.rates = settings[r]!.rates;
    run.index = cells[r]!;
    if (first === 0) {
      run.start(info.plane, start[0], start[1]);
      pair.start();
    } else {
      run.load(state, 0);
      pair.load(state);
    }
    for (let k = first; k < first + count && !run.ended; k++) {
      run.step();
      pair.step(k);
    }
    pair.save(state);
    exponents[r] = pair.exponent();
  }
  return { states: advanced, exponents };
}
