// The arrow keys turn the pages, unless something else has a use for them.

/** `turn` is told one step on, or one back. */
export function attachStepKeys(
  root: HTMLElement,
  isOpen: () => boolean,
  turn: (by: 1 | -1) => void,
): void {
  window.addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 || !isOpen() || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { target } = event;
    // The map pans, a slider slides, text has a caret.
    if (!(target instanceof Element)) return;
    if (target !== document.body && !root.contains(target)) return;
    if (target.closest('input, select, textarea, [data-scrolls]')) return;
    event.preventDefault();
    turn(by);
  });
}
