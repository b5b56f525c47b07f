// f64 twin of src/gpu/kernels/network.ts: feed-forward networks of any size, any of their parameters in θ. Forward and
// back-propagation as in Rumelhart, Hinton and Williams 1986.
import { exp } from '../../math/exponential.ts';
import { log } from '../../math/logarithm.ts';
import { isSameList } from '../../math/objects.ts';
import type { BoundProblem } from '../problem.ts';
import { backward, backwardOne, forward, forwardOne, LANES, layersOf } from './layer.ts';
import { DELTAS, lossOf } from './losses.ts';
import {
  batchesPerEpoch,
  batchScales,
  batchSize,
  epochOrder,
  type NetworkModel,
  type Points,
} from './model.ts';

/** Samples up to which the product of probabilities cannot leave f64 while a loss is below 40. */
const LIKELIHOOD_SAMPLES = 16;

/** Points that are listed one by one as samples, with the outputs for them. */
export const LISTED = 8;

/** Where some parameters are among all of them, which they mostly are. */
function placesOf(names: readonly string[], theta: readonly string[]): Int32Array {
  if (isSameList(theta, names)) {
    return Int32Array.from(names, (_, i) => i);
  }
  const placeOf = new Map(names.map((name, i) => [name, i]));
  return Int32Array.from(theta, (name) => placeOf.get(name)!);
}

const packedInputs = new WeakMap<Points, Float64Array>();

/** All inputs in groups of LANES points, [group][input][lane]; the last point in the lanes that are left. */
function packed(points: Points, size: number): Float64Array {
  const known = packedInputs.get(points);
  if (known) return known;
  const { count, inputs } = points;
  const all = new Float64Array(Math.ceil(count / LANES) * LANES * size);
  for (let g = 0; g < count; g += LANES) gather(inputs, size, null, g, count, all, g * size);
  packedInputs.set(points, all);
  return all;
}

/** Writes a group of points, from `k` to at most `end` in an order, to a place as `packed` has them. */
function gather(
  inputs: Float64Array,
  size: number,
  order: Uint32Array | null,
  k: number,
  end: number,
  to: Float64Array,
  at: number,
): void {
  for (let lane = 0; lane < LANES; lane++) {
    const point = Math.min(k + lane, end - 1);
    const from = size * (order ? order[point]! : point);
    for (let i = 0; i < size; i++) to[at + LANES * i + lane] = inputs[from + i]!;
  }
}

/** The passes of groups of points through a network whose parameters are `w`. */
function passes(model: NetworkModel, w: Float64Array) {
  const layers = layersOf(model);
  const slopes = new Float64Array(w.length);
  return {
    layers,
    output: layers.at(-1)!,
    slopes,
    /** Puts a group of points through, or where it is just one its first; their inputs stand from `at` on. */
    through(inputs: Float64Array, at: number, lanes = LANES): void {
      const put = lanes === 1 ? forwardOne : forward;
      put(layers[0]!, inputs, at, w);
      for (let l = 1; l < layers.length; l++) put(layers[l]!, layers[l - 1]!.h, 0, w);
    },
    /** Adds the slopes of the group that went through, the output's deltas being set. */
    back(inputs: Float64Array, at: number, lanes: number): void {
      const put = lanes === 1 ? backwardOne : backward;
      for (let l = layers.length - 1; l > 0; l--) {
        put(layers[l]!, layers[l - 1]!, layers[l - 1]!.h, 0, w, slopes);
      }
      put(layers[0]!, null, inputs, at, w, slopes);
    },
  };
}

/** The points of a step of an epoch, in its order; null where they are all of them, as they are. */
function batcher(model: NetworkModel) {
  const [batches, size] = [batchesPerEpoch(model), batchSize(model)];
  const { count } = model.train;
  let order: Uint32Array = new Uint32Array();
  let ordered = -1;
  const batchOf = (step: number | undefined) => {
    if (step === undefined || batches === 1) return { order: null, from: 0, to: count };
    const epoch = Math.floor(step / batches);
    if (epoch !== ordered) order = epochOrder(model, epoch);
    ordered = epoch;
    const from = (step % batches) * size;
    return { order, from, to: Math.min(from + size, count) };
  };
  return { batches, batchOf };
}

/** The loss of a network over `theta`, the other parameters fixed at `values`. */
export function bindNetwork(
  model: NetworkModel,
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const { names, train, test, targetSize, spec } = model;
  const w = Float64Array.from(names, (name) => values[name]!);
  const places = placesOf(names, theta);
  const { layers, output, slopes, through, back } = passes(model, w);
  const first = spec.layers[0]!;
  // Losses are means over the outputs, but for softmax, which has one for all of them.
  const outputs = spec.loss === 'softmax-cross-entropy' ? 1 : output.units;
  const deltas = DELTAS[spec.loss];
  const { batches, batchOf } = batcher(model);
  const inEpochs = batches > 1 || spec.stopAt !== null;
  const byLikelihood =
    spec.loss === 'binary-cross-entropy' &&
    train.count <= LIKELIHOOD_SAMPLES &&
    outputs === 1 &&
    !inEpochs;
  const inputs = packed(train, first);
  const gathered = new Float64Array(LANES * first);
  const place = (at: Float64Array) => {
    for (let i = 0; i < places.length; i++) w[places[i]!] = at[i]!;
  };
  const meanLoss = (at: Float64Array, { count, targets }: Points, all: Float64Array) => {
    place(at);
    let sum = 0;
    for (let g = 0; g < count; g += LANES) {
      through(all, g * first);
      const lanes = Math.min(LANES, count - g);
      for (let lane = 0; lane < lanes; lane++) {
        sum += lossOf(spec.loss, output, lane, targets, (g + lane) * targetSize);
      }
    }
    return sum / (count * outputs);
  };
  /** Sets the output's deltas of the group from place k on; returns its losses added to, or likelihoods times, `merit`. */
  const take = (
    merit: number,
    order: Uint32Array | null,
    k: number,
    lanes: number,
    share: number,
  ): number => {
    const { targets } = train;
    if (lanes < LANES) output.delta.fill(0);
    let all = merit;
    for (let lane = 0; lane < lanes; lane++) {
      const target = targetSize * (order ? order[k + lane]! : k + lane);
      // Of the right answer, which the output or 1 less the output is.
      if (byLikelihood) all *= (targets[target] === 1 ? output.h : output.slope)[lane]!;
      else all += lossOf(spec.loss, output, lane, targets, target);
      deltas(output, lane, targets, target, share);
    }
    return all;
  };

  return {
    size: theta.length,
    loss: (at) => meanLoss(at, train, inputs),
    parts: { model, values: w, places, inputs, byLikelihood },
    ...(test.count > 0 && {
      testLoss: (at: Float64Array) => meanLoss(at, test, packed(test, first)),
    }),
    ...(inEpochs && { epoch: { batches, stopAt: spec.stopAt, scales: batchScales(model) } }),
    gradient(at, out, step) {
      place(at);
      slopes.fill(0);
      const { order, from, to } = batchOf(step);
      const share = 1 / ((to - from) * outputs);
      let merit = byLikelihood ? 1 : 0;
      for (let k = from; k < to; k += LANES) {
        if (order) gather(train.inputs, first, order, k, to, gathered, 0);
        const [group, start] = order ? [gathered, 0] : [inputs, k * first];
        const lanes = Math.min(LANES, to - k);
        through(group, start, lanes);
        merit = take(merit, order, k, lanes, share);
        back(group, start, lanes);
      }
      for (let i = 0; i < places.length; i++) out[i] = slopes[places[i]!]!;
      return byLikelihood ? merit : -merit / (train.count * outputs);
    },
    // Likelihood of all the right answers, e^(−samples · loss), without a logarithm; else minus the loss.
    meritAt: (loss) => (byLikelihood ? exp(-train.count * loss) : -loss),
    lossOfMerit: (merit) => (byLikelihood ? -log(merit) / train.count : -merit),
    ...(train.count <= LISTED &&
      test.count === 0 &&
      output.units === 1 && {
        outputs(at: Float64Array) {
          place(at);
          return Array.from({ length: train.count }, (_, s) => {
            if (s % LANES === 0) through(inputs, s * first);
            return output.h[s % LANES]!;
          });
        },
      }),
    respond(at, asked, each) {
      place(at);
      const count = asked.length / first;
      const one = layers.map(({ units }) => ({
        z: new Float64Array(units),
        h: new Float64Array(units),
      }));
      for (let k = 0; k < count; k++) {
        const lane = k % LANES;
        if (lane === 0) {
          gather(asked, first, null, k, count, gathered, 0);
          through(gathered, 0);
        }
        for (const [l, { z, h }] of one.entries()) {
          for (let j = 0; j < z.length; j++) {
            z[j] = layers[l]!.z[LANES * j + lane]!;
            h[j] = layers[l]!.h[LANES * j + lane]!;
          }
        }
        each(k, one);
      }
    },
  };
}
