// Runs on a 2-D canvas, in its CSS pixels, and the arrows of descent. Twin of paths.ts and arrows.ts.
import type { Landscape, Window } from '../engine.ts';
import { runsOf } from '../fields/trajectories.ts';
import { arrowsOf } from './arrows.ts';
import { SHAPES } from './colours.ts';
import { ARROWHEAD_OUTLINE, OUTLINES } from './mark-outlines.ts';
import { casingOpacity, singleOpacity } from './path-density.ts';
import { arrowheads, MARK_FLOATS, marksAt, type Seen } from './path-marks.ts';
import { FEW, type PathSet } from './path-store.ts';
import { ARROWED, CASING, CHOSEN, marksAmong, type PathsStyle, widthAmong } from './paths.ts';
import { lineScale } from './tick-layout.ts';
import { type Size, toScreen } from './transform.ts';

type Context = CanvasRenderingContext2D;

/** Runs that are drawn at most: each is a stroke, and takes as long as a hundred pixels. */
const MOST = 2000;

const DARK = `rgb(${CASING.dark.map((part) => 255 * part).join(' ')})`;

/** A run from its start to a frame, which may lie between two. */
function pathOf(
  { trajectories }: PathSet,
  run: number,
  head: number,
  { view, size }: Seen,
): Path2D {
  const { points, frameSteps } = trajectories;
  const frames = frameSteps.length;
  const last = Math.min(Math.max(head, 0), frames - 1);
  const path = new Path2D();
  const at = (frame: number) => {
    const k = 2 * (run * frames + frame);
    return toScreen(view, size, [points[k]!, points[k + 1]!]);
  };
  for (let frame = 0; frame <= Math.ceil(last); frame++) {
    let [x, y] = at(frame);
    if (frame > last) {
      const [bx, by] = at(frame - 1);
      const part = last - (frame - 1);
      [x, y] = [bx + part * (x - bx), by + part * (y - by)];
    }
    // A run that has diverged goes nowhere that could be drawn.
    if (!Number.isFinite(x + y)) break;
    path.lineTo(clamped(x), clamped(y));
  }
  return path;
}

/** A canvas need not know places beyond all screens. */
const clamped = (value: number) => Math.min(1e7, Math.max(-1e7, value));

function strokeCased(context: Context, path: Path2D, { color, dash }: PathSet, half: number) {
  const white = half + CASING.white;
  for (const [width, ink, lengths] of [
    [white + CASING.rim, DARK, []],
    [white, '#ffffff', []],
    [half, color, dash],
  ] as const) {
    context.lineWidth = 2 * width;
    context.strokeStyle = ink;
    context.setLineDash(lengths as number[]);
    context.stroke(path);
  }
  context.setLineDash([]);
}

/** An outline of radius 1 around a place, turned counterclockwise by so many radians. */
function outlineAt(outline: readonly number[], x: number, y: number, radius: number, turn = 0) {
  const [cos, sin] = [radius * Math.cos(turn), radius * Math.sin(turn)];
  const path = new Path2D();
  for (let i = 0; i < outline.length; i += 2) {
    const [px, py] = [outline[i]!, outline[i + 1]!];
    path.lineTo(x + px * cos + py * sin, y + py * cos - px * sin);
  }
  path.closePath();
  return path;
}

interface MarkStyle {
  outline: readonly number[];
  color: string;
  diameter: number;
  hollow?: boolean;
}

/** Marks in their casing at places measured from the origin; of arrowheads those that `head` has come to. */
function drawMarks(
  context: Context,
  vertices: Float32Array,
  { outline, color, diameter, hollow = false }: MarkStyle,
  { view, size, origin }: Seen,
  head = Number.POSITIVE_INFINITY,
): void {
  for (let k = 0; k < vertices.length; k += MARK_FLOATS) {
    const [x, y] = toScreen(view, size, [vertices[k]! + origin[0], vertices[k + 1]! + origin[1]]);
    if (vertices[k + 3]! > head || !Number.isFinite(x + y)) continue;
    const path = outlineAt(outline, x, y, diameter / 2, vertices[k + 2]!);
    for (const [width, ink] of [
      [4.2, DARK],
      [2.6, '#ffffff'],
    ] as const) {
      context.lineWidth = width;
      context.strokeStyle = ink;
      context.stroke(path);
    }
    context.fillStyle = hollow ? '#ffffff' : color;
    context.fill(path);
    if (!hollow || diameter <= 3.2) continue;
    context.fillStyle = DARK;
    context.fill(outlineAt(outline, x, y, diameter / 2 - 1.6));
  }
}

/** Runs with their starts, ends and directions: few as lines in their casings, many as thin ones. */
export function drawRuns(
  context: Context,
  sets: readonly PathSet[],
  view: Window,
  size: Size,
  style: PathsStyle,
): void {
  const { head, highlight } = style;
  const origin: Seen['origin'] = [(view.x[0] + view.x[1]) / 2, (view.y[0] + view.y[1]) / 2];
  const seen: Seen = { view, size, origin };
  const total = sets.reduce((n, { trajectories }) => n + runsOf(trajectories), 0);
  context.lineJoin = context.lineCap = 'round';
  drawLines(context, sets, seen, style, total);
  for (const { trajectories, color } of total <= ARROWED ? sets : []) {
    const arrow = { outline: ARROWHEAD_OUTLINE, color, diameter: 9 };
    drawMarks(context, arrowheads(trajectories, seen), arrow, seen, head);
  }
  drawEnds(context, sets, seen, head, total);
  const chosen = highlight && sets[highlight.set];
  if (!chosen || highlight.run >= runsOf(chosen.trajectories)) return;
  strokeCased(context, pathOf(chosen, highlight.run, head, seen), chosen, CHOSEN);
  const first = MARK_FLOATS * highlight.run;
  const own = marksAt(chosen.trajectories, head, seen, 0).subarray(first, first + MARK_FLOATS);
  const { color, shape } = chosen;
  drawMarks(context, own, { outline: OUTLINES[shape], color, diameter: 13 }, seen);
}

/** All runs, or of a great many every so many, those of the lit set over the others. */
function drawLines(
  context: Context,
  sets: readonly PathSet[],
  seen: Seen,
  { head, highlight, lit = null }: PathsStyle,
  total: number,
): void {
  const over = lit === null ? undefined : sets[lit];
  const width = widthAmong(total) * (over ? 0.6 : 1) * lineScale();
  const every = Math.max(1, Math.ceil(total / MOST));
  for (const set of over ? [...sets, over] : sets) {
    for (let run = 0; run < runsOf(set.trajectories); run += every) {
      const path = pathOf(set, run, head, seen);
      if (total <= FEW) {
        strokeCased(context, path, set, set === over ? 2 * width : width);
        continue;
      }
      strokeThin(context, path, set.color, set === over ? 2 : 1, total / every, highlight !== null);
    }
    context.globalAlpha = 1;
  }
}

/** One of a crowd of `among`, with the casing that it then has; fainter below a run that is picked out. */
function strokeThin(
  context: Context,
  path: Path2D,
  color: string,
  width: number,
  among: number,
  dims: boolean,
): void {
  const fainter = dims ? 0.45 : 1;
  const pens = [
    ['white', width + 2, casingOpacity(among)],
    [color, width, singleOpacity(among)],
  ] as const;
  for (const [style, lineWidth, opacity] of pens) {
    if (opacity === 0) continue;
    context.globalAlpha = fainter * opacity;
    context.lineWidth = lineWidth;
    context.strokeStyle = style;
    context.stroke(path);
  }
}

/** Starts below ends. */
function drawEnds(
  context: Context,
  sets: readonly PathSet[],
  seen: Seen,
  head: number,
  total: number,
): void {
  const { start, end, cell } = marksAmong(total, sets.length);
  const white = { outline: OUTLINES[SHAPES[0]], color: '#ffffff', hollow: true, diameter: start };
  for (const { trajectories } of sets) {
    drawMarks(context, marksAt(trajectories, 0, seen, cell), white, seen);
  }
  for (const { trajectories, color, shape } of sets) {
    const style = { outline: OUTLINES[shape], color, diameter: end };
    drawMarks(context, marksAt(trajectories, head, seen, cell), style, seen);
  }
}

/** The directions of steepest descent. Twin of arrows.ts. */
export function drawDescent(context: Context, landscape: Landscape, view: Window, size: Size) {
  const arrows = arrowsOf(landscape, view, size);
  context.strokeStyle = context.fillStyle = 'rgb(158 158 158 / 0.62)';
  for (let k = 0; k < arrows.length; k += 4) {
    const [x, y, angle, long] = arrows.subarray(k, k + 4) as unknown as number[];
    const tip = [0.5, 0, 0.22, 0.17, 0.22, -0.17];
    context.lineWidth = 0.07 * long!;
    const shaft = outlineAt([-0.5, 0, 0.25, 0], x!, y!, long!, angle!);
    context.stroke(shaft);
    context.fill(outlineAt(tip, x!, y!, long!, angle!));
  }
}
