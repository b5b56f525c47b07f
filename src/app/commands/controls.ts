// The controls of the panel as they stand on the page: what each is called, where it is, and how to get to it.

export interface Control {
  readonly label: string;
  /** The sections it lies in, the outermost first. */
  readonly section: string;
  readonly focus: () => void;
}

const FOCUSABLE = 'input, select, textarea, button';

/** The sections of a panel: lil-gui's folders, and folded parts of the page's own. */
const SECTION = '.lil-gui, details, section[aria-label], fieldset';

const textOf = (node: Element | null | undefined) => node?.textContent?.trim() ?? '';

/** What a control is called, as its accessible name goes. */
function nameOf(control: HTMLElement): string {
  const own = control.getAttribute('aria-label');
  if (own) return own;
  const by = control.getAttribute('aria-labelledby');
  if (by)
    return by
      .split(' ')
      .map((id) => textOf(document.getElementById(id)))
      .join(' ');
  const row = textOf(control.closest('.lil-controller')?.querySelector('.lil-name'));
  const label = textOf(control.closest('label'));
  return row || label || textOf(control) || control.title;
}

function sectionName(part: Element): string {
  const own = part.matches('.lil-gui') ? '.lil-title' : 'summary, legend';
  return textOf(part.querySelector(`:scope > ${own.replaceAll(', ', ', :scope > ')}`));
}

/** Sections from the panel inwards; of those without a name none. */
function sectionsOf(control: Element, root: Element): Element[] {
  const found: Element[] = [];
  for (let part = control.parentElement; part && part !== root; part = part.parentElement) {
    if (part.matches(SECTION)) found.unshift(part);
  }
  return found;
}

/** Whether the state has taken a control, or what it lies in, off the panel: folded away is still there. */
function isOff(control: HTMLElement, root: Element): boolean {
  for (let part: HTMLElement | null = control; part && part !== root; part = part.parentElement) {
    if (part.hidden || part.style.display === 'none') return true;
  }
  return (control as HTMLInputElement).disabled;
}

/** Unfolds whatever a control lies in. */
function unfold(sections: readonly Element[]): void {
  for (const part of sections) {
    if (part instanceof HTMLDetailsElement) part.open = true;
    const title = part.querySelector<HTMLElement>(':scope > .lil-title');
    if (part.classList.contains('lil-closed')) title?.click();
  }
}

/** All controls of a panel that the state leaves there; a slider with a field beside it is one. */
export function controlsIn(root: HTMLElement): Control[] {
  const known = new Set<string>();
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].flatMap((control) => {
    if (control.matches('.lil-title, [aria-expanded]') || isOff(control, root)) return [];
    const label = nameOf(control);
    const sections = sectionsOf(control, root);
    const section = sections.map(sectionName).filter(Boolean).slice(-2).join(' · ');
    const key = `${section} ${label}`;
    if (!label || known.has(key)) return [];
    known.add(key);
    const focus = () => {
      unfold(sections);
      control.scrollIntoView({ block: 'center' });
      control.focus({ preventScroll: true });
    };
    return [{ label, section, focus }];
  });
}
