// Light or dark, as the state or the system has it.
import type { Theme } from '../landscape/view.ts';
import type { Store } from '../state/store.ts';
import { createTopic } from '../state/topic.ts';

export function createTheme(store: Store): Theme {
  const onChange = createTopic<void>();
  const { dataset } = document.documentElement;
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const { theme } = store.state.view;
    const dark = theme === 'dark' || (theme === 'auto' && systemDark.matches);
    dataset.theme = dark ? 'dark' : 'light';
  };
  show();
  store.subscribe((state, before) => {
    if (state.view.theme !== before.view.theme) show();
  });
  systemDark.addEventListener('change', () => {
    show();
    onChange.publish();
  });
  return { isDark: () => dataset.theme === 'dark', onChange };
}
