// f64 twin of src/gpu/kernels/network.ts: feed-forward networks of any size, any of their parameters in θ. Forward and
// back-propagation as in Rumelhart, Hinton and Williams 1986.
import type { BoundProblem } from '../problem.ts';
import { backward, forward, layersOf } from './layer.ts';
import { DELTAS, likelihoodOf, lossOf } from './losses.ts';
import { batchesPerEpoch, batchSize, epochOrder, type NetworkModel, type Points } from './model.ts';

/** Samples up to which the product of probabilities cannot leave f64 while a loss is below 40. */
const LIKELIHOOD_SAMPLES = 16;

/** Points that are listed one by one as samples, with the outputs for them. */
export const LISTED = 8;

/** Where some parameters are among all of them, which they mostly are. */
function placesOf(names: readonly string[], theta: readonly string[]): Int32Array {
  if (theta.length === names.length && theta.every((name, i) => name === names[i])) {
    return Int32Array.from(names, (_, i) => i);
  }
  const placeOf = new Map(names.map((name, i) => [name, i]));
  return Int32Array.from(theta, (name) => placeOf.get(name)!);
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
  const layers = layersOf(model);
  const output = layers.at(-1)!;
  const first = spec.layers[0]!;
  const slopes = new Float64Array(names.length);
  // Losses are means over the outputs, but for softmax, which has one for all of them.
  const outputs = spec.loss === 'softmax-cross-entropy' ? 1 : output.units;
  const deltas = DELTAS[spec.loss];
  const batches = batchesPerEpoch(model);
  const size = batchSize(model);
  const inEpochs = batches > 1 || spec.stopAt !== null;
  const byLikelihood =
    spec.loss === 'binary-cross-entropy' &&
    train.count <= LIKELIHOOD_SAMPLES &&
    outputs === 1 &&
    !inEpochs;
  let order = new Uint32Array();
  let ordered = -1;
  /** The points of a step, in the epoch's order but where they are all of them. */
  const batchOf = (step: number | undefined) => {
    if (step === undefined || batches === 1) return { whole: true, from: 0, to: train.count };
    const epoch = Math.floor(step / batches);
    if (epoch !== ordered) order = epochOrder(model, epoch);
    ordered = epoch;
    const from = (step % batches) * size;
    return { whole: false, from, to: Math.min(from + size, train.count) };
  };
  const place = (at: Float64Array) => {
    for (let i = 0; i < places.length; i++) w[places[i]!] = at[i]!;
  };
  /** Puts a point through. */
  const through = (inputs: Float64Array, point: number) => {
    forward(layers[0]!, inputs, point * first, w);
    for (let l = 1; l < layers.length; l++) forward(layers[l]!, layers[l - 1]!.h, 0, w);
  };
  const meanLoss = (at: Float64Array, { count, inputs, targets }: Points) => {
    place(at);
    let sum = 0;
    for (let s = 0; s < count; s++) {
      through(inputs, s);
      sum += lossOf(spec.loss, output, targets, s * targetSize);
    }
    return sum / (count * outputs);
  };
  const back = (point: number) => {
    for (let l = layers.length - 1; l > 0; l--) {
      backward(layers[l]!, layers[l - 1]!, layers[l - 1]!.h, 0, w, slopes);
    }
    backward(layers[0]!, null, train.inputs, point * first, w, slopes);
  };

  return {
    size: theta.length,
    loss: (at) => meanLoss(at, train),
    ...(test.count > 0 && { testLoss: (at: Float64Array) => meanLoss(at, test) }),
    ...(inEpochs && { epoch: { batches, stopAt: spec.stopAt } }),
    gradient(at, out, step) {
      place(at);
      slopes.fill(0);
      const { whole, from, to } = batchOf(step);
      const share = 1 / ((to - from) * outputs);
      let [sum, likelihood] = [0, 1];
      for (let k = from; k < to; k++) {
        const point = whole ? k : order[k]!;
        through(train.inputs, point);
        const target = point * targetSize;
        if (byLikelihood) likelihood *= likelihoodOf(output, train.targets[target]!);
        else sum += lossOf(spec.loss, output, train.targets, target);
        deltas(output, train.targets, target, share);
        back(point);
      }
      for (let i = 0; i < places.length; i++) out[i] = slopes[places[i]!]!;
      return byLikelihood ? likelihood : -sum / (train.count * outputs);
    },
    // Likelihood of all the right answers, e^(−samples · loss), without a logarithm; else minus the loss.
    meritAt: (loss) => (byLikelihood ? Math.exp(-train.count * loss) : -loss),
    lossOfMerit: (merit) => (byLikelihood ? -Math.log(merit) / train.count : -merit),
    ...(train.count <= LISTED &&
      test.count === 0 &&
      output.units === 1 && {
        outputs(at: Float64Array) {
          place(at);
          return Array.from({ length: train.count }, (_, s) => {
            through(train.inputs, s);
            return output.h[0]!;
          });
        },
      }),
    respond(at, inputs, each) {
      place(at);
      for (let k = 0; k * first < inputs.length; k++) {
        through(inputs, k);
        each(k, layers);
      }
    },
  };
}
