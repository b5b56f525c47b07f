// What a plot of the data shows: axes, points, errors or the classes' sides, the fit or boundary.
import type { Window } from '../../../engine.ts';
import { LABEL } from '../../../problems/data.ts';
import type { DataRows, Line } from '../../../problems/problem.ts';
import { niceTicks } from '../../../views/ticks.ts';
import type { Point, Size } from '../../../views/transform.ts';
import { segmentOf, sideOf } from './line.ts';

export interface PlotView {
  /** x and y, or x1, x2 and label. */
  readonly columns: readonly string[];
  readonly rows: DataRows;
  /** The fit or boundary; null for none. */
  readonly line: Line | null;
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
  /** Of class 0, of class 1 and points without, and of the line. */
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

const isClasses = ({ columns }: PlotView) => columns[2] === LABEL;

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

function drawPoints({ context, view, place, selected, colors }: Drawing): void {
  const radius = view.rows.length > MANY ? 2.5 : 5;
  const classes = isClasses(view);
  for (const [i, row] of view.rows.entries()) {
    const [x, y] = place([row[0]!, row[1]!]);
    const isOne = !classes || row[2] === 1;
    context.beginPath();
    // Told apart by their shape too: discs, and squares on a corner.
    if (isOne) context.arc(x, y, radius, 0, 2 * Math.PI);
    else {
      const r = 1.25 * radius;
      for (const [dx, dy] of [
        [0, -r],
        [r, 0],
        [0, r],
        [-r, 0],
      ] as const) {
        context.lineTo(x + dx, y + dy);
      }
      context.closePath();
    }
    context.fillStyle = isOne ? colors.one : colors.zero;
    context.fill();
    context.lineWidth = radius > 3 ? 1.5 : 0.5;
    context.strokeStyle = colors.card;
    context.stroke();
    if (i !== selected) continue;
    context.beginPath();
    context.arc(x, y, radius + 5, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = colors.ink;
    context.stroke();
  }
}
