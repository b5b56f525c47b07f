// The panel where it lies over the page: a sheet with a handle from below, or a drawer from the right.

import { attachHandle } from '../../views/sheet.ts';

export interface SheetElements {
  panel: HTMLElement;
  handle: HTMLElement;
  /** What is beside it while it is open. */
  beside: HTMLElement;
  toggle: HTMLElement;
}

export function attachSheet(
  { panel, handle, beside, toggle }: SheetElements,
  show: (open: boolean) => void,
): void {
  const isOver = () =>
    panel.classList.contains('open') && getComputedStyle(panel).position === 'fixed';
  const close = () => {
    show(false);
    toggle.focus();
  };
  attachHandle(handle, panel, close);
  beside.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  beside.addEventListener('click', () => show(false));
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isOver()) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    close();
  });
}
