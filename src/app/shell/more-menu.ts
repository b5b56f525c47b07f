// What has no room in the bar on top, and what of the page is switched now and then.
import { Moon, Projector, Sun } from 'lucide';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';
import type { State, StatePatch } from '../state/state.ts';
import { closePopover, togglePopover } from './popover.ts';

function item(mark: Element | null, text: string, state: string, run: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  const label = document.createElement('span');
  label.textContent = text;
  button.append(...(mark ? [mark] : []), label);
  if (state) {
    const now = document.createElement('span');
    now.className = 'state';
    now.textContent = state;
    button.append(now);
  }
  button.addEventListener('click', () => {
    closePopover();
    run();
  });
  return button;
}

/** Buttons of the bar that are wanted but have no room. */
const withoutRoom = (bar: HTMLElement): HTMLElement[] =>
  [...bar.querySelectorAll<HTMLElement>(':scope > button:not([hidden])')].filter(
    (button) => getComputedStyle(button).display === 'none' && button.id !== 'panel-toggle',
  );

export function openMore(
  more: HTMLElement,
  bar: HTMLElement,
  state: () => State,
  set: (patch: StatePatch) => void,
): void {
  const menu = document.createElement('div');
  menu.className = 'menu';
  for (const button of withoutRoom(bar)) {
    const mark = button.querySelector('svg')?.cloneNode(true) as Element | undefined;
    const text = button.getAttribute('aria-label') ?? button.textContent ?? '';
    const entry = item(mark ?? null, text, '', () => button.click());
    if (button.matches(':disabled')) entry.setAttribute('disabled', '');
    menu.append(entry);
  }
  const { projector } = state().view;
  const isDark = document.documentElement.dataset.theme === 'dark';
  menu.append(
    item(icon(Projector), t('projector mode'), t(projector ? 'on' : 'off'), () =>
      set({ view: { projector: !projector } }),
    ),
    item(icon(isDark ? Sun : Moon), t(isDark ? 'light theme' : 'dark theme'), '', () =>
      set({ view: { theme: isDark ? 'light' : 'dark' } }),
    ),
  );
  togglePopover(more, t('More'), menu);
}
