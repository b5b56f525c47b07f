// The help dialog, whose text is loaded when it is first wanted, and the keys that it tells of.

import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { State } from '../state/state.ts';

/** Returns what fills and opens the help dialog. */
export function createHelp(dialog: HTMLDialogElement, state: () => State, say: Say): () => void {
  return async () => {
    try {
      const { fillHelp } = await import('./help-text.ts');
      fillHelp(dialog, state());
    } catch (error) {
      return say(t('The help could not be loaded: {why}', { why: (error as Error).message }), 20);
    }
    if (!dialog.open) dialog.showModal();
    // The button at the end has the focus, but reading starts at the top.
    dialog.scrollTop = 0;
  };
}

/** Calls what a key does, unless something else has the keyboard. */
export function attachKeys(keys: Readonly<Record<string, () => void>>): void {
  window.addEventListener('keydown', (event) => {
    const { target } = event;
    const busy =
      target instanceof Element && target.closest('input, select, textarea, button, dialog');
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
