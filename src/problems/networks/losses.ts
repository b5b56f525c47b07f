// The loss of one point from a network's last layer, and its slope there.
import { softplus } from '../../math/logistic.ts';
import type { Layer } from './layer.ts';
import type { LossKind } from './spec.ts';

/** The loss of a point whose output layer is `output`, of targets from `at` on; sums over the outputs. */
export function lossOf(kind: LossKind, output: Layer, targets: Float64Array, at: number): number {
  const { z, h } = output;
  let sum = 0;
  switch (kind) {
    case 'binary-cross-entropy':
      for (let j = 0; j < z.length; j++) {
        // Of the right answer's logit, where there is one: softplus(z) − t·z cancels.
        const t = targets[at + j]!;
        sum += t === 1 ? softplus(-z[j]!) : softplus(z[j]!) - t * z[j]!;
      }
      return sum;
    case 'softmax-cross-entropy': {
      // Of the largest the exponential is 1: left out of the sum, a small loss keeps its digits.
      const most = largestAt(z);
      for (let j = 0; j < z.length; j++) if (j !== most) sum += Math.exp(z[j]! - z[most]!);
      return Math.log1p(sum) + (z[most]! - z[targets[at]!]!);
    }
    default:
      for (let j = 0; j < h.length; j++) sum += (h[j]! - targets[at + j]!) ** 2;
      return kind === 'squared-error' ? sum : sum / 2;
  }
}

/**
 * Write ∂(loss of a point)/∂z of the output layer into its deltas, times `share`, each for targets from `at` on.
 */
type OutputDeltas = (output: Layer, targets: Float64Array, at: number, share: number) => void;

const entropyDeltas: OutputDeltas = ({ z, h, delta }, targets, at, share) => {
  for (let j = 0; j < z.length; j++) {
    // σ(z) − 1 as −σ(−z), which does not cancel.
    const t = targets[at + j]!;
    const e = Math.exp(-Math.abs(z[j]!));
    const unlikely = e / (1 + e);
    const missing = z[j]! >= 0 ? unlikely : 1 - unlikely;
    delta[j] = share * (t === 1 ? -missing : h[j]! - t);
  }
};

const softmaxDeltas: OutputDeltas = ({ z, delta }, targets, at, share) => {
  const most = z[largestAt(z)]!;
  let sum = 0;
  for (let j = 0; j < z.length; j++) {
    delta[j] = Math.exp(z[j]! - most);
    sum += delta[j]!;
  }
  // That of the right class from the others' sum: p − 1 would cancel.
  const right = targets[at]!;
  let others = 0;
  for (let j = 0; j < z.length; j++) {
    delta[j]! *= share / sum;
    if (j !== right) others += delta[j]!;
  }
  delta[right] = -others;
};

const squareDeltas =
  (factor: number): OutputDeltas =>
  ({ h, slope, delta }, targets, at, share) => {
    for (let j = 0; j < h.length; j++) {
      delta[j] = factor * share * (h[j]! - targets[at + j]!) * slope[j]!;
    }
  };

export const DELTAS: Readonly<Record<LossKind, OutputDeltas>> = {
  'binary-cross-entropy': entropyDeltas,
  'softmax-cross-entropy': softmaxDeltas,
  'squared-error': squareDeltas(2),
  'half-squared-error': squareDeltas(1),
};

function largestAt(values: Float64Array): number {
  let at = 0;
  for (let j = 1; j < values.length; j++) if (values[j]! > values[at]!) at = j;
  return at;
}

/** Probability of the right answer of one sigmoid output. */
export function likelihoodOf({ z }: Layer, target: number): number {
  const towards = target === 1 ? z[0]! : -z[0]!;
  const e = Math.exp(-Math.abs(towards));
  return (towards >= 0 ? 1 : e) / (1 + e);
}
