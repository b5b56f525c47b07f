// How far from f64 the GPU's f32 loss and gradient can be on a landscape, as a function of the parameters.
import { isWholeSpace } from './plane.ts';
import type { ProblemRef } from './problem.ts';
import { describe } from './registry.ts';
import { isFolded } from './xor.ts';

/** |f32 − f64| is at most absolute + relative·|f64|. */
export interface F32Bound {
  loss: { absolute: number; relative: number };
  /** Of either component. */
  gradient: { absolute: number; relative: number };
}

const LEAST = { absolute: 1e-6, relative: 1e-5 };

/** |v|·(|v1| + |v2|) up to which the gradient's bound is LEAST. */
const CONDITION = 400;

/**
 * The bound of the folded XOR kernel (shaders/xor.wgsl), for weights anywhere in their ranges; null for problems and
 * choices of weights for which none is stated.
 *
 * The hidden units h carry a few units of 2^-24, wherever the window lies; so the output logit z carries
 * δz = κ·(|v1| + |v2|). The loss is a mean of softplus(z), whose slope r, the residual, is at most softplus(z) itself:
 * its error is at most δz times the loss, which its relative part covers. A component of the gradient is v/4·Σ ±r·σ′
 * over two samples. Where they cancel nothing is left that a relative bound could be relative to, while each has the
 * error |v|/4·σ′·r(1 − r)·δz ≤ |v|/64·δz: the absolute part grows with |v|·(|v1| + |v2|). κ = 1.6e-7 makes it
 * 1e-6·|v|·(|v1| + |v2|)/CONDITION; all roundings at their worst at once would be 3e-7. What a search for the
 * worst case over all weights in ±50 finds is 0.38 of the loss's bound and 0.50 of the gradient's, with other seeds up to
 * 0.67 (tests/browser/f32-bound.test.ts, which fails from 0.8).
 */
export function f32Bound(ref: ProblemRef): F32Bound | null {
  const { theta, trained, plane, values } = describe(ref);
  if (ref.id !== 'xor' || !isFolded(theta)) return null;
  if (!trained.every(Boolean) || !isWholeSpace(plane)) return null;
  const [v1, v2] = [Math.abs(values.v1!), Math.abs(values.v2!)];
  const condition = Math.max(1, (Math.max(v1, v2) * (v1 + v2)) / CONDITION);
  return { loss: LEAST, gradient: { ...LEAST, absolute: condition * LEAST.absolute } };
}

/** The largest |f32 − f64| in units of the bound; NaN where a value of one alone is undefined. */
export function inUnitsOf(
  { absolute, relative }: F32Bound['loss'],
  f32: ArrayLike<number>,
  f64: ArrayLike<number>,
): number {
  let most = f32.length === f64.length ? 0 : Number.NaN;
  for (let k = 0; k < f64.length; k++) {
    const units = Math.abs(f32[k]! - f64[k]!) / (absolute + relative * Math.abs(f64[k]!));
    // Not Math.max: a NaN must not go unnoticed.
    if (!(units <= most)) most = units;
  }
  return most;
}
