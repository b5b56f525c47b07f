// Own problems on the GPU: each is held against its f64 before its first job.
import { problems } from '../problems/registry.ts';
import type { GpuContext } from './context.ts';

/** What is called with a job's spec before the job: it rejects where the problem's kernel is wrong. */
export function ownChecks(gpu: GpuContext): (spec: unknown) => Promise<void> {
  const checked = new WeakMap<object, Promise<void>>();
  return async (spec) => {
    const id = (spec as { problem?: { id?: unknown } } | null)?.problem?.id;
    const problem = typeof id === 'string' && Object.hasOwn(problems, id) ? problems[id] : null;
    const wgsl = problem?.own?.wgsl;
    if (!problem || wgsl === undefined) return;
    const check =
      checked.get(problem) ??
      import('./own-check.ts').then(({ checkOwnKernel }) => checkOwnKernel(gpu, problem.id, wgsl));
    checked.set(problem, check);
    try {
      await check;
    } catch (error) {
      // A lost device says nothing of the problem.
      if (!(error instanceof RangeError)) checked.delete(problem);
      throw error;
    }
  };
}
