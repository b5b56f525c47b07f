// f64 twin of src/gpu/kernels/network.ts: feed-forward networks of logistic sigmoids, any of their parameters in
// θ. Forward and back-propagation as in Rumelhart, Hinton and Williams 1986; mean binary cross-entropy.
import { softplus } from '../math/logistic.ts';
import type { BoundProblem } from './problem.ts';

/** A unit: names of the weights from each unit of the layer before (or each input), and of its bias. */
export interface Unit {
  readonly weights: readonly string[];
  readonly bias: string;
}

export interface Network {
  /** [sample][input] */
  readonly inputs: readonly (readonly number[])[];
  /** [sample]: 0 or 1. */
  readonly targets: readonly number[];
  /** From the first hidden layer to the output layer, which has one unit. */
  readonly layers: readonly (readonly Unit[])[];
}

/** A layer, flat: places of its weights and biases, and what a sample makes of its units. */
interface Layer {
  /** [unit][from] and [unit]: places among all parameters. */
  weights: Int32Array;
  biases: Int32Array;
  /** Of each unit: its input, output, σ′ there, and ∂L/∂z. */
  z: Float64Array;
  h: Float64Array;
  slope: Float64Array;
  delta: Float64Array;
}

function layerOf(units: readonly Unit[], names: readonly string[]): Layer {
  const place = (name: string) => names.indexOf(name);
  const numbers = () => new Float64Array(units.length);
  return {
    weights: Int32Array.from(units.flatMap(({ weights }) => weights.map(place))),
    biases: Int32Array.from(units, ({ bias }) => place(bias)),
    z: numbers(),
    h: numbers(),
    slope: numbers(),
    delta: numbers(),
  };
}

/** Puts what comes from the layer below through a layer. */
function forward({ weights, biases, z, h, slope }: Layer, below: Float64Array, w: Float64Array) {
  for (let j = 0, at = 0; j < z.length; j++) {
    let sum = w[biases[j]!]!;
    for (let k = 0; k < below.length; k++) sum += w[weights[at++]!]! * below[k]!;
    // σ and σ′ = σ·(1 − σ) from e^−|z|: neither cancels nor overflows.
    const e = Math.exp(-Math.abs(sum));
    const near = 1 / (1 + e);
    z[j] = sum;
    h[j] = sum >= 0 ? near : e * near;
    slope[j] = e * near * near;
  }
}

/** Adds a layer's slopes, its deltas being known, and sets the deltas of the layer below, if there is one. */
function backward(
  { weights, biases, delta }: Layer,
  below: Layer | null,
  from: Float64Array,
  w: Float64Array,
  slopes: Float64Array,
) {
  below?.delta.fill(0);
  for (let j = 0, at = 0; j < delta.length; j++) {
    const d = delta[j]!;
    slopes[biases[j]!]! += d;
    for (let k = 0; k < from.length; k++, at++) {
      const place = weights[at]!;
      slopes[place]! += d * from[k]!;
      if (below) below.delta[k]! += d * w[place]!;
    }
  }
  if (!below) return;
  for (let k = 0; k < below.delta.length; k++) below.delta[k]! *= below.slope[k]!;
}

/** The loss of a network over `theta`, the other parameters fixed at `values`. */
export function bindNetwork(
  network: Network,
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const names = Object.keys(values);
  const weights = Float64Array.from(names, (name) => values[name]!);
  const places = Int32Array.from(theta, (name) => names.indexOf(name));
  const inputs = network.inputs.map((input) => Float64Array.from(input));
  const { targets } = network;
  const layers = network.layers.map((units) => layerOf(units, names));
  const output = layers.at(-1)!;
  const slopes = new Float64Array(names.length);
  const place = (at: Float64Array) => {
    for (let i = 0; i < places.length; i++) weights[places[i]!] = at[i]!;
  };
  const below = (l: number, sample: number) => (l === 0 ? inputs[sample]! : layers[l - 1]!.h);
  /** Puts a sample through. Returns the logit of the right answer. */
  const towards = (sample: number) => {
    for (let l = 0; l < layers.length; l++) forward(layers[l]!, below(l, sample), weights);
    return targets[sample] === 1 ? output.z[0]! : -output.z[0]!;
  };

  return {
    size: theta.length,
    loss(at) {
      place(at);
      let sum = 0;
      for (let s = 0; s < inputs.length; s++) sum += softplus(-towards(s));
      return sum / inputs.length;
    },
    // The merit is the likelihood of all the right answers: e^(−samples · loss), without a logarithm.
    gradient(at, out) {
      place(at);
      slopes.fill(0);
      let likelihood = 1;
      for (let s = 0; s < inputs.length; s++) {
        const logit = towards(s);
        // Probabilities of the right and the wrong answer, of which neither is 1 less the other.
        const e = Math.exp(-Math.abs(logit));
        const [likely, unlikely] = [1 / (1 + e), e / (1 + e)];
        likelihood *= logit >= 0 ? likely : unlikely;
        const wrong = (logit >= 0 ? unlikely : likely) / inputs.length;
        output.delta[0] = targets[s] === 1 ? -wrong : wrong;
        for (let l = layers.length - 1; l >= 0; l--) {
          backward(layers[l]!, layers[l - 1] ?? null, below(l, s), weights, slopes);
        }
      }
      for (let i = 0; i < places.length; i++) out[i] = slopes[places[i]!]!;
      return likelihood;
    },
    meritAt: (loss) => Math.exp(-inputs.length * loss),
    outputs(at) {
      place(at);
      return inputs.map((_, s) => {
        towards(s);
        return output.h[0]!;
      });
    },
  };
}
