// Mouse, touch, pen and keyboard on a plot, turned into what they mean for its window.
import type { Window } from '../engine.ts';
import { type Point, pannedBy, type Size, toParameters, zoomedAt } from './transform.ts';

export interface GestureHandlers {
  window(): Window;
  size(): Size;
  /** A new window from a zoom or pan; may be refused by leaving the state as it is. */
  onWindow(window: Window): void;
  /** Pointer over the plot, in CSS pixels; null when it leaves. */
  onHover(at: Point | null): void;
  /** A click or tap that was neither a drag nor a part of a double click's second half. */
  onClick(at: Point): void;
  /** A finger or button held still for LONG_PRESS_MS; no click follows. */
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
/** Pixels the pointer may wander in a click. */
const CLICK_SLOP = 5;
const DOUBLE_CLICK_MS = 350;

export function attachGestures(target: HTMLElement, handlers: GestureHandlers): void {
  const pointers = new Map<number, Point>();
  let grabbed: ReturnType<GestureHandlers['onGrab']> = null;
  let pressedAt: Point | null = null;
  let dragging = false;
  let boxing = false;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let lastClick: { at: Point; time: number } | null = null;

  const place = (event: { clientX: number; clientY: number }): Point => {
    const box = target.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const far = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]) > CLICK_SLOP;
  const zoom = (at: Point, factor: number) =>
    handlers.onWindow(
      zoomedAt(handlers.window(), toParameters(handlers.window(), handlers.size(), at), factor),
    );

  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    const at = place(event);
    pointers.set(event.pointerId, at);
    if (pointers.size === 1) {
      pressedAt = at;
      dragging = false;
      boxing = event.shiftKey && handlers.onBox !== undefined;
      grabbed = boxing ? null : handlers.onGrab(at);
      longPress = setTimeout(() => {
        if (!pressedAt || dragging || event.pointerType === 'mouse') return;
        // What was pressed is dealt with: neither a drag nor a click is to follow.
        pressedAt = null;
        grabbed = null;
        handlers.onLongPress?.(at);
      }, LONG_PRESS_MS);
    } else {
      clearTimeout(longPress);
      if (boxing) handlers.onBox?.(null, true);
      boxing = false;
      // A second finger makes it a pinch, whatever the first had begun.
      grabbed?.drop();
      grabbed = null;
      pressedAt = null;
    }
  });

  target.addEventListener('pointermove', (event) => {
    const at = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      handlers.onHover(at);
      return;
    }
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)![1];
      const spread = (a: Point) => Math.max(10, Math.hypot(a[0] - other[0], a[1] - other[1]));
      const middle = (a: Point): Point => [(a[0] + other[0]) / 2, (a[1] + other[1]) / 2];
      const [from, to] = [middle(before), middle(at)];
      const panned = pannedBy(handlers.window(), handlers.size(), [
        to[0] - from[0],
        to[1] - from[1],
      ]);
      const anchor = toParameters(panned, handlers.size(), to);
      handlers.onWindow(zoomedAt(panned, anchor, spread(before) / spread(at)));
    } else if (pressedAt) {
      if (!dragging && !far(at, pressedAt)) return;
      clearTimeout(longPress);
      if (boxing) handlers.onBox?.({ from: pressedAt, to: at }, false);
      else if (grabbed) grabbed.move(at);
      else {
        const from = dragging ? before : pressedAt;
        handlers.onWindow(
          pannedBy(handlers.window(), handlers.size(), [at[0] - from[0], at[1] - from[1]]),
        );
      }
      dragging = true;
      handlers.onHover(at);
    }
    pointers.set(event.pointerId, at);
  });

  const release = (event: PointerEvent, cancelled: boolean) => {
    if (!pointers.delete(event.pointerId)) return;
    clearTimeout(longPress);
    const at = place(event);
    if (grabbed) {
      grabbed.drop();
      grabbed = null;
    }
    if (boxing && pressedAt) {
      handlers.onBox?.(dragging && !cancelled ? { from: pressedAt, to: at } : null, true);
    } else if (pressedAt && !dragging && !cancelled) {
      const now = event.timeStamp;
      if (lastClick && now - lastClick.time < DOUBLE_CLICK_MS && !far(at, lastClick.at)) {
        lastClick = null;
        handlers.onDoubleClick(at, false);
      } else {
        lastClick = { at, time: now };
        handlers.onClick(at);
        handlers.onHover(at);
      }
    }
    pressedAt = null;
  };
  target.addEventListener('pointerup', (event) => release(event, false));
  target.addEventListener('pointercancel', (event) => release(event, true));
  target.addEventListener('pointerleave', (event) => {
    // A finger that was lifted has left too, but what it touched stays of interest.
    if (event.pointerType === 'mouse' && !pointers.has(event.pointerId)) handlers.onHover(null);
  });

  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // Lines and pages count as 16 and 400 pixels; 300 pixels of wheel make a factor of e^0.6.
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
      const amount = Math.max(-300, Math.min(300, event.deltaY * unit));
      zoom(place(event), Math.exp(amount * 0.002));
    },
    { passive: false },
  );

  target.addEventListener('keydown', (event) => {
    const size = handlers.size();
    const centre: Point = [size.width / 2, size.height / 2];
    const by = (dx: number, dy: number) =>
      handlers.onWindow(pannedBy(handlers.window(), size, [dx, dy]));
    const keys: Record<string, () => void> = {
      ArrowLeft: () => by(60, 0),
      ArrowRight: () => by(-60, 0),
      ArrowUp: () => by(0, 60),
      ArrowDown: () => by(0, -60),
      '+': () => zoom(centre, 1 / 1.3),
      '=': () => zoom(centre, 1 / 1.3),
      '-': () => zoom(centre, 1.3),
      '0': () => handlers.onDoubleClick(centre, true),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
