import type { Problem } from './problem.ts';
import { xor } from './xor.ts';

export const problems: Readonly<Record<string, Problem>> = { xor };

/** The problem with this id. Throws a RangeError naming the known ids. */
export function problemById(id: string): Problem {
  const problem = Object.hasOwn(problems, id) ? problems[id] : undefined;
  if (problem) return problem;
  throw new RangeError(`problem "${id}" is not one of ${Object.keys(problems).join(', ')}`);
}
