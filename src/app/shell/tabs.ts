// The views of the page: one is open at a time.
import type { State, StatePatch } from '../state/state.ts';

export type Tab = State['tab'];

const NAMES: Readonly<Record<Tab, string>> = {
  landscape: 'Landscape',
  basins: 'Basins',
  rates: 'Sweep',
  spectrum: 'Spectrum',
  benchmark: 'Benchmark',
};

export function createTabs(
  root: HTMLElement,
  set: (patch: StatePatch) => void,
): (open: Tab) => void {
  const buttons = Object.entries(NAMES).map(([tab, name]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', () => set({ tab: tab as Tab }));
    return [tab, button] as const;
  });
  root.append(...buttons.map(([, button]) => button));
  return (open) => {
    for (const [tab, button] of buttons) {
      if (tab === open) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  };
}
