// What is wider than the column: a formula is set smaller as far as it can be read, and then it scrolls.

/** The smallest share of its size that a formula is set at. */
const SMALLEST = 0.78;

export function fitWide(root: HTMLElement): void {
  const boxes = [...root.querySelectorAll<HTMLElement>('.lesson-wide')];
  for (const box of boxes) box.style.fontSize = '';
  // First all widths, then all changes: the page is laid out once.
  const shares = boxes.map(({ clientWidth, scrollWidth }) => clientWidth / scrollWidth);
  for (const [i, box] of boxes.entries()) {
    const share = shares[i]!;
    if (share < 1) box.style.fontSize = `${Math.max(SMALLEST, 0.99 * share)}em`;
  }
  for (const [i, box] of boxes.entries()) {
    const scrolls = shares[i]! < 1 && box.scrollWidth > box.clientWidth + 1;
    box.toggleAttribute('data-scrolls', scrolls);
    // Whoever has no pointer scrolls it by its arrow keys.
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}
