// A layer of a network: what a point makes of it, forwards and backwards.
import type { NetworkModel } from './model.ts';
import type { Activation } from './spec.ts';

/** The slope of leaky ReLU below 0, PyTorch's default. */
export const LEAK = 0.01;

/** What a point makes of a layer. */
export interface Layer {
  readonly from: number;
  readonly units: number;
  readonly weights: number;
  readonly biases: number;
  readonly gain: number;
  readonly activation: Activation;
  /** Of each unit: its input, output, slope there, and ∂L/∂(input). */
  readonly z: Float64Array;
  readonly h: Float64Array;
  readonly slope: Float64Array;
  readonly delta: Float64Array;
}

export function layersOf({ layers, spec }: NetworkModel): Layer[] {
  return layers.map((place, l) => {
    const numbers = () => new Float64Array(place.units);
    return {
      ...place,
      gain: spec.gains[l]!,
      activation: spec.activations[l]!,
      z: numbers(),
      h: numbers(),
      slope: numbers(),
      delta: numbers(),
    };
  });
}

/** h and its slope from z. */
function activate({ activation, z, h, slope }: Layer): void {
  const n = z.length;
  switch (activation) {
    case 'sigmoid':
      for (let j = 0; j < n; j++) {
        // σ and σ′ = σ·(1 − σ) from e^−|z|: neither cancels nor overflows.
        const e = Math.exp(-Math.abs(z[j]!));
        const near = 1 / (1 + e);
        h[j] = z[j]! >= 0 ? near : e * near;
        slope[j] = e * near * near;
      }
      break;
    case 'tanh':
      for (let j = 0; j < n; j++) {
        // 1 − tanh² = 4e/(1 + e)² with e = e^−2|z|: it does not cancel.
        const e = Math.exp(-2 * Math.abs(z[j]!));
        h[j] = Math.tanh(z[j]!);
        slope[j] = (4 * e) / (1 + e) ** 2;
      }
      break;
    case 'relu':
    case 'leaky-relu': {
      const below = activation === 'relu' ? 0 : LEAK;
      for (let j = 0; j < n; j++) {
        slope[j] = z[j]! > 0 ? 1 : below;
        h[j] = z[j]! * slope[j]!;
      }
      break;
    }
    case 'step':
      for (let j = 0; j < n; j++) h[j] = z[j]! >= 0 ? 1 : 0;
      slope.fill(0);
      break;
    default:
      h.set(z);
      slope.fill(1);
  }
}

/** Puts what comes from the layer below, from its place `at` on, through a layer. */
export function forward(layer: Layer, below: Float64Array, at: number, w: Float64Array): void {
  const { from, weights, biases, gain, z } = layer;
  for (let j = 0, k = weights; j < z.length; j++) {
    let sum = biases < 0 ? 0 : w[biases + j]!;
    for (let i = 0; i < from; i++) sum += w[k++]! * below[at + i]!;
    z[j] = gain * sum;
  }
  activate(layer);
}

/** Adds a layer's slopes, its deltas being known, and sets the deltas of the layer below, if there is one. */
export function backward(
  { from, weights, biases, gain, delta }: Layer,
  below: Layer | null,
  input: Float64Array,
  at: number,
  w: Float64Array,
  slopes: Float64Array,
): void {
  const under = below?.delta;
  under?.fill(0);
  for (let j = 0, k = weights; j < delta.length; j++) {
    const d = gain * delta[j]!;
    if (biases >= 0) slopes[biases + j]! += d;
    for (let i = 0; i < from; i++, k++) {
      slopes[k]! += d * input[at + i]!;
      if (under) under[i]! += d * w[k]!;
    }
  }
  if (!below) return;
  for (let i = 0; i < from; i++) below.delta[i]! *= below.slope[i]!;
}
