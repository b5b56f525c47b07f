// What the network's editor changes, as pure functions: of a network as it is to what is said of it next. A change may
// have more than one form, the nearest to what was asked first; the first that the problem takes is the one that is made.
import {
  type Activation,
  collapsed,
  type LossKind,
  NETWORK_KEYS,
  type NetworkRef,
  type NetworkSpec,
  OUTPUTS,
} from '../../../problems/networks/spec.ts';
import { type Name, t } from '../../../words/words.ts';
import type { State } from '../../state/state.ts';

/** A change of what the problem is made of, and what else it takes along, in words. */
export interface Edit {
  readonly network: NetworkRef | null;
  readonly data?: null;
  readonly note?: string;
}

/** What a problem's network is unless it is said. */
export interface Base {
  readonly spec: NetworkSpec;
  /** The same of other layers, which points and gains may follow. Throws a RangeError where they are none. */
  at(layers: readonly number[]): NetworkSpec;
}

/** The problem as its editor finds it. */
export interface Edited {
  readonly base: Base;
  /** What the network is now. */
  readonly spec: NetworkSpec;
  readonly network: NetworkRef | null;
  readonly data: State['data'];
  /** Points that it is trained on. */
  readonly points: number;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export const hiddenActivation = ({ activations }: NetworkSpec) =>
  collapsed(activations.slice(0, -1));

const ones = (gains: readonly number[]) => gains.every((gain) => gain === 1);

/** What is so anyway of the layers that are said. */
function usualOf(base: Base, { layers }: NetworkRef): NetworkSpec {
  if (layers === undefined) return base.spec;
  try {
    return base.at(layers);
  } catch {
    // That they are none is told when they are set.
    return base.spec;
  }
}

/** Whether a part of what is said is what it would be without it. */
function isUsual(key: keyof NetworkRef, network: NetworkRef, base: NetworkSpec): boolean {
  const value = network[key];
  if (value === undefined) return true;
  switch (key) {
    case 'activation':
      return same(value, hiddenActivation(base));
    case 'output':
      return value === OUTPUTS[network.loss ?? base.loss];
    case 'gains':
      return ones(base.gains) ? ones(value as readonly number[]) : same(value, base.gains);
    case 'weights':
      return value === null;
    default:
      return same(value, base[key]);
  }
}

/** What is said of a network after a change, without what is so anyway; null where nothing is left. */
export function changed(
  { base, network }: Pick<Edited, 'base' | 'network'>,
  change: NetworkRef,
): NetworkRef | null {
  const next: NetworkRef = { ...network, ...change };
  const usual = usualOf(base, next);
  const kept = NETWORK_KEYS.filter(
    (key) => !isUsual(key, next, key === 'layers' ? base.spec : usual),
  );
  return kept.length === 0 ? null : Object.fromEntries(kept.map((key) => [key, next[key]]));
}

const NOTES = {
  weights: 'The weights of the file do not fit any more: drawn with the seed again.',
  loss: (loss: LossKind) =>
    t('The loss is {name} now, as these outputs take.', { name: t(LOSS_NAMES[loss]) }),
  data: 'The data are others now: those before had other columns.',
} as const;

export const LOSS_NAMES: Readonly<Record<LossKind, Name>> = {
  'binary-cross-entropy': 'binary cross-entropy',
  'softmax-cross-entropy': 'softmax cross-entropy',
  'squared-error': 'squared error',
  'half-squared-error': '½ squared error',
};

/** The forms of a change: with its loss, with another; with the data there are, with the problem's own. */
function forms(edited: Edited, change: NetworkRef, otherLoss?: LossKind): Edit[] {
  const { spec, data } = edited;
  const reshaped =
    change.layers !== undefined || change.bias !== undefined || change.seed !== undefined;
  const drops = spec.weights !== null && (reshaped || change.initialisation !== undefined);
  const whole = drops ? { weights: undefined, ...change } : change;
  const losses = [
    { change: whole, notes: drops ? [t(NOTES.weights)] : [] },
    ...(otherLoss
      ? [
          {
            change: { ...whole, loss: otherLoss, output: undefined },
            notes: [...(drops ? [t(NOTES.weights)] : []), NOTES.loss(otherLoss)],
          },
        ]
      : []),
  ];
  const edits = losses.map(({ change, notes }) => ({ network: changed(edited, change), notes }));
  // Points of one's own are not thrown away.
  const others =
    typeof data === 'string'
      ? edits.map((edit) => ({ ...edit, data: null, notes: [...edit.notes, t(NOTES.data)] }))
      : [];
  return [...edits, ...others].map(({ notes, ...edit }) => ({
    ...edit,
    ...(notes.length > 0 && { note: notes.join(' ') }),
  }));
}

/** Another number of units in a layer, the inputs being layer 0. */
export function withUnits(edited: Edited, layer: number, units: number): Edit[] {
  const { spec } = edited;
  const layers = spec.layers.with(layer, units);
  const isLast = layer === layers.length - 1;
  const classes = spec.loss === 'softmax-cross-entropy';
  const other =
    isLast && units > 1 && spec.loss === 'binary-cross-entropy'
      ? 'softmax-cross-entropy'
      : isLast && units === 1 && classes
        ? 'binary-cross-entropy'
        : undefined;
  return forms(edited, { layers }, other);
}

/** Units and activation of a hidden layer where there is none to be like. */
const FIRST = { units: 4, activation: 'tanh' } as const;

/** One more hidden layer, the last, like the one before it. */
export function withLayer(edited: Edited): Edit[] {
  const { layers, activations, gains } = edited.spec;
  const at = layers.length - 1;
  const isFirst = at === 1;
  const hidden = activations.slice(0, -1);
  return forms(edited, {
    layers: layers.toSpliced(at, 0, isFirst ? FIRST.units : layers[at - 1]!),
    activation: collapsed([...hidden, isFirst ? FIRST.activation : hidden.at(-1)!]),
    gains: gains.toSpliced(at - 1, 0, 1),
  });
}

/** Without a hidden layer, 1 being the first. */
export function withoutLayer(edited: Edited, layer: number): Edit[] {
  const { layers, activations, gains } = edited.spec;
  const hidden = activations.slice(0, -1).toSpliced(layer - 1, 1);
  return forms(edited, {
    layers: layers.toSpliced(layer, 1),
    activation: collapsed(hidden),
    gains: gains.toSpliced(layer - 1, 1),
  });
}

/** Another activation of a hidden layer, 1 being the first, or of all of them. */
export function withActivation(
  edited: Edited,
  activation: Activation,
  layer: number | 'all',
): Edit[] {
  const hidden = edited.spec.activations.slice(0, -1);
  const next = layer === 'all' ? activation : collapsed(hidden.with(layer - 1, activation));
  return forms(edited, { activation: next });
}

/** Another loss, with the last activation that it goes with. */
export const withLoss = (edited: Edited, loss: LossKind): Edit[] =>
  forms(edited, { loss, output: undefined });

/** Anything else of it. */
export const withChange = (edited: Edited, change: NetworkRef): Edit[] => forms(edited, change);

/** A variant of the problem, by its place; −1 for what is none of them. */
export function variantOf(
  variants: readonly { readonly network: NetworkRef; readonly data?: string | undefined }[],
  { base, network, data }: Edited,
): number {
  const now = changed({ base, network }, {});
  return variants.findIndex(
    (variant) =>
      same(changed({ base, network: variant.network }, {}), now) && (variant.data ?? null) === data,
  );
}
