// What the units of a network put out for a point of its data, for any input, or in the mean.
import type { NetworkModel } from '../../problems/networks/model.ts';
import { multiplicationsOf, outputsOf } from '../../problems/networks/response.ts';
import type { BoundProblem } from '../../problems/problem.ts';
import { pointAt, pointCount } from '../../views/network-data.ts';

export type Respond = NonNullable<BoundProblem['respond']>;

/** Inputs of one's own, a point by its number, or the mean over the training points. */
export type Sample = readonly number[] | number | 'mean';

export interface Activations {
  /** [layer][unit], the inputs first. */
  values: Float64Array[];
  /** [layer]: the size of a large value. */
  scales: number[];
  /** Over how many points the mean was taken. */
  counted: number;
}

/** Multiply-adds of one call: it is done at every frame. */
const MULTIPLICATIONS = 200_000;

/** Activations that stay within [−1, 1]. */
const BOUNDED: readonly string[] = ['sigmoid', 'tanh', 'step'];

/** Evenly chosen numbers of points, as many as can be put through in a frame. */
export function chosenPoints(count: number, each: number): number[] {
  const most = Math.max(1, Math.min(count, Math.floor(MULTIPLICATIONS / each)));
  return Array.from({ length: most }, (_, i) => Math.floor(((i + 0.5) * count) / most));
}

export function activationsOf(
  network: NetworkModel,
  respond: Respond,
  theta: Float64Array,
  sample: Sample,
): Activations {
  const { layers, activations, loss } = network.spec;
  const { train } = network;
  const first = layers[0]!;
  const chosen = chosenPoints(train.count, multiplicationsOf(network));
  const sums = layers.map((units) => new Float64Array(units));
  const largest = layers.map(() => 0);
  const add = (l: number, h: ArrayLike<number>) => {
    for (let j = 0; j < h.length; j++) {
      sums[l]![j]! += h[j]!;
      largest[l] = Math.max(largest[l]!, Math.abs(h[j]!) || 0);
    }
  };
  const softmax = loss === 'softmax-cross-entropy';
  const told = new Float64Array(layers.at(-1)!);
  const inputs = new Float64Array(chosen.length * first);
  for (const [k, point] of chosen.entries()) {
    inputs.set(train.inputs.subarray(point * first, (point + 1) * first), k * first);
  }
  respond(theta, inputs, (k, through) => {
    add(0, inputs.subarray(k * first, (k + 1) * first));
    outputsOf(network.spec, through, told, 0);
    for (const [l, { h }] of through.entries()) add(l + 1, l === through.length - 1 ? told : h);
  });
  const scales = layers.map((_, l) => {
    const last = l === layers.length - 1;
    if (l > 0 && (BOUNDED.includes(activations[l - 1]!) || (last && softmax))) return 1;
    if (!last) return largest[l]! || 1;
    return train.targets.reduce((most, target) => Math.max(most, Math.abs(target)), 0) || 1;
  });
  const counted = chosen.length;
  if (sample === 'mean') {
    return { values: sums.map((sum) => sum.map((s) => s / counted)), scales, counted };
  }
  const own = typeof sample === 'number' ? inputsOf(network, sample) : Float64Array.from(sample);
  const values: Float64Array[] = [own];
  respond(theta, own, (_, through) => {
    outputsOf(network.spec, through, told, 0);
    for (const [l, { h }] of through.entries()) {
      values.push((l === through.length - 1 ? told : h).slice());
    }
  });
  return { values, scales, counted: 1 };
}

/** The inputs of a point, the training points counted first. */
export function inputsOf(network: NetworkModel, point: number): Float64Array {
  const first = network.spec.layers[0]!;
  const { points, at } = pointAt(network, point);
  return points.inputs.slice(at * first, (at + 1) * first);
}

/** What is wanted of a point's outputs, or its class. */
export function targetsOf(network: NetworkModel, point: number): Float64Array {
  const { points, at } = pointAt(network, point);
  return points.targets.slice(at * network.targetSize, (at + 1) * network.targetSize);
}

/** The outputs for all points, [k][output], in f64; null where there are too many for a frame. */
export function outputsOfPoints(
  network: NetworkModel,
  respond: Respond,
  theta: Float64Array,
): Float64Array | null {
  const count = pointCount(network);
  // Of a scatter all points count, so it may take longer than a frame.
  if (count * multiplicationsOf(network) > 20 * MULTIPLICATIONS) return null;
  const units = network.spec.layers.at(-1)!;
  const outputs = new Float64Array(count * units);
  for (const [points, from] of [
    [network.train, 0],
    [network.test, network.train.count],
  ] as const) {
    respond(theta, points.inputs, (k, through) => {
      outputsOf(network.spec, through, outputs, (from + k) * units);
    });
  }
  return outputs;
}
