// Which kernel a problem has: a new problem's is added here.
import type { ProblemRef } from '../../engine.ts';
import { problemById } from '../../problems/registry.ts';
import type { Kernel, KernelOf } from './kernel.ts';
import { foldedXor } from './xor.ts';

const kernels: Record<string, KernelOf> = { xor: foldedXor };

/** Gives a problem of the registry its kernel. */
export function registerKernel(id: string, kernelOf: KernelOf): void {
  kernels[id] = kernelOf;
}

/** The kernel of a problem. Throws a RangeError for one that is unknown or has none. */
export function kernelOf(ref: ProblemRef): Kernel {
  const { id } = ref;
  problemById(id);
  const known = Object.hasOwn(kernels, id) ? kernels[id] : undefined;
  if (!known) throw new RangeError(`problem "${id}" has no shader`);
  return known(ref);
}
