// The XOR problem's generated kernel.
import type { ProblemRef } from '../../problems/problem.ts';
import { XOR_NETWORK } from '../../problems/xor.ts';
import type { Kernel } from './kernel.ts';
import { kernelOfNetwork } from './network.ts';

/** The network's own kernel, whatever θ is. */
export const generatedXor = (ref: ProblemRef): Kernel => kernelOfNetwork(ref, XOR_NETWORK);
