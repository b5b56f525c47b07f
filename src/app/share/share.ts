// The dialog that shares what is on show: a link to it, a picture, a film, and a snippet for another page.
import './share.css';
import { Share2 } from 'lucide';
import { headOf } from '../../views/dialog.ts';
import { element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';
import { createEmbedPart } from './embed-part.ts';
import { createFilmPart } from './film-part.ts';
import { copyButton, type ShareHouse, type SharePart } from './kit.ts';
import { linkTo, missingIn } from './link-address.ts';
import { createPicturePart } from './picture-part.ts';

/** Makes the dialog; returns what opens it. */
export function createShare(house: ShareHouse): () => void {
  const { store } = house;
  const link = element('input', { type: 'text', readOnly: true, className: 'share-text' });
  link.setAttribute('aria-label', t('Link to this view'));
  link.addEventListener('focus', () => link.select());
  const status = element('p', { className: 'share-status' });
  status.setAttribute('role', 'status');
  const copy = copyButton('Copy link', link, (copied) => {
    status.textContent = copied
      ? linkCopied()
      : t('Copy what is selected: the browser forbids it here.');
  });
  copy.classList.add('primary', 'share-copy');
  const linkCopied = () => {
    const missing = missingIn(store.state);
    if (!missing) return t('The link to this view is in the clipboard.');
    return t(
      'The link is in the clipboard, without {missing}, too long for one: save a file (.npz) to keep all.',
      { missing },
    );
  };
  const parts = [createPicturePart(house), createFilmPart(house), createEmbedPart(house)];
  const tabs = createTabs(parts);
  const dialog = element('dialog', { className: 'share', id: 'share-dialog' });
  dialog.append(
    headOf(dialog, t('Share')),
    element('div', { className: 'share-link' }, copy, link, ...systemShare(link)),
    status,
    tabs.list,
    ...parts.map(({ root }) => root),
  );
  dialog.addEventListener('close', () => {
    for (const part of parts) part.close();
  });
  document.body.append(dialog);
  return () => {
    link.value = linkTo(store.state);
    const missing = missingIn(store.state);
    status.textContent = missing && t('Too long for a link, and left out: {missing}.', { missing });
    dialog.showModal();
    copy.focus();
    tabs.show();
  };
}

/** The system's own sheet of ways to share, on devices that are touched and have one. */
function systemShare(link: HTMLInputElement): HTMLElement[] {
  if (!('share' in navigator) || !matchMedia('(pointer: coarse)').matches) return [];
  const button = element('button', { type: 'button' }, icon(Share2), ` ${t('Send…')}`);
  button.addEventListener('click', () => {
    // Given up is no fault.
    navigator.share({ title: document.title, url: link.value }).catch(() => {});
  });
  return [button];
}

/** Tabs of which one shows its part: the arrows lead from one to the next (WAI-ARIA's pattern). */
function createTabs(parts: readonly SharePart[]) {
  let shown = 0;
  const buttons = parts.map(({ name, root }, i) => {
    const id = `share-tab-${i}`;
    const button = element('button', { type: 'button', id, textContent: t(name) });
    button.setAttribute('role', 'tab');
    root.setAttribute('role', 'tabpanel');
    root.setAttribute('aria-labelledby', id);
    button.addEventListener('click', () => choose(i));
    return button;
  });
  const list = element('div', { className: 'share-tabs' }, ...buttons);
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-labelledby', 'share-title');
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose((shown + step + parts.length) % parts.length);
    buttons[shown]!.focus();
  });
  function choose(next: number) {
    if (next !== shown) parts[shown]!.close();
    shown = next;
    show();
  }
  function show() {
    for (const [i, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(i === shown));
      button.tabIndex = i === shown ? 0 : -1;
      parts[i]!.root.hidden = i !== shown;
    }
    parts[shown]!.open();
  }
  return { list, show };
}
