// Second derivatives of a loss, in f64, and what they say: kind of a point, sharpness, the learning rates that
// gradient descent can stand there.

import { symmetricEigen } from '../math/eigen.ts';
import { powerOfTwo } from '../math/exact.ts';
import { log2 } from '../math/logarithm.ts';
import { hypot } from '../math/vector.ts';
import type { Optimizer, OptimizerKind } from '../optimizers.ts';
import { isLine } from './plane.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';

/** Exact second derivatives, or central differences of the exact gradient. */
export type HessianSource = 'exact' | 'differences';

/** A symmetric matrix of second derivatives, row-major, into `out`. NaN where the loss is undefined. */
export type HessianAt = (theta: Float64Array, out: Float64Array) => void;

/** How the second derivatives of a problem are taken. */
export const hessianSource = (bound: BoundProblem): HessianSource =>
  bound.hessian ? 'exact' : 'differences';

/** The Hessian over all of θ, [n][n]. The function keeps scratch memory: one per thread of control. */
export function hessianOf(bound: BoundProblem): HessianAt {
  return bound.hessian
    ? (theta, out) => bound.hessian!(theta, out)
    : hessianAlong(bound, axes(bound));
}

/** The unit vectors of θ, or of some of its components. */
function axes({ size }: BoundProblem, of?: readonly boolean[]): Float64Array[] {
  const all = Array.from({ length: size }, (_, c) => {
    const axis = new Float64Array(size);
    axis[c] = 1;
    return axis;
  });
  return of ? all.filter((_, c) => of[c]) : all;
}

/** The directions of everything that is trained: what sharpness for gradient descent is taken over. */
export const trainedDirections = (
  { trained }: Pick<ProblemInfo, 'trained'>,
  bound: BoundProblem,
): Float64Array[] => axes(bound, trained);

/** The directions of the plane, one for a line: what the map shows is the loss along these. */
export function planeDirections({ plane }: Pick<ProblemInfo, 'plane'>): Float64Array[] {
  const along = isLine(plane) ? [plane.x] : [plane.x, plane.y];
  return along.map((vector) => Float64Array.from(vector));
}

/**
 * Second derivatives along k directions of θ-space, dᵢᵀ·H·dⱼ, [k][k]: exact where the problem has them, else
 * central differences of its gradient, 2k of them, made symmetric.
 */
export function hessianAlong(bound: BoundProblem, directions: readonly Float64Array[]): HessianAt {
  const { size } = bound;
  const k = directions.length;
  if (bound.hessian) {
    const whole = new Float64Array(size * size);
    return (theta, out) => {
      bound.hessian!(theta, whole);
      for (let i = 0; i < k; i++) {
        for (let j = i; j < k; j++) {
          out[i * k + j] = out[j * k + i] = form(whole, directions[i]!, directions[j]!);
        }
      }
    };
  }
  const at = new Float64Array(size);
  const [up, down] = [new Float64Array(size), new Float64Array(size)];
  return (theta, out) => {
    for (let i = 0; i < k; i++) {
      const direction = directions[i]!;
      const h = stepAt(theta, direction);
      for (let c = 0; c < size; c++) at[c] = theta[c]! + h * direction[c]!;
      bound.gradient(at, up);
      for (let c = 0; c < size; c++) at[c] = theta[c]! - h * direction[c]!;
      bound.gradient(at, down);
      for (let j = 0; j < k; j++)
        out[i * k + j] =
          (slopeAlong(up, directions[j]!) - slopeAlong(down, directions[j]!)) / (2 * h);
    }
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < i; j++) {
        out[i * k + j] = out[j * k + i] = (out[i * k + j]! + out[j * k + i]!) / 2;
      }
    }
  };
}

/**
 * The step h of a central difference along a direction. A gradient is rounded at ε·max(1, |θ|) of its scale, which
 * the difference divides by h; what it leaves out is h². Both are least where h³ = ε·max(1, |θ|). A power of two:
 * θ ± h is then exact but for θ's last bits.
 */
export function stepAt(theta: Float64Array, direction: Float64Array): number {
  let [large, length] = [1, 0];
  for (let c = 0; c < theta.length; c++) {
    if (direction[c] === 0) continue;
    large = Math.max(large, Math.abs(theta[c]!));
    length = Math.max(length, Math.abs(direction[c]!));
  }
  return powerOfTwo(Math.round(log2(Number.EPSILON * large) / 3 - log2(length)));
}

function form(matrix: Float64Array, a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (a[i] === 0) continue;
    for (let j = 0; j < n; j++) if (b[j] !== 0) sum += a[i]! * matrix[i * n + j]! * b[j]!;
  }
  return sum;
}

/** The slope along a direction: a component that the direction has not does not bring in its NaN. */
export function slopeAlong(gradient: Float64Array, direction: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < gradient.length; c++) {
    if (direction[c] !== 0) sum += gradient[c]! * direction[c]!;
  }
  return sum;
}

/**
 * What the loss does at a point. none: it is not stationary. degenerate: stationary, and flat (to second order)
 * along some direction, as in a curve of minima.
 */
export type PointKind = 'minimum' | 'saddle' | 'maximum' | 'degenerate' | 'none';

/** A point counts as stationary where Newton's step to the nearest one is no longer than this. */
const STATIONARY_REACH = 1e-6;

/** An eigenvalue counts as zero below this share of the largest: differences leave 1e-10 of it, formulas rounding. */
export const FLAT_SHARE: Readonly<Record<HessianSource, number>> = {
  exact: 1e-13,
  differences: 1e-8,
};

/**
 * The kind of a point from the eigenvalues (ascending) of its Hessian and the norm of its gradient. Stationary
 * means |gradient| ≤ reach·max |λ|, the distance to the stationary point along the sharpest direction being no more than `reach`;
 * a gradient norm of 0 gives the kind that the curvature alone tells. `flat`: see FLAT_SHARE.
 */
export function kindOfPoint(
  eigenvalues: ArrayLike<number>,
  gradientNorm: number,
  reach: number = STATIONARY_REACH,
  flat: number = FLAT_SHARE.differences,
): PointKind {
  const n = eigenvalues.length;
  const [low, high] = [eigenvalues[0]!, eigenvalues[n - 1]!];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!(gradientNorm <= reach * largest)) return 'none';
  let least = largest;
  for (let k = 0; k < n; k++) least = Math.min(least, Math.abs(eigenvalues[k]!));
  if (!(least > flat * largest)) return 'degenerate';
  if (low > 0) return 'minimum';
  return high < 0 ? 'maximum' : 'saddle';
}

/** max |λ| / min |λ|, of the eigenvalues of a symmetric matrix: 1 or more; Infinity where it is singular. */
export function conditionNumber(eigenvalues: ArrayLike<number>): number {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < eigenvalues.length; k++) {
    const size = Math.abs(eigenvalues[k]!);
    if (Number.isNaN(size)) return Number.NaN;
    least = Math.min(least, size);
    largest = Math.max(largest, size);
  }
  return largest / least;
}

/**
 * The largest η·λmax at which a quadratic loss is still stable under an optimizer: 2 for gradient descent,
 * 2(1 + β) with momentum, 2(1 + β)/(1 + 2β) with Nesterov's; null for those that scale each component by themselves.
 * Source: Cohen et al. 2021, "Gradient descent on neural networks typically occurs at the edge of stability",
 * appendix B.
 */
export function stableUpTo(
  optimizer: Pick<Optimizer, 'kind'> & { momentum?: number },
): number | null {
  const { kind, momentum = 0 } = optimizer;
  if (kind === 'gd') return 2;
  if (kind === 'momentum') return 2 * (1 + momentum);
  if (kind === 'nesterov') return (2 * (1 + momentum)) / (1 + 2 * momentum);
  return null;
}

/** The same as formulas. */
export const STABLE_UP_TO: Readonly<Partial<Record<OptimizerKind, string>>> = {
  gd: '2',
  momentum: '2(1 + β)',
  nesterov: '2(1 + β)/(1 + 2β)',
};

/**
 * The learning rate of all parameters from which on an optimizer leaves a minimum with this λmax: stableUpTo/λmax,
 * 2/λmax for gradient descent. null where there is none: λmax ≤ 0, or an optimizer without a bound.
 */
export function criticalLearningRate(
  optimizer: Parameters<typeof stableUpTo>[0],
  sharpness: number,
): number | null {
  const bound = stableUpTo(optimizer);
  return bound !== null && sharpness > 0 ? bound / sharpness : null;
}

/** Gradient and Hessian of the loss at a point, over what is trained or along the plane. */
export interface Curvature {
  readonly loss: number;
  /** [k] */
  readonly gradient: Float64Array<ArrayBuffer>;
  /** [k][k] */
  readonly hessian: Float64Array<ArrayBuffer>;
  readonly how: HessianSource;
  /** [k], ascending; NaN where the loss is undefined. */
  readonly eigenvalues: Float64Array<ArrayBuffer>;
  /** [k][k]: row i belongs to eigenvalues[i], in the coordinates of the directions. */
  readonly eigenvectors: Float64Array<ArrayBuffer>;
  readonly conditionNumber: number;
  /** See `kindOfPoint`. */
  readonly kind: PointKind;
  /** Kind that the eigenvalues alone would make of it, were it stationary. */
  readonly shape: PointKind;
  /** λmax: the largest eigenvalue. */
  readonly sharpness: number;
}

/** The curvature along k directions; each call gives arrays of its own. */
export function curvatureAlong(bound: BoundProblem, directions: readonly Float64Array[]) {
  const k = directions.length;
  const fill = hessianAlong(bound, directions);
  const slope = new Float64Array(bound.size);
  const how = hessianSource(bound);
  return (theta: Float64Array): Curvature => {
    const hessian = new Float64Array(k * k);
    fill(theta, hessian);
    bound.gradient(theta, slope);
    const gradient = Float64Array.from(directions, (direction) => slopeAlong(slope, direction));
    const { values, vectors } = symmetricEigen(hessian, k);
    return {
      loss: bound.loss(theta),
      gradient,
      hessian,
      how,
      eigenvalues: values,
      eigenvectors: vectors,
      conditionNumber: conditionNumber(values),
      kind: kindOfPoint(values, hypot(...gradient), STATIONARY_REACH, FLAT_SHARE[how]),
      shape: kindOfPoint(values, 0, STATIONARY_REACH, FLAT_SHARE[how]),
      sharpness: values[k - 1]!,
    };
  };
}

/** The curvature over what is trained: for sharpness and critical learning rates. */
export const curvatureOfTrained = (info: Pick<ProblemInfo, 'trained'>, bound: BoundProblem) =>
  curvatureAlong(bound, trainedDirections(info, bound));

/** The curvature of the loss as the map shows it, along the plane's directions: [2] and [2][2], on a line 1. */
export const curvatureOnPlane = (info: Pick<ProblemInfo, 'plane'>, bound: BoundProblem) =>
  curvatureAlong(bound, planeDirections(info));
