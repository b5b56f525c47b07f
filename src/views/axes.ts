// Ticks, labels and frame of a plot, as SVG over the canvas.
import type { Window } from '../engine.ts';
import type { Scale } from '../math/grid.ts';
import { svgElement } from './dom.ts';
import { CHARACTER, LINE, laidTicks, typeScale } from './tick-layout.ts';
import { type Size, toScreen } from './transform.ts';

/** A stretch of an axis worth marking, with a word on it. */
export interface AxisMark {
  axis: 'x' | 'y';
  /** In the quantity's own units. */
  range: readonly [min: number, max: number];
  label: string;
}

export interface AxesSpec {
  labels: readonly [x: string, y: string];
  /** On a log axis the window holds log10 of the quantity. */
  scales?: readonly [x: Scale, y: Scale] | undefined;
  marks?: readonly AxisMark[] | undefined;
}

export interface Margins {
  left: number;
  bottom: number;
}

/** Characters of the ticks' labels that there is room for. */
const LONGEST = { x: 11, y: 7 };

/** Pixels above the plot's lower edge where the mark of the x axis has its label. */
const MARK_ROOM = 24;

/** An axis's label with what its ticks' labels leave out. */
const named = (label: string, prefix: string) => (prefix ? `${label}, ${prefix}` : label);

/**
 * What each SVG shows, in two parts: laying the same axes out again costs a frame, and a frame around the plot that is
 * made again has all within it painted again.
 */
interface Drawn {
  all: string;
  ticks: SVGElement;
  around: string;
  frame: SVGElement;
}
const drawn = new WeakMap<SVGSVGElement, Drawn>();

function partsOf(svg: SVGSVGElement): Drawn {
  const known = drawn.get(svg);
  if (known) return known;
  const made = { all: '', ticks: svgElement('g', {}), around: '', frame: svgElement('g', {}) };
  svg.replaceChildren(made.ticks, made.frame);
  drawn.set(svg, made);
  return made;
}

/** Draws the axes of a view into an SVG that spans the plot and its margins (left and below). */
export function drawAxes(
  svg: SVGSVGElement,
  view: Window,
  size: Size,
  margins: Margins,
  { labels, scales = ['linear', 'linear'], marks = [] }: AxesSpec,
): void {
  const type = typeScale();
  const key = JSON.stringify([view, size, margins, labels, scales, marks, type]);
  const parts = partsOf(svg);
  if (parts.all === key) return;
  parts.all = key;
  const ticks: SVGElement[] = [];
  const add = (...of: Parameters<typeof svgElement>) => ticks.push(svgElement(...of));
  const { left } = margins;
  const { width, height } = size;
  const place = (value: number, scale: Scale) => (scale === 'log' ? Math.log10(value) : value);
  const real = (value: number, scale: Scale) => (scale === 'log' ? 10 ** value : value);

  const [xScale, yScale] = scales;
  const along = (axis: 'x' | 'y', scale: Scale, room: { length: number; every: number }) => {
    const [from, to] = view[axis].map((end) => real(end, scale)) as [number, number];
    const [lo, hi] = view[axis];
    const share = (value: number) => (place(value, scale) - lo) / (hi - lo);
    const sizeOf = (label: string) => type * (axis === 'x' ? CHARACTER * (label.length + 2) : LINE);
    return laidTicks([from, to], scale, share, { ...room, longest: LONGEST[axis], sizeOf });
  };
  const across = along('x', xScale, { length: width, every: 90 });
  for (const { at, label } of across.ticks) {
    const px = left + at;
    add('line', { class: 'tick', x1: px, x2: px, y1: height, y2: height + 5 });
    // A label at the very edge would be cut off.
    const half = (label.length * type * CHARACTER) / 2;
    if (px + half > left + width + 8) continue;
    add('text', { class: 'tick-label', x: px, y: height + 18, 'text-anchor': 'middle' }, label);
  }
  const upwards = along('y', yScale, { length: height, every: 60 });
  const yTicks = upwards.ticks;
  const longest = Math.max(0, ...yTicks.map(({ label }) => label.length));
  for (const { at, label } of yTicks) {
    const py = height - at;
    add('line', { class: 'tick', x1: left - 5, x2: left, y1: py, y2: py });
    const clear = Math.min(Math.max(py, 8), height - 4);
    add('text', { class: 'tick-label', x: left - 8, y: clear + 4, 'text-anchor': 'end' }, label);
  }
  for (const { axis, range, label } of marks) {
    const scale = axis === 'x' ? xScale : yScale;
    const [from, to] = range.map((value) => {
      const at = place(Math.max(value, scale === 'log' ? 1e-30 : value), scale);
      const px = toScreen(view, size, axis === 'x' ? [at, 0] : [0, at])[axis === 'x' ? 0 : 1];
      return Math.min(Math.max(px, 0), axis === 'x' ? width : height);
    }) as [number, number];
    if (Math.abs(to - from) < 2) continue;
    if (axis === 'x') {
      add('line', {
        class: 'axis-mark',
        x1: left + from,
        x2: left + to,
        y1: height + 1.5,
        y2: height + 1.5,
      });
      add('text', { class: 'mark-label', x: left + from + 4, y: height - 7 }, label);
    } else {
      add('line', { class: 'axis-mark', x1: left - 1.5, x2: left - 1.5, y1: from, y2: to });
      // Above the label of the other axis. On a low plot it would hang out of it.
      const low = Math.min(Math.max(from, to), height - MARK_ROOM);
      const high = Math.min(from, to);
      if (low - high < label.length * 5.5) continue;
      const at = `translate(${left + 14} ${(low + high) / 2}) rotate(-90)`;
      add('text', { class: 'mark-label', transform: at, 'text-anchor': 'middle' }, label);
    }
  }
  parts.ticks.replaceChildren(...ticks);
  drawFrame(parts, size, margins, {
    x: named(labels[0], across.prefix),
    y: named(labels[1], upwards.prefix),
    // Clear of long labels of the ticks.
    yAt: longest > 4 ? 7 : 12,
  });
}

/** What stays where it is while the view moves: the frame, and the names of the axes. */
function drawFrame(
  parts: Drawn,
  { width, height }: Size,
  { left, bottom }: Margins,
  { x, y, yAt }: { x: string; y: string; yAt: number },
): void {
  const key = JSON.stringify([width, height, left, bottom, x, y, yAt]);
  if (parts.around === key) return;
  parts.around = key;
  const label = { class: 'axis-label', 'text-anchor': 'middle' };
  const turned = `translate(${yAt} ${height / 2}) rotate(-90)`;
  parts.frame.replaceChildren(
    svgElement('rect', { class: 'frame', x: left, y: 0, width, height }),
    svgElement('text', { ...label, x: left + width / 2, y: height + bottom - 5 }, x),
    svgElement('text', { ...label, transform: turned }, y),
  );
}
