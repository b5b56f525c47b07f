// A small window below a button: it closes with Escape, with its button, and with a tap beside it, which does nothing else.

/** CSS pixels between it and its button, and from the window's edges. */
const GAP = 8;

let open: { close(): void; anchor: HTMLElement } | null = null;

/** Opens it with `content` below `anchor`, or closes it when it is open there. */
export function togglePopover(anchor: HTMLElement, label: string, content: HTMLElement): void {
  const isOpen = open?.anchor === anchor;
  open?.close();
  if (isOpen) return;
  const root = document.createElement('div');
  root.classList.add('popover', ...content.classList);
  root.popover = 'manual';
  root.role = 'dialog';
  root.ariaLabel = label;
  root.append(...content.childNodes);
  document.body.append(root);
  root.showPopover();
  const place = () => {
    const { left, bottom } = anchor.getBoundingClientRect();
    const most = window.innerWidth - root.offsetWidth - GAP;
    root.style.left = `${Math.max(GAP, Math.min(left, most))}px`;
    root.style.top = `${bottom + GAP}px`;
  };
  place();
  anchor.setAttribute('aria-expanded', 'true');
  const life = new AbortController();
  const { signal } = life;
  const close = () => {
    life.abort();
    const hadFocus = root.contains(document.activeElement);
    root.remove();
    open = null;
    anchor.setAttribute('aria-expanded', 'false');
    if (hadFocus) anchor.focus();
  };
  open = { close, anchor };
  window.addEventListener('resize', place, { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.focus();
    },
    { signal, capture: true },
  );
  window.addEventListener(
    'pointerdown',
    (event) => {
      const at = event.target as Node;
      if (root.contains(at) || anchor.contains(at)) return;
      close();
      // On a button what was pressed goes on; the picture takes it for no start.
      if (at instanceof Element && at.closest('button, input, select')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );
  root.querySelector<HTMLElement>('button, input, select')?.focus();
}

export const closePopover = (): void => open?.close();
