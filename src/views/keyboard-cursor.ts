// A cursor on a plot, moved by the keyboard: it reaches every pixel, and what is there is read out.
import type { Point, Size } from './transform.ts';

export interface CursorPlot {
  size(): Size;
  /** CSS pixels from one place that can be told apart to the next, to the right and downwards. */
  step(): Point;
  /** Where it begins; null for the middle. */
  first?(): Point | null;
  /** It is at a place, or gone. */
  show(at: Point | null): void;
  /** Enter: adds a start there, or keeps the run. */
  act(at: Point): void;
  /** Delete: removes what is there. */
  remove(at: Point): void;
}

export interface KeyboardCursor {
  /** Null while it is not shown. */
  readonly at: Point | null;
}

/** Steps that an arrow goes with Shift held, and the part of the plot that it goes with Ctrl. */
const SHIFT = 10;
const CTRL = 0.1;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow takes the cursor; null for another key. */
export function cursorAfter(
  at: Point,
  { key, shiftKey, ctrlKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey'>,
  { width, height }: Size,
  [sx, sy]: Point,
): Point | null {
  const arrow = ARROWS[key];
  if (!arrow) return null;
  const by = (step: number, length: number) =>
    ctrlKey ? CTRL * length : (shiftKey ? SHIFT : 1) * step;
  const within = (value: number, step: number, length: number) =>
    Math.min(length - Math.min(step, 1) / 2, Math.max(Math.min(step, 1) / 2, value));
  return [
    within(at[0] + arrow[0] * by(sx, width), sx, width),
    within(at[1] + arrow[1] * by(sy, height), sy, height),
  ];
}

/** Turns of the wheel that zoom by as much as + and − do. */
const WHEEL: Readonly<Record<string, number>> = { '+': -131, '=': -131, '-': 131 };

/** C shows it, and so does Enter once it has acted in the middle; Escape and leaving the plot hide it. */
export function attachCursor(surface: HTMLElement, plot: CursorPlot): KeyboardCursor {
  let at: Point | null = null;
  const go = (to: Point | null) => {
    at = to;
    plot.show(at);
  };
  const middle = (): Point => {
    const { width, height } = plot.size();
    return plot.first?.() ?? [width / 2, height / 2];
  };
  /** What a key does while it is hidden, and while it is shown; false where it is none of its own. */
  function show(key: string): boolean {
    if (key !== 'Enter' && key !== 'c' && key !== 'C') return false;
    const to = middle();
    go(to);
    if (key === 'Enter') plot.act(to);
    return true;
  }
  function use(event: KeyboardEvent, from: Point): boolean {
    const { key } = event;
    const to = cursorAfter(from, event, plot.size(), plot.step());
    if (to) go(to);
    else if (key === 'Enter') plot.act(from);
    else if (key === 'Escape') go(null);
    else if (key === 'Delete' || key === 'Backspace') plot.remove(from);
    else if (key in WHEEL) zoomAt(from, WHEEL[key]!);
    else return false;
    return true;
  }
  /** As the wheel does it with the pointer there. */
  function zoomAt([x, y]: Point, deltaY: number) {
    const { left, top } = surface.getBoundingClientRect();
    const at = { clientX: left + x, clientY: top + y };
    surface.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, cancelable: true }));
    go([x, y]);
  }
  // Before whatever else listens: with the cursor, arrows are its own.
  surface.addEventListener(
    'keydown',
    (event) => {
      if (event.altKey || event.metaKey || (event.ctrlKey && !at)) return;
      if (!(at ? use(event, at) : show(event.key))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  surface.addEventListener('blur', () => at && go(null));
  surface.addEventListener('pointerdown', () => at && go(null));
  return {
    get at() {
      return at;
    },
  };
}

/** Says in a live region of the plot what is under the cursor, once it rests. */
export function createReading(area: HTMLElement): (text: string) => void {
  const said = document.createElement('p');
  said.className = 'said';
  said.setAttribute('role', 'status');
  area.append(said);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = text;
    }, READ_MS);
  };
}
const READ_MS = 200;

let described = 0;
/** A text that describes a plot to whoever does not see it; returns what changes it. */
export function createSummary(area: HTMLElement, surface: HTMLElement): (text: string) => void {
  const text = document.createElement('p');
  text.className = 'said';
  text.id = `plot-summary-${++described}`;
  area.append(text);
  surface.setAttribute('aria-describedby', text.id);
  return (next) => {
    text.textContent = next;
  };
}
