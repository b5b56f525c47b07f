// The button inside a plot for equal scales.
import { t } from '../../words/words.ts';
import { isOnLine } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { toolButton, toolsOf } from './tools.ts';

/** Adds it; returns what shows how it stands, or takes it away where it is not `offered`. */
export function addEqualTool(area: HTMLElement, store: Store, set: (patch: StatePatch) => void) {
  const title = t('Equal scales: a unit as long in x as in y');
  const made = toolButton('1:1', title, () => set({ view: { equal: !store.state.view.equal } }));
  made.className = 'equal';
  toolsOf(area).append(made);
  const show = (state: State, offered: boolean) => {
    made.hidden = !offered || isOnLine(state);
    made.setAttribute('aria-pressed', String(state.view.equal));
  };
  show(store.state, true);
  return show;
}
