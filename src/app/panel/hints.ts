// What a control does, in a line: a tooltip beside its row for pointer, finger and keyboard, and its description for whoever
import { whenOther } from '../../views/when-other.ts';

// is read to.

/** Milliseconds that a pointer rests on a name before its hint comes. */
const REST_MS = 450;
/** Milliseconds in which it may go over to the hint, to read or copy it. */
const LEAVE_MS = 200;
/** CSS pixels between a row and its hint. */
const GAP = 8;

let tip: HTMLElement | null = null;
/** The row whose hint is shown. */
let shownFor: HTMLElement | null = null;
/** Puts it where it belongs. */
let reposition = () => {};
let timer: ReturnType<typeof setTimeout> | undefined;
let count = 0;

function later(action: () => void, ms: number) {
  clearTimeout(timer);
  timer = setTimeout(action, ms);
}

function hide() {
  clearTimeout(timer);
  shownFor = null;
  reposition = () => {};
  if (tip) tip.hidden = true;
}

/** The one tooltip of the page's panel, made when it is first wanted. */
function theTip(): HTMLElement {
  if (tip) return tip;
  tip = document.createElement('div');
  tip.className = 'control-hint';
  tip.role = 'tooltip';
  tip.hidden = true;
  tip.addEventListener('pointerenter', () => clearTimeout(timer));
  tip.addEventListener('pointerleave', () => later(hide, LEAVE_MS));
  document.body.append(tip);
  // Who comes to a row by keyboard may have scrolled it into view.
  const moved = (event: Event) => {
    if (shownFor?.contains(document.activeElement)) reposition();
    else gone(event);
  };
  const gone = ({ target }: Event) => {
    if (shownFor && !(target instanceof Node && tip?.contains(target))) hide();
  };
  // What moves under it or is pressed elsewhere takes it away; Escape does so and no more.
  window.addEventListener('scroll', moved, { capture: true, passive: true });
  window.addEventListener('resize', hide);
  window.addEventListener('pointerdown', (event) => {
    if (!shownFor?.contains(event.target as Node)) gone(event);
  });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !shownFor) return;
      event.stopPropagation();
      event.preventDefault();
      hide();
    },
    { capture: true },
  );
  return tip;
}

/** Beside the panel, over the picture's edge, where there is room; else above the row or below it. */
function place(tip: HTMLElement, row: HTMLElement, name: HTMLElement) {
  const at = name.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const panel = row.closest('.panel') ?? name;
  const beside = panel.getBoundingClientRect().left - GAP - width;
  const fits = beside >= GAP;
  const above = at.top - GAP - height;
  const left = fits ? beside : Math.min(at.left, window.innerWidth - width - GAP);
  const top = fits ? at.top : above >= GAP ? above : at.bottom + GAP;
  tip.style.left = `${Math.max(GAP, left)}px`;
  tip.style.top = `${Math.max(GAP, Math.min(top, window.innerHeight - height - GAP))}px`;
}

function show(row: HTMLElement, name: HTMLElement, text: string) {
  clearTimeout(timer);
  if (text === '') return;
  const tip = theTip();
  tip.textContent = text;
  tip.hidden = false;
  shownFor = row;
  reposition = () => place(tip, row, name);
  reposition();
}

/** Gives the controls of a row a hint, which may follow the state; `name` is what is pointed at for it. */
export function addHint(row: HTMLElement, name: HTMLElement, text: () => string): () => void {
  const description = document.createElement('span');
  description.id = `hint-${++count}`;
  description.hidden = true;
  row.append(description);
  const { update } = whenOther(text, () => {
    description.textContent = text();
    row.classList.toggle('hinted', description.textContent !== '');
  });
  update();
  for (const control of row.querySelectorAll('input, select, button')) {
    control.setAttribute('aria-describedby', description.id);
    // A name that is scrolled out of view is none to some readers.
    if (!control.hasAttribute('aria-label') && !control.matches('button')) {
      control.setAttribute('aria-label', name.textContent ?? '');
    }
  }
  name.addEventListener('pointerenter', ({ pointerType }) => {
    if (pointerType !== 'touch') later(() => show(row, name, text()), REST_MS);
  });
  name.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType !== 'touch') later(hide, LEAVE_MS);
  });
  // A button does something else when it is pressed.
  name.addEventListener('click', () => {
    if (name === row) return;
    if (shownFor === row) hide();
    else show(row, name, text());
  });
  row.addEventListener('focusin', ({ target }) => {
    if ((target as Element).matches(':focus-visible')) show(row, name, text());
  });
  row.addEventListener('focusout', () => {
    if (shownFor === row) hide();
  });
  return update;
}
