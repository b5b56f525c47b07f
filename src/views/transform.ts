// Between a window of parameter space and the pixels of a plot. y points up in parameters, down on
// screen. Everything in f64; what the GPU draws with is derived from it at the end.
import type { Window } from '../engine.ts';
import { isDrawable } from '../math/range-bound.ts';

export interface Size {
  /** CSS pixels. */
  width: number;
  height: number;
}

export type Point = [x: number, y: number];

export const samePoint = (a: Point | null, b: Point | null) =>
  a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);

export function toScreen(window: Window, size: Size, [x, y]: Point): Point {
  const u = (x - window.x[0]) / (window.x[1] - window.x[0]);
  const v = (y - window.y[0]) / (window.y[1] - window.y[0]);
  return [u * size.width, (1 - v) * size.height];
}

export function toParameters(window: Window, size: Size, [px, py]: Point): Point {
  const u = px / size.width;
  const v = 1 - py / size.height;
  // Interpolating keeps the ends exact.
  return [window.x[0] * (1 - u) + window.x[1] * u, window.y[0] * (1 - v) + window.y[1] * v];
}

/** The window scaled about a point that stays where it is; factor < 1 zooms in. */
export function zoomedAt(window: Window, [x, y]: Point, factor: number): Window {
  return {
    x: [x + (window.x[0] - x) * factor, x + (window.x[1] - x) * factor],
    y: [y + (window.y[0] - y) * factor, y + (window.y[1] - y) * factor],
  };
}

/** The window moved so that what was under a pixel lies `by` pixels further. */
export function pannedBy(window: Window, size: Size, [dx, dy]: Point): Window {
  const mx = (-dx / size.width) * (window.x[1] - window.x[0]);
  const my = (dy / size.height) * (window.y[1] - window.y[0]);
  return {
    x: [window.x[0] + mx, window.x[1] + mx],
    y: [window.y[0] + my, window.y[1] + my],
  };
}

export type ZoomStop = 'precision' | 'distance';

/**
 * Why a window may not be shown on a plot of this size: neighbouring samples would be closer than one
 * unit in the last place of the engine's precision, or the window narrower than any may be, or it reaches beyond `limit`.
 * Null if it may.
 */
export function zoomStop(
  window: Window,
  size: Size,
  precision: 'f32' | 'f64',
  limit: number,
): ZoomStop | null {
  const digits = precision === 'f32' ? 24 : 53;
  for (const [[min, max], pixels] of [
    [window.x, size.width],
    [window.y, size.height],
  ] as const) {
    const reach = Math.max(Math.abs(min), Math.abs(max));
    if (reach > limit) return 'distance';
    const ulp = 2 ** (Math.floor(Math.log2(Math.max(reach, Number.MIN_VALUE))) + 1 - digits);
    if ((max - min) / pixels < ulp || !isDrawable([min, max])) return 'precision';
  }
  return null;
}

/**
 * Clip coordinates of a point given from an origin, for a shader that sees f32:
 * (p − centre)·scale + offset. The origin is subtracted in f64 when the points are uploaded; what is
 * left is exact near the window, so that nothing jitters however deep the zoom.
 */
export function clipTransform(window: Window, origin: readonly [x: number, y: number]) {
  const axis = ([min, max]: readonly [number, number], from: number) => {
    const middle = (min + max) / 2 - from;
    const centre = Math.fround(middle);
    const scale = 2 / (max - min);
    return { centre, scale, offset: (centre - middle) * scale };
  };
  const x = axis(window.x, origin[0]);
  const y = axis(window.y, origin[1]);
  return {
    centre: [x.centre, y.centre] as Point,
    scale: [x.scale, y.scale] as Point,
    offset: [x.offset, y.offset] as Point,
  };
}
