// How much memory runs take on the GPU. Apart from sweeps, which the first view does without.
import type { RunGrid } from '../runs.ts';
import type { Kernel } from './kernels/kernel.ts';

/** What of a kernel tells how much memory a run takes. */
type Sized = Pick<Kernel, 'size' | 'ownWords'>;

/**
 * 4-byte words of what a kernel keeps of a run (shaders/pair.wgsl, theta.wgsl): hi, lo, two memories, Powers, and its
 * own.
 */
export const runWords = ({ size, ownWords = 0 }: Sized): number => 4 * size + 4 + ownWords;

/** Words of State in shaders/sweep.wgsl: the run, three counts or four, and padding to the alignment of a vec2f. */
export const stateWords = (kernel: Sized, also: RunGrid['also'] = []): number =>
  2 * Math.ceil((runWords(kernel) + 3 + Number(also.includes('divergedAt'))) / 2);

/** Bytes of states at most: those of 2^18 runs of two weights, enough to fill any GPU. */
export const STATE_BYTES = 2 ** 24;
