// The views of the page: one is open at a time.
import { t } from '../../words/words.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { VIEW_NAMES } from '../state/tabs.ts';

type Tab = State['tab'];

/** Buttons in `root`; `stage` is told which tab is open, for its layout. */
export function createTabs(
  root: HTMLElement,
  stage: HTMLElement,
  store: Store,
  set: (patch: StatePatch) => void,
): void {
  const buttons = Object.entries(VIEW_NAMES).map(([tab, name]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = t(name);
    button.addEventListener('click', () => set({ tab: tab as Tab }));
    return [tab, button] as const;
  });
  root.append(...buttons.map(([, button]) => button));
  const show = ({ tab: open }: State) => {
    stage.dataset.tab = open;
    for (const [tab, button] of buttons) {
      if (tab === open) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  };
  show(store.state);
  store.subscribe((state, before) => {
    if (state.tab !== before.tab) show(state);
  });
}
