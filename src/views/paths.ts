// Trajectories: few as lines with a casing and arrowheads, in the dashes of their optimizer; many as density; and
// marks at their starts and ends. Twin of flat-paths.ts.
import type REGL from 'regl';
import type { Window } from '../engine.ts';
import { isSameList } from '../math/objects.ts';
import { SHAPES } from './colours.ts';
import { createPathDensity } from './path-density.ts';
import { QUAD_FLOATS } from './path-geometry.ts';
import { arrowheads, MARK_FLOATS, marksAt, type Seen } from './path-marks.ts';
import { CASING_DARK, markFrag, markVert, segmentFrag, segmentVert } from './path-shaders.ts';
import { createPathStore, FEW, type Layer, type PathSet } from './path-store.ts';
import { type Props, propsOf, whenCalled } from './regl-props.ts';
import { lineScale } from './tick-layout.ts';
import { clipTransform, type Size } from './transform.ts';

export interface PathsStyle {
  /** Frame shown as the present, fractional while playing. */
  head: number;
  /** Index of the highlighted run, in any set, or null. */
  highlight: { set: number; run: number } | null;
  /** Which set is drawn on top of the others, and broader than they are, if any. */
  lit?: number | null | undefined;
  /** Device pixels per CSS pixel. */
  ratio: number;
}

export interface Paths {
  upload(sets: readonly PathSet[]): void;
  draw(view: Window, size: Size, style: PathsStyle): void;
  restore(): void;
}

/** Up to so many have arrowheads. */
export const ARROWED = 24;

/** What lies around a line: half of it white, then nearly black, which is 3 : 1 to every ground. CSS pixels. */
export const CASING = { white: 1.25, rim: 1.2, dark: CASING_DARK } as const;
const WHITE = [1, 1, 1];

/** Half the width of a run that is picked out. */
export const CHOSEN = 2.5;

/** Half the width of a line among so many runs, in CSS pixels. */
export const widthAmong = (runs: number) =>
  1.7 - 0.8 * Math.min(1, Math.max(0, (runs - 8) / (FEW - 8)));

/**
 * How large the marks of starts and ends are among so many runs of some sets, and how far apart two of a set are, in CSS
 * pixels: a crowd of them would hide the paths, so theirs are small, and no two of a set in one place.
 */
export function marksAmong(runs: number, sets: number, isDense = runs > FEW) {
  if (!isDense) return runs > ARROWED ? marksOf(6, 10) : marksOf(9, 0);
  // A thousand starts leave as many marks as a hundred and fifty do.
  const crowd = Math.sqrt(runs / Math.max(1, sets) / 150);
  return { start: 3, end: 5, cell: Math.min(40, Math.max(14, 14 * crowd)) };
}
const marksOf = (start: number, cell: number) => ({ start, end: start + 1, cell });

/** A path, or all of a set. */
interface Cased {
  what: Props & { count: number };
  layer: Pick<Layer, 'color' | 'dash'>;
  /** In CSS pixels. */
  halfWidth: number;
}

/** The widths of three passes in the place of one: the dark rim, the white casing, the line. */
const ONE_BY_ONE = [
  ([, , rim]: number[]) => [-9, -9, rim!],
  ([, white]: number[]) => [-9, white!, white!],
  ([line]: number[]) => [line!, line! + 9, line!],
];

/** How lines and marks are drawn. */
function createPens(regl: REGL.Regl) {
  // Every uniform and the attributes' sources come with the call.
  const { prop, props } = propsOf(regl);
  const shared = {
    blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
    depth: { enable: false },
    count: prop('count'),
  } as const;
  const place = ['centre', 'scale', 'offset', 'head'];
  const byDepth = regl.hasExtension('EXT_frag_depth');
  const stride = 4 * QUAD_FLOATS;
  const segments = whenCalled<Props>(() =>
    regl<never, never, Props>({
      ...shared,
      vert: segmentVert,
      frag: segmentFrag,
      attributes: {
        from: { buffer: prop('vertices'), stride, offset: 0 },
        to: { buffer: prop('vertices'), stride, offset: 12 },
        side: { buffer: prop('vertices'), stride, offset: 24 },
      } as never,
      uniforms: props(...place, 'size', 'perUnit', 'reach', 'edges', 'color', 'dash', 'under'),
      elements: prop('elements'),
      offset: prop('first'),
      primitive: 'triangles',
      depth: { enable: byDepth, func: '<' },
    }),
  );
  const marks = whenCalled<Props>(() =>
    regl<never, never, Props>({
      ...shared,
      vert: markVert,
      frag: markFrag,
      attributes: { mark: prop('marks') } as never,
      uniforms: props(...place, 'diameter', 'ratio', 'color', 'shape', 'hollow', 'opacity'),
      primitive: 'points',
    }),
  );
  const stream = regl.buffer({ usage: 'stream', data: [] });
  return {
    /** Paths in their casings, each over those before it. */
    drawCased(paths: readonly Cased[], ratio: number) {
      if (byDepth) regl.clear({ depth: 1 });
      for (const [i, { what, layer, halfWidth }] of paths.entries()) {
        if (what.count === 0) continue;
        const white = halfWidth + CASING.white;
        const all = [halfWidth, white, white + CASING.rim];
        for (const edges of byDepth ? [all] : ONE_BY_ONE.map((widths) => widths(all))) {
          segments({
            ...what,
            color: layer.color,
            edges: edges.map((edge) => edge * ratio),
            dash: layer.dash.map((length) => length * ratio),
            under: [paths.length - 1 - i, 1 / paths.length],
          });
        }
      }
    },
    drawMarks(vertices: Float32Array, style: Props) {
      if (vertices.length === 0) return;
      stream({ usage: 'stream', data: vertices });
      marks({ ...style, marks: stream, count: vertices.length / MARK_FLOATS });
    },
  };
}

export function createPaths(regl: REGL.Regl): Paths {
  const store = createPathStore(regl);
  const { drawCased, drawMarks } = createPens(regl);
  const density = createPathDensity(regl);
  let arrows: { of: readonly unknown[]; vertices: readonly Float32Array[] } | null = null;

  /** Arrowheads of all sets; the same in the same view. */
  const arrowsIn = (seen: Seen) => {
    const { layers } = store;
    const { view, size, origin } = seen;
    const of = [layers, origin, ...view.x, ...view.y, size.width, size.height];
    if (!arrows || !isSameList(of, arrows.of)) {
      arrows = { of, vertices: layers.map(({ trajectories }) => arrowheads(trajectories, seen)) };
    }
    return arrows.vertices;
  };
  /** Starts below ends. */
  const drawEnds = (seen: Seen, clip: Props, { head, ratio }: PathsStyle, total: number) => {
    const { isDense, layers } = store;
    const { start, end, cell } = marksAmong(total, layers.length, isDense);
    for (const { trajectories } of layers) {
      const style = { ...START, diameter: start * ratio };
      drawMarks(marksAt(trajectories, 0, seen, cell), { ...clip, ...style });
    }
    for (const { trajectories, color, shape } of layers) {
      const style = { ...END, color, shape, diameter: end * ratio };
      drawMarks(marksAt(trajectories, head, seen, cell), { ...clip, ...style });
    }
  };
  /** All runs as lines, those of the lit set over the others. */
  const drawLines = (present: Props, total: number, lit: number | null, ratio: number) => {
    const { layers } = store;
    const over = lit === null ? undefined : layers[lit];
    const width = widthAmong(total) * (over ? 0.6 : 1);
    const sorted = over ? [...layers.filter((layer) => layer !== over), over] : layers;
    const paths = sorted.map((layer) => {
      const { vertices, elements, ranges } = layer;
      const what = { ...present, vertices, elements, first: 0, count: ranges.at(-1)! };
      return { what, layer, halfWidth: layer === over ? 2 * width : width };
    });
    drawCased(paths, ratio);
  };

  return {
    upload: store.take,
    restore: store.send,
    draw(view, size, style) {
      const { head, highlight, lit = null, ratio } = style;
      store.fit(view, size);
      const { layers, origin } = store;
      const device = [size.width * ratio, size.height * ratio].map(Math.round);
      const pen = ratio * lineScale();
      const clip = { ...clipTransform(view, origin), head, ratio: pen };
      const perUnit = (size.width * ratio) / (view.x[1] - view.x[0]);
      // A quarter of the view off the plane a path has lost half of its width.
      const reach = Math.min(view.x[1] - view.x[0], view.y[1] - view.y[0]) / 4;
      const present = { ...clip, size: device, reach, perUnit };
      const total = layers.reduce((n, { runs }) => n + runs, 0);
      const seen = { view, size, origin };

      if (store.isDense) {
        const counted = layers.map((layer) => ({ ...layer, count: layer.ranges.at(-1)! }));
        density.draw(counted, total, clip, device, highlight !== null, ratio);
      } else {
        drawLines(present, total, lit, pen);
      }
      for (const [i, vertices] of (total <= ARROWED ? arrowsIn(seen) : []).entries()) {
        const { color } = layers[i]!;
        drawMarks(vertices, { ...clip, ...ARROWHEAD, color, diameter: 9 * pen });
      }
      drawEnds(seen, clip, { ...style, ratio: pen }, total);
      const chosen = highlight && layers[highlight.set];
      if (!chosen || highlight.run >= chosen.runs) return;
      const what = { ...present, ...store.quadsOf(highlight.set, highlight.run) };
      drawCased([{ what, layer: chosen, halfWidth: CHOSEN }], pen);
      const first = MARK_FLOATS * highlight.run;
      const own = marksAt(chosen.trajectories, head, seen, 0).subarray(first, first + MARK_FLOATS);
      const { color, shape } = chosen;
      drawMarks(own, { ...clip, ...END, color, shape, diameter: 13 * pen });
    },
  };
}

const START = { color: WHITE, shape: 0, hollow: 1, opacity: 1 };
const END = { hollow: 0, opacity: 1 };
const ARROWHEAD = { ...END, shape: SHAPES.length };
