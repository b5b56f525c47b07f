// Trajectories as thick lines that fade with age, with marks at their starts and ends.
import type REGL from 'regl';
import type { Window } from '../engine.ts';
import type { PlanePaths } from '../fields/on-plane.ts';
import { rgb } from '../fields/palettes.ts';
import { SHAPES, type Shape } from './colours.ts';
import {
  type Geometry,
  lines,
  MOST_QUADS,
  type Origin,
  positionsAt,
  QUAD_FLOATS,
  quads,
  runsOf,
  segmentsOf,
} from './path-geometry.ts';
import { lineVert, markFrag, markVert, segmentFrag, segmentVert } from './path-shaders.ts';
import { type Props, propsOf } from './regl-props.ts';
import { clipTransform, type Size } from './transform.ts';

export interface PathSet {
  trajectories: PlanePaths;
  color: string;
  shape: Shape;
}

export interface PathsStyle {
  /** Frame shown as the present, fractional while playing. */
  head: number;
  /** Index of the highlighted run, in any set, or null. */
  highlight: { set: number; run: number } | null;
  /** Device pixels per CSS pixel. */
  ratio: number;
}

export interface Paths {
  upload(sets: readonly PathSet[]): void;
  draw(view: Window, size: Size, style: PathsStyle): void;
  restore(): void;
}

interface Uploaded {
  /** Thick quads, or thin lines for a crowd. */
  thick: boolean;
  vertices: REGL.Buffer;
  elements: REGL.Elements;
  /** Elements of one run. */
  perRun: number;
  ends: REGL.Buffer;
  starts: REGL.Buffer;
}

/** A set with what is drawn of it. */
interface Layer extends Uploaded {
  color: readonly number[];
  shape: number;
  runs: number;
}

/** How quads, thin lines and marks are drawn. */
function createCommands(regl: REGL.Regl) {
  // Every uniform and the attributes' sources come with the call.
  const { prop, props } = propsOf(regl);
  const premultiplied = {
    enable: true,
    func: { src: 'one', dst: 'one minus src alpha' },
  } as const;
  const common = {
    frag: segmentFrag,
    elements: prop('elements'),
    offset: prop('first'),
    count: prop('count'),
    blend: premultiplied,
    depth: { enable: false },
  };
  const shared = [
    'centre',
    'scale',
    'offset',
    'head',
    'fadeFrames',
    'reach',
    'color',
    'opacity',
    'fade',
  ];
  const stride = 4 * QUAD_FLOATS;
  const segments = regl<never, never, Props>({
    ...common,
    vert: segmentVert,
    attributes: {
      from: { buffer: prop('vertices'), stride, offset: 0 },
      to: { buffer: prop('vertices'), stride, offset: 12 },
      side: { buffer: prop('vertices'), stride, offset: 24 },
    } as never,
    uniforms: props(...shared, 'size', 'halfWidth'),
    primitive: 'triangles',
  });
  const thin = regl<never, never, Props>({
    ...common,
    vert: lineVert,
    attributes: { point: prop('vertices') } as never,
    uniforms: props(...shared, 'halfWidth'),
    primitive: 'lines',
  });

  const marks = regl<never, never, Props>({
    vert: markVert,
    frag: markFrag,
    attributes: {
      position: {
        buffer: prop('positions'),
        offset: (_: unknown, { first }: Props) => 8 * (first as number),
      },
    } as never,
    uniforms: props('centre', 'scale', 'offset', 'diameter', 'color', 'shape', 'hollow', 'opacity'),
    primitive: 'points',
    count: prop('count'),
    blend: premultiplied,
    depth: { enable: false },
  });
  /** All runs of a set, on a rim where there is one. */
  const drawLines = (
    { thick, vertices, elements, perRun, runs, color }: Layer,
    present: object,
    { rim, ...style }: { halfWidth: number; opacity: number; rim: object | null },
  ) => {
    const line = { ...present, vertices, elements, first: 0, count: runs * perRun, fade: 0.4 };
    if (line.count === 0) return;
    if (thick && rim) segments({ ...line, ...rim, color: RIM });
    const draw = thick ? segments : thin;
    draw({ ...line, ...style, color });
  };
  return { segments, marks, drawLines };
}

export function createPaths(regl: REGL.Regl): Paths {
  let sets: readonly PathSet[] = [];
  let buffers: Uploaded[] = [];
  let origin: Origin = [0, 0];
  /** The quads of a run of a crowd, which has none. */
  let alone: { key: string; vertices: REGL.Buffer; elements: REGL.Elements } | null = null;

  const { segments, marks, drawLines } = createCommands(regl);

  const upload = ({ vertices, elements }: Geometry, primitive: 'triangles' | 'lines') => ({
    vertices: regl.buffer(vertices),
    elements: regl.elements({ primitive, type: 'uint32', data: elements }),
  });
  const forget = () => {
    alone?.vertices.destroy();
    alone?.elements.destroy();
    alone = null;
  };
  const send = () => {
    forget();
    for (const { vertices, elements, ends, starts } of buffers) {
      for (const resource of [vertices, elements, ends, starts]) resource.destroy();
    }
    buffers = sets.map(({ trajectories }) => {
      const thick = segmentsOf(trajectories) <= MOST_QUADS;
      const runs = runsOf(trajectories);
      const geometry = thick ? quads(trajectories, 0, runs, origin) : lines(trajectories, origin);
      return {
        thick,
        ...upload(geometry, thick ? 'triangles' : 'lines'),
        perRun: geometry.elements.length / runs,
        ends: regl.buffer({ usage: 'dynamic', data: positionsAt(trajectories, 0, origin) }),
        starts: regl.buffer(positionsAt(trajectories, 0, origin)),
      };
    });
  };
  /** The quads of one run: a part of its set's, or made for it alone. */
  const quadsOf = (set: number, run: number) => {
    const { thick, vertices, elements, perRun } = buffers[set]!;
    if (thick) return { vertices, elements, first: run * perRun, count: perRun };
    const key = `${set} ${run}`;
    if (alone?.key !== key) {
      forget();
      alone = { key, ...upload(quads(sets[set]!.trajectories, run, run + 1, origin), 'triangles') };
    }
    return { ...alone!, first: 0, count: 3 * perRun };
  };

  /** One run over all others. */
  const drawChosen = (
    { set, run }: { set: number; run: number },
    { ends, color, shape, perRun }: Layer,
    present: object,
    ratio: number,
  ) => {
    if (perRun > 0) {
      const line = { ...present, ...quadsOf(set, run) };
      segments({ ...line, color: RIM, halfWidth: 3.4 * ratio, opacity: 0.65, fade: 1 });
      segments({ ...line, color, halfWidth: 2 * ratio, opacity: 1, fade: 0.75 });
    }
    const mark = { ...present, first: run, count: 1, opacity: 1 };
    marks({ ...mark, positions: ends, diameter: 14 * ratio, color, shape, hollow: 0 });
  };

  return {
    upload(next) {
      sets = next;
      send();
    },
    restore: send,
    draw(view, size, { head, highlight, ratio }) {
      if (farFrom(origin, view)) {
        origin = middleOf(view);
        send();
      }
      const clip = clipTransform(view, origin);
      const device = [size.width * ratio, size.height * ratio];
      // A quarter of the view off the plane a path has lost half of what distance takes of it.
      const reach = Math.min(view.x[1] - view.x[0], view.y[1] - view.y[0]) / 4;
      const present = { ...clip, size: device, head, fadeFrames: Math.max(1, head), reach };
      const total = sets.reduce((n, { trajectories }) => n + runsOf(trajectories), 0);
      // Many runs are drawn thinner and fainter, so that their density shows: from 10 to 3,000 runs.
      const crowd = Math.min(1, Math.max(0, Math.log10(Math.max(total, 1)) - 1) / 2.5);
      const halfWidth = (1.5 - 0.9 * crowd) * ratio;
      const opacity = 1 - 0.62 * crowd;
      const diameter = (9 - 4.5 * crowd) * ratio;
      const layers = sets.map(({ trajectories, color, shape }, i) => ({
        ...buffers[i]!,
        trajectories,
        color: unit(color),
        shape: SHAPES.indexOf(shape),
        runs: runsOf(trajectories),
      }));

      for (const { trajectories, ends } of layers) {
        ends.subdata(positionsAt(trajectories, head, origin));
      }
      const style = {
        halfWidth,
        opacity: opacity * (highlight ? 0.5 : 1),
        rim:
          total <= RIMMED ? { halfWidth: halfWidth + 1.2 * ratio, opacity: 0.5 * opacity } : null,
      };
      for (const layer of layers) drawLines(layer, present, style);
      for (const { starts, ends, color, shape, runs } of layers) {
        const mark = { ...clip, first: 0, count: runs, opacity: 1 - 0.3 * crowd };
        // A crowd of starts would hide the paths.
        const start = { diameter: diameter * (1 - 0.5 * crowd), opacity: 1 - 0.85 * crowd };
        marks({ ...mark, ...start, positions: starts, color: WHITE, shape: 0, hollow: 1 });
        const end = { positions: ends, diameter: diameter + 2 * ratio, color, shape, hollow: 0 };
        marks({ ...mark, ...end });
      }
      const chosen = highlight && layers[highlight.set];
      if (chosen && highlight.run < chosen.runs) drawChosen(highlight, chosen, present, ratio);
    },
  };
}

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

/** Up to so many runs get a dark rim, which keeps every hue legible on every part of the colour map. */
const RIMMED = 400;
const RIM = [0, 0, 0];
const WHITE = [1, 1, 1];

const unit = (color: string) => rgb(color).map((c) => c / 255);
