// Twin of layer.ts for many runs of a network side by side: each stage for all of them before the next. The same
// operations in the same order for each, to the same bits.
import type { BoundProblem } from '../problem.ts';
import { activate, LANES, type Layer, layersOf } from './layer.ts';
import { DELTAS, lossOf } from './losses.ts';
import type { NetworkModel, Points } from './model.ts';

/** Parameters up to which the weights of a piece's runs stay in a core's own memory. */
const MOST_PARAMETERS = 1000;

/** Points up to which runs gain by it: many fill the waits of one run by themselves. */
const MOST_POINTS = 16;

/** Runs whose layers are kept at once: more are no faster, and would not stay there either. */
const RUNS = 16;

/** Whether runs of a network can go side by side: a lone point of a last group is gone through by itself. */
export const isAbreast = ({ train, names }: NetworkModel): boolean =>
  train.count % LANES !== 1 && train.count <= MOST_POINTS && names.length <= MOST_PARAMETERS;

/** Numbers by parameter and run: that of parameter k and run r is at + k·stride + r. */
interface Weights {
  readonly of: Float64Array;
  readonly at: number;
  readonly stride: number;
}

/** What comes from below a layer: number i of lane l of run r is at at + (LANES·i + l)·apart + r·own. */
interface Below {
  readonly of: Float64Array;
  readonly at: number;
  readonly apart: number;
  readonly own: 0 | 1;
}

function forward(layer: Layer, below: Below, weights: Weights, count: number): void {
  const { from, units, biases, gain, z } = layer;
  const { of, at, apart, own } = below;
  const { of: w, at: start, stride } = weights;
  for (let j = 0; j < units; j++) {
    const row = start + stride * (layer.weights + j * from);
    const to = LANES * j * count;
    for (let r = 0; r < count; r++) {
      const bias = biases < 0 ? 0 : w[start + stride * (biases + j) + r]!;
      let a = bias;
      let b = bias;
      let c = bias;
      let d = bias;
      let k = row + r;
      let p = at + r * own;
      for (let i = 0; i < from; i++) {
        const weight = w[k]!;
        a += weight * of[p]!;
        b += weight * of[p + apart]!;
        c += weight * of[p + 2 * apart]!;
        d += weight * of[p + 3 * apart]!;
        k += stride;
        p += LANES * apart;
      }
      z[to + r] = gain * a;
      z[to + count + r] = gain * b;
      z[to + 2 * count + r] = gain * c;
      z[to + 3 * count + r] = gain * d;
    }
  }
  activate(layer, 1, LANES * units * count);
}

/** Adds a layer's slopes, its deltas being known. */
function addSlopes(
  { from, units, weights, biases, delta }: Layer,
  { of, at, apart, own }: Below,
  slopes: Weights,
  count: number,
): void {
  const { of: sums, at: start, stride } = slopes;
  for (let j = 0; j < units; j++) {
    const row = start + stride * (weights + j * from);
    const q = LANES * j * count;
    for (let r = 0; r < count; r++) {
      const a = delta[q + r]!;
      const b = delta[q + count + r]!;
      const c = delta[q + 2 * count + r]!;
      const d = delta[q + 3 * count + r]!;
      if (biases >= 0) {
        const bias = start + stride * (biases + j) + r;
        sums[bias] = sums[bias]! + a + b + c + d;
      }
      let k = row + r;
      let p = at + r * own;
      for (let i = 0; i < from; i++) {
        sums[k] =
          sums[k]! +
          a * of[p]! +
          b * of[p + apart]! +
          c * of[p + 2 * apart]! +
          d * of[p + 3 * apart]!;
        k += stride;
        p += LANES * apart;
      }
    }
  }
}

/** Sets the deltas of the layer below. */
function passBack(layer: Layer, below: Layer, weights: Weights, count: number): void {
  const { from, units, delta } = layer;
  const { of: w, at: start, stride } = weights;
  const { delta: under, slope } = below;
  for (let i = 0; i < from; i++) {
    const to = LANES * i * count;
    for (let r = 0; r < count; r++) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let k = start + stride * (layer.weights + i) + r;
      let q = r;
      for (let j = 0; j < units; j++) {
        const weight = w[k]!;
        a += delta[q]! * weight;
        b += delta[q + count]! * weight;
        c += delta[q + 2 * count]! * weight;
        d += delta[q + 3 * count]! * weight;
        k += stride * from;
        q += LANES * count;
      }
      const p = to + r;
      under[p] = a * slope[p]!;
      under[p + count] = b * slope[p + count]!;
      under[p + 2 * count] = c * slope[p + 2 * count]!;
      under[p + 3 * count] = d * slope[p + 3 * count]!;
    }
  }
}

/** What bindNetwork has of a network. */
export interface NetworkParts {
  readonly model: NetworkModel;
  /** Of all parameters, of which those at `places` are θ. */
  readonly values: Float64Array;
  readonly places: Int32Array;
  /** Those of its points in groups, as one run by itself goes through them. */
  readonly inputs: Float64Array;
  readonly byLikelihood: boolean;
}

/** `gradients` and `losses` of a network. */
export function networkAbreast({
  model,
  values,
  places,
  inputs,
  byLikelihood,
}: NetworkParts): Required<Pick<BoundProblem, 'gradients' | 'losses'>> {
  const { spec, targetSize, train } = model;
  const layers = layersOf(model, RUNS);
  const output = layers.at(-1)!;
  const first = spec.layers[0]!;
  const outputs = spec.loss === 'softmax-cross-entropy' ? 1 : output.units;
  const share = 1 / (train.count * outputs);
  const deltas = DELTAS[spec.loss];
  // Where all parameters are free, θ itself has the weights.
  const all = places.length === values.length && places.every((place, c) => place === c);
  const room = all ? 0 : values.length * RUNS;
  const [own, ownSlopes] = [new Float64Array(room), new Float64Array(room)];
  if (!all) for (let k = 0; k < values.length; k++) own.fill(values[k]!, k * RUNS, (k + 1) * RUNS);
  const weightsOf = (theta: Float64Array, from: number, count: number, stride: number): Weights => {
    if (all) return { of: theta, at: from, stride };
    for (let c = 0; c < places.length; c++) {
      const to = RUNS * places[c]!;
      const at = stride * c + from;
      for (let r = 0; r < count; r++) own[to + r] = theta[at + r]!;
    }
    return { of: own, at: 0, stride: RUNS };
  };
  const belows = layers.map((_, l) => (l === 0 ? null : layers[l - 1]!.h));
  const belowOf = (l: number, at: number, count: number): Below => {
    const of = belows[l];
    return of ? { of, at: 0, apart: count, own: 1 } : { of: inputs, at, apart: 1, own: 0 };
  };
  const through = (g: number, w: Weights, count: number) => {
    for (let l = 0; l < layers.length; l++) {
      forward(layers[l]!, belowOf(l, g * first, count), w, count);
    }
  };
  const back = (g: number, w: Weights, slopes: Weights, count: number) => {
    for (let l = layers.length - 1; l >= 0; l--) {
      const { units, gain, delta } = layers[l]!;
      if (gain !== 1) for (let k = 0; k < LANES * units * count; k++) delta[k]! *= gain;
      addSlopes(layers[l]!, belowOf(l, g * first, count), slopes, count);
      if (l > 0) passBack(layers[l]!, layers[l - 1]!, w, count);
    }
  };
  /** Adds to sums of losses those of the group from point g on. */
  const addLosses = (
    { targets }: Points,
    sums: Float64Array,
    from: number,
    g: number,
    lanes: number,
    count: number,
  ) => {
    for (let lane = 0; lane < lanes; lane++) {
      const target = targetSize * (g + lane);
      for (let r = 0; r < count; r++) {
        sums[from + r]! += lossOf(
          spec.loss,
          output,
          lane * count + r,
          targets,
          target,
          LANES * count,
        );
      }
    }
  };
  /** Sets the output's deltas of the group, and takes its part in the merits. */
  const take = (merits: Float64Array, from: number, g: number, lanes: number, count: number) => {
    const { targets } = train;
    if (lanes < LANES) output.delta.fill(0);
    if (!byLikelihood) addLosses(train, merits, from, g, lanes, count);
    for (let lane = 0; lane < lanes; lane++) {
      const target = targetSize * (g + lane);
      const at = lane * count;
      const right = targets[target] === 1 ? output.h : output.slope;
      if (byLikelihood) for (let r = 0; r < count; r++) merits[from + r]! *= right[at + r]!;
      for (let r = 0; r < count; r++) deltas(output, at + r, targets, target, share, LANES * count);
    }
  };
  const some = (
    theta: Float64Array,
    out: Float64Array,
    merits: Float64Array,
    from: number,
    count: number,
    stride: number,
  ) => {
    const w = weightsOf(theta, from, count, stride);
    const slopes = all ? { of: out, at: from, stride } : { of: ownSlopes, at: 0, stride: RUNS };
    for (let k = 0; k < values.length; k++) {
      const at = slopes.at + slopes.stride * k;
      slopes.of.fill(0, at, at + count);
    }
    merits.fill(byLikelihood ? 1 : 0, from, from + count);
    for (let g = 0; g < train.count; g += LANES) {
      through(g, w, count);
      take(merits, from, g, Math.min(LANES, train.count - g), count);
      back(g, w, slopes, count);
    }
    for (let c = 0; c < (all ? 0 : places.length); c++) {
      const of = RUNS * places[c]!;
      const to = stride * c + from;
      for (let r = 0; r < count; r++) out[to + r] = ownSlopes[of + r]!;
    }
    if (byLikelihood) return;
    for (let r = from; r < from + count; r++) merits[r] = -merits[r]! / (train.count * outputs);
  };
  return {
    gradients(theta, out, merits, count, stride) {
      for (let from = 0; from < count; from += RUNS) {
        some(theta, out, merits, from, Math.min(RUNS, count - from), stride);
      }
    },
    losses(theta, losses, count, stride) {
      losses.fill(0, 0, count);
      for (let from = 0; from < count; from += RUNS) {
        const runs = Math.min(RUNS, count - from);
        const w = weightsOf(theta, from, runs, stride);
        for (let g = 0; g < train.count; g += LANES) {
          through(g, w, runs);
          addLosses(train, losses, from, g, Math.min(LANES, train.count - g), runs);
        }
      }
      for (let i = 0; i < count; i++) losses[i]! /= train.count * outputs;
    },
  };
}
