// What the problem of a file makes of the state.
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import { trainedNames } from '../../quantities.ts';
import { isNetwork, problemState } from './problem.ts';
import type { StatePatch } from './state.ts';

/** What a reference of a file makes of the state. */
export function statePatchOf(ref: ProblemRef): StatePatch {
  const { formula = null, data = null, network = null } = ref;
  const is = { problem: ref.id, formula, data, network };
  const { parameters, plane, trained: byDefault } = problemState(is);
  const trained = trainedNames(describe(ref));
  // A network's layers by their names, which are fewer.
  const all =
    isNetwork(is) &&
    trained.length === describe({ ...ref, plane: undefined, trained: undefined }).theta.length;
  return {
    ...is,
    parameters: { ...parameters, ...ref.parameters },
    trained: all ? byDefault : isNetwork(is) && ref.trained ? [...ref.trained] : trained,
    plane: ref.plane ? { x: ref.plane.x, y: ref.plane.y ?? null } : plane,
  };
}
