// What parts of the state were once called: links and files of before still have those names.
import { isObject } from '../../math/objects.ts';
import { quantityOfName } from '../../quantities.ts';
import { componentOfName } from '../../specs.ts';
import { infoOf } from './problem.ts';
import type { State } from './state.ts';

/** A patch in today's words: the view and axes of the sweep were once called rates. */
export function renamed(patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const { rates, ...rest } = patch;
  const sweep = rates === undefined ? {} : { sweep: rates };
  return { ...sweep, ...rest, ...(rest.tab === 'rates' ? { tab: 'sweep' } : {}) };
}

/** The state with today's names of quantities and components. Throws a RangeError for a problem that is none. */
export function named(state: State): State {
  const { x, y } = state.sweep;
  const info = infoOf(state);
  const axis = <A extends typeof x>(old: A): A => ({
    ...old,
    quantity: quantityOfName(old.quantity, info),
  });
  const component = componentOfName(state.spectrum.component, info);
  return {
    ...state,
    sweep: { x: axis(x), y: axis(y) },
    spectrum: { ...state.spectrum, component },
  };
}
