// What a feed-forward network is made of: as it is said, and with everything that was left unsaid.
import { quote } from '../../math/format.ts';
import { INITIALISATIONS } from '../initialisation.ts';

/** step is 1 from 0 on, and has no slope; leaky-relu has slope 0.01 below 0. */
export const ACTIVATIONS = ['identity', 'step', 'sigmoid', 'tanh', 'relu', 'leaky-relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/**
 * Means over the samples and, but for softmax, the outputs: cross-entropies in nats, (o − t)² or ½(o − t)².
 * PyTorch's BCELoss, MSELoss, half of that, and CrossEntropyLoss.
 */
export const LOSSES = [
  'binary-cross-entropy',
  'squared-error',
  'half-squared-error',
  'softmax-cross-entropy',
] as const;
export type LossKind = (typeof LOSSES)[number];

/**
 * How a network's parameters are drawn: as random starts are, from N(0, 1), or with the very numbers that PyTorch's
 * nn.Linear gets after manual_seed.
 */
export const DRAWS = ['pytorch', ...INITIALISATIONS, 'normal'] as const;
export type Draw = (typeof DRAWS)[number];

/** A network as it is said; whatever is left out is its preset's. */
export interface NetworkRef {
  /** Units of each layer, the inputs first: [2, 10, 1]. */
  layers?: readonly number[] | undefined;
  /** Of the hidden layers: one for all, or one for each. */
  activation?: Activation | readonly Activation[] | undefined;
  /** Of the last layer; left out, what the loss goes with. */
  output?: Activation | undefined;
  bias?: boolean | undefined;
  /** What multiplies each layer's weighted sums, before its activation; left out, 1. */
  gains?: readonly number[] | undefined;
  loss?: LossKind | undefined;
  /** How the parameters' values are drawn, where `weights` does not give them, and the seed. */
  initialisation?: Draw | undefined;
  seed?: number | undefined;
  /** Values of all parameters: layer by layer the weights [unit][from], then the biases. */
  weights?: readonly number[] | undefined;
  /** Of data that is drawn: how many points, the deviation of their noise, the seed. */
  points?: number | undefined;
  noise?: number | undefined;
  dataSeed?: number | undefined;
  /** Share of the points that are kept for testing, chosen by the seed. */
  test?: number | undefined;
  splitSeed?: number | undefined;
  /** Points of a mini-batch, drawn without replacement in an order that the seed makes of each epoch; 0: all. */
  batch?: number | undefined;
  shuffleSeed?: number | undefined;
  /** A run stops when its epoch's mean loss changes by no more; null: never. */
  stopAt?: number | null | undefined;
}

type Unsaid = 'layers' | 'activation' | 'output' | 'gains' | 'weights' | 'stopAt';
type Said = {
  readonly [Key in Exclude<keyof NetworkRef, Unsaid>]-?: NonNullable<NetworkRef[Key]>;
};

/** A network with everything said. */
export interface NetworkSpec extends Said {
  readonly layers: readonly number[];
  /** Of each layer after the inputs. */
  readonly activations: readonly Activation[];
  readonly gains: readonly number[];
  readonly weights: readonly number[] | null;
  readonly stopAt: number | null;
}

/** Most parameters: what a page can still train and draw. */
export const PARAMETERS_LIMIT = 100_000;
const LAYERS_LIMIT = 12;
const UNITS_LIMIT = 1000;
const SEED_LIMIT = 2 ** 32 - 1;

export const NETWORK_KEYS = [
  'layers',
  'activation',
  'output',
  'bias',
  'gains',
  'loss',
  'initialisation',
  'seed',
  'weights',
  'points',
  'noise',
  'dataSeed',
  'test',
  'splitSeed',
  'batch',
  'shuffleSeed',
  'stopAt',
] as const satisfies readonly (keyof NetworkRef)[];

const DEFAULTS = {
  layers: [2, 2, 1],
  activation: 'sigmoid',
  bias: true,
  loss: 'binary-cross-entropy',
  initialisation: 'pytorch',
  seed: 1,
  points: 100,
  noise: 0.1,
  dataSeed: 1,
  test: 0,
  splitSeed: 1,
  batch: 0,
  shuffleSeed: 1,
  stopAt: null,
} as const;

/** How many parameters layers of so many units have. */
export function parameterCount(layers: readonly number[], bias: boolean): number {
  return layers.slice(1).reduce((sum, units, l) => sum + units * (layers[l]! + Number(bias)), 0);
}

function numberIn(what: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new RangeError(`network.${what}: ${quote(value)} is not a number from ${min} to ${max}`);
}

function integerIn(what: string, value: unknown, min: number, max: number): number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) {
    return value as number;
  }
  throw new RangeError(`network.${what}: ${quote(value)} is not an integer from ${min} to ${max}`);
}

function oneOf<T extends string>(what: string, value: unknown, known: readonly T[]): T {
  if (known.includes(value as T)) return value as T;
  throw new RangeError(`network.${what}: ${quote(value)} is not one of ${known.join(', ')}`);
}

function layersOf(given: unknown, bias: boolean): readonly number[] {
  const fits = Array.isArray(given) && given.length >= 2 && given.length <= LAYERS_LIMIT;
  if (!fits) {
    throw new RangeError(
      `network.layers: ${quote(given)} is not a list of 2 to ${LAYERS_LIMIT} layers' units, inputs first`,
    );
  }
  for (const units of given) integerIn('layers', units, 1, UNITS_LIMIT);
  const count = parameterCount(given, bias);
  if (count <= PARAMETERS_LIMIT) return given;
  throw new RangeError(
    `network.layers: ${given.join(', ')} have ${count} parameters, which is more than ${PARAMETERS_LIMIT}`,
  );
}

/** The last activation that a loss goes with unless another is said. */
export const OUTPUTS: Readonly<Record<LossKind, Activation>> = {
  'binary-cross-entropy': 'sigmoid',
  'squared-error': 'identity',
  'half-squared-error': 'identity',
  'softmax-cross-entropy': 'identity',
};

function activationsOf(
  ref: NetworkRef,
  layers: readonly number[],
  loss: LossKind,
): readonly Activation[] {
  const hidden = layers.length - 2;
  const given: unknown = ref.activation ?? DEFAULTS.activation;
  const list = Array.isArray(given) ? given : Array(hidden).fill(given);
  if (list.length !== hidden) {
    throw new RangeError(
      `network.activation: ${quote(given)} is not one activation, or a list of ${hidden}, one for each hidden layer`,
    );
  }
  for (const each of Array.isArray(given) ? given : [given]) oneOf('activation', each, ACTIVATIONS);
  const output = oneOf('output', ref.output ?? OUTPUTS[loss], ACTIVATIONS);
  const [units, wanted] = [layers.at(-1)!, OUTPUTS[loss]];
  const entropy = loss.endsWith('cross-entropy');
  if (entropy && output !== wanted) {
    throw new RangeError(
      `network.loss: "${loss}" goes with a last activation of "${wanted}", not "${output}"`,
    );
  }
  if (loss === 'softmax-cross-entropy' && units < 2) {
    throw new RangeError(
      `network.loss: "${loss}" takes one output for each class, at least 2, and the last layer has ${units}`,
    );
  }
  return [...list, output];
}

function gainsOf(given: unknown, count: number): readonly number[] {
  if (given === undefined) return Array(count).fill(1);
  if (!Array.isArray(given) || given.length !== count) {
    throw new RangeError(
      `network.gains: ${quote(given)} is not a list of ${count} numbers, one for each layer after the inputs`,
    );
  }
  return given.map((gain) => numberIn('gains', gain, -1e6, 1e6));
}

function weightsOf(given: unknown, count: number): readonly number[] | null {
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given) || given.length !== count) {
    const has = Array.isArray(given) ? `${given.length} numbers` : quote(given);
    throw new RangeError(`network.weights: ${has} instead of ${count}, one for each parameter`);
  }
  return given.map((weight) => numberIn('weights', weight, -1e6, 1e6));
}

/**
 * A network with everything said. Throws a RangeError that quotes what is wrong and says what is allowed.
 */
export function networkSpec(ref: NetworkRef): NetworkSpec {
  for (const key of Object.keys(ref)) {
    if (NETWORK_KEYS.some((known) => known === key)) continue;
    throw new RangeError(`network: ${quote(key)} is not one of ${NETWORK_KEYS.join(', ')}`);
  }
  const known = <K extends keyof typeof DEFAULTS>(key: K) => ref[key] ?? DEFAULTS[key];
  const bias = known('bias');
  if (typeof bias !== 'boolean') {
    throw new RangeError(`network.bias: ${quote(bias)} is not true or false`);
  }
  const layers = layersOf(known('layers'), bias);
  const loss = oneOf('loss', known('loss'), LOSSES);
  const seed = (key: 'seed' | 'dataSeed' | 'splitSeed' | 'shuffleSeed') =>
    integerIn(key, known(key), 0, SEED_LIMIT);
  return {
    layers,
    activations: activationsOf(ref, layers, loss),
    bias,
    gains: gainsOf(ref.gains, layers.length - 1),
    loss,
    initialisation: oneOf('initialisation', known('initialisation'), DRAWS),
    seed: seed('seed'),
    weights: weightsOf(ref.weights, parameterCount(layers, bias)),
    points: integerIn('points', known('points'), 1, 10_000),
    noise: numberIn('noise', known('noise'), 0, 10),
    dataSeed: seed('dataSeed'),
    test: numberIn('test', known('test'), 0, 0.9),
    splitSeed: seed('splitSeed'),
    batch: integerIn('batch', known('batch'), 0, 10_000),
    shuffleSeed: seed('shuffleSeed'),
    stopAt:
      ref.stopAt === undefined || ref.stopAt === null
        ? null
        : numberIn('stopAt', ref.stopAt, 0, 1e6),
  };
}

/** Activations of hidden layers in as few words as say them: one where they are all alike. */
export function collapsed(hidden: readonly Activation[]): Activation | readonly Activation[] {
  const [first] = hidden;
  return first !== undefined && hidden.every((each) => each === first) ? first : hidden;
}
