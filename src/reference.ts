// What only the f64 engine does: second derivatives and what follows from them. Plain data throughout.

import type {
  Engine,
  JobOptions,
  LandscapeSpec,
  ProblemRef,
  SpectrumSpec,
  Window,
} from './engine.ts';
import type { LandscapeInput, ProblemInput, SpectrumInput, WindowInput } from './inputs.ts';
import { listed } from './math/format.ts';
import type { HessianSource } from './problems/curvature.ts';
import { describe } from './problems/registry.ts';
import type { Refined } from './problems/stationary.ts';
import type { StationaryPoints } from './problems/stationary-points.ts';
import { check, integer, windowSchema } from './schemas.ts';

/** Extreme eigenvalues of the Hessian over what is trained, row-major as a landscape; NaN where it is undefined. */
export interface CurvatureMap {
  spec: LandscapeSpec;
  /** [height][width]: the largest eigenvalue, λmax. */
  sharpness: Float64Array<ArrayBuffer>;
  /** [height][width]: the least one. Below 0 there is a direction in which the loss curves down. */
  least: Float64Array<ArrayBuffer>;
  how: HessianSource;
}

/** Lyapunov exponents of some of a spectrum's learning rates. */
export interface Lyapunov {
  spec: SpectrumSpec;
  /** The learning rates, ascending: cell centres of the spectrum. */
  rates: Float64Array<ArrayBuffer>;
  /** Which of the spectrum's cells they are. */
  cells: Uint32Array<ArrayBuffer>;
  /**
   * The mean growth of a small distance per step, natural logarithm: negative where runs from near starts come
   * together, positive in chaos. At least LYAPUNOV_LEAST, which stands for −∞ too; NaN of a run that diverged, or
   * stopped before the second half of its steps.
   */
  exponents: Float64Array<ArrayBuffer>;
}

export interface LyapunovOptions extends JobOptions {
  /** How many learning rates, at most those of the spectrum; default: up to LYAPUNOV_RATES. */
  count?: number | undefined;
}

export const LYAPUNOV_RATES = 2048;

/**
 * The least exponent that is told: a distance of 1e-8 that shrinks by more in one step (e^−16 = 1e-7) leaves f64's
 * last digits. A superstable cycle, whose exponent is −∞, comes out near this or above.
 */
export const LYAPUNOV_LEAST = -16;

/**
 * The CPU engine: beside an engine's jobs those that need second derivatives, in f64. Like all jobs they check what
 * they are given (RangeError), stop when aborted, and run in the engine's workers.
 */
export interface Reference extends Engine {
  /** Sharpness and least eigenvalue over what is trained, at the cell centres of a window. */
  curvature(spec: LandscapeInput, options?: JobOptions): Promise<CurvatureMap>;
  /** Sharpness (λmax over what is trained) at points θ, [k][n]: along a run, say. [k] */
  curvatureAlong(
    problem: ProblemInput,
    points: ArrayLike<number>,
    options?: JobOptions,
  ): Promise<Float64Array<ArrayBuffer>>;
  /** Minima, saddles and maxima of the loss on the plane, inside a window. */
  stationaryPoints(
    problem: ProblemInput,
    window: WindowInput,
    options?: JobOptions,
  ): Promise<StationaryPoints>;
  /**
   * The stationary point over what is trained that Newton's method reaches from each of the points θ, [k][n], or
   * null. `width`: how wide the region of interest is, in units of θ (see reachIn).
   */
  refine(
    problem: ProblemInput,
    points: ArrayLike<number>,
    width: number,
    options?: JobOptions,
  ): Promise<(Refined | null)[]>;
  /**
   * The loss on the data kept for testing at points θ, [k][n]: along a run, say. [k]. Throws a RangeError where none
   * are kept.
   */
  testLoss(
    problem: ProblemInput,
    points: ArrayLike<number>,
    options?: JobOptions,
  ): Promise<Float64Array<ArrayBuffer>>;
  /** Lyapunov exponents of a spectrum's runs, from the second half of their steps (Benettin et al. 1980). */
  lyapunov(spec: SpectrumInput, options?: LyapunovOptions): Promise<Lyapunov>;
}

/** Whether an engine is the CPU's. */
export const isReference = (engine: Engine): engine is Reference => engine.info.name === 'cpu';

/** A window of the plane. Throws a RangeError that quotes the range that is none. */
export function checkWindow(window: unknown): Window {
  return check(windowSchema, window, 'window') as Window;
}

/** Points θ of a problem, [k][n]. Throws a RangeError for a number of numbers that is no multiple of n. */
export function checkPoints(
  problem: ProblemRef,
  points: ArrayLike<number>,
): { points: Float64Array<ArrayBuffer>; n: number } {
  const { theta } = describe(problem);
  const n = theta.length;
  if (points.length % n !== 0) {
    throw new RangeError(
      `points: ${points.length} numbers are not points of ${n} each: ${listed(theta)}`,
    );
  }
  return { points: Float64Array.from(points), n };
}

/** A count from 1 to `most`. Throws a RangeError for what is none. */
export function checkCount(count: unknown, most: number): number {
  return check(integer(1, most), count, 'count');
}
