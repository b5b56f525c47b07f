// Rosenbrock's function by hand, for the benchmark alone: every job takes the kernel made of its formula (formula.ts).
import rosenbrock from '../../../shaders/rosenbrock.wgsl?raw';
import type { ProblemRef } from '../../problems/problem.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

export const rosenbrockByHand = (ref: ProblemRef): Kernel =>
  thetaKernel(ref, {
    key: 'rosenbrock by hand',
    wgsl: rosenbrock,
    state: 'theta',
    divergence: 'each step',
  });
