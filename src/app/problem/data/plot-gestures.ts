// Points under a pointer and by keys: a click adds one, a drag moves it, a right click or a long press removes it.
import type { Point } from '../../../views/transform.ts';
import type { DataPlot } from './plot.ts';

export interface PointEdits {
  add(at: Point): void;
  move(row: number, at: Point): void;
  remove(row: number): void;
  select(row: number | null): void;
  /** Rows there are, and the one that is selected. */
  state(): { count: number; selected: number | null };
  /** Where a row's point is. */
  pointOf(row: number): Point;
}

/** How near a pointer must be to a point to mean it, in CSS pixels; fingers are thick. */
const REACH = { mouse: 10, touch: 22 };
/** A pointer that moves no farther clicks. */
const STILL = 4;
const LONG_PRESS_MS = 500;

interface Press {
  id: number;
  row: number | null;
  from: Point;
  /** From the pointer to the point that it holds. */
  offset: Point;
  moved: boolean;
}

export function attachPointEdits(plot: DataPlot, edits: PointEdits): void {
  const { canvas } = plot;
  let press: Press | null = null;
  let isMouse = true;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  const placeOf = ({ clientX, clientY }: MouseEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  const reach = () => (isMouse ? REACH.mouse : REACH.touch);
  const end = () => {
    clearTimeout(longPress);
    press = null;
    plot.hold(false);
  };
  const removeAt = (at: Point) => {
    const row = plot.nearest(at, reach());
    if (row !== null) edits.remove(row);
  };

  canvas.addEventListener('pointerdown', (event) => {
    isMouse = event.pointerType === 'mouse';
    if (event.button !== 0 || press) return;
    const from = placeOf(event);
    const row = plot.nearest(from, reach());
    canvas.setPointerCapture(event.pointerId);
    const at = row === null ? from : plot.toScreen(edits.pointOf(row));
    const offset: Point = [at[0] - from[0], at[1] - from[1]];
    press = { id: event.pointerId, row, from, offset, moved: false };
    plot.hold(true);
    edits.select(row);
    if (row === null || isMouse) return;
    longPress = setTimeout(() => {
      end();
      edits.remove(row);
    }, LONG_PRESS_MS);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (press?.id !== event.pointerId) return;
    const [x, y] = placeOf(event);
    press.moved ||= Math.hypot(x - press.from[0], y - press.from[1]) > STILL;
    if (!press.moved) return;
    clearTimeout(longPress);
    const { row, offset } = press;
    if (row !== null) edits.move(row, plot.fromScreen([x + offset[0], y + offset[1]]));
  });
  canvas.addEventListener('pointerup', (event) => {
    if (press?.id !== event.pointerId) return;
    const { row, moved, from } = press;
    end();
    if (row === null && !moved && plot.holds(from)) edits.add(plot.fromScreen(from));
  });
  canvas.addEventListener('pointercancel', end);
  canvas.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    // A finger's long press is on its way by itself.
    if (isMouse) removeAt(placeOf(event));
  });
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (takeKey(plot, edits, event.key, event.shiftKey)) event.preventDefault();
  });
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move the selected point by 4 pixels, or 20; Page Up and Down select another. Whether the key meant it. */
function takeKey(plot: DataPlot, edits: PointEdits, key: string, far: boolean): boolean {
  const { count, selected } = edits.state();
  if (key === 'PageUp' || key === 'PageDown') {
    const from = selected ?? (key === 'PageDown' ? -1 : count);
    edits.select((from + (key === 'PageDown' ? 1 : -1) + count) % count);
    return true;
  }
  if (selected === null) return false;
  if (key === 'Delete' || key === 'Backspace') {
    edits.remove(selected);
    return true;
  }
  const step = STEPS[key];
  if (!step) return false;
  const by = far ? 20 : 4;
  const [x, y] = plot.toScreen(edits.pointOf(selected));
  edits.move(selected, plot.fromScreen([x + by * step[0], y + by * step[1]]));
  return true;
}
