// Marks on the relief as vertices: places of runs, and arrowheads along them, as the map has them.
import type { PlanePaths } from '../fields/on-plane.ts';
import { arrowheads, MARK_FLOATS } from './path-marks.ts';
import { heightAt, type Relief } from './relief-geometry.ts';
import type { Size } from './transform.ts';

/** Numbers of a mark: (s, t, height), the same of a place that it points at, and the frame from which on it is drawn. */
export const RELIEF_MARK_FLOATS = 7;

/** CSS pixels of the map from an arrowhead to the place that it points at. */
const AHEAD = 5;

type Place = readonly [s: number, t: number];

/** A mark at shares of the window's sides, which points nowhere unless it is told. */
export function markOn(relief: Relief, at: Place, ahead: Place = at, frame = -1): number[] {
  const place = ([s, t]: Place) => [s, t, heightAt(relief, s, t) || 0];
  return [...place(at), ...place(ahead), frame];
}

/** Arrowheads along the runs: where they are on the map, each with the direction that its run has there on the relief. */
export function arrowsOn(relief: Relief, paths: PlanePaths, size: Size): Float32Array {
  const { x, y } = relief.window;
  const found = arrowheads(paths, { view: relief.window, size, origin: [x[0], y[0]] });
  const marks: number[] = [];
  for (let k = 0; k < found.length; k += MARK_FLOATS) {
    const [s, t] = [found[k]! / (x[1] - x[0]), found[k + 1]! / (y[1] - y[0])];
    const turn = found[k + 2]!;
    const ahead: Place = [
      s + (AHEAD * Math.cos(turn)) / size.width,
      t + (AHEAD * Math.sin(turn)) / size.height,
    ];
    marks.push(...markOn(relief, [s, t], ahead, found[k + 3]!));
  }
  return Float32Array.from(marks);
}
