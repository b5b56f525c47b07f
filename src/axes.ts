// What the axes of a sweep may vary, and over which ranges.
import type { Axis, Quantity } from './engine.ts';
import type { OptimizerKind } from './optimizers.ts';

export const RATE_LIMIT = 1e6;

const OWN_QUANTITIES: Readonly<Record<OptimizerKind, readonly Quantity[]>> = {
  gd: [],
  momentum: ['momentum'],
  nesterov: ['momentum'],
  rmsprop: ['decay', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

/** What the axes of a sweep of this optimizer may vary. */
export function quantitiesOf(kind: OptimizerKind): readonly Quantity[] {
  return ['x', 'y', 'learningRate', 'learningRateX', 'learningRateY', ...OWN_QUANTITIES[kind]];
}

const BELOW_ONE: readonly Quantity[] = ['momentum', 'decay', 'beta1', 'beta2'];

/** What is wrong with an axis, in words, or null. */
export function axisFault({ quantity, range: [min, max], scale }: Axis): string | null {
  const axis = `an axis of ${quantity} over ${JSON.stringify([min, max])}`;
  if (scale === 'log' && min <= 0) return `${axis} is not above 0, as a log scale must be`;
  if (quantity === 'x' || quantity === 'y') return null;
  if (BELOW_ONE.includes(quantity)) {
    return min >= 0 && max < 1 ? null : `${axis} is not within [0, 1)`;
  }
  const limit = quantity === 'epsilon' ? 1 : RATE_LIMIT;
  return min >= 0 && max <= limit ? null : `${axis} is not within 0 to ${limit}`;
}

/** What is wrong with two axes together, in words, or null. */
export function axesFault(kind: OptimizerKind, x: Quantity, y: Quantity): string | null {
  const own = quantitiesOf(kind);
  for (const quantity of [x, y]) {
    if (!own.includes(quantity)) {
      return `${quantity} is not a quantity of ${kind}: ${own.join(', ')}`;
    }
  }
  if (x === y) return `both axes vary ${x}: they must be two different quantities`;
  if ([x, y].includes('learningRate') && [x, y].some((q) => /^learningRate[XY]$/.test(q))) {
    return `${x} and ${y} contradict each other: take learningRateX and learningRateY`;
  }
  return null;
}
