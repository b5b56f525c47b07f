// Which kernel a problem has: a new problem's is added here, unless it has a formula. All but the first are loaded
// when they are wanted.
import { KernelError } from '../../engine.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { problemById } from '../../problems/registry.ts';
import type { Kernel, KernelOf } from './kernel.ts';
import { xorKernel } from './xor.ts';

const kernels: Readonly<Record<string, KernelOf>> = {
  xor: xorKernel,
  'least-squares': async (ref) => (await import('./least-squares.ts')).leastSquaresKernel(ref),
  logistic: async (ref) => (await import('./sigmoid-unit.ts')).logisticKernel(ref),
  gates: async (ref) => (await import('./sigmoid-unit.ts')).gatesKernel(ref),
};

/** Of whatever problem has a formula. */
const fromFormula: KernelOf = async (ref) => (await import('./formula.ts')).formulaKernel(ref);

/** Of whatever problem is a network. */
const ofNetwork: KernelOf = async (ref) => (await import('./network.ts')).networkKernel(ref);

/** The kernel of a problem. Throws a RangeError for an unknown one, a KernelError for one that has none. */
export async function kernelOf(ref: ProblemRef): Promise<Kernel> {
  const { id, formula, network, own } = problemById(ref.id);
  if (own && own.wgsl === undefined) {
    throw new KernelError(`problem "${id}" was defined without wgsl: the CPU does it, not the GPU`);
  }
  if (own) return (await import('./own.ts')).ownKernel(ref);
  const known =
    kernels[id] ?? (network && ofNetwork) ?? (formula === undefined ? null : fromFormula);
  if (!known) throw new KernelError(`problem "${id}" has no kernel for the GPU; the CPU does it`);
  return known(ref);
}
