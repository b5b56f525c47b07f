// What is made from the problem in view once and asked for many times.
import { type Curvature, curvatureOfTrained } from '../../problems/curvature.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { extremesCost, extremesOfTrained } from '../../problems/sharpness.ts';
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

const ends = new WeakMap<ProblemInfo, ReturnType<typeof extremesOfTrained>>();

/** The least and the largest eigenvalue over what is trained, likewise. */
export function extremesIn(state: State): ReturnType<typeof extremesOfTrained> {
  const info = infoOf(state);
  const at = ends.get(info) ?? extremesOfTrained(info, boundProblem(state));
  ends.set(info, at);
  return at;
}

/** Parameters that are trained. */
export const trainedIn = (state: State): number => infoOf(state).trained.filter(Boolean).length;

/** What eigenvalues under the pointer may cost, in gradients of a small network: 15 ms or so. */
const POINTER_WORK = 20_000;
/** Whether the eigenvalues over all that is trained are too much work for every move of the pointer. */
export const isSlowAt = (state: State): boolean =>
  extremesCost(trainedIn(state)) * (infoOf(state).work ?? 1) > POINTER_WORK;
