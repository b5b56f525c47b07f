// How much memory runs take on the GPU. Apart from sweeps, which the first view does without.
import type { OptimizerKind } from '../optimizers.ts';
import type { RunGrid } from '../runs.ts';
import { type Kernel, memoriesOf } from './kernels/kernel.ts';

/** What of a kernel tells how much memory a run takes. */
type Sized = Pick<Kernel, 'size' | 'ownWords' | 'memoriesOf'>;

/**
 * 4-byte words of what a kernel keeps of a run (shaders/pair.wgsl, theta.wgsl, network-run.wgsl): hi, lo, the optimizer's
 * memories, Powers, and its own.
 */
export const runWords = (kernel: Sized, optimizer?: OptimizerKind): number =>
  (2 + memoriesOf(kernel, optimizer)) * kernel.size + 4 + (kernel.ownWords ?? 0);

/** Words of State in shaders/sweep.wgsl: the run, three counts or four, and padding to the alignment of a vec2f. */
export const stateWords = (
  kernel: Sized,
  { optimizer, also }: { optimizer?: { kind: OptimizerKind }; also?: RunGrid['also'] } = {},
): number =>
  2 *
  Math.ceil(
    (runWords(kernel, optimizer?.kind) + 3 + Number(also?.includes('divergedAt') ?? false)) / 2,
  );

/** Bytes of states at most: those of 2^18 runs of two weights, enough to fill any GPU. */
export const STATE_BYTES = 2 ** 24;
