// A plot of the data: points, and the fit or boundary of some parameters on them. On a canvas, since there may be
// 10,000 points.
import type { Window } from '../../../engine.ts';
import type { Range } from '../../../math/grid.ts';
import type { DataRows } from '../../../problems/problem.ts';
import { type Point, type Size, toParameters, toScreen } from '../../../views/transform.ts';
import { colorsOf, drawPlot, MARGIN, type PlotView } from './plot-drawing.ts';

export interface DataPlot {
  readonly canvas: HTMLCanvasElement;
  show(view: PlotView): void;
  /** Marks a row; null for none. */
  select(row: number | null): void;
  /** While it is held the window stays as it is, whatever is shown. */
  hold(on: boolean): void;
  /** The point's place in CSS pixels, and back, with as many digits as pixels tell apart. */
  toScreen(at: Point): Point;
  fromScreen(at: Point): Point;
  /** Whether a place is within the axes. */
  holds(at: Point): boolean;
  /** The row that is nearest to a place, within so many CSS pixels; null for none. */
  nearest(at: Point, within: number): number | null;
  dispose(): void;
}

/** From there to the ends of the plot there is room for more points: a share of the data's extent. */
const ROOM = 0.15;

/** A plot that fills `root` and is drawn anew when that, or the theme, changes. */
export function createDataPlot(root: HTMLElement): DataPlot {
  const canvas = root.appendChild(document.createElement('canvas'));
  let view: PlotView = { columns: ['', ''], rows: [], line: null };
  let window = windowOf([]);
  let held = false;
  let selected: number | null = null;
  let size: Size = { width: 0, height: 0 };
  let pending = 0;

  const inner = (): Size => ({
    width: Math.max(1, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(1, size.height - MARGIN.top - MARGIN.bottom),
  });
  const place = (at: Point): Point => {
    const [x, y] = toScreen(window, inner(), at);
    return [x + MARGIN.left, y + MARGIN.top];
  };
  const draw = () => {
    pending = 0;
    const context = canvas.getContext('2d');
    if (!context || size.width === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    context.scale(ratio, ratio);
    drawPlot({ context, view, window, inner: inner(), place, selected, colors: colorsOf(canvas) });
  };
  const redraw = () => {
    pending ||= requestAnimationFrame(draw);
  };
  const resized = new ResizeObserver(() => {
    size = { width: root.clientWidth, height: root.clientHeight };
    redraw();
  });
  resized.observe(root);
  const themed = new MutationObserver(redraw);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  return {
    canvas,
    show(next) {
      if (!held && next.rows !== view.rows) window = windowOf(next.rows);
      view = next;
      if (selected !== null && selected >= view.rows.length) selected = null;
      redraw();
    },
    select(row) {
      selected = row;
      redraw();
    },
    hold(on) {
      held = on;
      if (on) return;
      window = windowOf(view.rows);
      redraw();
    },
    toScreen: place,
    fromScreen([x, y]) {
      const at = toParameters(window, inner(), [x - MARGIN.left, y - MARGIN.top]);
      const rounded = (value: number, [min, max]: Range, pixels: number) => {
        const digits = Math.floor(Math.log10((max - min) / pixels));
        return Number((Math.round(value / 10 ** digits) * 10 ** digits).toPrecision(12));
      };
      const { width, height } = inner();
      return [rounded(at[0], window.x, width), rounded(at[1], window.y, height)];
    },
    holds([x, y]) {
      const { width, height } = inner();
      const [dx, dy] = [x - MARGIN.left, y - MARGIN.top];
      return dx >= 0 && dx <= width && dy >= 0 && dy <= height;
    },
    nearest([x, y], within) {
      let [best, least] = [null as number | null, within];
      for (const [i, row] of view.rows.entries()) {
        const [px, py] = place([row[0]!, row[1]!]);
        const distance = Math.hypot(px - x, py - y);
        if (distance <= least) [best, least] = [i, distance];
      }
      return best;
    },
    dispose() {
      cancelAnimationFrame(pending);
      resized.disconnect();
      themed.disconnect();
      canvas.remove();
    },
  };
}

/** The window of a plot of rows: all of them, and room around. */
function windowOf(rows: DataRows): Window {
  const rangeOf = (column: number): Range => {
    let [min, max] = [Infinity, -Infinity];
    for (const row of rows) {
      min = Math.min(min, row[column]!);
      max = Math.max(max, row[column]!);
    }
    if (!(min <= max)) return [-1, 1];
    const room = ROOM * (max - min) || Math.max(1, Math.abs(min)) / 2;
    return [min - room, max + room];
  };
  return { x: rangeOf(0), y: rangeOf(1) };
}
