// What a setting does to a step, with its formula: g is the gradient ∇L. After src/optimizers.ts, which is PyTorch's.
import type { OptimizerKind } from '../../optimizers.ts';
import { t } from '../../words/words.ts';

export type Setting = 'learningRate' | 'momentum' | 'decay' | 'beta1' | 'beta2' | 'epsilon';

const STEP: Readonly<Record<OptimizerKind, string>> = {
  gd: 'θ ← θ − η·∇L',
  momentum: 'θ ← θ − η·v',
  nesterov: 'θ ← θ − η·(∇L + μ·v)',
  rmsprop: 'θ ← θ − η·∇L / (√v + ε)',
  adam: 'θ ← θ − η·m̂ / (√v̂ + ε)',
};

/** The hint of a setting of an optimizer. */
export function hintOf(kind: OptimizerKind, setting: Setting): string {
  switch (setting) {
    case 'learningRate':
      return t('How far a step goes: {formula}', { formula: STEP[kind] });
    case 'momentum':
      return t('How much of the steps before goes on, 0 to 1: {formula}', {
        formula: 'v ← μ·v + ∇L',
      });
    case 'decay':
      return t('How long squared gradients are remembered, 0 to 1: {formula}', {
        formula: 'v ← α·v + (1 − α)·g²',
      });
    case 'beta1':
      return t('How long gradients are remembered, 0 to 1: {formula}', {
        formula: 'm ← β1·m + (1 − β1)·g',
      });
    case 'beta2':
      return t('How long squared gradients are remembered, 0 to 1: {formula}', {
        formula: 'v ← β2·v + (1 − β2)·g²',
      });
    case 'epsilon':
      return t('Keeps what is divided by above 0: {formula}', { formula: STEP[kind] });
  }
}
