// A learning rate to begin with, of a problem that says none: what its curvature allows.

import { cellCentres } from '../math/grid.ts';
import { roundDown } from '../math/round.ts';
import { dot, hypot } from '../math/vector.ts';
import { lifted } from './plane.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';

/**
 * Places over the window at which the curvature is taken, along x and y: not as many along both, or half of them
 * would lie on the diagonals, where max(x, y) and its like have kinks.
 */
const PLACES = [4, 5] as const;
/** Differences are taken over this share of the window. */
const STEP = 1e-4;
/** Axes reach a hundredth of the rate down, and to no less than 1e-30. */
const LEAST = 1e-26;

/**
 * A learning rate of gradient descent: 1/λ, rounded down to 1, 2 or 5 times a power of ten, from 1e-26 to 1. λ is
 * the median, over a grid on the problem's window, of the largest |eigenvalue| of the Hessian within the plane,
 * by differences of the gradient, which where the loss is undefined are left out. 1 where nothing is known.
 */
export function usualRate(bound: BoundProblem, { plane, window }: ProblemInfo): number {
  const directions = [plane.x, plane.y];
  const steps = [window.x, window.y].map(([min, max]) => STEP * (max - min));
  const slope = new Float64Array(bound.size);
  /** The gradient along both directions of the plane. */
  const slopesAt = (x: number, y: number) => {
    bound.gradient(lifted(plane, x, y), slope);
    return directions.map((direction) => dot(direction, slope));
  };
  const curvatures: number[] = [];
  for (const x of cellCentres(window.x, PLACES[0])) {
    for (const y of cellCentres(window.y, PLACES[1])) {
      const [h, k] = steps as [number, number];
      const [up, down] = [slopesAt(x + h, y), slopesAt(x - h, y)];
      const [over, under] = [slopesAt(x, y + k), slopesAt(x, y - k)];
      const a = (up[0]! - down[0]!) / (2 * h);
      const b = (up[1]! - down[1]!) / (2 * h);
      const d = (over[1]! - under[1]!) / (2 * k);
      // Of the symmetric [[a, b], [b, d]].
      const largest = Math.abs(a + d) / 2 + hypot((a - d) / 2, b);
      if (Number.isFinite(largest)) curvatures.push(largest);
    }
  }
  const sorted = Float64Array.from(curvatures).sort();
  const most = sorted[Math.floor(0.5 * sorted.length)] ?? 0;
  // Differences give an exact rate to a few digits only.
  return most > 1 ? Math.max(LEAST, roundDown((1 + 1e-6) / most)) : 1;
}
