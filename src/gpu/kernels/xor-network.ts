// The XOR problem's generated kernel.
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import { XOR_NETWORK } from '../../problems/xor.ts';
import type { Kernel } from './kernel.ts';
import { networkWgsl } from './network.ts';
import { thetaKernel } from './theta.ts';

/** The network's own kernel, whatever θ is. */
export function generatedXor(ref: ProblemRef): Kernel {
  const names = describe(ref).parameters.map(({ name }) => name);
  return thetaKernel(ref, {
    key: 'xor network',
    wgsl: networkWgsl(XOR_NETWORK, names),
    meritAt: (loss) => Math.exp(-XOR_NETWORK.train.count * loss),
    // Output weights keep a slope however large they are.
    divergence: 'each step',
  });
}
