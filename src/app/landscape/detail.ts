// How fine a landscape may be, so that it is there within some ten seconds.
import { beyondKernel } from '../../gpu/kernels/network-limits.ts';
import type { ProblemInfo } from '../../problems/problem.ts';

/**
 * Multiply-adds of losses and gradients in about ten seconds: of two workers, and of a software adapter, which a GPU
 * leaves far behind.
 */
const BUDGET = { cpu: 6e9, gpu: 6e10 };

/** Every how many pixels, each way, a landscape has a sample at best: more than 1 where each is much work. */
export function finest({ network }: ProblemInfo, pixels: number, engine: 'cpu' | 'gpu'): number {
  if (!network) return 1;
  const each = 3 * network.names.length * network.train.count;
  const budget = BUDGET[beyondKernel(network) ? 'cpu' : engine];
  return Math.max(1, Math.ceil(Math.sqrt((pixels * each) / budget)));
}
