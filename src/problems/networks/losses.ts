// The loss of one point from a network's last layer, and its slope there.
import { exp } from '../../math/exponential.ts';
import { log1p } from '../../math/logarithm.ts';
import { softplus } from '../../math/logistic.ts';
import { LANES, type Layer } from './layer.ts';
import type { LossKind } from './spec.ts';

/**
 * The loss of the point in a lane of the output layer, of targets from `at` on; sums over the outputs, which are `stride`
 * apart.
 */
export function lossOf(
  kind: LossKind,
  { z, h, units }: Layer,
  lane: number,
  targets: Float64Array,
  at: number,
  stride = LANES,
): number {
  let sum = 0;
  switch (kind) {
    case 'binary-cross-entropy':
      for (let j = 0, k = lane; j < units; j++, k += stride) {
        // Of the right answer's logit, where there is one: softplus(z) − t·z cancels.
        const t = targets[at + j]!;
        sum += t === 1 ? softplus(-z[k]!) : softplus(z[k]!) - t * z[k]!;
      }
      return sum;
    case 'softmax-cross-entropy': {
      // Of the largest the exponential is 1: left out of the sum, a small loss keeps its digits.
      const most = largestAt(z, lane, units, stride);
      for (let k = lane; k < units * stride; k += stride)
        if (k !== most) sum += exp(z[k]! - z[most]!);
      return log1p(sum) + (z[most]! - z[stride * targets[at]! + lane]!);
    }
    default:
      for (let j = 0, k = lane; j < units; j++, k += stride) sum += (h[k]! - targets[at + j]!) ** 2;
      return kind === 'squared-error' ? sum : sum / 2;
  }
}

/**
 * Write ∂(loss of a point)/∂z of the output layer into its deltas, in the point's lane, times `share`, each for targets
 * from `at` on.
 */
type OutputDeltas = (
  output: Layer,
  lane: number,
  targets: Float64Array,
  at: number,
  share: number,
  stride?: number,
) => void;

const entropyDeltas: OutputDeltas = (output, lane, targets, at, share, stride = LANES) => {
  const { units, h, slope, delta } = output;
  for (let j = 0, k = lane; j < units; j++, k += stride) {
    const t = targets[at + j]!;
    // σ(z) − 1 as −σ(−z), which does not cancel.
    delta[k] = share * (t === 1 ? -slope[k]! : h[k]! - t);
  }
};

const softmaxDeltas: OutputDeltas = (
  { z, delta, units },
  lane,
  targets,
  at,
  share,
  stride = LANES,
) => {
  const most = z[largestAt(z, lane, units, stride)]!;
  let sum = 0;
  for (let k = lane; k < units * stride; k += stride) {
    delta[k] = exp(z[k]! - most);
    sum += delta[k]!;
  }
  // That of the right class from the others' sum: p − 1 would cancel.
  const right = stride * targets[at]! + lane;
  let others = 0;
  for (let k = lane; k < units * stride; k += stride) {
    delta[k]! *= share / sum;
    if (k !== right) others += delta[k]!;
  }
  delta[right] = -others;
};

const squareDeltas =
  (factor: number): OutputDeltas =>
  ({ units, h, slope, delta }, lane, targets, at, share, stride = LANES) => {
    for (let j = 0, k = lane; j < units; j++, k += stride) {
      delta[k] = factor * share * (h[k]! - targets[at + j]!) * slope[k]!;
    }
  };

export const DELTAS: Readonly<Record<LossKind, OutputDeltas>> = {
  'binary-cross-entropy': entropyDeltas,
  'softmax-cross-entropy': softmaxDeltas,
  'squared-error': squareDeltas(2),
  'half-squared-error': squareDeltas(1),
};

/** Place of a lane's largest value. */
function largestAt(values: Float64Array, lane: number, units: number, stride: number): number {
  let at = lane;
  for (let k = lane + stride; k < units * stride; k += stride) if (values[k]! > values[at]!) at = k;
  return at;
}
