// The bar on top: icons on its buttons, and the menu of what has no room in it.

import { CircleQuestionMark, type IconNode, Menu, SlidersHorizontal } from 'lucide';
import { element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';
import { counted } from '../jobs/lazy-view.ts';
import type { Say } from '../jobs/view.ts';
import type { State, StatePatch } from '../state/state.ts';

/** Of those that index.html gives none. */
const ICONS: Readonly<Record<string, IconNode>> = {
  'help-open': CircleQuestionMark,
  more: Menu,
  'panel-toggle': SlidersHorizontal,
};

/** Gives a button its icon beside its words, which go where there is no room and are then read out. */
function dress(button: HTMLElement, node: IconNode | undefined): void {
  const text = button.textContent?.trim() ?? '';
  if (text !== '' && !button.hasAttribute('aria-label')) button.setAttribute('aria-label', text);
  if (!node) return;
  button.replaceChildren(icon(node));
  if (text === '') return;
  button.append(element('span', { textContent: text }));
}

/** Puts icons on the buttons of `bar` and wires its menu, which is loaded when it is first opened. */
export function dressTop(
  bar: HTMLElement,
  state: () => State,
  set: (patch: StatePatch) => void,
  say: Say,
): void {
  for (const button of bar.querySelectorAll<HTMLElement>(':scope > .spacer ~ button')) {
    dress(button, ICONS[button.id]);
  }
  const more = bar.querySelector<HTMLElement>('#more')!;
  more.addEventListener('click', async () => {
    try {
      const { openMore } = await counted(import('./more-menu.ts'));
      openMore(more, bar, state, set);
    } catch (error) {
      say(t('The view could not be loaded: {why}', { why: (error as Error).message }), 20);
    }
  });
}
