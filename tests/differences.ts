// Derivatives by central differences, to hold exact ones against.
import type { BoundProblem } from '../src/problems/problem.ts';

/** The largest difference of exact and differenced slopes, of 1 + the largest of them. */
export function gradientError(bound: BoundProblem, at: Float64Array, h = 1e-5): number {
  const exact = new Float64Array(bound.size);
  bound.gradient(at, exact);
  return farthest(exact, (i) => {
    const [more, less] = [at.slice(), at.slice()];
    more[i]! += h;
    less[i]! -= h;
    return (bound.loss(more) - bound.loss(less)) / (2 * h);
  });
}

/** The same of second derivatives, from differences of the gradient. */
export function hessianError(bound: BoundProblem, at: Float64Array, h = 1e-5): number {
  const n = bound.size;
  const exact = new Float64Array(n * n);
  bound.hessian!(at, exact);
  const slopesAt = (j: number, by: number) => {
    const [moved, out] = [at.slice(), new Float64Array(n)];
    moved[j]! += by;
    bound.gradient(moved, out);
    return out;
  };
  return farthest(exact, (k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return (slopesAt(j, h)[i]! - slopesAt(j, -h)[i]!) / (2 * h);
  });
}

function farthest(exact: Float64Array, differenced: (i: number) => number): number {
  const scale = 1 + Math.max(...exact.map(Math.abs));
  return Math.max(...exact.map((value, i) => Math.abs(value - differenced(i)))) / scale;
}
