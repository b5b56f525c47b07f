// Pointer, wheel and keys on the relief: they turn it, bring it nearer, and point at places on it.
import type { Pose } from '../../views/relief-camera.ts';
import type { Point } from '../../views/transform.ts';
import { POSE_LIMITS } from '../state/state.ts';

export interface TurningHandlers {
  pose(): Pose;
  /** `finished`: the gesture is over. */
  turn(next: Pose, finished: boolean): void;
  home(): void;
  leave(): void;
  hover(at: Point | null): void;
  /** A click at a place, or null for the middle, by a key. */
  click(at: Point | null): void;
}

/** Degrees for each pixel of a drag, and for each press of a key. */
const PER_PIXEL = 0.4;
const PER_KEY = 6;
const ZOOM_KEY = 1.2;
/** A press that moves less is a click. */
const CLICK = 5;
/** The wheel's gesture is over when it has stood still for so many milliseconds. */
const WHEEL_MS = 250;

export function attachTurning(target: HTMLElement, handlers: TurningHandlers): void {
  const down = new Map<number, Point>();
  let moved = 0;
  let wheel: ReturnType<typeof setTimeout> | undefined;

  const by = (azimuth: number, tilt: number, zoom: number, finished: boolean) =>
    handlers.turn(turned(handlers.pose(), azimuth, tilt, zoom), finished);
  const place = (event: PointerEvent): Point => {
    const { left, top } = target.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const spread = () => {
    const [a, b] = [...down.values()] as [Point, Point];
    return Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
  };

  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, place(event));
    target.classList.add('turning');
    handlers.hover(null);
  });
  target.addEventListener('pointermove', (event) => {
    const at = place(event);
    const before = down.get(event.pointerId);
    if (!before) return handlers.hover(at);
    const [dx, dy] = [at[0] - before[0], at[1] - before[1]];
    const wide = down.size > 1 ? spread() : 1;
    down.set(event.pointerId, at);
    moved += Math.hypot(dx, dy);
    if (moved < CLICK) return;
    if (down.size > 1) by(0, 0, spread() / wide, false);
    else by(dx * PER_PIXEL, -dy * PER_PIXEL, 1, false);
  });
  const up = (event: PointerEvent) => {
    if (!down.delete(event.pointerId) || down.size > 0) return;
    target.classList.remove('turning');
    if (moved >= CLICK) by(0, 0, 1, true);
    else if (event.type === 'pointerup') handlers.click(place(event));
  };
  target.addEventListener('pointerup', up);
  target.addEventListener('pointercancel', up);
  target.addEventListener('pointerleave', () => {
    if (down.size === 0) handlers.hover(null);
  });
  target.addEventListener('dblclick', handlers.home);
  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      by(0, 0, Math.exp(-event.deltaY / 500), false);
      clearTimeout(wheel);
      wheel = setTimeout(() => by(0, 0, 1, true), WHEEL_MS);
    },
    { passive: false },
  );
  const keys: Record<string, () => void> = {
    ArrowLeft: () => by(PER_KEY, 0, 1, true),
    ArrowRight: () => by(-PER_KEY, 0, 1, true),
    ArrowUp: () => by(0, PER_KEY, 1, true),
    ArrowDown: () => by(0, -PER_KEY, 1, true),
    '+': () => by(0, 0, ZOOM_KEY, true),
    '=': () => by(0, 0, ZOOM_KEY, true),
    '-': () => by(0, 0, 1 / ZOOM_KEY, true),
    '0': handlers.home,
    Enter: () => handlers.click(null),
    Escape: handlers.leave,
  };
  target.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

const within = (value: number, [min, max]: readonly [number, number]) =>
  Math.min(max, Math.max(min, value));

/** A pose turned by so many degrees and brought nearer by a factor, within its limits. */
export function turned(pose: Pose, azimuth: number, tilt: number, zoom: number): Pose {
  // −180 to 180, as it is stored.
  const around = ((((pose.azimuth + azimuth + 180) % 360) + 360) % 360) - 180;
  return {
    azimuth: around,
    tilt: within(pose.tilt + tilt, POSE_LIMITS.tilt),
    zoom: within(pose.zoom * zoom, POSE_LIMITS.zoom),
  };
}
