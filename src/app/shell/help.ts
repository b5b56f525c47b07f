// The help dialog, whose text is loaded when it is first wanted, and the keys that it tells of.

import { t } from '../../words/words.ts';
import { counted } from '../jobs/lazy-view.ts';
import type { Say } from '../jobs/view.ts';
import type { State } from '../state/state.ts';

/** Returns what fills and opens the help dialog. */
export function createHelp(dialog: HTMLDialogElement, state: () => State, say: Say): () => void {
  return async () => {
    try {
      const { fillHelp } = await counted(import('./help-text.ts'));
      fillHelp(dialog, state());
    } catch (error) {
      return say(t('The help could not be loaded: {why}', { why: (error as Error).message }), 20);
    }
    if (!dialog.open) dialog.showModal();
    // Whatever has the focus, reading starts at the top.
    dialog.scrollTop = 0;
  };
}

/** What uses keys itself, and which. */
const USES: readonly (readonly [selector: string, keys: RegExp])[] = [
  ['dialog, [role=dialog], textarea, select, [contenteditable]', /./],
  ['[role=listbox], [role=menu], [role=radiogroup]', /^ $|^\w{2}/],
  ['input:not([type=range], [type=checkbox], [type=radio], [type=button])', /./],
  ['input, [role=slider], [role=tablist]', /^(Arrow|Home|End|Page)/],
];
const PRESSED = 'button, input, a, summary, [role=button]';

/** Calls what a key does, wherever the focus is, unless what has it uses the key; of Ctrl or ⌘ and a key as 'Ctrl+k'. */
export function attachKeys(keys: Readonly<Record<string, () => void>>): void {
  /** What a pointer has pressed has the focus by that, and leaves Space and Enter free. */
  let pressed: EventTarget | null = null;
  const isUsed = (target: Element, key: string) =>
    USES.some(([selector, used]) => used.test(key) && target.closest(selector)) ||
    (/^( |Enter)$/.test(key) && target.matches(PRESSED) && !target.contains(pressed as Node));
  window.addEventListener(
    'pointerdown',
    ({ target }) => {
      pressed = target;
    },
    true,
  );
  const press = (event: KeyboardEvent) => {
    const { key, target, altKey, defaultPrevented } = event;
    if (key === 'Tab') pressed = null;
    const chord = event.ctrlKey || event.metaKey;
    const action = keys[chord ? `Ctrl+${key.toLowerCase()}` : key];
    if (!action || altKey || defaultPrevented) return;
    if (!chord && target instanceof Element && isUsed(target, key)) return;
    event.preventDefault();
    // Some browsers press a button when the key comes up.
    window.addEventListener('keyup', (up) => up.preventDefault(), { once: true });
    action();
  };
  // lil-gui keeps what is pressed in it to itself: there it is heard before.
  document.getElementById('panel')?.addEventListener('keydown', press, true);
  window.addEventListener('keydown', press);
}
