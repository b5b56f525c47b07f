// The extreme eigenvalues of the Hessian over what is trained, of any number of parameters: the sharpness λmax.
import { symmetricEigen } from '../math/eigen.ts';
import { extremeEigenvalues } from '../math/extreme-eigen.ts';
import { hessianAlong, stepAt, trainedDirections } from './curvature.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';

/** Trained parameters up to which the whole Hessian is taken: its k³ of Jacobi's rotations cost more beyond. */
export const WHOLE_HESSIAN = 32;

/** Gradients that one pair of extreme eigenvalues takes, about: twice the parameters, or twice Lanczos' usual steps. */
export const extremesCost = (trained: number): number => 2 * Math.min(trained, WHOLE_HESSIAN);

/**
 * The least and the largest eigenvalue of the Hessian over what is trained, at a θ; the largest is the sharpness λmax.
 * Of more than WHOLE_HESSIAN parameters by Lanczos' method on Hessian-vector products, each a central difference of
 * the gradient: the matrix is never there. NaN where the loss is undefined.
 */
export function extremesOfTrained(
  { trained }: Pick<ProblemInfo, 'trained'>,
  bound: BoundProblem,
): (theta: Float64Array) => [least: number, largest: number] {
  const places = trained.flatMap((is, c) => (is ? [c] : []));
  const k = places.length;
  if (k <= WHOLE_HESSIAN) {
    const fill = hessianAlong(bound, trainedDirections({ trained }, bound));
    const hessian = new Float64Array(k * k);
    return (theta) => {
      fill(theta, hessian);
      const { values } = symmetricEigen(hessian, k);
      return [values[0]!, values[k - 1]!];
    };
  }
  const { size } = bound;
  const [at, direction] = [new Float64Array(size), new Float64Array(size)];
  const [up, down] = [new Float64Array(size), new Float64Array(size)];
  return (theta) =>
    extremeEigenvalues(k, (vector, out) => {
      for (let i = 0; i < k; i++) direction[places[i]!] = vector[i]!;
      const h = stepAt(theta, direction);
      for (let c = 0; c < size; c++) at[c] = theta[c]! + h * direction[c]!;
      bound.gradient(at, up);
      for (let c = 0; c < size; c++) at[c] = theta[c]! - h * direction[c]!;
      bound.gradient(at, down);
      for (let i = 0; i < k; i++) out[i] = (up[places[i]!]! - down[places[i]!]!) / (2 * h);
    });
}
