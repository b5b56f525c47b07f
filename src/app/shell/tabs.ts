// The views of the page: one is open at a time.
import { button } from '../../views/dom.ts';
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
  const buttons = Object.entries(VIEW_NAMES).map(
    ([tab, name]) => [tab, button(t(name), () => set({ tab: tab as Tab }))] as const,
  );
  root.append(...buttons.map(([, made]) => made));
  const show = ({ tab: open }: State) => {
    stage.dataset.tab = open;
    for (const [tab, made] of buttons) {
      if (tab === open) made.setAttribute('aria-current', 'page');
      else made.removeAttribute('aria-current');
    }
  };
  show(store.state);
  store.subscribe((state, before) => {
    if (state.tab !== before.tab) show(state);
  });
}
