// The network of the state as a file has it: its weights now or at the start, its data, its loss.
import { type Mlp, mlpOfFlat } from '../../../fields/formats/mlp.ts';
import { INLINE_LIMIT, pytorchSnippet } from '../../../fields/formats/pytorch.ts';
import { weightsJson, weightsSafetensors } from '../../../fields/formats/weights.ts';
import type { NetworkModel, Points } from '../../../problems/networks/model.ts';
import { problemOf as made } from '../../../problems/registry.ts';
import { infoOf, refOf } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';

type Values = Readonly<Record<string, number>>;

/** The network with these values of its parameters. */
export function mlpOfValues({ spec, names }: NetworkModel, values: Values): Mlp {
  const numbers = names.map((name) => values[name]!);
  const { layers, bias, activations, gains, loss } = spec;
  return mlpOfFlat(layers, bias, numbers, { activations, gains, loss });
}

/** The loss of these values on the state's data, in f64. */
export const lossOfValues = (state: State, values: Values): number =>
  made(refOf(state)).bind(values, []).loss(new Float64Array(0));

/** Rows of a list of numbers. */
const rows = (numbers: Float64Array, width: number): number[][] =>
  Array.from({ length: numbers.length / width }, (_, k) => [
    ...numbers.subarray(k * width, (k + 1) * width),
  ]);

const tables = ({ inputs, targets }: Points, from: number, to: number) => ({
  inputs: rows(inputs, from),
  targets: rows(targets, to),
});

export interface WeightsFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const NAME = 'network';

export function jsonFile(state: State, values: Values): WeightsFile {
  const content = weightsJson(mlpOfValues(infoOf(state).network!, values));
  return { name: `${NAME}.json`, type: 'application/json', content };
}

export function safetensorsFile(state: State, values: Values): WeightsFile {
  const content = weightsSafetensors(mlpOfValues(infoOf(state).network!, values));
  return { name: `${NAME}.safetensors`, type: 'application/octet-stream', content };
}

/**
 * A PyTorch program that rebuilds the network, and asserts that its loss on the training points is what it is here.
 * `needs` is the file that it reads its weights from, where they are too many for its text.
 */
export function pytorchFile(
  state: State,
  values: Values,
): WeightsFile & { readonly content: string; readonly needs: WeightsFile | null } {
  const model = infoOf(state).network!;
  const { layers, loss } = mlpOfValues(model, values);
  const file = safetensorsFile(state, values);
  const content = pytorchSnippet({
    layers,
    loss: loss!,
    data: tables(model.train, model.spec.layers[0]!, model.targetSize),
    lossValue: lossOfValues(state, values),
    weightsFile: file.name,
  });
  const needs = model.names.length > INLINE_LIMIT ? file : null;
  return { name: `${NAME}.py`, type: 'text/x-python', content, needs };
}
