// Twin of STEPS in src/optimizers.ts for runs side by side: a step of each optimizer, in the same order of operations. A
// call for each component, as a Run makes it, takes three times as long as what it does.
import { DIVERGED_AT } from '../engine.ts';
import type { OptimizerKind } from '../optimizers.ts';
import type { Lanes } from './abreast-lanes.ts';

/** Moves all lanes by their gradients; returns whether all of them are still inside, and marks those that are not. */
type Update = (lanes: Lanes) => boolean;

/** Moves a component; where there is no slope it stays. Returns whether it is still inside. */
function put(theta: Float64Array, at: number, next: number): boolean {
  if (Math.abs(next) <= DIVERGED_AT) {
    theta[at] = next;
    return true;
  }
  if (!Number.isNaN(next)) theta[at] = next;
  return false;
}

const gd: Update = ({ count, stride, size, outside, theta, gradient, rates }) => {
  let inside = true;
  for (let c = 0; c < size; c++) {
    for (let lane = 0, at = c * stride; lane < count; lane++, at++) {
      if (put(theta, at, theta[at]! - rates[at]! * gradient[at]!)) continue;
      outside[lane] = 1;
      inside = false;
    }
  }
  return inside;
};

const momentum: Update = (lanes) => {
  const { count, stride, size, outside, theta, gradient, rates, first, momentum } = lanes;
  let inside = true;
  for (let c = 0; c < size; c++) {
    for (let lane = 0, at = c * stride; lane < count; lane++, at++) {
      const b = momentum[lane]! * first[at]! + gradient[at]!;
      first[at] = b;
      if (put(theta, at, theta[at]! - rates[at]! * b)) continue;
      outside[lane] = 1;
      inside = false;
    }
  }
  return inside;
};

const nesterov: Update = (lanes) => {
  const { count, stride, size, outside, theta, gradient, rates, first, momentum } = lanes;
  let inside = true;
  for (let c = 0; c < size; c++) {
    for (let lane = 0, at = c * stride; lane < count; lane++, at++) {
      const b = momentum[lane]! * first[at]! + gradient[at]!;
      first[at] = b;
      const ahead = gradient[at]! + momentum[lane]! * b;
      if (put(theta, at, theta[at]! - rates[at]! * ahead)) continue;
      outside[lane] = 1;
      inside = false;
    }
  }
  return inside;
};

const rmsprop: Update = (lanes) => {
  const { count, stride, size, outside, theta, gradient, rates, second, decay, epsilon } = lanes;
  let inside = true;
  for (let c = 0; c < size; c++) {
    for (let lane = 0, at = c * stride; lane < count; lane++, at++) {
      const g = gradient[at]!;
      const v = second[at]! + (1 - decay[lane]!) * (g * g - second[at]!);
      second[at] = v;
      const denominator = Math.sqrt(v) + epsilon[lane]!;
      const move = denominator > 0 ? (rates[at]! * g) / denominator : 0;
      if (put(theta, at, theta[at]! - move)) continue;
      outside[lane] = 1;
      inside = false;
    }
  }
  return inside;
};

const adam: Update = (lanes) => {
  const { count, stride, size, outside, theta, gradient, rates, first, second } = lanes;
  const { beta1, beta2, epsilon } = lanes;
  let inside = true;
  for (let c = 0; c < size; c++) {
    for (let lane = 0, at = c * stride; lane < count; lane++, at++) {
      const g = gradient[at]!;
      const m = first[at]! + (1 - beta1[lane]!) * (g - first[at]!);
      const v = second[at]! + (1 - beta2[lane]!) * (g * g - second[at]!);
      first[at] = m;
      second[at] = v;
      const denominator = Math.sqrt(v / (1 - lanes.power2[lane]!)) + epsilon[lane]!;
      const move = denominator > 0 ? (rates[at]! * m) / (1 - lanes.power1[lane]!) / denominator : 0;
      if (put(theta, at, theta[at]! - move)) continue;
      outside[lane] = 1;
      inside = false;
    }
  }
  return inside;
};

/** Every optimizer counts its steps by them, whether it asks for them or not: what is put down is what a Run puts down. */
const counted =
  (update: Update): Update =>
  (lanes) => {
    const { count, beta1, beta2, power1, power2 } = lanes;
    for (let lane = 0; lane < count; lane++) {
      power1[lane]! *= beta1[lane]!;
      power2[lane]! *= beta2[lane]!;
    }
    return update(lanes);
  };

export const UPDATES: Readonly<Record<OptimizerKind, Update>> = {
  gd,
  momentum: counted(momentum),
  nesterov: counted(nesterov),
  rmsprop: counted(rmsprop),
  adam: counted(adam),
};
