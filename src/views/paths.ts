// Trajectories as thick lines that fade with age, with marks at their starts and ends.
import type REGL from 'regl';
import type { Trajectories, Window } from '../engine.ts';
import { rgb } from '../fields/palettes.ts';
import { SHAPES, type Shape } from './colors.ts';
import { clipTransform, type Size } from './transform.ts';

const segmentVert = `
precision highp float;
// along the segment 0 to 1, and −1 or 1 to either side
attribute vec2 side;
// x, y, frame of either end
attribute vec3 from, to;
uniform vec2 centre, scale, offset, size;
uniform float head, halfWidth, fadeFrames;
varying float across, age;
void main() {
  // An instance that joins the end of one run to the start of the next runs back in time.
  if (to.z < from.z || from.z > head) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float part = clamp((head - from.z) / max(to.z - from.z, 1e-6), 0.0, 1.0);
  vec2 a = (from.xy - centre) * scale + offset;
  vec2 b = (mix(from.xy, to.xy, part) - centre) * scale + offset;
  vec2 along = (b - a) * size;
  float reach = length(along);
  vec2 unit = reach > 1e-6 ? along / reach : vec2(1.0, 0.0);
  vec2 normal = vec2(-unit.y, unit.x);
  vec2 shift = normal * side.y * (halfWidth + 1.0) / size * 2.0;
  gl_Position = vec4((side.x < 0.5 ? a : b) + shift, 0.0, 1.0);
  across = side.y * (halfWidth + 1.0);
  age = clamp((head - mix(from.z, to.z, side.x)) / fadeFrames, 0.0, 1.0);
}`;

const segmentFrag = `
precision highp float;
uniform vec3 color;
uniform float halfWidth, opacity, fade;
varying float across, age;
void main() {
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

export function createPaths(regl: REGL.Regl): Paths {
  let sets: readonly PathSet[] = [];
  let buffers: { points: REGL.Buffer; ends: REGL.Buffer; starts: REGL.Buffer }[] = [];

  // Every uniform and the attributes' sources come with the call.
  type Props = Record<string, unknown>;
  const prop = (name: string) => regl.prop<Props, string>(name) as never;
  const props = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, prop(name)])) as never;
  const premultiplied = {
    enable: true,
    func: { src: 'one', dst: 'one minus src alpha' },
  } as const;
  // Where an instance's first and second iterate lie in the buffer, 12 bytes each.
  const iterate = (offset: number) => ({
    buffer: prop('points'),
    divisor: 1,
    stride: 12,
    offset: (_: unknown, { first }: Props) => 12 * ((first as number) + offset),
  });

  const segments = regl<never, never, Props>({
    vert: segmentVert,
    frag: segmentFrag,
    attributes: {
      side: [
        [0, -1],
        [0, 1],
        [1, -1],
        [1, 1],
      ],
      from: iterate(0),
      to: iterate(1),
    } as never,
    uniforms: props(
      'centre',
      'scale',
      'offset',
      'size',
      'head',
      'halfWidth',
      'fadeFrames',
      'color',
      'opacity',
      'fade',
    ),
    primitive: 'triangle strip',
    count: 4,
    instances: prop('segments'),
    blend: premultiplied,
    depth: { enable: false },
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

  const send = () => {
    for (const { points, ends, starts } of buffers) {
      points.destroy();
      ends.destroy();
      starts.destroy();
    }
    buffers = sets.map(({ trajectories }) => ({
      points: regl.buffer(withFrames(trajectories)),
      ends: regl.buffer({ usage: 'dynamic', data: positionsAt(trajectories, 0) }),
      starts: regl.buffer(positionsAt(trajectories, 0)),
    }));
  };

  return {
    upload(next) {
      sets = next;
      send();
    },
    restore: send,
    draw(view, size, { head, highlight, ratio }) {
      const clip = clipTransform(view);
      const common = {
        ...clip,
        size: [size.width * ratio, size.height * ratio],
        head,
        fadeFrames: Math.max(1, head),
      };
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
        frames: trajectories.frameSteps.length,
        runs: runsOf(trajectories),
      }));

      for (const { trajectories, points, ends, frames, runs, color } of layers) {
        ends.subdata(positionsAt(trajectories, head));
        const line = { ...common, points, first: 0, segments: runs * frames - 1, fade: 0.3 };
        if (line.segments < 1) continue;
        if (total <= RIMMED) {
          const rim = { color: RIM, halfWidth: halfWidth + 1.2 * ratio, opacity: 0.5 * opacity };
          segments({ ...line, ...rim });
        }
        segments({ ...line, color, halfWidth, opacity: opacity * (highlight ? 0.5 : 1) });
      }
      for (const { starts, ends, color, shape, runs } of layers) {
        const mark = { ...clip, first: 0, count: runs, opacity: 1 - 0.3 * crowd };
        // A crowd of starts would hide the paths.
        const start = { diameter: diameter * (1 - 0.5 * crowd), opacity: 1 - 0.85 * crowd };
        marks({ ...mark, ...start, positions: starts, color: WHITE, shape: 0, hollow: 1 });
        marks({
          ...mark,
          positions: ends,
          diameter: diameter + 2 * ratio,
          color,
          shape,
          hollow: 0,
        });
      }
      const chosen = highlight && layers[highlight.set];
      if (!chosen || highlight.run >= chosen.runs) return;
      const { points, ends, frames, color, shape } = chosen;
      const line = { ...common, points, first: highlight.run * frames, segments: frames - 1 };
      if (line.segments > 0) {
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

const runsOf = ({ spec }: Trajectories) => spec.starts.length / 2;

/** x, y, frame of every stored iterate. */
function withFrames({ points, frameSteps }: Trajectories): Float32Array {
  const out = new Float32Array((points.length / 2) * 3);
  for (let k = 0; 2 * k < points.length; k++) {
    out[3 * k] = points[2 * k]!;
    out[3 * k + 1] = points[2 * k + 1]!;
    out[3 * k + 2] = k % frameSteps.length;
  }
  return out;
}

/** Where each run is at a (fractional) frame, [run][2]. */
export function positionsAt({ points, frameSteps }: Trajectories, head: number): Float32Array {
  const frames = frameSteps.length;
  const runs = points.length / 2 / frames;
  const at = Math.min(Math.max(head, 0), frames - 1);
  const before = Math.floor(at);
  const after = Math.min(before + 1, frames - 1);
  const part = at - before;
  const out = new Float32Array(runs * 2);
  for (let r = 0; r < runs; r++) {
    for (const c of [0, 1]) {
      const a = points[2 * (r * frames + before) + c]!;
      const b = points[2 * (r * frames + after) + c]!;
      out[2 * r + c] = a + (b - a) * part;
    }
  }
  return out;
}

const unit = (color: string) => rgb(color).map((c) => c / 255);
