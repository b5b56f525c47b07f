// Things to try, in the picture itself: each at its place on the landscape, until it has been done.
import { DEFAULT_PROBLEM } from '../../problems/registry.ts';
import { element } from '../../views/dom.ts';
import { type Point, type Size, samePoint, toScreen } from '../../views/transform.ts';
import { type Name, t } from '../../words/words.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { isEqual } from '../state/equal.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** CSS pixels round a place within which it is pointed at. */
const NEAR = 36;
/** A plot narrower than this has room for one at a time. */
const NARROW = 500;
/** Beside its place, and from the plot's edges, in CSS pixels. */
const ASIDE = 12;
/** As much room has the ring at a place, each way. */
const RING = 16;

interface Hint {
  /** Where it belongs, in the parameters of the problem that the page begins with; null: nowhere any more. */
  readonly at: (state: State) => Point | null;
  /** With a mouse, and with a finger. */
  readonly texts: readonly [Name, Name];
  /** Above its place, where what it points at lies below. */
  readonly above?: boolean;
  /** Whether a change of the state is what it asks for; left out, pointing near it is. */
  readonly isDone?: (state: State, before: State) => boolean;
}

/** The first flat ground that comes to mind, and a place where all samples are right: tests/node/gallery.test.ts. */
export const PLATEAU: Point = [-12, -12];
export const VALLEY: Point = [14, 7];

export const HINTS: readonly Hint[] = [
  {
    at: ({ starts }) => starts.points[0] ?? null,
    texts: [
      'Drag me: training starts from there, at once.',
      'Drag me: training starts from there, at once.',
    ],
    isDone: ({ starts: { points } }, { starts: { points: were } }) =>
      points.length === were.length && !samePoint(points[0] ?? null, were[0] ?? null),
  },
  {
    at: () => PLATEAU,
    texts: [
      'Click here: a run that starts on this plateau stays stuck.',
      'Tap here: a run that starts on this plateau stays stuck.',
    ],
    isDone: ({ starts: { points } }, { starts: { points: were } }) => points.length > were.length,
  },
  {
    at: () => VALLEY,
    above: true,
    texts: [
      'Point here: in this valley the network gets all four right.',
      'Tap here: in this valley the network gets all four right.',
    ],
  },
];

/** Pictures that follow each other as soon are of a drag: a full one comes later than that. */
const FOLLOWS_MS = 80;
/** So long after the last of them the hints are back. */
const BACK_MS = 250;

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Where a text may lie round its place, within the plot: the first as it is liked best. */
function boxesAround(x: number, y: number, text: Size, plot: Size, above: boolean): Box[] {
  const { width, height } = text;
  const within = (at: number, most: number) => Math.max(ASIDE, Math.min(at, most - ASIDE));
  const columns = [x + ASIDE, x - ASIDE - width, x - width / 2];
  const rows = [y + RING, y - RING - height, y - height / 2];
  if (above) rows.unshift(...rows.splice(1, 1));
  return rows.flatMap((row) =>
    columns.map((column) => ({
      x: within(column, plot.width - width),
      y: within(row, plot.height - height),
      width,
      height,
    })),
  );
}

/** The buttons over a plot, as it lies. */
function toolsOver(surface: HTMLElement): Box[] {
  const { left, top } = surface.getBoundingClientRect();
  const tools = surface.parentElement!.querySelectorAll('.plot-tools, .relief-open');
  return [...tools].map((tool) => {
    const { x, y, width, height } = tool.getBoundingClientRect();
    return { x: x - left, y: y - top, width, height };
  });
}

interface Shown {
  readonly hint: Hint;
  readonly root: HTMLElement;
}

/** Told what it shows already, a browser would paint it again. */
function moveTo({ style }: HTMLElement, x: number, y: number): void {
  const transform = `translate(${x}px, ${y}px)`;
  if (style.transform !== transform) style.transform = transform;
}

export function showHints(store: Store, { explorer }: LandscapeView): { dismiss(): void } {
  const surface = document.getElementById('surface')!;
  const layer = element('div', { className: 'hints' });
  layer.setAttribute('role', 'group');
  layer.setAttribute('aria-label', t('Things to try'));
  surface.after(layer);
  const coarse = matchMedia('(pointer: coarse)').matches;
  const { optimizers } = store.state;
  let left: Shown[] = HINTS.map((hint) => {
    const text = element('span', { textContent: t(hint.texts[coarse ? 1 : 0]) });
    const shut = element('button', { type: 'button', textContent: '×' });
    shut.setAttribute('aria-label', t('Dismiss this hint'));
    const root = element('div', { className: 'hint' }, element('p', {}, text, shut));
    const shown = { hint, root };
    shut.addEventListener('click', () => finish([shown]));
    layer.append(root);
    return shown;
  });

  /** Set while the landscape is dragged, which they would be in the way of. */
  let dragged: ReturnType<typeof setTimeout> | undefined;

  function finish(done: readonly Shown[]) {
    for (const { root } of done) root.remove();
    left = left.filter((each) => !done.includes(each));
    if (left.length === 0) layer.remove();
    else place();
  }

  /** What is on the plot, with its place there, each text where it lies on none of the others. */
  function place() {
    const { state } = store;
    const { size } = explorer;
    // They are of the first problem's landscape, seen from above, and of what its optimizers do on it.
    layer.hidden =
      dragged !== undefined ||
      state.tab !== 'landscape' ||
      state.problem !== DEFAULT_PROBLEM ||
      state.view.relief !== null ||
      !isEqual(state.optimizers, optimizers);
    // Nor are they measured meanwhile, for which the browser would lay out the page at each picture.
    if (layer.hidden) return;
    const spots = left.flatMap(({ hint, root }) => {
      const at = hint.at(state);
      const [x, y] = at ? toScreen(state.window, size, at) : [-1, -1];
      const inside = x >= 0 && y >= 0 && x <= size.width && y <= size.height;
      return inside ? [{ hint, root, x, y }] : [];
    });
    const shown = spots.slice(0, size.width < NARROW ? 1 : spots.length);
    for (const { root } of left) root.hidden = !shown.some((each) => each.root === root);
    const taken: Box[] = [
      ...toolsOver(surface),
      ...shown.map(({ x, y }) => ({ x: x - RING, y: y - RING, width: 2 * RING, height: 2 * RING })),
    ];
    for (const { hint, root, x, y } of shown) {
      const text = root.firstElementChild as HTMLElement;
      const { offsetWidth: width, offsetHeight: height } = text;
      const boxes = boxesAround(x, y, { width, height }, size, hint.above ?? false);
      const box = boxes.find((each) => !taken.some((other) => meet(each, other))) ?? boxes[0]!;
      taken.push(box);
      moveTo(root, surface.offsetLeft + x, surface.offsetTop + y);
      moveTo(text, box.x - x, box.y - y);
    }
  }

  const near = (event: PointerEvent) => {
    const { left: x0, top: y0 } = surface.getBoundingClientRect();
    const done = left.filter(({ hint, root }) => {
      const at = hint.isDone || root.hidden ? null : hint.at(store.state);
      if (!at) return false;
      const [x, y] = toScreen(store.state.window, explorer.size, at);
      return Math.hypot(event.clientX - x0 - x, event.clientY - y0 - y) < NEAR;
    });
    if (done.length > 0) finish(done);
  };
  surface.addEventListener('pointermove', near);
  surface.addEventListener('pointerdown', near);
  store.subscribe((state, before) => {
    if (left.length === 0) return;
    const same = state.problem === before.problem;
    finish(left.filter(({ hint }) => same && hint.isDone?.(state, before)));
  });
  explorer.onDraw.subscribe(() => {
    if (left.length > 0) place();
  });
  let before = Number.NEGATIVE_INFINITY;
  explorer.onLandscape.subscribe(() => {
    const now = performance.now();
    const follows = now - before < FOLLOWS_MS;
    before = now;
    if (!follows && dragged === undefined) return;
    clearTimeout(dragged);
    dragged = setTimeout(() => {
      dragged = undefined;
      if (left.length > 0) place();
    }, BACK_MS);
  });
  place();
  return { dismiss: () => finish(left) };
}
