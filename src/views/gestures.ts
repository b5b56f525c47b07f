// What pointer, wheel and key events on a plot mean, without a page: (state, event) → state and actions.
// src/views/gesture-listeners.ts feeds it from the DOM.
import type { Window } from '../engine.ts';
import { type Point, pannedBy, type Size, toParameters, zoomedAt } from './transform.ts';

/** Pixels the pointer may wander in a click. */
const CLICK_SLOP = 5;
const DOUBLE_CLICK_MS = 350;
/** CSS pixels that an arrow key pans by, and what + and − zoom by. */
const KEY_PAN = 60;
const KEY_ZOOM = 1.3;

/** Places are CSS pixels from the plot's top left corner. */
export type GestureEvent =
  /** `boxes`: it begins a box. `grabs`: there is something here that can be dragged. */
  | { type: 'down'; id: number; at: Point; boxes: boolean; grabs: boolean }
  | { type: 'move'; id: number; at: Point }
  | { type: 'up'; id: number; at: Point; time: number }
  | { type: 'cancel'; id: number }
  /** What is pressed has been held for long. */
  | { type: 'held' }
  /** The mouse has left the plot. */
  | { type: 'leave'; id: number }
  | { type: 'wheel'; at: Point; deltaY: number; deltaMode: number }
  | { type: 'key'; key: string; centre: Point };

export type GestureAction =
  /** Moves what was under `at − by` to `at` and scales it about that place; factor < 1 zooms in. */
  | { type: 'view'; at: Point; by: Point; factor: number }
  | { type: 'hover'; at: Point | null }
  | { type: 'click'; at: Point }
  /** After the click action of its first click only; or by key. */
  | { type: 'doubleClick'; at: Point; byKey: boolean }
  | { type: 'longPress'; at: Point }
  /** What was grabbed follows, and is let go. */
  | { type: 'drag'; at: Point }
  | { type: 'drop' }
  /** A box being drawn (null: given up), and whether it is finished. */
  | { type: 'box'; box: { from: Point; to: Point } | null; finished: boolean };

export interface GestureState {
  readonly pointers: ReadonlyMap<number, Point>;
  /** Where the only pointer went down; null when what it does is no click or drag any more. */
  readonly pressedAt: Point | null;
  readonly dragging: boolean;
  readonly boxing: boolean;
  readonly grabbed: boolean;
  readonly lastClick: { at: Point; time: number } | null;
}

export const NO_GESTURE: GestureState = {
  pointers: new Map(),
  pressedAt: null,
  dragging: false,
  boxing: false,
  grabbed: false,
  lastClick: null,
};

export interface Reduced {
  state: GestureState;
  actions: readonly GestureAction[];
}

export function reduceGesture(state: GestureState, event: GestureEvent): Reduced {
  switch (event.type) {
    case 'down':
      return down(state, event);
    case 'move':
      return move(state, event.id, event.at);
    case 'up':
      return release(state, event.id, { at: event.at, time: event.time });
    case 'cancel':
      return release(state, event.id, null);
    case 'held': {
      const { pressedAt: at, dragging } = state;
      if (!at || dragging) return { state, actions: [] };
      // What was pressed is dealt with: neither a drag nor a click is to follow.
      const dealtWith = { ...state, pressedAt: null, grabbed: false };
      return { state: dealtWith, actions: [{ type: 'longPress', at }] };
    }
    case 'leave':
      return { state, actions: state.pointers.has(event.id) ? [] : [{ type: 'hover', at: null }] };
    case 'wheel':
      return { state, actions: [wheel(event.at, event.deltaY, event.deltaMode)] };
    case 'key': {
      const action = keyAction(event.key, event.centre);
      return { state, actions: action ? [action] : [] };
    }
  }
}

/** The window after a 'view' action on a plot of this size. */
export function windowAfter(
  window: Window,
  size: Size,
  { at, by, factor }: { at: Point; by: Point; factor: number },
): Window {
  const panned = pannedBy(window, size, by);
  return factor === 1 ? panned : zoomedAt(panned, toParameters(panned, size, at), factor);
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
const far = (a: Point, b: Point) => Math.hypot(...minus(a, b)) > CLICK_SLOP;
const zoom = (at: Point, factor: number): GestureAction => ({
  type: 'view',
  at,
  by: [0, 0],
  factor,
});
const pan = (at: Point, by: Point): GestureAction => ({ type: 'view', at, by, factor: 1 });

function down(
  state: GestureState,
  { id, at, boxes, grabs }: Extract<GestureEvent, { type: 'down' }>,
): Reduced {
  const pointers = new Map(state.pointers).set(id, at);
  if (pointers.size === 1) {
    const begun = { pointers, pressedAt: at, dragging: false, boxing: boxes, grabbed: grabs };
    return { state: { ...state, ...begun }, actions: [] };
  }
  // A second finger makes it a pinch, whatever the first had begun.
  const actions: GestureAction[] = [];
  if (state.boxing) actions.push({ type: 'box', box: null, finished: true });
  if (state.grabbed) actions.push({ type: 'drop' });
  const pinching = { pointers, pressedAt: null, boxing: false, grabbed: false };
  return { state: { ...state, ...pinching }, actions };
}

function move(state: GestureState, id: number, at: Point): Reduced {
  const before = state.pointers.get(id);
  if (!before) return { state, actions: [{ type: 'hover', at }] };
  const { pressedAt, dragging, boxing, grabbed } = state;
  const pointers = new Map(state.pointers).set(id, at);
  if (pointers.size === 2) {
    const other = [...pointers].find(([each]) => each !== id)![1];
    return { state: { ...state, pointers }, actions: [pinch(before, at, other)] };
  }
  if (!pressedAt) return { state: { ...state, pointers }, actions: [] };
  if (!dragging && !far(at, pressedAt)) return { state, actions: [] };
  const moved: GestureAction = boxing
    ? { type: 'box', box: { from: pressedAt, to: at }, finished: false }
    : grabbed
      ? { type: 'drag', at }
      : pan(at, minus(at, dragging ? before : pressedAt));
  return {
    state: { ...state, pointers, dragging: true },
    actions: [moved, { type: 'hover', at }],
  };
}

/** One of two fingers moves: what lay between them stays between them, as much as they are apart. */
function pinch(before: Point, at: Point, other: Point): GestureAction {
  const spread = (a: Point) => Math.max(10, Math.hypot(...minus(a, other)));
  const middle = (a: Point): Point => [(a[0] + other[0]) / 2, (a[1] + other[1]) / 2];
  const to = middle(at);
  return {
    type: 'view',
    at: to,
    by: minus(to, middle(before)),
    factor: spread(before) / spread(at),
  };
}

/** A pointer is lifted, or (null) taken away by the system. */
function release(
  state: GestureState,
  id: number,
  lifted: { at: Point; time: number } | null,
): Reduced {
  if (!state.pointers.has(id)) return { state, actions: [] };
  const { pressedAt, dragging, boxing, grabbed } = state;
  const pointers = new Map(state.pointers);
  pointers.delete(id);
  const actions: GestureAction[] = grabbed ? [{ type: 'drop' }] : [];
  let { lastClick } = state;
  if (boxing && pressedAt) {
    const box = dragging && lifted ? { from: pressedAt, to: lifted.at } : null;
    actions.push({ type: 'box', box, finished: true });
  } else if (pressedAt && !dragging && lifted) {
    const { at, time } = lifted;
    if (lastClick && time - lastClick.time < DOUBLE_CLICK_MS && !far(at, lastClick.at)) {
      lastClick = null;
      actions.push({ type: 'doubleClick', at, byKey: false });
    } else {
      lastClick = lifted;
      actions.push({ type: 'click', at }, { type: 'hover', at });
    }
  }
  return { state: { ...state, pointers, pressedAt: null, grabbed: false, lastClick }, actions };
}

function wheel(at: Point, deltaY: number, deltaMode: number): GestureAction {
  // Lines and pages count as 16 and 400 pixels; 300 pixels of wheel make a factor of e^0.6.
  const unit = deltaMode === 1 ? 16 : deltaMode === 2 ? 400 : 1;
  const turned = Math.max(-300, Math.min(300, deltaY * unit));
  return zoom(at, Math.exp(turned * 0.002));
}

function keyAction(key: string, centre: Point): GestureAction | null {
  switch (key) {
    case 'ArrowLeft':
      return pan(centre, [KEY_PAN, 0]);
    case 'ArrowRight':
      return pan(centre, [-KEY_PAN, 0]);
    case 'ArrowUp':
      return pan(centre, [0, KEY_PAN]);
    case 'ArrowDown':
      return pan(centre, [0, -KEY_PAN]);
    case '+':
    case '=':
      return zoom(centre, 1 / KEY_ZOOM);
    case '-':
      return zoom(centre, KEY_ZOOM);
    case '0':
      return { type: 'doubleClick', at: centre, byKey: true };
    default:
      return null;
  }
}
