// The dialog of the gallery, and its pictures by their keys. Loaded when first used.
import './gallery.css';
import { headOf } from '../../views/dialog.ts';
import { element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import { cardAfter } from '../problem/card-keys.ts';
import { DEFAULT_STATE, patched, type State, type StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { PICTURES, type Picture } from './states.ts';

/** So many have a key. */
const KEYS = 9;

/** The state of a picture; what belongs to whoever looks (theme, engine, size of type) stays. */
export function stateOf({ patch }: Picture, { engine, view }: State): State {
  const state = patched(DEFAULT_STATE, patch);
  const { theme, colormap } = view;
  return { ...state, engine, view: { ...view, ...state.view, theme, colormap } };
}

/** Fills the dialog, and returns what opens it; with a number above 0, the picture of that number at once. */
export function createGallery(
  dialog: HTMLDialogElement,
  store: Store,
  set: (patch: StatePatch) => void,
  say: (text: string, seconds?: number) => void,
): (picture: number) => void {
  const open = (picture: Picture) => {
    dialog.close();
    set(stateOf(picture, store.state));
    say(`${t(picture.title)}. ${t(picture.text)}`, 12);
  };
  const cards = PICTURES.map((picture, i) => {
    const card = cardOf(picture, i);
    card.addEventListener('click', () => open(picture));
    return card;
  });
  const focus = (index: number) => {
    for (const [i, card] of cards.entries()) card.tabIndex = i === index ? 0 : -1;
    cards[index]!.focus();
  };
  dialog.append(
    headOf(dialog, t('Gallery')),
    element('div', { className: 'gallery-cards' }, ...cards),
  );
  dialog.addEventListener('keydown', (event) => {
    const { key } = event;
    const numbered = /^[1-9]$/.test(key) ? PICTURES[Number(key) - 1] : undefined;
    if (numbered && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      return open(numbered);
    }
    const from = cards.indexOf(document.activeElement as HTMLButtonElement);
    if (from < 0) return;
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const to = cardAfter(boxes, from, key);
    if (to === null) return;
    event.preventDefault();
    focus(to);
  });
  return (number) => {
    const picture = PICTURES[number - 1];
    if (picture) return open(picture);
    dialog.showModal();
    focus(0);
    dialog.scrollTop = 0;
  };
}

function cardOf({ id, title, text }: Picture, index: number): HTMLButtonElement {
  const image = element('img', {
    src: new URL(`./thumbs/${id}.webp`, import.meta.url).href,
    alt: '',
    width: 320,
    height: 200,
    loading: 'lazy',
  });
  const name = element('b', {}, t(title));
  if (index < KEYS) name.prepend(element('kbd', { textContent: String(index + 1) }), ' ');
  const words = element('span', { className: 'gallery-text' }, name, element('span', {}, t(text)));
  const card = element('button', { type: 'button', className: 'gallery-card' }, image, words);
  // By which scripts/gallery.mjs knows it.
  card.dataset.picture = id;
  return card;
}
