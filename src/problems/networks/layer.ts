// A layer of a network: what points make of it, forwards and backwards, four points at a time. Sums over points and
// units are taken in their order, as one point at a time would. Of many runs side by side abreast.ts is its twin.
import { exp } from '../../math/exponential.ts';
import { expEach } from '../../math/exponentials.ts';
import { tanh } from '../../math/hyperbolic.ts';
import type { NetworkModel } from './model.ts';
import type { Activation } from './spec.ts';

/** The slope of leaky ReLU below 0, PyTorch's default. */
export const LEAK = 0.01;

/** Points that go through together: their sums do not wait for each other, and a weight is read once for all. */
export const LANES = 4;

/** What points make of a layer: [unit][lane], of many runs side by side [unit][lane][run]. */
export interface Layer {
  readonly from: number;
  readonly units: number;
  readonly weights: number;
  readonly biases: number;
  readonly gain: number;
  readonly activation: Activation;
  /**
   * Of each unit: its input, output, slope there, and ∂L/∂(input). Of the output layer of a binary cross-entropy, whose
   * slope nothing asks for, 1 − h stands there.
   */
  readonly z: Float64Array;
  readonly h: Float64Array;
  readonly slope: Float64Array;
  readonly delta: Float64Array;
  readonly isLogit: boolean;
}

export function layersOf({ layers, spec }: NetworkModel, runs = 1): Layer[] {
  return layers.map((place, l) => {
    const numbers = () => new Float64Array(LANES * place.units * runs);
    return {
      ...place,
      gain: spec.gains[l]!,
      activation: spec.activations[l]!,
      z: numbers(),
      h: numbers(),
      slope: numbers(),
      delta: numbers(),
      isLogit: spec.loss === 'binary-cross-entropy' && l === layers.length - 1,
    };
  });
}

/** h and its slope from the first `count` z: of every lane where `stride` is 1, of the first alone where it is LANES. */
type Activate = (layer: Layer, stride: number, count: number) => void;

/** Fills `slope` with e^(factor·|z|). */
function decays(factor: number, { z, slope }: Layer, stride: number, count: number): void {
  for (let k = 0; k < count; k += stride) slope[k] = factor * Math.abs(z[k]!);
  if (stride === 1) expEach(slope, count);
  else for (let k = 0; k < count; k += stride) slope[k] = exp(slope[k]!);
}

const sigmoid: Activate = (layer, stride, count) => {
  decays(-1, layer, stride, count);
  const { isLogit, z, h, slope } = layer;
  for (let k = 0; k < count; k += stride) {
    // σ, 1 − σ and σ′ = σ·(1 − σ) from e^−|z|: they neither cancel nor overflow.
    const e = slope[k]!;
    const near = 1 / (1 + e);
    const far = e * near;
    const above = z[k]! >= 0;
    h[k] = above ? near : far;
    if (!isLogit) slope[k] = far * near;
    else slope[k] = above ? far : near;
  }
};

const hyperbolic: Activate = (layer, stride, count) => {
  decays(-2, layer, stride, count);
  const { z, h, slope } = layer;
  for (let k = 0; k < count; k += stride) {
    // 1 − tanh² = 4e/(1 + e)² with e = e^−2|z|: it does not cancel. Nor does 1 − e from |z| = 0.35 on.
    const size = Math.abs(z[k]!);
    const e = slope[k]!;
    const near = 1 / (1 + e);
    h[k] = size < 0.35 ? tanh(z[k]!) : Math.sign(z[k]!) * (1 - e) * near;
    slope[k] = 4 * e * near * near;
  }
};

const rectified =
  (below: number): Activate =>
  ({ z, h, slope }, stride, count) => {
    for (let k = 0; k < count; k += stride) {
      slope[k] = z[k]! > 0 ? 1 : below;
      h[k] = z[k]! * slope[k]!;
    }
  };

const ACTIVATE: Readonly<Record<Activation, Activate>> = {
  sigmoid,
  tanh: hyperbolic,
  relu: rectified(0),
  'leaky-relu': rectified(LEAK),
  step: ({ z, h, slope }, stride, count) => {
    for (let k = 0; k < count; k += stride) h[k] = z[k]! >= 0 ? 1 : 0;
    slope.fill(0);
  },
  identity: ({ z, h, slope }) => {
    h.set(z);
    slope.fill(1);
  },
};

/** See Activate. */
export const activate: Activate = (layer, stride, count) =>
  ACTIVATE[layer.activation](layer, stride, count);

/** Puts what comes from the layer below, [from][lane] from its place `at` on, through a layer. */
export function forward(layer: Layer, below: Float64Array, at: number, w: Float64Array): void {
  const { from, units, weights, biases, gain, z } = layer;
  for (let j = 0, k = weights; j < units; j++) {
    const bias = biases < 0 ? 0 : w[biases + j]!;
    let [a, b, c, d] = [bias, bias, bias, bias];
    for (let i = 0, p = at; i < from; i++, k++, p += LANES) {
      const weight = w[k]!;
      a += weight * below[p]!;
      b += weight * below[p + 1]!;
      c += weight * below[p + 2]!;
      d += weight * below[p + 3]!;
    }
    const q = LANES * j;
    z[q] = gain * a;
    z[q + 1] = gain * b;
    z[q + 2] = gain * c;
    z[q + 3] = gain * d;
  }
  activate(layer, 1, z.length);
}

/** The same of the point in the first lane alone: in a mini-batch of one the others' work is in vain. */
export function forwardOne(layer: Layer, below: Float64Array, at: number, w: Float64Array): void {
  const { from, units, weights, biases, gain, z } = layer;
  for (let j = 0, k = weights; j < units; j++) {
    let sum = biases < 0 ? 0 : w[biases + j]!;
    for (let i = 0, p = at; i < from; i++, k++, p += LANES) sum += w[k]! * below[p]!;
    z[LANES * j] = gain * sum;
  }
  activate(layer, LANES, z.length);
}

/** Adds a layer's slopes, its deltas being known, and sets the deltas of the layer below, if there is one. */
export function backward(
  layer: Layer,
  below: Layer | null,
  input: Float64Array,
  at: number,
  w: Float64Array,
  slopes: Float64Array,
): void {
  const { from, units, weights, biases, gain, delta } = layer;
  const under = below ? below.delta : null;
  if (under) under.fill(0);
  for (let j = 0, k = weights; j < units; j++) {
    const q = LANES * j;
    const a = gain * delta[q]!;
    const b = gain * delta[q + 1]!;
    const c = gain * delta[q + 2]!;
    const d = gain * delta[q + 3]!;
    if (biases >= 0) slopes[biases + j] = slopes[biases + j]! + a + b + c + d;
    if (under) {
      for (let i = 0, p = 0; i < from; i++, k++, p += LANES) {
        const weight = w[k]!;
        slopes[k] =
          slopes[k]! +
          a * input[p + at]! +
          b * input[p + at + 1]! +
          c * input[p + at + 2]! +
          d * input[p + at + 3]!;
        under[p]! += a * weight;
        under[p + 1]! += b * weight;
        under[p + 2]! += c * weight;
        under[p + 3]! += d * weight;
      }
    } else {
      for (let i = 0, p = at; i < from; i++, k++, p += LANES) {
        slopes[k] =
          slopes[k]! + a * input[p]! + b * input[p + 1]! + c * input[p + 2]! + d * input[p + 3]!;
      }
    }
  }
  if (!below || !under) return;
  const { slope } = below;
  for (let p = 0; p < under.length; p++) under[p]! *= slope[p]!;
}

/** The same of the point in the first lane alone. */
export function backwardOne(
  layer: Layer,
  below: Layer | null,
  input: Float64Array,
  at: number,
  w: Float64Array,
  slopes: Float64Array,
): void {
  const { from, units, weights, biases, gain, delta } = layer;
  const under = below ? below.delta : null;
  if (under) under.fill(0);
  for (let j = 0, k = weights; j < units; j++) {
    const d = gain * delta[LANES * j]!;
    if (biases >= 0) slopes[biases + j]! += d;
    for (let i = 0, p = at; i < from; i++, k++, p += LANES) {
      slopes[k]! += d * input[p]!;
      if (under) under[p - at]! += d * w[k]!;
    }
  }
  if (!below || !under) return;
  for (let p = 0; p < under.length; p += LANES) under[p]! *= below.slope[p]!;
}
