// A sheet from below: dragged by its handle it is as high as the finger wants it, or closes.

/** A press that moves less than so many CSS pixels is a tap. */
const TAP = 6;
/** Shares of the window: lower than the first it closes, higher than the second it does not go. */
const LEAST = 0.2;
const MOST = 0.85;
/** What an arrow key makes of its height. */
const STEP = 0.08;

/** Its height is the style's `--sheet`, which it has from the first drag on. */
export function attachHandle(handle: HTMLElement, sheet: HTMLElement, close: () => void): void {
  const setHeight = (pixels: number) => {
    const share = Math.min(MOST, pixels / window.innerHeight);
    sheet.style.setProperty('--sheet', `${(100 * share).toFixed(1)}dvh`);
  };
  let from: { y: number; height: number } | null = null;
  let moved = 0;
  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    from = { y: event.clientY, height: sheet.offsetHeight };
    moved = 0;
    sheet.classList.add('dragged');
  });
  handle.addEventListener('pointermove', ({ clientY }) => {
    if (!from) return;
    moved = Math.max(moved, Math.abs(clientY - from.y));
    if (moved >= TAP) setHeight(from.height + from.y - clientY);
  });
  const end = () => {
    sheet.classList.remove('dragged');
    if (!from) return;
    from = null;
    if (moved < TAP || sheet.offsetHeight >= LEAST * window.innerHeight) return;
    close();
    sheet.style.removeProperty('--sheet');
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
    setHeight(Math.max(least, sheet.offsetHeight + up * STEP * window.innerHeight));
  });
}
