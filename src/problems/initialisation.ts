// Random starts for all trained parameters at once, as deep-learning libraries draw them.
import { log } from '../math/logarithm.ts';
import { cos } from '../math/trigonometry.ts';
import type { ParameterInfo } from './problem.ts';

/**
 * uniform: U(−1/√fan-in, 1/√fan-in), weights and biases (PyTorch's nn.Linear).
 * xavier: U(−√(6/(fan-in + fan-out)), …), biases 0 (Glorot and Bengio 2010).
 * he: N(0, 2/fan-in), biases 0 (He et al. 2015).
 */
export const INITIALISATIONS = ['uniform', 'xavier', 'he'] as const;
export type Initialisation = (typeof INITIALISATIONS)[number];

/** A value for each parameter, in order. `random` gives uniform numbers in [0, 1), see seededRandom. */
export function initialValues(
  kind: Initialisation,
  parameters: readonly Pick<ParameterInfo, 'fan' | 'min' | 'max'>[],
  random: () => number,
): number[] {
  return parameters.map(({ fan, min, max }) => {
    // Not a weight of a network: anywhere in its range.
    if (!fan) return min + (max - min) * random();
    if (kind === 'uniform') return (2 * random() - 1) / Math.sqrt(fan.in);
    if (fan.bias) return 0;
    if (kind === 'xavier') return (2 * random() - 1) * Math.sqrt(6 / (fan.in + fan.out));
    return normal(random) * Math.sqrt(2 / fan.in);
  });
}

/** A standard normal number (Box and Muller 1958). */
export function normal(random: () => number): number {
  // 1 − u lies in (0, 1]: its logarithm is finite.
  return Math.sqrt(-2 * log(1 - random())) * cos(2 * Math.PI * random());
}
