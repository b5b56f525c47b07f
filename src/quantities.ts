// What the axes of a sweep may vary, and over which ranges.
import type { Axis, Quantity } from './engine.ts';
import { rangeFault } from './math/range-bound.ts';
import type { OptimizerKind } from './optimizers.ts';
import type { ProblemInfo } from './problems/problem.ts';

export const RATE_LIMIT = 1e6;

/** The hyper-parameters that an optimizer has besides the learning rate. */
export const OWN_QUANTITIES: Readonly<Record<OptimizerKind, readonly Quantity[]>> = {
  gd: [],
  momentum: ['momentum'],
  nesterov: ['momentum'],
  rmsprop: ['decay', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

/** Those that every optimizer may have: λ of weight decay, and the deviation of the gradient's noise. */
export const ADJUSTMENT_QUANTITIES = ['weightDecay', 'noise'] as const;

export const isAdjustment = (quantity: Quantity): boolean =>
  (ADJUSTMENT_QUANTITIES as readonly Quantity[]).includes(quantity);

type Trained = Pick<ProblemInfo, 'theta' | 'trained' | 'parameters'>;

/** Names of the parameters that are trained. */
export const trainedNames = ({ theta, trained }: Pick<Trained, 'theta' | 'trained'>): string[] =>
  theta.filter((_, i) => trained[i]);

/** Of a network with more parameters only its layers have a learning rate of their own. */
const SINGLE_RATES = 32;

/** What has a learning rate of its own: the layers of a network with something trained, and trained parameters. */
export function rateNames(info: Trained): string[] {
  const trained = trainedNames(info);
  const layers = new Set(layersOfTheta(info).filter((layer, c) => layer && info.trained[c]));
  return [
    ...(layers as Set<string>),
    ...(layers.size > 0 && trained.length > SINGLE_RATES ? [] : trained),
  ];
}

/** The layer of each component of θ, which has parameters in their order. */
function layersOfTheta({ theta, parameters }: Trained): (string | undefined)[] {
  let at = 0;
  return theta.map((name) => {
    while (parameters[at]!.name !== name) at++;
    return parameters[at]!.layer;
  });
}

/** The trained components of θ whose learning rate a quantity is; none for one that is no learning rate. */
export function rateComponents(quantity: Quantity, info: Trained): number[] {
  const { theta, trained } = info;
  const of = rateParameter(quantity);
  if (of === null && quantity !== 'learningRate') return [];
  const layers = layersOfTheta(info);
  const components: number[] = [];
  for (let c = 0; c < theta.length; c++) {
    const has = of === null || theta[c] === of || layers[c] === of;
    if (trained[c] && has) components.push(c);
  }
  return components;
}

const WORDS: Readonly<Record<string, string>> = {
  learningRate: 'learning rate η',
  momentum: 'momentum μ',
  decay: 'decay α',
  beta1: 'β1',
  beta2: 'β2',
  epsilon: 'ε',
  weightDecay: 'weight decay λ',
  noise: 'gradient noise',
};

/** A quantity in words; `names` are those of the plane's two coordinates. */
export function quantityInWords(quantity: Quantity, names: readonly [string, string]): string {
  const parameter = rateParameter(quantity);
  if (parameter !== null) return `learning rate of ${parameter}`;
  if (!isStart(quantity)) return WORDS[quantity] ?? quantity;
  return `start ${names[quantity === 'start.x' ? 0 : 1]}`;
}

/** What the axes of a sweep of this optimizer on this problem may vary. */
export function quantitiesOf(kind: OptimizerKind, info: Trained): readonly Quantity[] {
  const rates = rateNames(info).map((name): Quantity => `learningRate.${name}`);
  return [
    'start.x',
    'start.y',
    'learningRate',
    ...rates,
    ...OWN_QUANTITIES[kind],
    ...ADJUSTMENT_QUANTITIES,
  ];
}

/** The parameter or layer whose learning rate a quantity is; null for any other. */
export function rateParameter(quantity: Quantity): string | null {
  return quantity.startsWith('learningRate.') ? quantity.slice('learningRate.'.length) : null;
}

/** Whether a quantity is a learning rate, of all parameters or of one. */
export const isRate = (quantity: Quantity): boolean =>
  quantity === 'learningRate' || rateParameter(quantity) !== null;

export const isStart = (quantity: Quantity): boolean =>
  quantity === 'start.x' || quantity === 'start.y';

/** What quantities were called before there was more than one problem: links and files have them. */
export function quantityOfName(name: string, { theta, plane }: ProblemInfo): Quantity {
  const parameterOf = (axis: 0 | 1) =>
    theta.includes(plane.names[axis]) ? plane.names[axis] : (theta[axis] ?? theta[0]!);
  const old: Readonly<Record<string, string>> = {
    x: 'start.x',
    y: 'start.y',
    learningRateX: `learningRate.${parameterOf(0)}`,
    learningRateY: `learningRate.${parameterOf(1)}`,
  };
  // Whether it is one at all is for axesFault to say.
  return (Object.hasOwn(old, name) ? old[name]! : name) as Quantity;
}

const BELOW_ONE: readonly Quantity[] = ['momentum', 'decay', 'beta1', 'beta2'];

/** What is wrong with an axis, in words, or null. */
export function axisFault({ quantity, range, scale }: Axis): string | null {
  const fault = rangeFault(range, scale);
  if (fault) return `an axis of ${quantity} over ${fault}`;
  const [min, max] = range;
  const axis = `an axis of ${quantity} over ${JSON.stringify(range)}`;
  if (isStart(quantity)) return null;
  if (BELOW_ONE.includes(quantity)) {
    return min >= 0 && max < 1 ? null : `${axis} is not within [0, 1)`;
  }
  const limit = quantity === 'epsilon' ? 1 : RATE_LIMIT;
  return min >= 0 && max <= limit ? null : `${axis} is not within 0 to ${limit}`;
}

/** What is wrong with two axes together, in words, or null; `named` says what quantities are called there. */
export function axesFault(
  kind: OptimizerKind,
  info: Trained,
  x: Quantity,
  y: Quantity,
  named: (quantity: Quantity) => string = (quantity) => quantity,
): string | null {
  const own = quantitiesOf(kind, info);
  for (const quantity of [x, y]) {
    if (!own.includes(quantity)) {
      return `${named(quantity)} is not a quantity of ${kind}: ${own.map(named).join(', ')}`;
    }
  }
  if (x === y) return `both axes vary ${named(x)}: they must be two different quantities`;
  const ofY = new Set(rateComponents(y, info));
  if (rateComponents(x, info).some((component) => ofY.has(component))) {
    return `${named(x)} and ${named(y)} contradict each other: take the learning rates of two parameters`;
  }
  return null;
}
