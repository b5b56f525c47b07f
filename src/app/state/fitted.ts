// When the problem changes, or what is trained or on the plane, some of the state no longer fits it: this is what
// becomes of it, before the rest of the change is applied.

import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { isStart, quantitiesOf } from '../../quantities.ts';
import { defaultAxis } from './map-axes.ts';
import { infoOf, problemState } from './problem.ts';
import type { State } from './state.ts';

/** The state that a patch is to be applied to. Throws a RangeError for a problem or plane that is none. */
export function fitted(state: State, patch: unknown): State {
  const change = (typeof patch === 'object' && patch !== null ? patch : {}) as Partial<State>;
  const { problem, trained, plane } = change;
  const anew = problem !== undefined && problem !== state.problem;
  const base = anew && typeof problem === 'string' ? withProblem(state, problem) : state;
  if (!anew && trained === undefined && plane === undefined) return state;
  return withFit(base, {
    ...base,
    ...(trained && { trained }),
    ...(plane && { plane: { ...base.plane, ...plane } }),
  });
}

/** The state as another problem begins. */
function withProblem(state: State, id: string): State {
  const { threshold, start, component, ...rest } = problemState(id);
  const { x, y } = state.sweep;
  const axis = (old: State['sweep']['x']) =>
    isStart(old.quantity) ? defaultAxis(old.quantity, { problem: id }) : old;
  return {
    ...state,
    ...rest,
    // Losses of another kind.
    view: { ...state.view, range: null },
    sweep: { x: axis(x), y: axis(y) },
    starts: { ...state.starts, points: [start], pattern: 'none', region: rest.window },
    map: { ...state.map, threshold, start },
    spectrum: { ...state.spectrum, threshold, start, component },
  };
}

/** The state with axes and a component that `next`, which is to come, has. */
function withFit(state: State, next: State): State {
  const fits = fitOf(next);
  if (!fits) return state;
  const { x, y } = state.sweep;
  const { component } = state.spectrum;
  const sweep =
    fits.quantities.includes(x.quantity) && fits.quantities.includes(y.quantity)
      ? state.sweep
      : { x: defaultAxis('learningRate', next), y: defaultAxis('start.y', next) };
  return {
    ...state,
    sweep,
    spectrum: fits.theta.includes(component)
      ? state.spectrum
      : { ...state.spectrum, component: fits.component },
  };
}

/** What a state's problem allows; null for a plane that is none, which is refused later with the rest. */
function fitOf(state: State) {
  try {
    const info = infoOf(state);
    const all = OPTIMIZER_KINDS.flatMap((kind) => quantitiesOf(kind, info));
    const component = info.theta.find((name) => name === info.plane.names[1]) ?? info.theta[0]!;
    return { theta: info.theta, quantities: all, component };
  } catch {
    return null;
  }
}
