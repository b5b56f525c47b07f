// What every dialog of the page has: a title, a button that closes it, and a click beside it that does so too.
import { X } from 'lucide';
import { t } from '../words/words.ts';
import { element } from './dom.ts';
import { icon } from './icon.ts';

/** The title of a dialog, by which it is called, and the ways out of it. */
export function headOf(dialog: HTMLDialogElement, title: string): HTMLElement {
  const shut = element('button', { type: 'button', className: 'shut' }, icon(X));
  shut.setAttribute('aria-label', t('Close'));
  shut.addEventListener('click', () => dialog.close());
  dialog.setAttribute('aria-label', title);
  closeBeside(dialog);
  return element('header', {}, element('h2', { textContent: title }), shut);
}

/** Whether a dialog listens for clicks beside it: once is enough, however often it is filled. */
const listening = new WeakSet<HTMLDialogElement>();

/** Closes a dialog that is pressed and let go beside its box, which its backdrop hands to the dialog itself. */
export function closeBeside(dialog: HTMLDialogElement): void {
  if (listening.has(dialog)) return;
  listening.add(dialog);
  const isBeside = ({ target, clientX: x, clientY: y }: MouseEvent) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return target === dialog && (x < left || x > right || y < top || y > bottom);
  };
  let began = false;
  dialog.addEventListener('pointerdown', (event) => {
    began = isBeside(event);
  });
  dialog.addEventListener('click', (event) => {
    if (began && isBeside(event)) dialog.close();
    began = false;
  });
}
