// The panel where it lies over the page: a sheet with a handle from below, or a drawer from the right.

/** A press that moves less than so many CSS pixels is a tap. */
const TAP = 6;
/** Shares of the window: lower than the first it closes, higher than the second it does not go. */
const LEAST = 0.2;
const MOST = 0.85;
/** What an arrow key makes of its height. */
const STEP = 0.08;

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
  const setHeight = (pixels: number) => {
    const share = Math.min(MOST, pixels / window.innerHeight);
    panel.style.setProperty('--sheet', `${(100 * share).toFixed(1)}dvh`);
  };
  let from: { y: number; height: number } | null = null;
  let moved = 0;
  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    from = { y: event.clientY, height: panel.offsetHeight };
    moved = 0;
    panel.classList.add('dragged');
  });
  handle.addEventListener('pointermove', ({ clientY }) => {
    if (!from) return;
    moved = Math.max(moved, Math.abs(clientY - from.y));
    if (moved >= TAP) setHeight(from.height + from.y - clientY);
  });
  const end = () => {
    panel.classList.remove('dragged');
    if (!from) return;
    from = null;
    if (moved < TAP || panel.offsetHeight >= LEAST * window.innerHeight) return;
    close();
    panel.style.removeProperty('--sheet');
  };
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
  // By keyboard too.
  handle.addEventListener('click', () => {
    if (moved < TAP) close();
    moved = 0;
  });
  handle.addEventListener('keydown', (event) => {
    const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!up) return;
    event.preventDefault();
    const least = 1.2 * LEAST * window.innerHeight;
    setHeight(Math.max(least, panel.offsetHeight + up * STEP * window.innerHeight));
  });
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
