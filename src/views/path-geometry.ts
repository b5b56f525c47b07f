// Trajectories as vertices. Few segments become quads, four vertices each, which can be thick; a crowd
// becomes plain GL lines. Neither is instanced: software WebGL draws instances one by one, 25 µs each.
import type { PlanePaths } from '../fields/on-plane.ts';
import { runsOf } from '../fields/trajectories.ts';

/** Segments up to which a set is drawn as quads: 184 bytes of vertices and indices each. */
export const MOST_QUADS = 60_000;

export function segmentsOf(paths: PlanePaths): number {
  return runsOf(paths) * (paths.frameSteps.length - 1);
}

/**
 * What vertices are measured from, in f64: near the view, so that f32 keeps what a deep zoom shows.
 */
export type Origin = readonly [x: number, y: number];

export interface Geometry {
  vertices: Float32Array;
  elements: Uint32Array;
}

/**
 * Floats of a quad's vertex: from (x, y, frame), to (x, y, frame), along 0 or 1, side −1 or 1, distance from
 * the plane there, way from the run's iterate nearest to the origin to `from`, in units of x.
 */
export const QUAD_FLOATS = 10;

/**
 * Two triangles per segment of the runs [from, to), run by run, and where each run's elements begin and the last one's
 * end. `stretch`: how much longer a unit of y is on the screen than one of x; iterates less than `least` units of x from
 * the one before are left out, but for the last.
 */
export function quads(
  paths: PlanePaths,
  from: number,
  to: number,
  origin: Origin,
  stretch = 1,
  least = 0,
): Geometry & { runs: Uint32Array } {
  const { points, frameSteps } = paths;
  const frames = frameSteps.length;
  const most = (to - from) * (frames - 1);
  const vertices = new Float32Array(most * 4 * QUAD_FLOATS);
  const elements = new Uint32Array(most * 6);
  const runs = new Uint32Array(to - from + 1);
  let v = 0;
  let e = 0;
  let corner = 0;
  for (let run = from; run < to; run++) {
    const way = wayAlong(paths, run, origin, stretch);
    const first = run * frames;
    let frame = 0;
    for (let next = 1; next < frames; next++) {
      const [a, b] = [first + frame, first + next];
      if (next < frames - 1 && isNear(points, a, b, stretch, least)) continue;
      putCorners(vertices, v, paths, a, b, origin, way[frame]!);
      v += 4 * QUAD_FLOATS;
      for (const offset of CORNERS) elements[e++] = corner + offset;
      corner += 4;
      frame = next;
    }
    runs[run - from + 1] = e;
  }
  return { vertices: vertices.subarray(0, v), elements: elements.subarray(0, e), runs };
}

/** The four vertices of a segment between two iterates: both ends, both sides. No lists: a drag lays thousands anew. */
function putCorners(
  vertices: Float32Array,
  first: number,
  { points, distance, frameSteps: { length: frames } }: PlanePaths,
  a: number,
  b: number,
  [x0, y0]: Origin,
  way: number,
) {
  for (let c = 0; c < 4; c++) {
    const v = first + c * QUAD_FLOATS;
    const along = c >> 1;
    vertices[v] = points[2 * a]! - x0;
    vertices[v + 1] = points[2 * a + 1]! - y0;
    vertices[v + 2] = a % frames;
    vertices[v + 3] = points[2 * b]! - x0;
    vertices[v + 4] = points[2 * b + 1]! - y0;
    vertices[v + 5] = b % frames;
    vertices[v + 6] = along;
    vertices[v + 7] = c & 1 ? 1 : -1;
    vertices[v + 8] = distance?.[along ? b : a] ?? 0;
    vertices[v + 9] = way;
  }
}

/** Of a quad, in two triangles. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const;

function isNear(
  points: PlanePaths['points'],
  a: number,
  b: number,
  stretch: number,
  least: number,
) {
  const dx = points[2 * b]! - points[2 * a]!;
  const dy = (points[2 * b + 1]! - points[2 * a + 1]!) * stretch;
  return dx * dx + dy * dy < least * least;
}

/**
 * How far along its path a run is at each frame, in units of x. Counted from the iterate nearest to the origin, so that
 * f32 tells dashes apart near the view however long the path is.
 */
export function wayAlong(
  { points, frameSteps }: PlanePaths,
  run: number,
  [x0, y0]: Origin,
  stretch: number,
): Float64Array {
  const frames = frameSteps.length;
  const way = new Float64Array(frames);
  let nearest = Number.POSITIVE_INFINITY;
  let start = 0;
  for (let frame = 0; frame < frames; frame++) {
    const k = 2 * (run * frames + frame);
    if (frame > 0) {
      const step = Math.hypot(
        points[k]! - points[k - 2]!,
        (points[k + 1]! - points[k - 1]!) * stretch,
      );
      // A run that has diverged goes nowhere that could be drawn.
      way[frame] = way[frame - 1]! + (Number.isFinite(step) ? step : 0);
    }
    const away = Math.hypot(points[k]! - x0, (points[k + 1]! - y0) * stretch);
    if (away < nearest) [nearest, start] = [away, way[frame]!];
  }
  return way.map((at) => at - start);
}

const LINE_FLOATS = 4;

/** x, y, frame, distance of every iterate, and the pairs of them that are joined by a line. */
export function lines({ points, distance, frameSteps }: PlanePaths, [x0, y0]: Origin): Geometry {
  const frames = frameSteps.length;
  const count = points.length / 2;
  const vertices = new Float32Array(count * LINE_FLOATS);
  const elements = new Uint32Array((count / frames) * (frames - 1) * 2);
  let e = 0;
  for (let k = 0; k < count; k++) {
    const frame = k % frames;
    const v = LINE_FLOATS * k;
    vertices[v] = points[2 * k]! - x0;
    vertices[v + 1] = points[2 * k + 1]! - y0;
    vertices[v + 2] = frame;
    vertices[v + 3] = distance?.[k] ?? 0;
    if (frame === 0) continue;
    elements[e++] = k - 1;
    elements[e++] = k;
  }
  return { vertices, elements };
}

/** Where each run is at a (fractional) frame, [run][2], measured from the origin. */
export function positionsAt(paths: PlanePaths, head: number, origin: Origin): Float32Array {
  const { points, frameSteps } = paths;
  const frames = frameSteps.length;
  const runs = runsOf(paths);
  const at = Math.min(Math.max(head, 0), frames - 1);
  const before = Math.floor(at);
  const after = Math.min(before + 1, frames - 1);
  const part = at - before;
  const out = new Float32Array(runs * 2);
  for (let r = 0; r < runs; r++) {
    for (const c of [0, 1] as const) {
      const a = points[2 * (r * frames + before) + c]!;
      const b = points[2 * (r * frames + after) + c]!;
      out[2 * r + c] = a - origin[c]! + (b - a) * part;
    }
  }
  return out;
}
