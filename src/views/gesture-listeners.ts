// Mouse, touch, pen and keyboard on a plot, turned into what they mean for its window. What means what: gestures.ts.
import type { Window } from '../engine.ts';
import { once } from '../once.ts';
import type { createBox, createGlide } from './gesture-extras.ts';
import {
  type GestureAction,
  type GestureEvent,
  NO_GESTURE,
  reduceGesture,
  windowAfter,
} from './gestures.ts';
import type { Point, Size } from './transform.ts';

export interface GestureHandlers {
  window(): Window;
  size(): Size;
  /** A new window from a zoom, a pan or a box; may be refused by leaving the state as it is. */
  onWindow(window: Window): void;
  /** Pointer over the plot, in CSS pixels; null when it leaves. */
  onHover(at: Point | null): void;
  /** A click or tap that was neither a drag nor a part of a double click's second half. */
  onClick(at: Point): void;
  /** A right click, or a finger held still for LONG_PRESS_MS; no click follows. */
  onRemove(at: Point): void;
  /** A double click, after onClick was called for its first click only; or, by key, 0. */
  onHome(byKey: boolean): void;
  /** Something that can be dragged at this place; null pans. */
  onGrab?(at: Point): { move(at: Point): void; drop(): void } | null;
}

/** As long as phones take it to be. */
const LONG_PRESS_MS = 500;
type Extras = ReturnType<typeof createGlide> & { drawBox: ReturnType<typeof createBox> };

export function attachGestures(target: HTMLElement, handlers: GestureHandlers): void {
  let state = NO_GESTURE;
  let grabbed: { move(at: Point): void; drop(): void } | null = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;

  /** Returns whether the event meant anything. */
  function take(event: GestureEvent): boolean {
    const reduced = reduceGesture(state, event);
    state = reduced.state;
    if (!state.pressedAt || state.dragging) clearTimeout(longPress);
    for (const action of reduced.actions) act(action);
    return reduced.actions.length > 0;
  }

  const view = (action: { at: Point; by: Point; factor: number }) =>
    handlers.onWindow(windowAfter(handlers.window(), handlers.size(), action));
  // What a first look does without comes when it is wanted; a gesture's actions stay in their order.
  let extras: Extras | null = null;
  const load = once(async () => {
    const all = await import('./gesture-extras.ts');
    const glide = all.createGlide((by) => view({ at: [0, 0], by, factor: 1 }));
    extras = { drawBox: all.createBox(target, handlers), ...glide };
    return extras;
  });
  let gesture = 0;
  const stop = () => {
    gesture++;
    extras?.stop();
  };
  function fling(velocity: Point) {
    const of = gesture;
    void load().then((all) => of === gesture && all.fling(velocity));
  }

  function act(action: GestureAction) {
    switch (action.type) {
      case 'view':
        return view(action);
      case 'hover':
        return handlers.onHover(action.at);
      case 'click':
        return handlers.onClick(action.at);
      case 'doubleClick':
        return handlers.onHome(action.byKey);
      case 'longPress':
        return handlers.onRemove(action.at);
      case 'fling':
        return fling(action.velocity);
      case 'drag':
        return grabbed?.move(action.at);
      case 'drop':
        return grabbed?.drop();
      case 'box':
        return void load().then((all) => all.drawBox(action.box, action.finished));
    }
  }

  const place = (event: { clientX: number; clientY: number }): Point => {
    const { left, top } = target.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  target.addEventListener('pointerdown', (event) => {
    stop();
    // Told when it is wanted.
    load().catch(() => {});
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    const at = place(event);
    const first = state.pointers.size === 0;
    const boxes = first && event.shiftKey;
    if (first) grabbed = boxes ? null : (handlers.onGrab?.(at) ?? null);
    take({ type: 'down', id: event.pointerId, at, boxes, grabs: first && grabbed !== null });
    if (!first || event.pointerType === 'mouse') return;
    longPress = setTimeout(() => take({ type: 'held' }), LONG_PRESS_MS);
  });
  target.addEventListener('pointermove', (event) => {
    const at = place(event);
    const [pressed] = state.pointers.size === 1 ? state.pointers.values() : [];
    // Upwards and downwards the finger scrolls the page.
    if (pressed && scrollsPage(event, target)) at[1] = pressed[1];
    take({ type: 'move', id: event.pointerId, at, time: event.timeStamp });
  });
  target.addEventListener('pointerup', (event) =>
    take({ type: 'up', id: event.pointerId, at: place(event), time: event.timeStamp }),
  );
  target.addEventListener('pointercancel', (event) =>
    take({ type: 'cancel', id: event.pointerId }),
  );
  target.addEventListener('pointerleave', (event) => {
    // A finger that was lifted has left too, but what it touched stays of interest.
    if (event.pointerType === 'mouse') take({ type: 'leave', id: event.pointerId });
  });
  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      stop();
      const { deltaX, deltaY, deltaMode, ctrlKey: pinch } = event;
      take({ type: 'wheel', at: place(event), deltaX, deltaY, deltaMode, pinch });
    },
    { passive: false },
  );
  attachMenu(target, (event) => {
    // What is dragged may be what goes: its number would then be another's.
    for (const id of state.pointers.keys()) take({ type: 'cancel', id });
    handlers.onRemove(place(event));
  });
  target.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    stop();
    const { width, height } = handlers.size();
    const centre: Point = [width / 2, height / 2];
    if (take({ type: 'key', key: event.key, centre })) event.preventDefault();
  });
}

const scrollsPage = ({ pointerType }: PointerEvent, target: HTMLElement) =>
  pointerType === 'touch' && getComputedStyle(target).touchAction === 'pan-y';

/** A right click, and two fingers that are the plot's wherever they are put down. */
function attachMenu(target: HTMLElement, onRemove: (event: MouseEvent) => void): void {
  target.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    // A finger's long press removes by itself, on every system.
    const byTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (!byTouch) onRemove(event);
  });
  target.addEventListener(
    'touchstart',
    (event) => {
      // Where one finger scrolls the page, two move the plot.
      if (event.touches.length > 1) event.preventDefault();
    },
    { passive: false },
  );
}
