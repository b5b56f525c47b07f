// How far from f64 an f32 engine's landscape can be, in words.
import { f32Bound } from '../../problems/f32-bound.ts';
import type { ProblemRef } from '../../problems/problem.ts';

/** A sentence; '' for problems for which no bound is stated. */
export function f32InWords(problem: ProblemRef): string {
  const bound = f32Bound(problem);
  if (!bound) return '';
  const { loss, gradient } = bound;
  const words = ({ absolute, relative }: typeof loss) =>
    `${brief(absolute)} + ${brief(relative)}·|value|`;
  const differ = gradient.absolute !== loss.absolute;
  const whole = differ
    ? `loss within ${words(loss)}, its gradient within ${words(gradient)}`
    : `loss and gradient within ${words(loss)}`;
  return `The landscape’s ${whole} of f64 with these weights.`;
}

const brief = (value: number): string =>
  value.toExponential(1).replace('.0e', 'e').replace('-', '−');
