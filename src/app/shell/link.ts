// A link in the address changes the state, and a button copies the one of the state.

import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
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

export function attachShare(button: HTMLElement, store: Store, say: Say): void {
  button.addEventListener('click', async () => {
    const { fitsLink, planeFitsLink, toHash, weightsFitLink } = await loadLinks();
    const url = new URL(window.location.href);
    url.hash = toHash(store.state);
    try {
      await navigator.clipboard.writeText(url.href);
      const missing = [
        ...(fitsLink(store.state.data) ? [] : [t('the data')]),
        ...(weightsFitLink(store.state.network) ? [] : [t('the weights')]),
        ...(planeFitsLink(store.state) ? [] : [t('its plane and starts')]),
      ].join(t(' and '));
      if (!missing) return say(t('The link to this view is in the clipboard.'), 4);
      say(
        t(
          'The link is in the clipboard, without {missing}, too long for one: save a file (.npz) to keep all.',
          { missing },
        ),
        LONG_S,
      );
    } catch {
      say(url.href, 30);
    }
  });
}
