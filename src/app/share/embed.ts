// The page inside another page: the picture alone, or with the parts that ?show= names. Loaded before the first picture.
import './embed.css';
import { ExternalLink } from 'lucide';
import { element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { PARTS, partsOf } from './embed-address.ts';
import { linkTo } from './link-address.ts';

/** How long the hint is lit after a wheel that was left to the page around. */
const LIT_MS = 2500;
/** The address of the link is made anew when the state rests. */
const REST_MS = 200;

/** Shows no more than what the address names. Says which names it does not know. */
export function beginEmbed(store: Store, say: Say): void {
  const { parts, unknown } = partsOf(window.location.search);
  document.documentElement.dataset.embed = parts.join(' ');
  // What is done here is no history of the page around it.
  history.pushState = history.replaceState.bind(history);
  const hint = element('span', { className: 'embed-hint' }, t('Click, then the wheel zooms'));
  document.body.append(element('footer', { className: 'embed-foot' }, hint, linkHome(store)));
  leaveTheWheel(hint);
  if (unknown.length === 0) return;
  const values = { unknown: unknown.join(', '), all: PARTS.join(', ') };
  say(t('?show= knows {all}, not {unknown}: the rest is shown.', values), 12);
}

/** A link to the same state in the whole page, beside the one around. */
function linkHome(store: Store): HTMLAnchorElement {
  const link = element(
    'a',
    { className: 'embed-open', target: '_blank', rel: 'noopener' },
    t('Open in Gradscape'),
    icon(ExternalLink),
  );
  const point = (state: State) => {
    const url = new URL(linkTo(state));
    for (const name of ['embed', 'show']) url.searchParams.delete(name);
    link.href = url.href;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  point(store.state);
  store.subscribe((state) => {
    clearTimeout(timer);
    timer = setTimeout(point, REST_MS, state);
  });
  link.addEventListener('pointerdown', () => point(store.state));
  link.addEventListener('focus', () => point(store.state));
  return link;
}

/** The wheel scrolls the page around until somebody has clicked in here, or holds Ctrl. */
function leaveTheWheel(hint: HTMLElement): void {
  const root = document.documentElement;
  let litUntil = 0;
  const isActive = () => 'active' in root.dataset;
  const capture = { capture: true, passive: true } as const;
  window.addEventListener(
    'wheel',
    (event) => {
      if (isActive() || event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      litUntil = event.timeStamp + LIT_MS;
      hint.classList.add('lit');
      setTimeout(() => hint.classList.toggle('lit', performance.now() < litUntil), LIT_MS + 20);
    },
    capture,
  );
  window.addEventListener(
    'pointerdown',
    (event) => {
      if (isActive()) return;
      root.dataset.active = '';
      // A click that was asked for adds no start.
      const onPlot = event.target instanceof Element && event.target.closest('.surface, .relief');
      if (onPlot && event.timeStamp < litUntil) event.stopImmediatePropagation();
      hint.classList.remove('lit');
    },
    capture,
  );
  window.addEventListener('blur', () => {
    delete root.dataset.active;
  });
}
