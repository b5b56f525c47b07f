// f64 twin of softplus in shaders/math.wgsl.
import { exp } from './exponential.ts';
import { log1p } from './logarithm.ts';

/** softplus(z) = ln(1 + e^z), without overflow and without losing the tail for z ≪ 0. */
export function softplus(z: number): number {
  return Math.max(z, 0) + log1p(exp(-Math.abs(z)));
}
