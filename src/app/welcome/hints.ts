// Things to try, in the picture itself: each at its place on the landscape, until it has been done.
import { DEFAULT_PROBLEM } from '../../problems/registry.ts';
import { element } from '../../views/dom.ts';
import { type Point, samePoint, toScreen } from '../../views/transform.ts';
import { type Name, t } from '../../words/words.ts';
import type { LandscapeView } from '../landscape/view.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** CSS pixels round a place within which it is pointed at. */
const NEAR = 36;
/** A plot narrower than this has room for one at a time. */
const NARROW = 500;
/** Beside its place, and from the plot's edges, in CSS pixels. */
const ASIDE = 12;

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

interface Shown {
  readonly hint: Hint;
  readonly root: HTMLElement;
}

export function showHints(store: Store, { explorer }: LandscapeView): { dismiss(): void } {
  const surface = document.getElementById('surface')!;
  const layer = element('div', { className: 'hints' });
  layer.setAttribute('role', 'group');
  layer.setAttribute('aria-label', t('Things to try'));
  surface.after(layer);
  const coarse = matchMedia('(pointer: coarse)').matches;
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

  function finish(done: readonly Shown[]) {
    for (const { root } of done) root.remove();
    left = left.filter((each) => !done.includes(each));
    if (left.length === 0) layer.remove();
    else place();
  }

  /** What is on the plot, with its place there. */
  function place() {
    const { state } = store;
    const { size } = explorer;
    // They are of the first problem's landscape, seen from above.
    layer.hidden =
      state.tab !== 'landscape' || state.problem !== DEFAULT_PROBLEM || state.view.relief !== null;
    let room = size.width < NARROW ? 1 : left.length;
    for (const { hint, root } of left) {
      const at = hint.at(state);
      const [x, y] = at ? toScreen(state.window, size, at) : [-1, -1];
      const inside = x >= 0 && y >= 0 && x <= size.width && y <= size.height;
      root.hidden = !inside || room <= 0;
      if (root.hidden) continue;
      room--;
      root.style.transform = `translate(${surface.offsetLeft + x}px, ${surface.offsetTop + y}px)`;
      const text = root.firstElementChild as HTMLElement;
      const { offsetWidth: width, offsetHeight: height } = text;
      const right = Math.min(x + ASIDE, size.width - width - ASIDE);
      text.style.left = `${Math.max(right, ASIDE) - x}px`;
      const below = y + height + 2 * ASIDE < size.height;
      root.classList.toggle('above', (hint.above && y > height + 2 * ASIDE) || !below);
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
  place();
  return { dismiss: () => finish(left) };
}
