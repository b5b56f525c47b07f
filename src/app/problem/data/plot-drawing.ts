// What a plot of the data shows: axes, points, errors or the classes' sides, the fit or boundary.
import type { Window } from '../../../engine.ts';
import { colorAt } from '../../../fields/palettes.ts';
import { LABEL } from '../../../problems/data.ts';
import type { DataRows, Line } from '../../../problems/problem.ts';
import { niceTicks } from '../../../views/ticks.ts';
import type { Point, Size } from '../../../views/transform.ts';
import { classColor, classShape } from './classes.ts';
import { segmentOf, sideOf } from './line.ts';

export interface PlotView {
  /** x and y, or x1, x2 and label. */
  readonly columns: readonly string[];
  readonly rows: DataRows;
  /** The fit or boundary; null for none. */
  readonly line: Line | null;
  /** Of each row whether it is kept for testing: drawn hollow. Null for none. */
  readonly isTest?: Uint8Array | null;
}

/** What can be seen of rows in a plane: points (x, y), classes of (x1, x2), or values there; null for nothing. */
export function plotKind(columns: readonly string[]): 'points' | 'classes' | 'values' | null {
  if (columns.length === 2) return columns[1] === LABEL ? null : 'points';
  if (columns.length !== 3 || columns[1] !== 'x2') return null;
  return columns[2] === LABEL ? 'classes' : 'values';
}

/** Around the axes, in CSS pixels. */
export const MARGIN = { left: 46, right: 12, top: 10, bottom: 34 };
/** Above so many points they are drawn small, and their errors not at all. */
const MANY = 200;
/** Logit of the probability 0.9. */
const LOGIT = Math.log(9);

interface Colors {
  ink: string;
  soft: string;
  rule: string;
  card: string;
  /** Of class 0, and of class 1 and points without. */
  zero: string;
  one: string;
}

export function colorsOf(canvas: HTMLElement): Colors {
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(name).trim() || '#888';
  return {
    ink: color('--ink'),
    soft: color('--ink-soft'),
    rule: color('--rule'),
    card: color('--card'),
    zero: color('--warn'),
    one: color('--accent'),
  };
}

export interface Drawing {
  context: CanvasRenderingContext2D;
  view: PlotView;
  window: Window;
  inner: Size;
  place(at: Point): Point;
  selected: number | null;
  colors: Colors;
}

/** Draws all of it, in CSS pixels. */
export function drawPlot(drawing: Drawing): void {
  const { context, inner, colors } = drawing;
  drawAxes(drawing);
  context.save();
  context.beginPath();
  context.rect(MARGIN.left, MARGIN.top, inner.width, inner.height);
  context.clip();
  drawBehind(drawing);
  // Among few points it runs behind them; many would hide it.
  const few = drawing.view.rows.length <= MANY;
  if (few) drawLine(drawing);
  drawPoints(drawing);
  if (!few) drawLine(drawing);
  context.restore();
  context.strokeStyle = colors.rule;
  context.lineWidth = 1;
  context.strokeRect(MARGIN.left, MARGIN.top, inner.width, inner.height);
}

function drawAxes({ context, view, window, inner, place, colors }: Drawing): void {
  const bottom = MARGIN.top + inner.height;
  context.font = '11px system-ui, sans-serif';
  context.lineWidth = 1;
  context.strokeStyle = colors.rule;
  context.fillStyle = colors.soft;
  const line = (from: Point, to: Point) => {
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  };
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const { value, label } of niceTicks(...window.x, Math.max(2, inner.width / 70), 'linear')) {
    const [x] = place([value, 0]);
    line([x, MARGIN.top], [x, bottom]);
    context.fillText(label, x, bottom + 5);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { value, label } of niceTicks(...window.y, Math.max(2, inner.height / 45), 'linear')) {
    const [, y] = place([0, value]);
    line([MARGIN.left, y], [MARGIN.left + inner.width, y]);
    context.fillText(label, MARGIN.left - 6, y);
  }
  context.fillStyle = colors.ink;
  context.font = 'italic 12px system-ui, sans-serif';
  context.textBaseline = 'bottom';
  context.fillText(view.columns[0]!, MARGIN.left + inner.width, bottom + 33);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(view.columns[1]!, MARGIN.left + 5, MARGIN.top + 4);
}

const isClasses = ({ columns }: PlotView) => plotKind(columns) === 'classes';

function pathOf({ context, place }: Drawing, points: readonly Point[]): void {
  context.beginPath();
  for (const at of points) context.lineTo(...place(at));
}

/** The sides of the classes, or the errors whose squares make the loss. */
function drawBehind(drawing: Drawing): void {
  const { context, view, window, colors } = drawing;
  const { line, rows } = view;
  if (!line) return;
  if (isClasses(view)) {
    context.globalAlpha = 0.11;
    for (const [sign, color] of [
      [1, colors.one],
      [-1, colors.zero],
    ] as const) {
      const [c, a, b] = line;
      pathOf(drawing, sideOf(window, [sign * c, sign * a, sign * b]));
      context.fillStyle = color;
      context.fill();
    }
  } else if (rows.length <= MANY) {
    context.globalAlpha = 0.55;
    context.lineWidth = 1.5;
    context.strokeStyle = colors.zero;
    for (const [x, y] of rows) {
      pathOf(drawing, [
        [x!, y!],
        [x!, line[0] + line[1] * x!],
      ]);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

function drawLine(drawing: Drawing): void {
  const { context, view, window, colors } = drawing;
  const { line } = view;
  if (!line) return;
  const stroke = (level: number) => {
    const segment = segmentOf(window, line, level);
    if (!segment) return;
    pathOf(drawing, segment);
    context.stroke();
  };
  context.strokeStyle = colors.ink;
  if (isClasses(view)) {
    // Where the model says 0.1 and 0.9.
    context.globalAlpha = 0.6;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    stroke(LOGIT);
    stroke(-LOGIT);
    context.setLineDash([]);
    context.globalAlpha = 1;
  }
  context.lineWidth = 2;
  stroke(0);
}

/** Of each row its colour: by its class, or by its value along a colour map. */
function colorOfRows({
  view: { columns, rows },
  colors,
}: Drawing): (row: readonly number[]) => string {
  const kind = plotKind(columns);
  if (kind === 'points') return () => colors.one;
  if (kind === 'classes') {
    return ([, , label]) =>
      label === 0 ? colors.zero : label === 1 ? colors.one : classColor(label!);
  }
  const [lo, hi] = valuesOf(rows);
  return ([, , value]) => colorAt('viridis', hi > lo ? (value! - lo) / (hi - lo) : 0.5);
}

/** The range of the third column. */
export function valuesOf(rows: DataRows): [min: number, max: number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [, , value] of rows) {
    min = Math.min(min, value!);
    max = Math.max(max, value!);
  }
  return [min, max];
}

function drawPoints(drawing: Drawing): void {
  const { context, view, place, selected, colors } = drawing;
  const radius = view.rows.length > MANY ? 2.5 : 5;
  const classes = isClasses(view);
  const colorOf = colorOfRows(drawing);
  for (const [i, row] of view.rows.entries()) {
    const at = place([row[0]!, row[1]!]);
    const isTest = view.isTest?.[i] === 1;
    const color = colorOf(row);
    // Classes are told apart by their shape too.
    markPath(context, at, classes ? row[2]! : 1, isTest ? 0.8 * radius : radius);
    context.fillStyle = isTest ? colors.card : color;
    context.fill();
    const edge = radius > 3 ? 1.5 : 0.5;
    context.lineWidth = isTest ? 0.36 * radius : edge;
    context.strokeStyle = isTest ? color : colors.card;
    context.stroke();
    if (i !== selected) continue;
    markPath(context, at, 1, radius + 5);
    context.lineWidth = 2;
    context.strokeStyle = colors.ink;
    context.stroke();
  }
}

/** The outline of a class's mark. */
function markPath(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  label: number,
  size: number,
): void {
  const corners = classShape(label);
  context.beginPath();
  if (corners.length === 0) context.arc(x, y, size, 0, 2 * Math.PI);
  for (const [dx, dy] of corners) context.lineTo(x + size * dx, y + size * dy);
  context.closePath();
}
