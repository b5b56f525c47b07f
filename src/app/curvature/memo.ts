// What is made from the problem in view once and asked for many times.
import { type Curvature, curvatureOfTrained } from '../../problems/curvature.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { keyOf } from '../jobs/key.ts';
import { boundProblem, infoOf, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';

const keys = new WeakMap<State, string>();

/** Which problem is in view, as text: one and the same for as long as it stays. */
export function problemKey(state: State): string {
  let key = keys.get(state);
  if (key === undefined) {
    key = keyOf(problemOf(state));
    keys.set(state, key);
  }
  return key;
}

const made = new WeakMap<ProblemInfo, (theta: Float64Array) => Curvature>();

/** The curvature over what is trained, at any θ of the problem in view. */
export function curvatureIn(state: State): (theta: Float64Array) => Curvature {
  // One and the same object until the state changes.
  const info = infoOf(state);
  let curvature = made.get(info);
  if (!curvature) {
    curvature = curvatureOfTrained(info, boundProblem(state));
    made.set(info, curvature);
  }
  return curvature;
}
