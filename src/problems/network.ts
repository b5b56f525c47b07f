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

/** The logistic sigmoid and its derivative σ·(1 − σ), neither of which cancels or overflows. */
function sigmoid(z: number): [h: number, slope: number] {
  const e = Math.exp(-Math.abs(z));
  const near = 1 / (1 + e);
  return [z >= 0 ? near : e * near, e * near * near];
}

/** The loss of a network over `theta`, the other parameters fixed at `values`. */
export function bindNetwork(
  network: Network,
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const names = Object.keys(values);
  const weights = Float64Array.from(names, (name) => values[name]!);
  const places = theta.map((name) => names.indexOf(name));
  const { inputs, targets } = network;
  const layers = network.layers.map((units) =>
    units.map(({ weights: from, bias }) => ({
      weights: from.map((name) => names.indexOf(name)),
      bias: names.indexOf(bias),
      h: 0,
      slope: 0,
      /** The logit, or whatever goes into the sigmoid. */
      z: 0,
      /** ∂L/∂z */
      delta: 0,
    })),
  );
  const output = layers.at(-1)![0]!;
  const slopes = new Float64Array(names.length);

  const place = (at: Float64Array) => {
    for (let i = 0; i < places.length; i++) weights[places[i]!] = at[i]!;
  };
  /** Puts a sample through; the logit is in `output.z`. */
  const forward = (sample: number) => {
    for (const [l, units] of layers.entries()) {
      for (const unit of units) {
        let z = weights[unit.bias]!;
        for (const [k, weight] of unit.weights.entries()) {
          z += weights[weight]! * (l === 0 ? inputs[sample]![k]! : layers[l - 1]![k]!.h);
        }
        unit.z = z;
        [unit.h, unit.slope] = sigmoid(z);
      }
    }
  };
  /** ∂L/∂z of a hidden unit, from those of the layer above. */
  const deltaOf = (l: number, j: number, slope: number) => {
    let sum = 0;
    for (const above of layers[l + 1]!) sum += above.delta * weights[above.weights[j]!]!;
    return sum * slope;
  };
  /** Adds a sample's slopes; the output's delta is set. */
  const backward = (sample: number) => {
    for (let l = layers.length - 1; l >= 0; l--) {
      for (const [j, unit] of layers[l]!.entries()) {
        if (unit !== output) unit.delta = deltaOf(l, j, unit.slope);
        slopes[unit.bias]! += unit.delta;
        for (const [k, weight] of unit.weights.entries()) {
          const from = l === 0 ? inputs[sample]![k]! : layers[l - 1]![k]!.h;
          slopes[weight]! += unit.delta * from;
        }
      }
    }
  };
  /** The logit of the right answer. */
  const towards = (sample: number) => (targets[sample] === 1 ? output.z : -output.z);

  return {
    size: theta.length,
    loss(at) {
      place(at);
      let sum = 0;
      for (let s = 0; s < inputs.length; s++) {
        forward(s);
        sum += softplus(-towards(s));
      }
      return sum / inputs.length;
    },
    // The merit is the likelihood of all the right answers: e^(−samples · loss), without a logarithm.
    gradient(at, out) {
      place(at);
      slopes.fill(0);
      let likelihood = 1;
      for (let s = 0; s < inputs.length; s++) {
        forward(s);
        // Probabilities of the right and the wrong answer, of which neither is 1 less the other.
        const [right] = sigmoid(towards(s));
        const [wrong] = sigmoid(-towards(s));
        likelihood *= right;
        output.delta = (targets[s] === 1 ? -wrong : wrong) / inputs.length;
        backward(s);
      }
      for (let i = 0; i < places.length; i++) out[i] = slopes[places[i]!]!;
      return likelihood;
    },
    meritAt: (loss) => Math.exp(-inputs.length * loss),
    outputs(at) {
      place(at);
      return inputs.map((_, s) => {
        forward(s);
        return output.h;
      });
    },
  };
}
