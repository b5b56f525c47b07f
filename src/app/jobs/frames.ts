// At most one drawing per frame, and a promise for when what is drawn is what is wanted.
import { isSameList } from '../../math/objects.ts';

export interface Frames {
  /** Draws in the next frame. */
  redraw(): void;
  /** Draws at once, for the frame that is to come: what it takes is under way by then. The second time, in the next. */
  drawNow(): void;
  /** Whether the next drawing waits for what is to be there in a moment. */
  isSoon(): boolean;
  /** Resolves after a drawing that is settled, or when there is nothing to wait for any more. */
  settled(): Promise<void>;
  /** Nothing is shown any more: whoever waits need not. */
  release(): void;
}

/** `isSettled` is asked after each drawing, `beforeSettled` called when somebody has waited for it. */
export function createFrames(
  draw: () => void,
  isSettled: () => boolean,
  beforeSettled: () => void = () => {},
  isSoon = () => false,
): Frames {
  const waiters: (() => void)[] = [];
  let asked = false;
  let isDrawn = false;
  const release = () => {
    for (const resolve of waiters.splice(0)) resolve();
  };
  const redraw = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      // A frame before it would hold it up.
      if (isSoon()) return redraw();
      show();
    });
  };
  function show() {
    draw();
    if (waiters.length === 0 || !isSettled()) return;
    beforeSettled();
    release();
  }
  function drawNow() {
    if (isDrawn) return redraw();
    isDrawn = true;
    requestAnimationFrame(() => {
      isDrawn = false;
    });
    show();
  }
  return {
    redraw,
    drawNow,
    isSoon,
    settled: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        redraw();
      }),
    release,
  };
}

/**
 * The same of a picture that need not be drawn where all that it follows from is as it was, which would delay the one
 * that is to come: `isOther` tells whether that list holds anything else than the last, `paint` and `paintNow` that
 * something which it does not hold has changed.
 */
export function createPainting(...of: Parameters<typeof createFrames>) {
  const frames = createFrames(...of);
  let drawn: readonly unknown[] = [];
  return {
    ...frames,
    isOther(next: readonly unknown[]): boolean {
      const isOther = !isSameList(next, drawn);
      drawn = next;
      return isOther;
    },
    paint() {
      drawn = [];
      frames.redraw();
    },
    paintNow() {
      drawn = [];
      frames.drawNow();
    },
  };
}
