// A small multilayer perceptron, of tensors by name.
import { PARAMETERS_LIMIT } from '../../problems/networks/spec.ts';
import { shortly } from './json-text.ts';
import type { Tensor } from './safetensors.ts';

/** activation(gain · (weight · inputs + bias)) */
export interface MlpLayer {
  /** What its tensors' names begin with in the file. */
  readonly name: string;
  readonly in: number;
  readonly out: number;
  /** [out][in] */
  readonly weight: Float64Array<ArrayBuffer>;
  /** [out] */
  readonly bias: Float64Array<ArrayBuffer> | null;
  /** Where the file says it, as it says it. */
  readonly activation?: string | undefined;
  /** Left out, 1. */
  readonly gain?: number | undefined;
}

export interface Mlp {
  readonly layers: readonly MlpLayer[];
  /** Where the file says it, as it says it. */
  readonly loss?: string | undefined;
}

/** What a file may say of a network beside its numbers. */
export interface MlpSaid {
  /** Of each layer; undefined where it is not said. */
  readonly activations?: readonly (string | undefined)[] | undefined;
  readonly gains?: readonly (number | undefined)[] | undefined;
  readonly loss?: string | undefined;
}

/** Tensors that a message lists. */
const LISTED = 20;
/** How many numbers a network has. */
export const parametersOf = ({ layers }: Pick<Mlp, 'layers'>): number =>
  layers.reduce((sum, { weight, bias }) => sum + weight.length + (bias?.length ?? 0), 0);

/** Numbers in names by their value: 10 comes after 2. */
const natural = new Intl.Collator('en', { numeric: true });
const byName = (a: Pair, b: Pair) => natural.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);

interface Pair {
  readonly name: string;
  weight?: Tensor;
  bias?: Tensor;
}

/**
 * The multilayer perceptron that tensors make up: pairs called NAME.weight [out, in] and NAME.bias [out], as PyTorch's
 * nn.Linear has them, biases where there are any. Layers stand in the natural order of their names (2 before 10); where
 * those do not chain, in the order of the tensors. Throws a RangeError that lists the tensors where some are of no
 * layer, or the inputs of one are not the outputs of that before it; for numbers that are not finite; and for more than
 * 100,000 of them.
 */
export function mlpOf(tensors: ReadonlyMap<string, Tensor>, said: MlpSaid = {}): Mlp {
  const pairs = pairsOf(tensors);
  const natural = [...pairs].sort(byName);
  const chained = [natural, pairs].find((order) => gapIn(order) === null);
  if (!chained) throw noMlp(tensors, gapIn(natural)!);
  const count = [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
  if (count > PARAMETERS_LIMIT) {
    throw new RangeError(`a network of ${count} parameters: at most ${PARAMETERS_LIMIT}`);
  }
  for (const [name, { data }] of tensors) {
    const bad = data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`number ${bad + 1} of ${shortly(name)} is ${data[bad]}`);
  }
  checkSaid(said, chained.length);
  const layers = chained.map(({ name, weight, bias }, l) => {
    const [activation, gain] = [said.activations?.[l], said.gains?.[l]];
    const [out, from] = weight!.shape as [number, number];
    return {
      name,
      in: from,
      out,
      weight: weight!.data,
      bias: bias?.data ?? null,
      ...(activation !== undefined && { activation }),
      ...(gain !== undefined && gain !== 1 && { gain }),
    };
  });
  return { layers, ...(said.loss !== undefined && { loss: said.loss }) };
}

/** Characters of an activation's or a loss's name. */
const NAME_LIMIT = 40;

function checkSaid({ activations, gains, loss }: MlpSaid, layers: number): void {
  for (const [what, list] of Object.entries({ activations, gains })) {
    if (list && list.length !== layers) {
      throw new RangeError(`${list.length} ${what} for ${layers} layers: one for each`);
    }
  }
  const bad = gains?.find((gain) => gain !== undefined && !Number.isFinite(gain));
  if (bad !== undefined) throw new RangeError(`a gain of ${bad}: any finite number`);
  const long = [...(activations ?? []), loss].find((name) => name && name.length > NAME_LIMIT);
  if (long) throw new RangeError(`${shortly(long)} is longer than ${NAME_LIMIT} characters`);
}

/** Weights with their biases, in the tensors' order. */
function pairsOf(tensors: ReadonlyMap<string, Tensor>): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [full, tensor] of tensors) {
    const [, name, part] = /^(?:(.*)\.)?(weight|bias)$/s.exec(full) ?? [];
    if (!part) throw noMlp(tensors, `${shortly(full)} is no weight or bias`);
    const dimensions = part === 'weight' ? 2 : 1;
    if (tensor.shape.length !== dimensions || tensor.data.length === 0) {
      throw noMlp(tensors, `${shortly(full)} is [${tensor.shape.join(', ')}]`);
    }
    const pair = pairs.get(name ?? '') ?? { name: name ?? '' };
    pair[part as 'weight' | 'bias'] = tensor;
    pairs.set(pair.name, pair);
  }
  for (const { name, weight, bias } of pairs.values()) {
    if (!weight) throw noMlp(tensors, `${shortly(name)} has a bias without a weight`);
    if (bias && bias.data.length !== weight.shape[0]) {
      throw noMlp(
        tensors,
        `${shortly(name)} has ${bias.data.length} biases for ${weight.shape[0]} units`,
      );
    }
  }
  if (pairs.size === 0) throw noMlp(tensors, 'there are no weights');
  return [...pairs.values()];
}

/** Why layers do not follow each other; null where they do. */
function gapIn(pairs: readonly Pair[]): string | null {
  for (let l = 1; l < pairs.length; l++) {
    const [before, next] = [pairs[l - 1]!, pairs[l]!];
    const [out, from] = [before.weight!.shape[0]!, next.weight!.shape[1]!];
    if (out !== from) {
      return `${shortly(next.name)} takes ${from} inputs, and ${shortly(before.name)} before it gives ${out}`;
    }
  }
  return null;
}

/** Of one line, whatever the names. */
function noMlp(tensors: ReadonlyMap<string, Tensor>, why: string): RangeError {
  const names = [...tensors].map(([name, { shape }]) => {
    const plain = /^[\w.]{1,60}$/.test(name) ? name : shortly(name);
    return `${plain} [${shape.join(', ')}]`;
  });
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  const found = names.length > 0 ? `${names.slice(0, LISTED).join(', ')}${more}` : 'nothing';
  return new RangeError(
    `no multilayer perceptron: ${why}; expected NAME.weight [out, in] of each layer, whose inputs are the outputs of the one before, and NAME.bias [out] or none; found ${found}`,
  );
}

/** The name that a layer's tensors have in nn.Sequential, where an activation follows each layer. */
export const sequentialName = (layer: number) => String(2 * layer);

/** All numbers of a network in a row: layer by layer weight [out][in], then bias; zeros for one that has none where another has. */
export function flatWeights({ layers }: Pick<Mlp, 'layers'>): Float64Array<ArrayBuffer> {
  const biased = layers.some(({ bias }) => bias !== null);
  return Float64Array.from(
    layers.flatMap(({ weight, bias, out }) => [
      ...weight,
      ...(biased ? (bias ?? new Float64Array(out)) : []),
    ]),
  );
}

/** A network of such numbers. `units` of each layer, the inputs first. Throws a RangeError where they are too few or many. */
export function mlpOfFlat(
  units: readonly number[],
  biases: boolean,
  numbers: ArrayLike<number>,
  said: MlpSaid = {},
): Mlp {
  const tensors = new Map<string, Tensor>();
  let at = 0;
  const take = (shape: number[]) => {
    const data = new Float64Array(shape.reduce((product, n) => product * n, 1));
    for (let i = 0; i < data.length; i++) data[i] = numbers[at++] ?? 0;
    return { shape, data };
  };
  for (let l = 1; l < units.length; l++) {
    const name = sequentialName(l - 1);
    tensors.set(`${name}.weight`, take([units[l]!, units[l - 1]!]));
    if (biases) tensors.set(`${name}.bias`, take([units[l]!]));
  }
  if (at !== numbers.length) {
    throw new RangeError(`layers of ${units.join(', ')} take ${at} numbers, not ${numbers.length}`);
  }
  return mlpOf(tensors, said);
}
