// Activations as the page calls them.
import { ACTIVATIONS, type Activation } from '../../../problems/networks/spec.ts';
import type { Choice } from '../kit.ts';

const NAMES: Readonly<Record<Activation, string>> = {
  identity: 'identity',
  step: 'step',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
};

export const ACTIVATION_CHOICES: readonly Choice[] = ACTIVATIONS.map((value) => ({
  value,
  text: NAMES[value],
}));
