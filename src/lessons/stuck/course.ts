// Runs on the two-weight landscape by the product's own steps.
import { Run } from '../../cpu/run.ts';
import { hyperOf, type Optimizer } from '../../optimizers.ts';
import { xor } from '../../problems/xor.ts';
import { TRAINED } from '../homework/runs.ts';
import type { Figures, LessonState } from '../lesson.ts';

export interface Course {
  readonly w21: number;
  readonly w12: number;
  readonly loss: number;
  /** Steps until the loss is at or below the problem's threshold; NaN where it never is. */
  readonly solvedAt: number;
}

/** A run from the start. */
export function train({ parameters }: LessonState, optimizer: Optimizer, steps: number): Course {
  const bound = xor.bind(parameters, TRAINED);
  const rate = optimizer.learningRate as number;
  const run = new Run(bound, optimizer.kind, hyperOf(optimizer), Float64Array.of(rate, rate));
  run.theta.set(TRAINED.map((name) => parameters[name]!));
  let solvedAt = Number.NaN;
  const enough = bound.meritAt(xor.thresholds.solved);
  for (let step = 1; step <= steps && !run.diverged; step++) {
    // A step tells the merit before it: the last one's is asked for below.
    if (run.step() >= enough && Number.isNaN(solvedAt)) solvedAt = step - 1;
  }
  const [w21, w12] = [run.theta[0]!, run.theta[1]!];
  const loss = bound.loss(run.theta);
  if (Number.isNaN(solvedAt) && loss <= xor.thresholds.solved) solvedAt = steps;
  return { w21, w12, loss, solvedAt };
}

export const named = (prefix: string, of: object): Figures =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [`${prefix}.${key}`, value]));
