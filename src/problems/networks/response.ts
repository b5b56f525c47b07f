// What a network puts out over a grid of its inputs, in f64: twin of shaders/response.wgsl.
import { exp } from '../../math/exponential.ts';
import { cellCentres, type Range } from '../../math/grid.ts';
import type { BoundProblem, ProblemInfo } from '../problem.ts';
import { bindNetwork } from './backprop.ts';
import type { NetworkModel } from './model.ts';
import type { NetworkSpec } from './spec.ts';

/** A grid of inputs: the first one or two vary, the others stay. */
export interface InputGrid {
  readonly x: Range;
  /** Left out, the first input alone varies, and `height` is 1. */
  readonly y?: Range | undefined;
  readonly width: number;
  readonly height: number;
  /** Values of the inputs that stay, in their order; left out, their means over the training points. */
  readonly fixed?: readonly number[] | undefined;
}

/** A point's layers as `respond` of BoundProblem tells them. */
type Through = readonly { readonly z: Float64Array; readonly h: Float64Array }[];

/** Puts points through the network of a problem; throws a RangeError where that is none. */
export function responderOf(
  { id, network, values, theta }: ProblemInfo,
  bound?: BoundProblem,
): NonNullable<BoundProblem['respond']> {
  if (bound?.respond) return bound.respond;
  if (!network) throw new RangeError(`problem: "${id}" is no network`);
  return bindNetwork(network, values, theta).respond!;
}

/** The outputs of a point from its last layer, written into `out` from `at` on: of softmax the probabilities. */
export function outputsOf(
  { loss }: Pick<NetworkSpec, 'loss'>,
  through: Through,
  out: Float64Array,
  at: number,
): void {
  const { z, h } = through.at(-1)!;
  out.set(h, at);
  if (loss !== 'softmax-cross-entropy') return;
  let most = z[0]!;
  for (const each of z) if (each > most) most = each;
  let sum = 0;
  for (let j = 0; j < z.length; j++) {
    out[at + j] = exp(z[j]! - most);
    sum += out[at + j]!;
  }
  for (let j = 0; j < z.length; j++) out[at + j]! /= sum;
}

/** Values of the inputs that a grid leaves where they are. */
export function fixedInputs({ spec, train }: NetworkModel, { y, fixed }: InputGrid): number[] {
  if (fixed) return [...fixed];
  const inputs = spec.layers[0]!;
  return Array.from({ length: Math.max(0, inputs - (y ? 2 : 1)) }, (_, i) => {
    const input = i + (y ? 2 : 1);
    let sum = 0;
    for (let k = 0; k < train.count; k++) sum += train.inputs[k * inputs + input]!;
    return sum / train.count;
  });
}

/** The outputs of rows [from, to) of a grid, [row][column][output], row 0 at the least y. */
export function responseRows(
  network: NetworkModel,
  respond: NonNullable<BoundProblem['respond']>,
  theta: Float64Array,
  grid: InputGrid,
  from: number,
  to: number,
): Float64Array<ArrayBuffer> {
  const { x, y, width, height } = grid;
  const { layers } = network.spec;
  const [inputs, outputs] = [layers[0]!, layers.at(-1)!];
  const xs = cellCentres(x, width);
  const ys = y && cellCentres(y, height);
  const rest = fixedInputs(network, grid);
  const points = new Float64Array((to - from) * width * inputs);
  let at = 0;
  for (let j = from; j < to; j++) {
    for (let i = 0; i < width; i++) {
      points[at++] = xs[i]!;
      if (ys) points[at++] = ys[j]!;
      for (const value of rest) points[at++] = value;
    }
  }
  const out = new Float64Array((to - from) * width * outputs);
  respond(theta, points, (k, through) => outputsOf(network.spec, through, out, k * outputs));
  return out;
}

/** What lays a θ out as all parameters of the network, in the order of their places: see LayerPlace. */
export function parametersAt({
  id,
  network,
  values,
  theta,
}: ProblemInfo): (at: ArrayLike<number>) => Float64Array<ArrayBuffer> {
  if (!network) throw new RangeError(`problem: "${id}" is no network`);
  const fixed = Float64Array.from(network.names, (name) => values[name]!);
  const placeOf = new Map(network.names.map((name, i) => [name, i]));
  const places = Int32Array.from(theta, (name) => placeOf.get(name)!);
  return (at) => {
    const all = fixed.slice();
    for (let i = 0; i < places.length; i++) all[places[i]!] = at[i]!;
    return all;
  };
}

/** Multiply-adds of one point: by what the work of a response is counted. */
export const multiplicationsOf = ({ layers }: NetworkModel): number =>
  layers.reduce((sum, { from, units }) => sum + units * (from + 1), 0);
