// Weights of a network as JSON: layer by layer, or as a state_dict of PyTorch written out.
import { isObject, type JsonObject } from '../../math/objects.ts';
import { parseJson, shortly } from './json-text.ts';
import type { MlpSaid } from './mlp.ts';
import { checkName, NUMBERS_LIMIT, type Tensor } from './safetensors.ts';

/** Dimensions of a tensor that is told by its shape; deeper lists are refused at sight. */
const DIMENSIONS = 6;

interface NetworkTensors {
  tensors: Map<string, Tensor>;
  said: MlpSaid;
}

/**
 * What a JSON text has of a network: {layers: [{weight: [[…]], bias: […] or null, activation, gain}], loss}, of which
 * weights alone must be there and more may be, or {"0.weight": [[…]], "0.bias": […], …}. Throws a RangeError that says
 * what is wrong.
 */
export function networkOfJson(text: string): NetworkTensors {
  const value = parseJson(text.replace(/^\ufeff/, ''), 'the file');
  if (!isObject(value)) {
    throw new RangeError(
      `the file is ${shortly(value)}, not {"layers": […]} or {"0.weight": [[…]], …}`,
    );
  }
  return Array.isArray(value.layers) ? ofLayers(value, value.layers) : ofStates(value);
}

function ofStates(states: JsonObject): NetworkTensors {
  const tensors = new Map<string, Tensor>();
  for (const [name, value] of Object.entries(states)) {
    checkName(name);
    tensors.set(name, tensorOf(value, name));
  }
  return { tensors, said: {} };
}

function ofLayers({ loss }: JsonObject, layers: unknown[]): NetworkTensors {
  const tensors = new Map<string, Tensor>();
  const activations: (string | undefined)[] = [];
  const gains: (number | undefined)[] = [];
  for (const [l, layer] of layers.entries()) {
    if (!isObject(layer)) throw new RangeError(`layers[${l}] is ${shortly(layer)}, not an object`);
    const name = `layers.${l}`;
    tensors.set(`${name}.weight`, tensorOf(layer.weight, `${name}.weight`));
    const { bias, activation, gain } = layer;
    if (bias !== undefined && bias !== null) {
      tensors.set(`${name}.bias`, tensorOf(bias, `${name}.bias`));
    }
    activations.push(textOrNothing(activation, `${name}.activation`));
    if (gain !== undefined && typeof gain !== 'number') {
      throw new RangeError(`${name}.gain is ${shortly(gain)}, not a number`);
    }
    gains.push(gain);
  }
  return { tensors, said: { activations, gains, loss: textOrNothing(loss, 'loss') } };
}

function textOrNothing(value: unknown, what: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new RangeError(`${what} is ${shortly(value)}, not a name`);
}

function tensorOf(value: unknown, name: string): Tensor {
  const shape: number[] = [];
  for (let at = value; Array.isArray(at); at = at[0]) {
    shape.push(at.length);
    if (shape.length > DIMENSIONS) {
      throw new RangeError(`${shortly(name)} has more than ${DIMENSIONS} dimensions`);
    }
  }
  if (shape.length === 0) {
    throw new RangeError(`${shortly(name)} is ${shortly(value)}, not a list of numbers`);
  }
  const count = shape.reduce((product, n) => product * n, 1);
  if (count > NUMBERS_LIMIT) {
    throw new RangeError(`${shortly(name)} has ${count} numbers: at most ${NUMBERS_LIMIT}`);
  }
  const data = new Float64Array(count);
  let next = 0;
  const fill = (part: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (typeof part !== 'number' || !Number.isFinite(part)) {
        throw new RangeError(
          `number ${next + 1} of ${shortly(name)} is ${shortly(part)}, not a finite number`,
        );
      }
      data[next++] = part;
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[depth]) {
      throw new RangeError(
        `${shortly(name)} has ${shortly(part)} where its first row is a list of ${shape[depth]}`,
      );
    }
    for (const inner of part) fill(inner, depth + 1);
  };
  fill(value, 0);
  return { shape, data };
}
