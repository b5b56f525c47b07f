// Many steps of the homework, for its fifth part: runs by the product's own steps, and where they can get stuck.
import { Run } from '../../cpu/run.ts';
import { hyperOf, type Optimizer } from '../../optimizers.ts';
import { xor } from '../../problems/xor.ts';
import type { Figures, LessonState } from '../lesson.ts';
import { remember } from '../remember.ts';

const TRAINED = ['w21', 'w12'];

/** Rates whose fates are told side by side: one step more or less far decides. */
export const RATES = [1, 50, 100, 200] as const;

/** Steps of which a table shows each. */
export const FIRST_STEPS = [1, 2, 3] as const;

interface Course {
  readonly w21: number;
  readonly w12: number;
  readonly loss: number;
  /** Steps until the loss is at or below the problem's threshold; NaN where it never is. */
  readonly solvedAt: number;
}

/** Runs from the start; `each` sees every step's weights and loss. */
function train(
  { parameters }: LessonState,
  optimizer: Optimizer,
  steps: number,
  each: (step: number, at: Omit<Course, 'solvedAt'>) => void = () => {},
): Course {
  const bound = xor.bind(parameters, TRAINED);
  const rate = optimizer.learningRate as number;
  const run = new Run(bound, optimizer.kind, hyperOf(optimizer), Float64Array.of(rate, rate));
  run.theta.set(TRAINED.map((name) => parameters[name]!));
  let solvedAt = Number.NaN;
  const now = () => ({ w21: run.theta[0]!, w12: run.theta[1]!, loss: bound.loss(run.theta) });
  const enough = bound.meritAt(xor.thresholds.solved);
  for (let step = 1; step <= steps && !run.diverged; step++) {
    // A step tells the merit before it: the last one's is asked for below.
    if (run.step() >= enough && Number.isNaN(solvedAt)) solvedAt = step - 1;
    if (step <= FIRST_STEPS.length) each(step, now());
  }
  const end = now();
  if (Number.isNaN(solvedAt) && end.loss <= xor.thresholds.solved) solvedAt = steps;
  return { ...end, solvedAt };
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

/** Where the valley of w21 → ∞ is lowest within w12 in [−40, 40]: golden section from the best of a grid. */
function valley({ parameters }: LessonState): Figures {
  const bound = xor.bind(parameters, TRAINED);
  const loss = (w12: number) => bound.loss(Float64Array.of(1000, w12));
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
  return { 'valley.w12': w12, 'valley.loss': loss(w12) };
}

const named = (prefix: string, course: object): Figures =>
  Object.fromEntries(Object.entries(course).map(([key, value]) => [`${prefix}.${key}`, value]));

function figuresOf(state: LessonState): Figures {
  const { gd } = state.optimizers;
  const { learningRate, beta1, beta2, epsilon } = state.optimizers.adam;
  const adam: Optimizer = { kind: 'adam', learningRate, beta1, beta2, epsilon };
  const figures: Record<string, number> = {
    ...state.parameters,
    steps: state.steps,
    'gd.eta': gd.learningRate,
    'adam.eta': learningRate,
    threshold: xor.thresholds.solved,
    ...named('gd', train(state, { kind: 'gd', learningRate: gd.learningRate }, state.steps)),
    ...named('adam', train(state, adam, state.steps)),
    ...plateaus(state),
    ...valley(state),
  };
  for (const rate of RATES) {
    const keep = (step: number, at: object) =>
      Object.assign(figures, named(`at${rate}.${step}`, at));
    const fate = train(state, { kind: 'gd', learningRate: rate }, 1000, keep);
    Object.assign(figures, named(`at${rate}`, fate), { [`eta.${rate}`]: rate });
  }
  return figures;
}

/** Both optimizers after so many steps, the rates' first steps and fates, plateaus and valley. */
export const epochFigures = remember(figuresOf, (state) => state);
