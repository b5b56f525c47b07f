// What a problem is trained with unless it is said: the page and the command line start with the same.
import type { Range, Scale } from '../math/grid.ts';
import type { OptimizerKind } from '../optimizers.ts';
import type { Problem, ProblemRef } from './problem.ts';
import { bind, describe, problemOf } from './registry.ts';
import { usualRate } from './usual-rate.ts';

export interface Usual {
  steps: number;
  /** Of the maps, whose runs nobody watches. */
  longSteps: number;
  rates: Record<OptimizerKind, { learningRate: number }>;
  /** Of the colours. */
  scale: Scale;
  /** Learning rates of a sweep and of the spectrum. */
  sweep: Range;
  spectrum: Range;
}

const measured = new WeakMap<Problem, { learningRate: number; steps?: number }>();

/** What a problem says of its training; of one that is made of something else each time it is measured. */
function usualIn({ id, formula, data, network }: ProblemRef): Problem['usual'] {
  const ref = { id, formula, data, network };
  const problem = problemOf(ref);
  if (problem.usual || !problem.with) return problem.usual;
  const known = measured.get(problem);
  if (known) return known;
  const usual = { learningRate: usualRate(bind(ref), describe(ref)) };
  measured.set(problem, usual);
  return usual;
}

/** Steps and learning rates of a problem as it is made; of which rates maps and spectrum tell something. */
export function usualOf(ref: ProblemRef): Usual {
  const usual = usualIn(ref);
  const { lossRange } = problemOf(ref);
  const { learningRate = 1, steps = 500 } = usual ?? {};
  // 0.3 · 0.001 is not 0.0003 in binary.
  const slower = { learningRate: Number((0.3 * learningRate).toPrecision(3)) };
  const around = (down: number, up: number) =>
    [learningRate / down, learningRate * up].map((rate) => Number(rate.toPrecision(3))) as Range;
  return {
    steps,
    longSteps: Math.max(steps, 1000),
    rates: {
      gd: { learningRate },
      momentum: slower,
      nesterov: slower,
      // Their steps do not grow with the slope.
      rmsprop: { learningRate: 0.03 },
      adam: { learningRate: 0.1 },
    },
    // Over more than four decades a linear scale shows nothing but the greatest losses.
    scale: lossRange[0] > 0 && lossRange[1] > 1e4 * lossRange[0] ? 'log' : 'linear',
    sweep: usual ? around(10, 100) : around(100, 1000),
    spectrum: usual ? around(10, 10) : around(10, 1000),
  };
}
