// The curvature of the two-weight landscape, for what a valley and its learning rates are about.
import { symmetricEigen } from '../../math/eigen.ts';
import { hessianOf } from '../../problems/curvature.ts';
import { xor } from '../../problems/xor.ts';
import { floorAt, TRAINED } from '../homework/runs.ts';
import type { LessonState } from '../lesson.ts';

export interface Floor {
  readonly w21: number;
  /** Where the loss is least at this w21. */
  readonly w12: number;
  readonly loss: number;
  /** ∂L/∂w21 there. */
  readonly slope: number;
  /** Eigenvalues of the Hessian there. */
  readonly most: number;
  readonly least: number;
  readonly condition: number;
}

/** The floor of the valley at some w21. */
export function curvatureAt({ parameters }: LessonState, w21: number): Floor {
  const { w12, loss } = floorAt({ parameters }, w21);
  const bound = xor.bind(parameters, TRAINED);
  const at = Float64Array.of(w21, w12);
  const [gradient, hessian] = [new Float64Array(2), new Float64Array(4)];
  bound.gradient(at, gradient);
  hessianOf(bound)(at, hessian);
  const [least, most] = symmetricEigen(hessian, 2).values as unknown as [number, number];
  return { w21, w12, loss, slope: gradient[0]!, most, least, condition: most / least };
}
