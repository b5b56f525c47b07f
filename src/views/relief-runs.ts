// Runs on the relief: their paths laid over it, faint where a hill hides them, with marks at both ends.
import type REGL from 'regl';
import { rgb } from '../fields/palettes.ts';
import { type ChosenRun, runsOf } from '../fields/trajectories.ts';
import { isSameList } from '../math/objects.ts';
import { SHAPES } from './colours.ts';
import { singleOpacity } from './path-density.ts';
import { positionsAt } from './path-geometry.ts';
import { markFrag } from './path-shaders.ts';
import { dashOf, FEW, type PathSet, SOLID } from './path-store.ts';
import { ARROWED, CASING } from './paths.ts';
import { type Props, propsOf } from './regl-props.ts';
import { arrowsOn, markOn, RELIEF_MARK_FLOATS } from './relief-arrows.ts';
import { draped, MOST_PIECES, PIECE_FLOATS, type Relief } from './relief-geometry.ts';
import { markVert, pieceFrag, pieceVert } from './relief-shaders.ts';
import type { Point, Size } from './transform.ts';

export interface RunsNow {
  /** Frame of the runs shown as the present. */
  head: number;
  highlight: ChosenRun | null;
  /** Device pixels per CSS pixel. */
  ratio: number;
}

export interface ReliefRuns {
  /** Lays the paths over a relief; the same ones over the same are not laid again. */
  take(paths: readonly PathSet[], relief: Relief, size: Size): void;
  draw(common: Props, now: RunsNow): void;
  /** Marks a place, by shares of the window's sides. */
  drawCursor(common: Props, place: Point, ratio: number): void;
  forget(): void;
}

/** A set of runs as it lies on the relief. */
interface Laid extends PathSet {
  vertices: REGL.Buffer;
  elements: REGL.Elements;
  /** Where each run begins among the elements, and where the last one ends. */
  runs: Uint32Array;
  /** Arrowheads along them, where there are few. */
  arrows: Float32Array;
}

const WHITE = [1, 1, 1];
/** The shader's arrowhead, after the shapes of the optimizers. */
const ARROW = SHAPES.length;
/** Opacity of what lies behind a hill. */
const BEHIND = 0.22;

export function createReliefRuns(regl: REGL.Regl): ReliefRuns {
  const { pieces, marks } = createCommands(regl);
  const ends = regl.buffer([]);
  let relief: Relief | null = null;
  let laid: readonly Laid[] = [];
  let taken: readonly unknown[] = [];

  /** Where a hill hides it, faint; and before the hills as it is. */
  function twice(command: REGL.DrawCommand, what: Props & { opacity: number }) {
    command({ ...what, opacity: BEHIND * what.opacity, behind: true } as never);
    command({ ...what, behind: false } as never);
  }

  /** `vertices` as relief-arrows.ts makes them. */
  function mark(common: Props, vertices: Float32Array, style: Props & { opacity: number }) {
    if (vertices.length === 0) return;
    ends({ usage: 'stream', data: vertices });
    const count = vertices.length / RELIEF_MARK_FLOATS;
    twice(marks, { head: 0, ...common, ...style, vertices: ends, count });
  }

  function drawSet(common: Props, set: Laid, chosen: number | null, now: RunsNow, total: number) {
    const { vertices, elements, runs, trajectories } = set;
    const { head, ratio } = now;
    const count = runs.length - 1;
    const few = total <= FEW;
    const ink = rgb(set.color).map((part) => part / 255);
    const dash = dashOf(set);
    /** Runs [from, to); what of a cased line lies behind a hill is but its core. */
    const line = (from: number, to: number, halfWidth: number, isCased: boolean, opacity = 1) => {
      const first = runs[from]!;
      const long = runs[to]! - first;
      if (long === 0) return;
      const all = { ...common, vertices, elements, head, first, count: long };
      const white = halfWidth + CASING.white;
      if (isCased) {
        const rim = { halfWidth: (white + CASING.rim) * ratio, color: CASING.dark, opacity: 0.9 };
        for (const part of [rim, { halfWidth: white * ratio, color: WHITE, opacity: 1 }]) {
          pieces({ ...all, ...part, dash: SOLID, behind: false } as never);
        }
      }
      twice(pieces, { ...all, halfWidth: halfWidth * ratio, color: ink, opacity, dash });
    };
    if (few) line(0, count, 1.5, true);
    else line(0, count, 0.6, false, singleOpacity(total));
    if (chosen !== null && chosen < count) line(chosen, chosen + 1, 2.2, true);
    const diameter = (few ? 10 : 4) * ratio;
    const arrow = { color: ink, shape: ARROW, diameter: 9 * ratio, hollow: 0, opacity: 1, ratio };
    if (total <= ARROWED) mark(common, set.arrows, { ...arrow, head });
    const style = { color: ink, shape: SHAPES.indexOf(set.shape), opacity: 1, ratio };
    const at = (frame: number) => placesAt(relief!, trajectories, frame);
    mark(common, at(0), { ...style, shape: 0, diameter: 0.8 * diameter, hollow: 1 });
    mark(common, at(now.head), { ...style, diameter, hollow: 0 });
  }

  return {
    take(paths, next, size) {
      const what = [next, size, ...paths.map(({ trajectories }) => trajectories)];
      if (isSameList(what, taken)) return;
      taken = what;
      relief = next;
      for (const { vertices, elements } of laid) {
        vertices.destroy();
        elements.destroy();
      }
      const most = Math.floor(MOST_PIECES / Math.max(1, paths.length));
      const total = paths.reduce((n, { trajectories }) => n + runsOf(trajectories), 0);
      const none = new Float32Array(0);
      laid = paths.map((set) => {
        const cut = draped(next, set.trajectories, size, most);
        return {
          ...set,
          runs: cut.runs,
          arrows: total <= ARROWED ? arrowsOn(next, set.trajectories, size) : none,
          vertices: regl.buffer(cut.vertices),
          elements: regl.elements({ type: 'uint32', primitive: 'triangles', data: cut.elements }),
        };
      });
    },
    draw(common, now) {
      const { highlight } = now;
      const total = laid.reduce((n, { runs }) => n + runs.length - 1, 0);
      for (const [i, set] of laid.entries()) {
        drawSet(common, set, highlight?.set === i ? highlight.run : null, now, total);
      }
    },
    drawCursor(common, [s, t], ratio) {
      const place = Float32Array.from(markOn(relief!, [s, t]));
      const style = { color: WHITE, shape: 0, opacity: 1, ratio };
      mark(common, place, { ...style, diameter: 11 * ratio, hollow: 1 });
    },
    forget() {
      taken = [];
    },
  };
}

function createCommands(regl: REGL.Regl) {
  const { prop, props } = propsOf(regl);
  const shared = {
    count: prop('count'),
    blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
    // What is behind a hill is drawn where something is nearer, and leaves no trace for what follows.
    depth: {
      enable: true,
      mask: false,
      func: ((_: unknown, { behind }: Props) => (behind ? 'greater' : 'lequal')) as never,
    },
  } as const;
  const stride = 4 * PIECE_FLOATS;
  const pieces = regl<never, never, Props>({
    ...shared,
    vert: pieceVert,
    frag: pieceFrag,
    attributes: {
      from: { buffer: prop('vertices'), stride, offset: 0 },
      to: { buffer: prop('vertices'), stride, offset: 16 },
      side: { buffer: prop('vertices'), stride, offset: 32 },
    } as never,
    uniforms: props('matrix', 'size', 'halfWidth', 'head', 'color', 'opacity', 'dash'),
    elements: prop('elements'),
    offset: prop('first'),
  });
  const marks = regl<never, never, Props>({
    ...shared,
    vert: markVert,
    frag: markFrag,
    attributes: {
      position: { buffer: prop('vertices'), stride: 4 * RELIEF_MARK_FLOATS, offset: 0 },
      ahead: { buffer: prop('vertices'), stride: 4 * RELIEF_MARK_FLOATS, offset: 12 },
      frame: { buffer: prop('vertices'), stride: 4 * RELIEF_MARK_FLOATS, offset: 24 },
    } as never,
    uniforms: props(
      'matrix',
      'size',
      'head',
      'diameter',
      'color',
      'shape',
      'hollow',
      'opacity',
      'ratio',
    ),
    primitive: 'points',
  });
  return { pieces, marks };
}

/** Where the runs of a set are at a frame, on the relief: those inside its window. */
function placesAt(
  relief: Relief,
  trajectories: PathSet['trajectories'],
  head: number,
): Float32Array {
  const { x, y } = relief.window;
  const at = positionsAt(trajectories, head, [x[0], y[0]]);
  const places: number[] = [];
  for (let k = 0; k < at.length; k += 2) {
    const [s, t] = [at[k]! / (x[1] - x[0]), at[k + 1]! / (y[1] - y[0])];
    if (s >= 0 && s <= 1 && t >= 0 && t <= 1) places.push(...markOn(relief, [s, t]));
  }
  return Float32Array.from(places);
}
