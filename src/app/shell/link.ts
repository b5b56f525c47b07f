// The address follows the state, a changed address changes the state, and a button copies it.

import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import { planeFitsLink } from '../state/packed.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import {
  fitsLink,
  fromHash,
  type LinkState,
  problemOfHash,
  toHash,
  weightsFitLink,
} from '../state/url.ts';

/** To read what is wrong with a link. */
export const LONG_S = 20;

/** Browsers refuse to rewrite the address many times a second. */
const REST_MS = 400;

/**
 * `forced` is the engine that the address forces; it stays so whatever a changed fragment says. `loaded` resolves
 * when a problem is there to be shown, `introduced` when what a link brings can be seen.
 */
export function followAddress(
  store: Store,
  set: (state: State) => void,
  forced: State['engine'] | null,
  loaded: (problem: unknown) => Promise<void>,
  introduced: (link: LinkState) => Promise<void>,
  say: Say,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((state) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { pathname, search } = window.location;
      history.replaceState(null, '', toHash(state) || pathname + search);
    }, REST_MS);
  });
  window.addEventListener('hashchange', async () => {
    await loaded(problemOfHash(window.location.hash));
    const link = fromHash(window.location.hash);
    const { state, fault } = link;
    if (fault) say(fault, LONG_S);
    await introduced(link);
    set(forced ? { ...state, engine: forced } : state);
  });
}

export function attachShare(button: HTMLElement, store: Store, say: Say): void {
  button.addEventListener('click', async () => {
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
