// Mouse, touch, pen and keyboard on a plot, turned into what they mean for its window.
import type { Window } from '../engine.ts';
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
  /** A new window from a zoom or pan; may be refused by leaving the state as it is. */
  onWindow(window: Window): void;
  /** Pointer over the plot, in CSS pixels; null when it leaves. */
  onHover(at: Point | null): void;
  /** A click or tap that was neither a drag nor a part of a double click's second half. */
  onClick(at: Point): void;
  /** A finger held still for LONG_PRESS_MS; no click follows. */
  onLongPress?(at: Point): void;
  /** A double click, after onClick was called for its first click only; or, by key, 0. */
  onDoubleClick(at: Point, byKey: boolean): void;
  /** Something that can be dragged at this place; null pans. */
  onGrab(at: Point): { move(at: Point): void; drop(): void } | null;
  /** A box being drawn with Shift held (null: given up), and whether it is finished. */
  onBox?(box: { from: Point; to: Point } | null, finished: boolean): void;
}

/** As long as phones take it to be. */
const LONG_PRESS_MS = 500;

export function attachGestures(target: HTMLElement, handlers: GestureHandlers): void {
  let state = NO_GESTURE;
  let grabbed: ReturnType<GestureHandlers['onGrab']> = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;

  /** Returns whether the event meant anything. */
  function take(event: GestureEvent): boolean {
    const reduced = reduceGesture(state, event);
    state = reduced.state;
    if (!state.pressedAt || state.dragging) clearTimeout(longPress);
    for (const action of reduced.actions) act(action);
    return reduced.actions.length > 0;
  }

  function act(action: GestureAction) {
    switch (action.type) {
      case 'view':
        return handlers.onWindow(windowAfter(handlers.window(), handlers.size(), action));
      case 'hover':
        return handlers.onHover(action.at);
      case 'click':
        return handlers.onClick(action.at);
      case 'doubleClick':
        return handlers.onDoubleClick(action.at, action.byKey);
      case 'longPress':
        return handlers.onLongPress?.(action.at);
      case 'drag':
        return grabbed?.move(action.at);
      case 'drop':
        return grabbed?.drop();
      case 'box':
        return handlers.onBox?.(action.box, action.finished);
    }
  }

  const place = (event: { clientX: number; clientY: number }): Point => {
    const box = target.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    const at = place(event);
    const first = state.pointers.size === 0;
    const boxes = first && event.shiftKey && handlers.onBox !== undefined;
    if (first) grabbed = boxes ? null : handlers.onGrab(at);
    take({ type: 'down', id: event.pointerId, at, boxes, grabs: first && grabbed !== null });
    if (!first || event.pointerType === 'mouse') return;
    longPress = setTimeout(() => take({ type: 'held' }), LONG_PRESS_MS);
  });
  target.addEventListener('pointermove', (event) =>
    take({ type: 'move', id: event.pointerId, at: place(event) }),
  );
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
      const { deltaY, deltaMode } = event;
      take({ type: 'wheel', at: place(event), deltaY, deltaMode });
    },
    { passive: false },
  );
  target.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = handlers.size();
    const centre: Point = [width / 2, height / 2];
    if (take({ type: 'key', key: event.key, centre })) event.preventDefault();
  });
}
