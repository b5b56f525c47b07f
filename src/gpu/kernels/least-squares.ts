// The kernel of least squares: the points are in the quadratic form's few numbers.
import leastSquares from '../../../shaders/least-squares.wgsl?raw';
import { splitHiLo } from '../../math/grid.ts';
import { rowsOf } from '../../problems/data.ts';
import { formOf, POINTS } from '../../problems/least-squares.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

/** Products of these with the shader's bounded errors are finite in f32. */
const FACTOR = 1e18;
const LOSS = 1e38;

export function leastSquaresKernel(ref: ProblemRef): Kernel {
  const { centre, mean, deviation, tilt, floor } = formOf(rowsOf(POINTS, ref.data));
  const bounded = (value: number) => Math.max(-FACTOR, Math.min(FACTOR, value));
  const [w0, w1] = centre.map(bounded) as [number, number];
  return thetaKernel(ref, {
    key: 'least squares',
    wgsl: leastSquares,
    divergence: 'each step',
    extra: [
      ...splitHiLo(w0),
      ...splitHiLo(w1),
      ...[mean, deviation, tilt].map(bounded),
      Math.min(LOSS, floor),
    ],
  });
}
