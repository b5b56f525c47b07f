// Light or dark, as the state or the system has it; and large, for a projector.
import type { Theme } from '../landscape/view.ts';
import type { Store } from '../state/store.ts';
import { createTopic } from '../state/topic.ts';

/** How much thicker lines are in a room than on a desk: what data-projector of the document says. */
const PROJECTED = '1.7';

export function createTheme(store: Store): Theme {
  const onChange = createTopic<void>();
  const { dataset } = document.documentElement;
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const { theme, projector } = store.state.view;
    if (projector) dataset.projector = PROJECTED;
    else delete dataset.projector;
    const dark = theme === 'dark' || (theme === 'auto' && systemDark.matches);
    dataset.theme = dark ? 'dark' : 'light';
  };
  show();
  store.subscribe((state, before) => {
    const { view } = state;
    if (view.theme !== before.view.theme || view.projector !== before.view.projector) show();
    if (view.projector !== before.view.projector) onChange.publish();
  });
  systemDark.addEventListener('change', () => {
    show();
    onChange.publish();
  });
  return { isDark: () => dataset.theme === 'dark', onChange };
}
