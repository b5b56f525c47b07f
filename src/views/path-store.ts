// The vertices of the paths on the GPU: quads of few runs, lines of many, measured from near what is in view.
import type REGL from 'regl';
import type { Window } from '../engine.ts';
import type { PlanePaths } from '../fields/on-plane.ts';
import { rgb } from '../fields/palettes.ts';
import { runsOf } from '../fields/trajectories.ts';
import { type OptimizerStyle, SHAPES } from './colours.ts';
import {
  type Geometry,
  lines,
  MOST_QUADS,
  type Origin,
  quads,
  segmentsOf,
} from './path-geometry.ts';
import type { Size } from './transform.ts';

export interface PathSet extends Pick<OptimizerStyle, 'color' | 'shape' | 'dash'> {
  trajectories: PlanePaths;
}

/** Up to so many runs are lines; more are drawn as density. */
export const FEW = 40;

/** Four lengths of a solid line's dashes. */
export const SOLID: readonly number[] = [0, 0, 0, 0];

/** The dashes of a style as four lengths, on and off in turn. */
export const dashOf = ({ dash }: Pick<OptimizerStyle, 'dash'>): readonly number[] =>
  dash.length > 0 ? [...dash, 0, 0].slice(0, 4) : SOLID;

/** A set with what is drawn of it. */
export interface Layer {
  trajectories: PlanePaths;
  color: readonly number[];
  dash: readonly number[];
  shape: number;
  runs: number;
  vertices: REGL.Buffer;
  elements: REGL.Elements;
  /** Where each run's elements begin, and where the last one's end. */
  ranges: Uint32Array;
}

/** The vertices of all sets on the GPU. */
export function createPathStore(regl: REGL.Regl) {
  let sets: readonly PathSet[] = [];
  let layers: readonly Layer[] = [];
  let origin: Origin = [0, 0];
  /** How much longer a unit of y is on the screen than one of x: dashes are as long either way. */
  let stretch = 1;
  /** Units of x to which lines are exact: half a pixel where they were made. */
  let least = 0;
  let isDense = false;
  /** The quads of a run of a crowd, which has none. */
  let alone: { key: string; vertices: REGL.Buffer; elements: REGL.Elements; count: number } | null =
    null;

  /** Into the buffers of what is no more, if there are any: a drag makes runs anew at every picture. */
  const upload = (
    { vertices, elements: data }: Geometry,
    primitive: 'triangles' | 'lines',
    into?: Pick<Layer, 'vertices' | 'elements'>,
  ) => {
    const list = { primitive, type: 'uint32', data } as const;
    if (!into) return { vertices: regl.buffer(vertices), elements: regl.elements(list) };
    return { vertices: into.vertices(vertices), elements: into.elements(list) };
  };
  const forget = () => {
    alone?.vertices.destroy();
    alone?.elements.destroy();
    alone = null;
  };
  const layerOf = ({ trajectories, color, shape, dash }: PathSet, i: number): Layer => {
    const runs = runsOf(trajectories);
    const geometry: Geometry & { runs?: Uint32Array } = isDense
      ? lines(trajectories, origin)
      : quads(trajectories, 0, runs, origin, stretch, least);
    return {
      ...{ trajectories, runs, shape: SHAPES.indexOf(shape) },
      ...upload(geometry, isDense ? 'lines' : 'triangles', layers[i]),
      ranges: geometry.runs ?? Uint32Array.of(0, geometry.elements.length),
      color: rgb(color).map((part) => part / 255),
      dash: dashOf({ dash }),
    };
  };
  const send = () => {
    forget();
    for (const { vertices, elements } of layers.slice(sets.length)) {
      vertices.destroy();
      elements.destroy();
    }
    const all = sets.map(({ trajectories }) => trajectories);
    isDense =
      all.reduce((n, paths) => n + runsOf(paths), 0) > FEW ||
      all.some((paths) => segmentsOf(paths) > MOST_QUADS);
    layers = sets.map(layerOf);
  };

  return {
    get layers() {
      return layers;
    },
    get origin() {
      return origin;
    },
    get isDense() {
      return isDense;
    },
    take(next: readonly PathSet[]) {
      sets = next;
      send();
    },
    send,
    /** Measures vertices anew where a view needs that. */
    fit(view: Window, size: Size) {
      const wanted = stretchOf(view, size);
      const half = (0.5 * (view.x[1] - view.x[0])) / size.width;
      const isStretched = Math.abs(wanted / stretch - 1) > 0.01;
      const isOtherScale = least > 2 * half || least < half / 4;
      const isOther = !isDense && (isStretched || isOtherScale);
      if (!isOther && !farFrom(origin, view)) return;
      [origin, stretch, least] = [middleOf(view), wanted, half];
      send();
    },
    /** The quads of one run: a part of its set's, or made for it alone. */
    quadsOf(set: number, run: number) {
      const { vertices, elements, ranges, trajectories } = layers[set]!;
      if (!isDense) {
        const first = ranges[run]!;
        return { vertices, elements, first, count: ranges[run + 1]! - first };
      }
      const key = `${set} ${run}`;
      if (alone?.key !== key) {
        forget();
        const made = quads(trajectories, run, run + 1, origin, stretch, least);
        alone = { key, ...upload(made, 'triangles'), count: made.elements.length };
      }
      return { ...alone!, first: 0 };
    },
  };
}

const stretchOf = ({ x, y }: Window, { width, height }: Size) =>
  (height / (y[1] - y[0])) * ((x[1] - x[0]) / width);

const middleOf = ({ x, y }: Window): Origin => [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];

/**
 * Whether vertices measured from an origin are too coarse for a view: at 2^12 windows' widths away f32
 * (24 bits) still places them to 1/4096 of the width.
 */
function farFrom(origin: Origin, view: Window): boolean {
  const [x, y] = middleOf(view);
  const far = (from: number, to: number, [lo, hi]: readonly [number, number]) =>
    Math.abs(to - from) > 2 ** 12 * (hi - lo);
  return far(origin[0], x, view.x) || far(origin[1], y, view.y);
}
