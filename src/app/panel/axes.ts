// What the open view varies along its axes: no control sets it besides.
import type { Quantity } from '../../engine.ts';
import { rateComponents } from '../../quantities.ts';
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';

/** Whether the axes of the open view say what a quantity is; of the learning rate, for all that is trained. */
export function isAxis(state: State, quantity: Quantity): boolean {
  const view = viewOf(state);
  if (view === 'spectrum') return quantity === 'learningRate';
  if (view !== 'sweep') return false;
  const varied = [state.sweep.x.quantity, state.sweep.y.quantity];
  if (varied.includes(quantity)) return true;
  if (quantity !== 'learningRate') return false;
  const info = infoOf(state);
  const own = new Set(varied.flatMap((each) => rateComponents(each, info)));
  return info.trained.every((isTrained, c) => !isTrained || own.has(c));
}
