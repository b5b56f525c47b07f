// What the weights of a file are understood as, and the network that they make.
import {
  type Activation,
  collapsed,
  type LossKind,
  type NetworkRef,
  type NetworkSpec,
  OUTPUTS,
} from '../problems/networks/spec.ts';
import { flatWeights, type Mlp } from './formats/mlp.ts';

/** What the file says, or else what is supposed. */
interface Supposed<T> {
  readonly value: T;
  readonly isSaid: boolean;
}

export interface Understood {
  /** Units, the inputs first. */
  readonly layers: readonly number[];
  readonly bias: boolean;
  readonly gains: readonly number[];
  /** Of the hidden layers. */
  readonly hidden: readonly Supposed<Activation>[];
  readonly output: Supposed<Activation>;
  readonly loss: Supposed<LossKind>;
  readonly weights: readonly number[];
  /** What the file says and nothing here means, in words; null where there is nothing. */
  readonly unknown: string | null;
}

/** What is chosen of what was supposed. */
export interface Chosen {
  readonly hidden: readonly Activation[];
  readonly output: Activation;
  readonly loss: LossKind;
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]|^nn\./g, '');

/** Names of activations and losses as libraries write them, letters and digits only. */
const ACTIVATION_NAMES: Readonly<Record<string, Activation>> = {
  identity: 'identity',
  linear: 'identity',
  none: 'identity',
  softmax: 'identity',
  step: 'step',
  heaviside: 'step',
  sigmoid: 'sigmoid',
  logistic: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  leakyrelu: 'leaky-relu',
};
const LOSS_WORDS: Readonly<Record<string, LossKind>> = {
  binarycrossentropy: 'binary-cross-entropy',
  bceloss: 'binary-cross-entropy',
  bcewithlogitsloss: 'binary-cross-entropy',
  softmaxcrossentropy: 'softmax-cross-entropy',
  crossentropyloss: 'softmax-cross-entropy',
  squarederror: 'squared-error',
  mseloss: 'squared-error',
  mse: 'squared-error',
  halfsquarederror: 'half-squared-error',
};

const known = <T>(names: Readonly<Record<string, T>>, name: string | undefined): T | undefined =>
  name !== undefined && Object.hasOwn(names, plain(name)) ? names[plain(name)] : undefined;

/** The loss that a file does not say: that of now where it fits the outputs, else what such outputs usually have. */
function supposedLoss(
  outputs: number,
  last: Activation | undefined,
  now: LossKind | null,
): LossKind {
  if (last === 'sigmoid' && outputs === 1) return 'binary-cross-entropy';
  const fits = now && (now === 'softmax-cross-entropy' ? outputs > 1 : true);
  if (fits && (last === undefined || OUTPUTS[now] === last)) return now;
  if (last !== undefined && last !== 'identity') return 'squared-error';
  return outputs > 1 ? 'softmax-cross-entropy' : 'squared-error';
}

/** What a perceptron of a file is, beside the network of now, null where there is none. */
export function understood({ layers, loss }: Mlp, now: NetworkSpec | null): Understood {
  const said = layers.map(({ activation }) => known(ACTIVATION_NAMES, activation));
  const hiddenNow = now?.activations.slice(0, -1) ?? [];
  const hidden = layers.slice(0, -1).map((_, l): Supposed<Activation> => {
    const value = said[l];
    const supposed =
      hiddenNow.length === layers.length - 1 ? hiddenNow[l]! : (hiddenNow[0] ?? 'relu');
    return { value: value ?? supposed, isSaid: value !== undefined };
  });
  const last = said.at(-1);
  const lossSaid = known(LOSS_WORDS, loss);
  const kind = lossSaid ?? supposedLoss(layers.at(-1)!.out, last, now?.loss ?? null);
  const strange = [...layers.map(({ activation }) => activation), loss].filter(
    (name) => name !== undefined && !known(ACTIVATION_NAMES, name) && !known(LOSS_WORDS, name),
  );
  return {
    layers: [layers[0]!.in, ...layers.map(({ out }) => out)],
    bias: layers.some(({ bias }) => bias !== null),
    gains: layers.map(({ gain }) => gain ?? 1),
    hidden,
    output: {
      value: kind.endsWith('cross-entropy') ? OUTPUTS[kind] : (last ?? OUTPUTS[kind]),
      isSaid: last !== undefined,
    },
    loss: { value: kind, isSaid: lossSaid !== undefined },
    weights: [...flatWeights({ layers })],
    unknown:
      strange.length === 0
        ? null
        : `The file says ${strange.map((name) => JSON.stringify(name)).join(', ')}, which there is not here: choose what comes nearest.`,
  };
}

/** The network of a file; what is not the file's stays as it is said now. */
export function networkOf(
  { layers, bias, gains, weights }: Understood,
  { hidden, output, loss }: Chosen,
  now: NetworkRef | null,
): NetworkRef {
  const activation = collapsed(hidden);
  return { ...now, layers, activation, output, bias, gains, loss, weights };
}
