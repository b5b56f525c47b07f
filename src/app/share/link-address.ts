// The address that shows a state, and what does not fit into it.
import { t } from '../../words/words.ts';
import type { State } from '../state/state.ts';
import { fitsLink, planeFitsLink, toHash, weightsFitLink } from '../state/url.ts';

/** The page's own address with a state. */
export function linkTo(state: State): string {
  const url = new URL(window.location.href);
  url.hash = toHash(state);
  return url.href;
}

/** What of a state is too long for a link, in words; '' for nothing. */
export const missingIn = (state: State): string =>
  [
    ...(fitsLink(state.data) ? [] : [t('the data')]),
    ...(weightsFitLink(state.network) ? [] : [t('the weights')]),
    ...(planeFitsLink(state) ? [] : [t('its plane and starts')]),
  ].join(t(' and '));
