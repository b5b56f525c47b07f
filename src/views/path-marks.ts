// Marks of the paths as vertices: starts and ends, thinned out where there are many, and arrowheads along the way.
import type { Window } from '../engine.ts';
import type { PlanePaths } from '../fields/on-plane.ts';
import { type Origin, positionsAt } from './path-geometry.ts';
import { type Point, type Size, toScreen } from './transform.ts';

/** Numbers of a mark: x, y, direction, frame from which on it is drawn. */
export const MARK_FLOATS = 4;

/** What a view shows of a plane, and from where vertices are measured. */
export interface Seen {
  view: Window;
  size: Size;
  origin: Origin;
}

/**
 * Where the runs are at a frame, as marks. Of those that fall into one cell of so many CSS pixels the first is kept;
 * with cells of 0 all are.
 */
export function marksAt(
  paths: PlanePaths,
  head: number,
  { view, size, origin }: Seen,
  cell: number,
): Float32Array {
  const at = positionsAt(paths, head, origin);
  const kept: number[] = [];
  const taken = new Set<number>();
  const perX = size.width / (view.x[1] - view.x[0]) / cell;
  const perY = size.height / (view.y[1] - view.y[0]) / cell;
  for (let k = 0; k < at.length; k += 2) {
    if (cell > 0) {
      // Cells are numbered from the origin, so that panning does not move them.
      const [i, j] = [Math.round(at[k]! * perX), Math.round(at[k + 1]! * perY)];
      const key = i * 67_108_859 + j;
      if (taken.has(key)) continue;
      taken.add(key);
    }
    kept.push(at[k]!, at[k + 1]!, 0, 0);
  }
  return Float32Array.from(kept);
}

/** CSS pixels of a path from one arrowhead to the next, and what it keeps clear of others and of the path's ends. */
const [EVERY, APART, CLEAR] = [110, 36, 22];
/** An arrowhead has the direction of the last few pixels, not that of a single tiny step. */
const BEHIND = 7;
const MOST_ARROWS = 400;

/** Arrowheads along each run that is in view. */
export function arrowheads(paths: PlanePaths, { view, size, origin }: Seen): Float32Array {
  const { points, frameSteps } = paths;
  const frames = frameSteps.length;
  const made: number[] = [];
  const placed: Point[] = [];
  const screen = (k: number): Point => toScreen(view, size, [points[2 * k]!, points[2 * k + 1]!]);
  const isFree = (at: Point, ends: readonly Point[]) =>
    placed.length < MOST_ARROWS &&
    placed.every((other) => apart(at, other) > APART) &&
    ends.every((end) => apart(at, end) > CLEAR);

  for (let first = 0; first < points.length / 2; first += frames) {
    const ends = [screen(first), screen(first + frames - 1)];
    const trail = follow(ends[0]!);
    let before = ends[0]!;
    let way = 0;
    for (let frame = 1; frame < frames; frame++) {
      const k = first + frame;
      const next = screen(k);
      const long = apart(before, next);
      // A run that has diverged goes nowhere that could be drawn.
      if (!Number.isFinite(long)) break;
      for (const part of partsOf(way, long, inView(before, next, size))) {
        const at = between(before, next, part);
        if (!isFree(at, ends)) continue;
        const [bx, by] = trail.behind(at, before);
        placed.push(at);
        const place = ([0, 1] as const).map((c) => {
          const from = points[2 * k - 2 + c]!;
          return from - origin[c] + part * (points[2 * k + c]! - from);
        });
        made.push(...place, Math.atan2(by - at[1], at[0] - bx), frame - 1 + part);
      }
      way += long;
      trail.pass(next);
      before = next;
    }
  }
  return Float32Array.from(made);
}

/** Where along a segment arrowheads are due, as parts of it: of a path that is `way` long before it. */
function partsOf(way: number, long: number, within: readonly [number, number] | null): number[] {
  if (!within || long === 0) return [];
  const [from, to] = within.map((part) => (way + part * long) / EVERY - 0.5) as [number, number];
  const count = Math.max(0, Math.floor(to) - Math.ceil(from) + 1);
  return Array.from(
    { length: count },
    (_, i) => ((Math.ceil(from) + i + 0.5) * EVERY - way) / long,
  );
}

/** Remembers the last place that lies a few pixels behind. */
function follow(start: Point) {
  let trail: Point[] = [start];
  return {
    behind(at: Point, last: Point): Point {
      if (apart(at, last) >= BEHIND) return last;
      return trail.findLast((place) => apart(at, place) >= BEHIND) ?? trail[0]!;
    },
    pass(place: Point) {
      trail.push(place);
      if (trail.length > 64) trail = trail.slice(-32);
    },
  };
}

const apart = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

const between = (a: Point, b: Point, part: number): Point => [
  a[0] + part * (b[0] - a[0]),
  a[1] + part * (b[1] - a[1]),
];

/** The part of the way from a to b that is on a plot; null for none. */
function inView(a: Point, b: Point, { width, height }: Size): [number, number] | null {
  let [from, to] = [0, 1];
  for (const [c, most] of [width, height].entries()) {
    const [start, by] = [a[c]!, b[c]! - a[c]!];
    if (by === 0) {
      if (!(start >= 0 && start <= most)) return null;
      continue;
    }
    const [p, q] = [-start / by, (most - start) / by];
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  return from <= to ? [from, to] : null;
}
