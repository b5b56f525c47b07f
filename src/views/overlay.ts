// What is drawn over a map in SVG: marks of stationary points, and labelled lines.
import type { Window } from '../engine.ts';
import { isSameList } from '../math/objects.ts';
import type { Polyline } from './contour.ts';
import { svgElement } from './dom.ts';
import { type Point, type Size, toScreen } from './transform.ts';

export type MarkKind = 'minimum' | 'saddle' | 'maximum' | 'degenerate';

export interface PointMark {
  at: Point;
  kind: MarkKind;
  /** One of many that stand for a curve. */
  small?: boolean;
  /** Stands on its place instead of around it. */
  above?: boolean;
}

export interface LevelLine {
  lines: readonly Polyline[];
  color: string;
  dash: readonly number[];
  label: string;
  /** Where its label begins, in the view's coordinates; default: where the line leaves room for it. */
  labelAt?: Point;
}

export interface Overlay {
  /** Notes are said in a corner, a line each. Draws only what has changed. */
  draw(
    view: Window,
    size: Size,
    marks: readonly PointMark[],
    levels?: readonly LevelLine[],
    notes?: readonly string[],
  ): void;
}

/** Minima point down, maxima up; a saddle is where two level lines meet. */
export const MARK_PATHS: Readonly<Record<MarkKind | 'small', string>> = {
  minimum: 'M-7.5 -5.5H7.5L0 7.5Z',
  maximum: 'M-5 4H5L0 -5Z',
  saddle: 'M-6.5 -6.5Q6.5 0 -6.5 6.5M6.5 -6.5Q-6.5 0 6.5 6.5',
  degenerate: 'M0 -6L6 0L0 6L-6 0Z',
  small: 'M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
};

/** An SVG over a plot, below what takes the pointer. */
export function createOverlay(surface: HTMLElement): Overlay {
  const svg = svgElement('svg', { class: 'overlay', 'aria-hidden': 'true' });
  surface.before(svg);
  let drawn: readonly unknown[] = [];
  return {
    draw(view, size, marks, levels = [], notes = []) {
      const { x, y } = view;
      const wanted = [...x, ...y, size.width, size.height, marks, levels, notes.join('\n')];
      if (isSameList(wanted, drawn)) return;
      drawn = wanted;
      svg.style.width = `${size.width}px`;
      svg.style.height = `${size.height}px`;
      svg.replaceChildren(
        ...levels.map((level) => levelElement(level, view, size)),
        ...marks.map((mark) => markGroup(mark, toScreen(view, size, mark.at))),
        ...levels.flatMap((level) => labelElements(level, view, size)),
        ...notes.map((note, i) => textElement(note, 10, size.height - 12 - 18 * i, 'start')),
      );
    },
  };
}

/** The mark within `reach` pixels of a place of the plot, the nearest; null for none. */
export function markNear<Mark extends Pick<PointMark, 'at'>>(
  marks: readonly Mark[],
  view: Window,
  size: Size,
  [px, py]: Point,
  reach: number,
): Mark | null {
  let best: Mark | null = null;
  let nearest = reach;
  for (const mark of marks) {
    const [x, y] = toScreen(view, size, mark.at);
    const distance = Math.hypot(x - px, y - py);
    if (distance <= nearest) [best, nearest] = [mark, distance];
  }
  return best;
}

/** A shape twice: broad and dark below, so that it can be read on any colour. */
function withHalo(d: string, attributes: Record<string, string>): SVGElement[] {
  return ['halo', 'line'].map((name) => svgElement('path', { ...attributes, d, class: name }));
}

/** A mark where it is on the screen. */
export function markGroup(
  { kind, small, above }: Omit<PointMark, 'at'>,
  [px, py]: Point,
): SVGElement {
  const at = `translate(${px.toFixed(1)} ${(above ? py - 9 : py).toFixed(1)})`;
  const halo = withHalo(MARK_PATHS[small ? 'small' : kind], {});
  return svgElement('g', { class: `mark ${kind}`, transform: at }, ...halo);
}

function levelElement(level: LevelLine, view: Window, size: Size): SVGElement {
  const screen = level.lines.map((line) => onScreen(line, view, size));
  const d = screen.map((points) => `M${points.map((p) => p.map((v) => v.toFixed(1))).join('L')}`);
  const halo = withHalo(d.join(''), { 'stroke-dasharray': level.dash.join(' ') });
  return svgElement('g', { class: 'level', style: `--line: ${level.color}` }, ...halo);
}

function labelElements(level: LevelLine, view: Window, size: Size): SVGElement[] {
  if (level.label === '') return [];
  if (level.labelAt) {
    const [px, py] = toScreen(view, size, level.labelAt);
    const left = px + 6 + 7 * level.label.length > size.width;
    return [textElement(level.label, px + (left ? -6 : 6), py, left ? 'end' : 'start')];
  }
  const at = labelPlace(
    level.lines.map((line) => onScreen(line, view, size)),
    size,
  );
  return at ? [textElement(level.label, at[0], at[1] - 6, 'middle')] : [];
}

function onScreen(line: Polyline, view: Window, size: Size): Point[] {
  return Array.from({ length: line.length / 2 }, (_, k) =>
    toScreen(view, size, [line[2 * k]!, line[2 * k + 1]!]),
  );
}

/** Pixels that a label keeps from the plot's edges. */
const CLEAR = { x: 90, y: 26 };

/** Where a line may be labelled: the middle of its longest stretch that is well inside; null where none is. */
export function labelPlace(lines: readonly (readonly Point[])[], size: Size): Point | null {
  let best: { points: readonly Point[]; from: number; to: number } | null = null;
  const inside = ([x, y]: Point) =>
    x > CLEAR.x && x < size.width - CLEAR.x && y > CLEAR.y && y < size.height - CLEAR.y;
  for (const points of lines) {
    for (let from = 0; from < points.length; from++) {
      if (!inside(points[from]!)) continue;
      let to = from;
      while (to + 1 < points.length && inside(points[to + 1]!)) to++;
      if (!best || to - from > best.to - best.from) best = { points, from, to };
      from = to;
    }
  }
  return best && best.points[Math.floor((best.from + best.to) / 2)]!;
}

const textElement = (text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end') =>
  svgElement('text', { x, y, 'text-anchor': anchor }, text);
