// Trajectories as thick lines that fade with age, with marks at their starts and ends.
import type REGL from 'regl';
import type { Trajectories, Window } from '../engine.ts';
import { rgb } from '../fields/palettes.ts';
import { SHAPES, type Shape } from './colors.ts';
import {
  type Geometry,
  lines,
  MOST_QUADS,
  positionsAt,
  QUAD_FLOATS,
  quads,
  runsOf,
  segmentsOf,
} from './path-geometry.ts';
import { clipTransform, type Size } from './transform.ts';

const segmentVert = `
precision highp float;
// x, y, frame of either end of the segment
attribute vec3 from, to;
// along the segment 0 or 1, and −1 or 1 to either side
attribute vec2 side;
uniform vec2 centre, scale, offset, size;
uniform float head, halfWidth, fadeFrames;
varying float across, age, frame;
void main() {
  frame = from.z;
  float part = clamp((head - from.z) / (to.z - from.z), 0.0, 1.0);
  vec2 a = (from.xy - centre) * scale + offset;
  vec2 b = (mix(from.xy, to.xy, part) - centre) * scale + offset;
  vec2 along = (b - a) * size;
  float reach = length(along);
  vec2 unit = reach > 1e-6 ? along / reach : vec2(1.0, 0.0);
  vec2 shift = vec2(-unit.y, unit.x) * side.y * (halfWidth + 1.0) / size * 2.0;
  gl_Position = vec4((side.x < 0.5 ? a : b) + shift, 0.0, 1.0);
  across = side.y * (halfWidth + 1.0);
  age = clamp((head - mix(from.z, to.z, side.x)) / fadeFrames, 0.0, 1.0);
}`;

const lineVert = `
precision highp float;
// x, y, frame
attribute vec3 point;
uniform vec2 centre, scale, offset;
uniform float head, fadeFrames;
varying float across, age, frame;
void main() {
  frame = point.z;
  gl_Position = vec4((point.xy - centre) * scale + offset, 0.0, 1.0);
  across = 0.0;
  age = clamp((head - point.z) / fadeFrames, 0.0, 1.0);
}`;

const segmentFrag = `
precision highp float;
uniform vec3 color;
uniform float head, halfWidth, opacity, fade;
varying float across, age, frame;
void main() {
  // What lies in the future is not drawn yet.
  if (frame > head) {
    discard;
  }
  float edge = 1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, abs(across));
  float alpha = edge * opacity * mix(1.0, fade, age);
  gl_FragColor = vec4(color * alpha, alpha);
}`;

const markVert = `
precision highp float;
attribute vec2 position;
uniform vec2 centre, scale, offset;
uniform float diameter;
void main() {
  gl_Position = vec4((position - centre) * scale + offset, 0.0, 1.0);
  gl_PointSize = diameter + 4.0;
}`;

const markFrag = `
precision highp float;
uniform vec3 color;
uniform float diameter, shape, hollow, opacity;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (diameter + 4.0);
  float r = diameter * 0.5;
  // Signed distance to the outline, in pixels.
  float d = length(p) - r;
  if (shape > 0.5) d = max(abs(p.x), abs(p.y)) - r * 0.85;
  if (shape > 1.5) d = (abs(p.x) + abs(p.y) - r * 1.2) * 0.7071;
  if (shape > 2.5) d = max(dot(vec2(abs(p.x), -p.y), vec2(0.866, 0.5)) - r * 0.55, p.y - r * 0.6);
  if (shape > 3.5) {
    vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.7071;
    d = max(max(q.x, q.y) - r, min(q.x, q.y) - r * 0.34);
  }
  float inside = 1.0 - smoothstep(-0.5, 0.5, d);
  float rim = 1.0 - smoothstep(-0.5, 0.5, d - 1.5);
  float core = hollow > 0.5 ? inside * smoothstep(-3.0, -2.0, d) : inside;
  vec3 ink = color * core;
  float alpha = max(core, (rim - inside) * 0.75);
  gl_FragColor = vec4(ink, alpha) * opacity;
}`;

export interface PathSet {
  trajectories: Trajectories;
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

export function createPaths(regl: REGL.Regl): Paths {
  let sets: readonly PathSet[] = [];
  let buffers: Uploaded[] = [];
  /** The quads of a run of a crowd, which has none. */
  let alone: { key: string; vertices: REGL.Buffer; elements: REGL.Elements } | null = null;

  // Every uniform and the attributes' sources come with the call.
  type Props = Record<string, unknown>;
  const prop = (name: string) => regl.prop<Props, string>(name) as never;
  const props = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, prop(name)])) as never;
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
  const shared = ['centre', 'scale', 'offset', 'head', 'fadeFrames', 'color', 'opacity', 'fade'];
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
      const geometry = thick ? quads(trajectories, 0, runs) : lines(trajectories);
      return {
        thick,
        ...upload(geometry, thick ? 'triangles' : 'lines'),
        perRun: geometry.elements.length / runs,
        ends: regl.buffer({ usage: 'dynamic', data: positionsAt(trajectories, 0) }),
        starts: regl.buffer(positionsAt(trajectories, 0)),
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
      alone = { key, ...upload(quads(sets[set]!.trajectories, run, run + 1), 'triangles') };
    }
    return { ...alone!, first: 0, count: 3 * perRun };
  };

  return {
    upload(next) {
      sets = next;
      send();
    },
    restore: send,
    draw(view, size, { head, highlight, ratio }) {
      const clip = clipTransform(view);
      const device = [size.width * ratio, size.height * ratio];
      const present = { ...clip, size: device, head, fadeFrames: Math.max(1, head) };
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

      for (const { trajectories, thick, vertices, elements, perRun, ends, runs, color } of layers) {
        ends.subdata(positionsAt(trajectories, head));
        const line = { ...present, vertices, elements, first: 0, count: runs * perRun, fade: 0.4 };
        if (line.count === 0) continue;
        if (thick && total <= RIMMED) {
          const rim = { color: RIM, halfWidth: halfWidth + 1.2 * ratio, opacity: 0.5 * opacity };
          segments({ ...line, ...rim });
        }
        const draw = thick ? segments : thin;
        draw({ ...line, color, halfWidth, opacity: opacity * (highlight ? 0.5 : 1) });
      }
      for (const { starts, ends, color, shape, runs } of layers) {
        const mark = { ...clip, first: 0, count: runs, opacity: 1 - 0.3 * crowd };
        // A crowd of starts would hide the paths.
        const start = { diameter: diameter * (1 - 0.5 * crowd), opacity: 1 - 0.85 * crowd };
        marks({ ...mark, ...start, positions: starts, color: WHITE, shape: 0, hollow: 1 });
        const end = { positions: ends, diameter: diameter + 2 * ratio, color, shape, hollow: 0 };
        marks({ ...mark, ...end });
      }
      const chosen = highlight && layers[highlight.set];
      if (!chosen || highlight.run >= chosen.runs) return;
      const { ends, color, shape, perRun } = chosen;
      if (perRun > 0) {
        const line = { ...present, ...quadsOf(highlight.set, highlight.run) };
        segments({ ...line, color: RIM, halfWidth: 3.4 * ratio, opacity: 0.65, fade: 1 });
        segments({ ...line, color, halfWidth: 2 * ratio, opacity: 1, fade: 0.75 });
      }
      const mark = { ...clip, first: highlight.run, count: 1, opacity: 1 };
      marks({ ...mark, positions: ends, diameter: 14 * ratio, color, shape, hollow: 0 });
    },
  };
}

/** Up to so many runs get a dark rim, which keeps every hue legible on every part of the colour map. */
const RIMMED = 400;
const RIM = [0, 0, 0];
const WHITE = [1, 1, 1];

const unit = (color: string) => rgb(color).map((c) => c / 255);
