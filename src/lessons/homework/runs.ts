// Many steps of the homework, for its fifth part: runs by the product's own steps, and where they can get stuck.
import { Run } from '../../cpu/run.ts';
import type { Trajectories, TrajectorySpec } from '../../engine.ts';
import { hyperOf, type Optimizer } from '../../optimizers.ts';
import { xor } from '../../problems/xor.ts';
import type { Figures, LessonState, LongRuns } from '../lesson.ts';
import { remember } from '../remember.ts';

export const TRAINED = ['w21', 'w12'];

/** Rates whose fates are told side by side: one step more or less far decides. */
export const RATES = [1, 50, 100, 200] as const;

/** Steps of which a table shows each. */
export const FIRST_STEPS = [1, 2, 3] as const;

const gd = (learningRate: number) => ({ kind: 'gd', learningRate }) as const;

/** A rate's first steps by gradient descent. */
function firstSteps({ parameters }: LessonState, rate: number): Figures {
  const bound = xor.bind(parameters, TRAINED);
  const run = new Run(bound, 'gd', hyperOf(gd(rate)), Float64Array.of(rate, rate));
  run.theta.set(TRAINED.map((name) => parameters[name]!));
  const figures: Record<string, number> = {};
  for (const step of FIRST_STEPS) {
    run.step();
    const [w21, w12] = run.theta;
    Object.assign(figures, {
      [`at${rate}.${step}.w21`]: w21,
      [`at${rate}.${step}.w12`]: w12,
    });
  }
  return figures;
}

/** Losses of the four plateaus: both weights beyond all bounds, p for +∞ and m for −∞, w21 first. */
function plateaus({ parameters }: LessonState): Figures {
  const { loss } = xor.bind(parameters, TRAINED);
  const far = 1000;
  return {
    'plateau.mm': loss(Float64Array.of(-far, -far)),
    'plateau.mp': loss(Float64Array.of(-far, far)),
    'plateau.pm': loss(Float64Array.of(far, -far)),
    'plateau.pp': loss(Float64Array.of(far, far)),
  };
}

/** Where the loss at some w21 is lowest within w12 in [−40, 40]: golden section from the best of a grid. */
export function floorAt({ parameters }: Pick<LessonState, 'parameters'>, w21: number) {
  const bound = xor.bind(parameters, TRAINED);
  const loss = (w12: number) => bound.loss(Float64Array.of(w21, w12));
  let best = -40;
  for (let w12 = -40; w12 <= 40; w12 += 0.5) if (loss(w12) < loss(best)) best = w12;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [best - 0.5, best + 0.5];
  // 0.618^40 of an interval of 1 is below what f64 tells apart near a minimum.
  for (let k = 0; k < 40; k++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  const w12 = (low + high) / 2;
  return { w12, loss: loss(w12) };
}

function figuresOf(state: LessonState): Figures {
  const { gd, adam } = state.optimizers;
  const valley = floorAt(state, 1000);
  const figures: Record<string, number> = {
    ...state.parameters,
    steps: state.steps,
    'gd.eta': gd.learningRate,
    'adam.eta': adam.learningRate,
    threshold: xor.thresholds.solved,
    ...plateaus(state),
    // The valley of w21 → ∞.
    'valley.w12': valley.w12,
    'valley.loss': valley.loss,
  };
  for (const rate of RATES)
    Object.assign(figures, firstSteps(state, rate), { [`eta.${rate}`]: rate });
  return figures;
}

/** Settings, the rates' first steps, plateaus and valley. */
export const epochFigures = remember(figuresOf, (state) => state);

/** Of a run where it ends, and after how many steps the loss was at most the problem's threshold; NaN if it never was. */
function courseOf(name: string, { points, loss }: Trajectories): Figures {
  const last = loss.length - 1;
  const solvedAt = loss.findIndex((each) => each <= xor.thresholds.solved);
  return {
    [`${name}.w21`]: points[2 * last]!,
    [`${name}.w12`]: points[2 * last + 1]!,
    [`${name}.loss`]: loss[last]!,
    [`${name}.solvedAt`]: solvedAt < 0 ? Number.NaN : solvedAt,
  };
}

/** Both optimizers to the last epoch, and 1000 steps at each of the rates. */
export const epochRuns: LongRuns = {
  onGpu: false,
  specs({ parameters, optimizers, steps }) {
    const { learningRate, beta1, beta2, epsilon } = optimizers.adam;
    const run = (optimizer: Optimizer, steps: number): TrajectorySpec => ({
      problem: { id: xor.id, parameters: { ...parameters } },
      optimizer,
      starts: TRAINED.map((name) => parameters[name]!),
      startsIn: 'theta',
      steps,
      every: 1,
    });
    const fates = RATES.map((rate) => [`at${rate}`, run(gd(rate), 1000)] as const);
    return {
      gd: run(gd(optimizers.gd.learningRate), steps),
      adam: run({ kind: 'adam', learningRate, beta1, beta2, epsilon }, steps),
      ...Object.fromEntries(fates),
    };
  },
  figures: (_, cpu) =>
    Object.fromEntries(
      Object.entries(cpu).flatMap(([name, run]) => Object.entries(courseOf(name, run))),
    ),
};
