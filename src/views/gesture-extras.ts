// What goes with the gestures of a plot and need not be there before the first of them: the glide after a pan, and the
// box that is drawn with Shift held.
import type { GestureHandlers } from './gesture-listeners.ts';
import { type Point, toParameters } from './transform.ts';

/** A glide slows down by e in so many milliseconds, and ends at so many pixels a millisecond. */
const GLIDE_MS = 160;
const GLIDE_END = 0.03;
/** A box smaller than this in pixels was none. */
const LEAST_BOX = 4;

/** What goes on by itself, ever slower, after a pan. */
export function createGlide(pan: (by: Point) => void) {
  let glide = 0;
  return {
    fling([vx, vy]: Point) {
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      let then = performance.now();
      const frame = (now: number) => {
        const ms = Math.max(0, Math.min(50, now - then));
        then = now;
        pan([vx * ms, vy * ms]);
        const slower = Math.exp(-ms / GLIDE_MS);
        [vx, vy] = [vx * slower, vy * slower];
        if (Math.hypot(vx, vy) > GLIDE_END) glide = requestAnimationFrame(frame);
      };
      glide = requestAnimationFrame(frame);
    },
    stop: () => cancelAnimationFrame(glide),
  };
}

/** Draws the box of a drag with Shift held (null: given up), and goes there when it is finished. */
export function createBox(target: HTMLElement, { window, size, onWindow }: GestureHandlers) {
  const box = document.createElement('div');
  box.className = 'box';
  return (drawn: { from: Point; to: Point } | null, finished: boolean) => {
    if (!drawn || finished) box.remove();
    else target.append(box);
    if (!drawn) return;
    const [left, right] = [drawn.from[0], drawn.to[0]].sort((a, b) => a - b) as Point;
    const [top, bottom] = [drawn.from[1], drawn.to[1]].sort((a, b) => a - b) as Point;
    const [width, height] = [right - left, bottom - top];
    for (const [side, value] of Object.entries({ left, top, width, height })) {
      box.style.setProperty(side, `${value}px`);
    }
    if (!finished || Math.min(width, height) < LEAST_BOX) return;
    const [x0, y0] = toParameters(window(), size(), [left, bottom]);
    const [x1, y1] = toParameters(window(), size(), [right, top]);
    onWindow({ x: [x0, x1], y: [y0, y1] });
  };
}
