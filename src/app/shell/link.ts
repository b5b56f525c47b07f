// A link in the address changes the state, and a button opens what shares it.

import { t, translated } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { State } from '../state/state.ts';
import type { LinkState } from '../state/url.ts';

/** To read what is wrong with a link. */
export const LONG_S = 20;

/** What knows the words of links is loaded when there is one to be read or written. */
const loadLinks = () => import('../state/url.ts');

/**
 * The state that the address has, with what of it may be in the browser's history: that of a reload, or of the page in
 * another language. `loaded` resolves when a problem is there to be shown.
 */
export async function stateOfAddress(
  first: State,
  loaded: (problem: unknown) => Promise<void>,
): Promise<LinkState> {
  const { hash } = window.location;
  const kept: unknown = window.history.state?.state;
  if (hash.length <= 1 && !kept) return { state: first };
  const { fromHash, problemOfHash } = await loadLinks();
  await loaded(problemOfHash(hash));
  return fromHash(hash, kept);
}

/** A button that opens the dialog which shares the view; it is loaded when first wanted. */
export function attachShare(button: HTMLElement, load: () => Promise<() => void>, say: Say): void {
  button.addEventListener('click', async () => {
    try {
      const open = await load();
      open();
    } catch (error) {
      // The link needs none of it.
      const why = translated((error as Error).message);
      say(
        `${t('A part of the page could not be loaded: {why}', { why })} ${window.location.href}`,
        30,
      );
    }
  });
}
