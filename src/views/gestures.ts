// What pointer, wheel and key events on a plot mean, without a page: (state, event) → state and actions.
// src/views/gesture-listeners.ts feeds it from the DOM. One grammar for every plot:
//
//   gesture                      landscape             basins, sweep          spectrum (along η)     relief
//   drag, two-finger drag        pans, then glides     pans, then glides      pans, then glides      turns
//   wheel, pinch                 zooms about pointer   zooms about pointer    zooms about pointer    nearer, farther
//   wheel sideways               pans                  pans                   pans                   -
//   Shift and drag               zooms into a box      zooms into a box       zooms into a stretch   -
//   double click or tap, 0       home                  home                   home                   home
//   click, tap                   adds a start          keeps the run          keeps the run          adds a start
//   drag of a start              moves it              -                      -                      -
//   right click, long press      removes a start       lets the run go        lets the run go        -
//   arrows; + and −              pan; zoom             pan; zoom              pan; zoom              turn; zoom
//   C, or Enter, then arrows     cursor, by pixels     cursor, by pixels      cursor, by rates       -
//   with the cursor: Enter       adds a start          keeps the run          keeps the run          -
//   with the cursor: Escape      leaves it             leaves it              leaves it              back to the map
//
// Nothing glides where the system asks for less motion. Keys with the cursor are those of keyboard-cursor.ts, the relief's
// those of app/relief/turning.ts.
import type { Window } from '../engine.ts';
import { type Point, pannedBy, type Size, toParameters, zoomedAt } from './transform.ts';

/** Pixels the pointer may wander in a click. */
const CLICK_SLOP = 5;
const DOUBLE_CLICK_MS = 350;
/** A pan glides on that lasted so long and moved so shortly before its end, at so many pixels a millisecond at least. */
const DRAGGED_MS = 60;
const RESTED_MS = 50;
const SLOW = 0.15;
/** CSS pixels that an arrow key pans by, and what + and − zoom by. */
const KEY_PAN = 60;
const KEY_ZOOM = 1.3;

/** Places are CSS pixels from the plot's top left corner. */
export type GestureEvent =
  /** `boxes`: it begins a box. `grabs`: there is something here that can be dragged. */
  | { type: 'down'; id: number; at: Point; boxes: boolean; grabs: boolean }
  /** `time` in milliseconds; without it nothing glides. */
  | { type: 'move'; id: number; at: Point; time?: number }
  | { type: 'up'; id: number; at: Point; time: number }
  | { type: 'cancel'; id: number }
  /** What is pressed has been held for long. */
  | { type: 'held' }
  /** The mouse has left the plot. */
  | { type: 'leave'; id: number }
  /** `pinch`: that of a touchpad, which comes as a wheel with Ctrl held. */
  | {
      type: 'wheel';
      at: Point;
      deltaX?: number;
      deltaY: number;
      deltaMode: number;
      pinch?: boolean;
    }
  | { type: 'key'; key: string; centre: Point };

export type GestureAction =
  /** Moves what was under `at − by` to `at` and scales it about that place; factor < 1 zooms in. */
  | { type: 'view'; at: Point; by: Point; factor: number }
  | { type: 'hover'; at: Point | null }
  | { type: 'click'; at: Point }
  /** After the click action of its first click only; or by key. */
  | { type: 'doubleClick'; at: Point; byKey: boolean }
  | { type: 'longPress'; at: Point }
  /** What was panned glides on at so many pixels a millisecond. */
  | { type: 'fling'; velocity: Point }
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
  /** Of the pan under way: pixels a millisecond, when it began and when it last moved. */
  readonly pan: { velocity: Point; since: number; at: number } | null;
}

export const NO_GESTURE: GestureState = {
  pointers: new Map(),
  pressedAt: null,
  dragging: false,
  boxing: false,
  grabbed: false,
  lastClick: null,
  pan: null,
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
      return move(state, event);
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
      return { state, actions: [wheel(event)] };
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
    const pressed = { pointers, pressedAt: at, pan: null };
    const begun = { ...pressed, dragging: false, boxing: boxes, grabbed: grabs };
    return { state: { ...state, ...begun }, actions: [] };
  }
  // A second finger makes it a pinch, whatever the first had begun.
  const actions: GestureAction[] = [];
  if (state.boxing) actions.push({ type: 'box', box: null, finished: true });
  if (state.grabbed) actions.push({ type: 'drop' });
  const pinching = { pointers, pressedAt: null, boxing: false, grabbed: false, pan: null };
  return { state: { ...state, ...pinching }, actions };
}

function move(
  state: GestureState,
  { id, at, time = 0 }: Extract<GestureEvent, { type: 'move' }>,
): Reduced {
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
  const by = minus(at, before);
  const glides = boxing || grabbed ? null : panAfter(state.pan, by, time);
  return {
    state: { ...state, pointers, dragging: true, pan: glides },
    actions: [moved, { type: 'hover', at }],
  };
}

/** How fast it pans, of which a quarter is as it was. */
function panAfter(before: GestureState['pan'], [dx, dy]: Point, time: number): GestureState['pan'] {
  const ms = before ? time - before.at : 0;
  if (!before || ms <= 0) return before ?? { velocity: [0, 0], since: time, at: time };
  const [vx, vy] = before.velocity;
  const velocity: Point = [0.25 * vx + (0.75 * dx) / ms, 0.25 * vy + (0.75 * dy) / ms];
  return { velocity, since: before.since, at: time };
}

/** A pan that was not stopped before it was let go glides on. */
function flingOf(pan: GestureState['pan'], time: number): GestureAction[] {
  if (!pan || time - pan.at > RESTED_MS || pan.at - pan.since < DRAGGED_MS) return [];
  return Math.hypot(...pan.velocity) < SLOW ? [] : [{ type: 'fling', velocity: pan.velocity }];
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
  } else if (dragging && lifted) {
    actions.push(...flingOf(state.pan, lifted.time));
  } else if (pressedAt && lifted) {
    const { at, time } = lifted;
    if (lastClick && time - lastClick.time < DOUBLE_CLICK_MS && !far(at, lastClick.at)) {
      lastClick = null;
      actions.push({ type: 'doubleClick', at, byKey: false });
    } else {
      lastClick = lifted;
      actions.push({ type: 'click', at }, { type: 'hover', at });
    }
  }
  const rest = { pressedAt: null, grabbed: false, pan: null };
  return { state: { ...state, pointers, ...rest, lastClick }, actions };
}

function wheel(event: Extract<GestureEvent, { type: 'wheel' }>): GestureAction {
  const { at, deltaX = 0, deltaY, deltaMode, pinch = false } = event;
  // Lines and pages count as 16 and 400 pixels; 300 pixels of wheel make a factor of e^0.6.
  const unit = deltaMode === 1 ? 16 : deltaMode === 2 ? 400 : 1;
  const turned = (delta: number) => Math.max(-300, Math.min(300, delta * unit));
  if (Math.abs(deltaX) > 2 * Math.abs(deltaY)) return pan(at, [-turned(deltaX), 0]);
  return zoom(at, Math.exp(turned(deltaY) * (pinch ? 0.01 : 0.002)));
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
