// An own problem that is a module of its own, which every thread imports for itself.
import { quote } from '../math/format.ts';
import { isObject } from '../math/objects.ts';
import { type OwnProblem, ownProblem } from './own.ts';
import type { Problem } from './problem.ts';
import { problems, registerProblems } from './registry.ts';

/** Problems made of modules, by the definition that the module exports. */
const made = new WeakMap<object, Problem>();

/** The problem that is a module's default export. Throws a RangeError for a module without one. */
export function problemOfModule(
  exported: { default?: unknown },
  module: string,
): { problem: Problem; definition: OwnProblem } {
  const { default: given } = exported;
  if (!isObject(given)) {
    throw new RangeError(
      `module: ${quote(module)} has no default export, as export default { id, parameters, loss, gradient }`,
    );
  }
  const definition = given as unknown as OwnProblem;
  const problem = made.get(given) ?? ownProblem(definition, module);
  made.set(given, problem);
  return { problem, definition };
}

/** Makes a module's problem known to a worker, unless it is so already. */
export function takeModule(exported: { default?: unknown }, module: string): void {
  const { problem } = problemOfModule(exported, module);
  if (problems[problem.id] !== problem) registerProblems([problem]);
}
