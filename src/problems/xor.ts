// f64 twin of shaders/xor.wgsl, abreast.ts and folded-grid.ts: the folded formula. The slow and obvious witness is tests/oracle.ts.
import { exp } from '../math/exponential.ts';
import { log } from '../math/logarithm.ts';
import { softplus } from '../math/logistic.ts';
import { bindNetwork } from './networks/backprop.ts';
import { networkModel } from './networks/model.ts';
import { networkSpec } from './networks/spec.ts';
import type { BoundProblem, ParameterInfo, Problem } from './problem.ts';

const weight = (
  name: string,
  value: number,
  description: string,
  fan: NonNullable<ParameterInfo['fan']>,
  // Of a folded constant ±50 keeps every shared exponential of the f32 shader finite, see xorConstants.
  limit = 50,
): ParameterInfo => ({
  name,
  default: value,
  min: -limit,
  max: limit,
  usual: [-20, 20],
  description,
  fan,
});

const hidden = { in: 2, out: 2, bias: false };
const output = { in: 2, out: 1, bias: false };

/** The homework trains w21 and w12, which therefore come first. */
const parameters = [
  weight('w21', 0, 'weight to hidden unit 2 from input 1', hidden, 1000),
  weight('w12', 0, 'weight to hidden unit 1 from input 2', hidden, 1000),
  weight('w11', 7, 'weight to hidden unit 1 from input 1', hidden),
  weight('w22', 10, 'weight to hidden unit 2 from input 2', hidden),
  weight('b1', -11, 'bias of hidden unit 1', { ...hidden, bias: true }),
  weight('b2', -5, 'bias of hidden unit 2', { ...hidden, bias: true }),
  weight('v1', -13, 'weight to the output from hidden unit 1', output),
  weight('v2', 12, 'weight to the output from hidden unit 2', output),
  weight('c', -6, 'bias of the output', { ...output, bias: true }),
];

/** Its structure, for whatever is not folded: src/problems/networks/backprop.ts and its kernel. */
export const XOR_NETWORK = networkModel(
  networkSpec({ layers: [2, 2, 1], activation: 'sigmoid' }),
  [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ],
  ['w11', 'w12', 'w21', 'w22', 'b1', 'b2', 'v1', 'v2', 'c'],
);

/** Whether θ is just (w21, w12), for which there is a folded formula. */
export const isFolded = (theta: readonly string[]): boolean =>
  theta.length === 2 && theta[0] === 'w21' && theta[1] === 'w12';

/**
 * What does not depend on x = w21 or y = w12, computed once per parameter set.
 *
 * Hidden unit 2 sees x + b2 for sample (1,0) and x + b2 + w22 for (1,1); both follow from the one
 * exponential E = e^−(x + b2 + w22/2): σ(x + b2) = 1/(1 + E·e^(w22/2)) and
 * σ(x + b2 + w22) = 1/(1 + E·e^(−w22/2)). Hidden unit 1 likewise with y, b1 and w11 for (0,1), (1,1).
 * Taking the midpoint halves the largest exponent where either sigmoid is sensitive, and with it the
 * f32 error of the exponential (WGSL: 3 + 2|t| ULP).
 */
export interface XorConstants {
  /** b2 + w22/2 and b1 + w11/2. */
  shiftX: number;
  shiftY: number;
  /** e^(w22/2) and e^(w11/2); the other sigmoid takes the reciprocal. */
  spreadX: number;
  spreadY: number;
  /** Output logit without the moving hidden unit, for samples (0,1), (1,0) and (1,1). */
  base01: number;
  base10: number;
  base11: number;
  v1: number;
  v2: number;
  /** Loss of sample (0,0), which no free weight reaches, already divided by the four samples. */
  loss00: number;
  /** Largest |x + shiftX| the exponential is taken at: beyond it both sigmoids are 0 or 1. */
  clamp: number;
}

type XorValues = Record<'w11' | 'w22' | 'b1' | 'b2' | 'v1' | 'v2' | 'c', number>;

/** The constants for a parameter set. `clamp` is the range that keeps E·e^(±25) finite in f32. */
export function xorConstants(values: Readonly<Record<string, number>>): XorConstants {
  const { w11, w22, b1, b2, v1, v2, c } = values as XorValues;
  const sigma = (z: number) => 1 / (1 + exp(-z));
  return {
    shiftX: b2 + w22 / 2,
    shiftY: b1 + w11 / 2,
    spreadX: exp(w22 / 2),
    spreadY: exp(w11 / 2),
    base01: v2 * sigma(w22 + b2) + c,
    base10: v1 * sigma(w11 + b1) + c,
    base11: c,
    v1,
    v2,
    loss00: softplus(v1 * sigma(b1) + v2 * sigma(b2) + c) / 4,
    clamp: 62,
  };
}

/**
 * The probability of the three right answers that a free weight reaches, at a loss τ: the mean
 * cross-entropy is −ln(p00·p01·p10·p11)/4, so it is ≤ τ where p01·p10·p11 ≥ e^(−4(τ − loss00)).
 * A value above 1 is reached nowhere; 2 says that without leaving f32.
 */
export function xorLikelihoodAt({ loss00 }: XorConstants, loss: number): number {
  return Math.min(2, exp(-4 * (loss - loss00)));
}

/** The folded formula over θ = (w21, w12), here called x and y. */
function bindFolded(values: Readonly<Record<string, number>>): BoundProblem {
  const k = xorConstants(values);
  const { base01, base10, base11, v1, v2, loss00 } = k;
  const { w11, w22, b1, b2 } = values as XorValues;
  // f64 has digits and range to spare: the shared exponential is taken at (1,1), not at the midpoint,
  // which saves a multiplication each.
  const bothX = b2 + w22;
  const bothY = b1 + w11;
  const ownX = exp(w22);
  const ownY = exp(w11);
  const output00 = 1 / (1 + exp(-(v1 / (1 + exp(-b1)) + v2 / (1 + exp(-b2)) + base11)));
  // e^600 · e^50 is still finite in f64.
  const shared = (t: number) => exp(-Math.min(Math.max(t, -600), 600));

  return {
    size: 2,
    loss(theta) {
      const ex = shared(theta[0]! + bothX);
      const ey = shared(theta[1]! + bothY);
      const h1at01 = 1 / (1 + ey * ownY);
      const h1at11 = 1 / (1 + ey);
      const h2at10 = 1 / (1 + ex * ownX);
      const h2at11 = 1 / (1 + ex);
      return (
        loss00 +
        (softplus(-(base01 + v1 * h1at01)) +
          softplus(-(base10 + v2 * h2at10)) +
          softplus(base11 + v1 * h1at11 + v2 * h2at11)) /
          4
      );
    },
    gradient(theta, out) {
      // Written out: with `shared` called here an engine puts this function, now small enough, in the place of its
      // call, but no longer exp in the place of its own, which costs a quarter of a step.
      const ex = exp(-Math.min(Math.max(theta[0]! + bothX, -600), 600));
      const ey = exp(-Math.min(Math.max(theta[1]! + bothY, -600), 600));
      const a01 = ey * ownY;
      const a10 = ex * ownX;
      const h1at01 = 1 / (1 + a01);
      const h1at11 = 1 / (1 + ey);
      const h2at10 = 1 / (1 + a10);
      const h2at11 = 1 / (1 + ex);
      // e^logit of the right answer; its probability is e/(1 + e). Residuals y − t, each from the
      // side that does not cancel: −σ(−z) for target 1, σ(z) for 0.
      const e01 = exp(base01 + v1 * h1at01);
      const e10 = exp(base10 + v2 * h2at10);
      const e11 = exp(-(base11 + v1 * h1at11 + v2 * h2at11));
      const s01 = 1 / (1 + e01);
      const s10 = 1 / (1 + e10);
      const s11 = 1 / (1 + e11);
      // σ′ = σ·(1 − σ) with 1 − σ = a·σ, multiplied so that no factor overflows.
      out[0] = (v2 / 4) * (s11 * (ex * h2at11) * h2at11 - s10 * (a10 * h2at10) * h2at10);
      out[1] = (v1 / 4) * (s11 * (ey * h1at11) * h1at11 - s01 * (a01 * h1at01) * h1at01);
      return e01 * s01 * (e10 * s10) * (e11 * s11);
    },
    folded: { bothX, bothY, ownX, ownY, base01, base10, base11, v1, v2, loss00 },
    meritAt: (loss) => xorLikelihoodAt(k, loss),
    lossOfMerit: (merit) => loss00 - log(merit) / 4,
    outputs(theta) {
      const ex = shared(theta[0]! + bothX);
      const ey = shared(theta[1]! + bothY);
      const h1at11 = 1 / (1 + ey);
      const h2at11 = 1 / (1 + ex);
      return [
        output00,
        1 / (1 + exp(-(base01 + v1 / (1 + ey * ownY)))),
        1 / (1 + exp(-(base10 + v2 / (1 + ex * ownX)))),
        1 / (1 + exp(-(base11 + v1 * h1at11 + v2 * h2at11))),
      ];
    },
  };
}

/**
 * The 2-2-1 sigmoid network on XOR, of which the homework trains w21 and w12 and fixes the other seven. Loss:
 * mean binary cross-entropy over the four samples, in nats.
 */
export const xor: Problem = {
  id: 'xor',
  name: 'XOR, a 2-2-1 sigmoid network',
  summary: 'Two hidden units learn XOR, or get stuck on a plateau of the loss.',
  parameters,
  trained: ['w21', 'w12'],
  plane: { x: { parameter: 'w21' }, y: { parameter: 'w12' } },
  window: { x: [-20, 20], y: [-20, 20] },
  samples: [
    { label: '(0, 0)', target: 0 },
    { label: '(0, 1)', target: 1 },
    { label: '(1, 0)', target: 1 },
    { label: '(1, 1)', target: 0 },
  ],
  about: {
    intro: `A network with two inputs, two hidden units and one output (all logistic sigmoids) learns XOR. Of its
nine parameters the homework trains two: <b>w21</b>, to hidden unit 2 from input 1, and <b>w12</b>, to hidden unit 1
from input 2. The loss is the mean binary cross-entropy over the four samples, in nats.`,
    tries: [
      'From (0, 0): gradient descent with learning rate 100 solves it in three steps; 50 and 200 never do.',
    ],
  },
  lossUnit: 'nats',
  lossRange: [0.01, 4],
  // Beyond a loss of 20 nats e^(−4·loss), by which runs are tested against the threshold, would leave f32.
  // Guessing costs ln 2 = 0.69.
  thresholds: { solved: 0.1, solvedWithin: [0, 20], stalled: 1e-3 },
  network: XOR_NETWORK,
  bind: (values, theta) =>
    isFolded(theta) ? bindFolded(values) : bindNetwork(XOR_NETWORK, values, theta),
};
