// How far from f64 an f32 engine's landscape can be, in words.
import { f32Bound } from '../../problems/f32-bound.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { t } from '../../words/words.ts';

/** A sentence; '' for problems for which no bound is stated. */
export function f32InWords(problem: ProblemRef): string {
  const bound = f32Bound(problem);
  if (!bound) return '';
  const { loss, gradient } = bound;
  const words = ({ absolute, relative }: typeof loss) =>
    t('{absolute} + {relative}·|value|', { absolute: brief(absolute), relative: brief(relative) });
  const differ = gradient.absolute !== loss.absolute;
  const within = { loss: words(loss), gradient: words(gradient) };
  return differ
    ? t(
        'The landscape’s loss within {loss}, its gradient within {gradient} of f64 with these weights.',
        within,
      )
    : t('The landscape’s loss and gradient within {loss} of f64 with these weights.', within);
}

const brief = (value: number): string =>
  value.toExponential(1).replace('.0e', 'e').replace('-', '−');
