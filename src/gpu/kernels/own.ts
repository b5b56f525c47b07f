// Kernels of own problems (src/problems/own.ts), from the WGSL that they come with; held against their f64 when first
// used.
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

/** The kernel: all parameters are in a run's state, so that a change of what is trained compiles nothing. */
export function ownKernel(ref: ProblemRef): Kernel {
  const { id, own, work, parameters } = describe(ref);
  const wgsl = own!.wgsl!;
  return thetaKernel(ref, {
    // The state is as large as there are parameters, and the code is written out for each.
    key: `own ${id} ${parameters.length} ${wgsl}`,
    wgsl,
    holes: true,
    work,
    divergence: 'each step',
  });
}
