// defineProblem: own problems in code.
import { quote } from '../math/format.ts';
import { type OwnProblem, ownProblem } from './own.ts';
import { checkGradient } from './own-check.ts';
import { problemOfModule } from './own-module.ts';
import type { Problem, ProblemRef } from './problem.ts';
import { problems, registerProblems } from './registry.ts';

/** Makes references to a problem, for specs. */
export interface DefinedProblem {
  (ref?: Omit<ProblemRef, 'id' | 'formula' | 'data' | 'network'>): ProblemRef;
  readonly id: string;
  /** Which thread computes it on the CPU engine. */
  readonly runsIn: 'workers' | 'calling thread';
}

function defined({ id, own }: Problem): DefinedProblem {
  const runsIn = own!.module ? 'workers' : 'calling thread';
  const make = (ref: Parameters<DefinedProblem>[0] = {}): ProblemRef => ({ ...ref, id });
  return Object.defineProperties(make, {
    id: { value: id, enumerable: true },
    runsIn: { value: runsIn, enumerable: true },
  }) as unknown as DefinedProblem;
}

/**
 * Registers an own problem under its id, in place of one that was defined under it before, and returns what makes
 * references to it. The gradient is held against central differences at the defaults and at 15 random points.
 *
 * Functions cannot be sent to worker threads: given as they are, the CPU engine calls them in the calling thread, however
 * many workers it has. For its workers put the definition into a JavaScript module of its own, as its default export,
 * and give the module's address: `await defineProblem({ module: new URL('./mine.js', import.meta.url) })`. Every thread
 * imports it, so it must not need what another module was told.
 *
 * The GPU engine takes a problem with `wgsl`, whose loss and gradient it holds against these in f64 when it first uses
 * it (RangeError); it throws KernelError for one without.
 *
 * Throws (or rejects with) a RangeError that quotes what is wrong: a key, a parameter, an id of the library, or the
 * gradient, with parameter, point, value and difference.
 */
export function defineProblem(definition: OwnProblem): DefinedProblem;
export function defineProblem(from: { readonly module: URL | string }): Promise<DefinedProblem>;
export function defineProblem(
  given: OwnProblem | { readonly module: URL | string },
): DefinedProblem | Promise<DefinedProblem> {
  if (typeof given === 'object' && given !== null && 'module' in given) {
    return fromModule(given.module);
  }
  return registered({ problem: ownProblem(given), definition: given });
}

async function fromModule(module: URL | string): Promise<DefinedProblem> {
  let href = '';
  try {
    href = new URL(module).href;
  } catch {
    throw new RangeError(
      `module: ${quote(String(module))} is no whole address, as new URL('./mine.js', import.meta.url)`,
    );
  }
  return registered(problemOfModule(await import(/* @vite-ignore */ href), href));
}

function registered({
  problem,
  definition,
}: {
  problem: Problem;
  definition: OwnProblem;
}): DefinedProblem {
  const { id, parameters } = problem;
  if (Object.hasOwn(problems, id) && !problems[id]!.own) {
    throw new RangeError(`problem.id: ${quote(id)} is a problem of the library; choose another id`);
  }
  checkGradient(definition, parameters);
  registerProblems([problem]);
  return defined(problem);
}
