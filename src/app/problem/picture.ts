// A small picture of a loss: computed on the main thread, in slices too short to be noticed, and drawn on a canvas.
import type { Landscape, Window } from '../../engine.ts';
import {
  type ColormapName,
  CURVE_GROUND,
  colormapBytes,
  HOLE_GREYS,
  HOLE_HATCH,
  UNDER_CURVE,
} from '../../fields/palettes.ts';
import { cellCentres, type Range } from '../../math/grid.ts';
import { isLine, liftTo } from '../../problems/plane.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { bind, describe } from '../../problems/registry.ts';

export interface Sketch {
  /** In f64, without its gradient. */
  readonly landscape: Landscape;
  /** Of a line the range of the curve's upward axis; null of a plane. */
  readonly upwards: Range | null;
}

/** Lets everything else have its turn when it is due; see `createPause`. */
export type Pause = () => Promise<void>;

/** Work between two looks at what else there is to do. */
const SLICE_MS = 7;

/** Pauses for a turn of the event loop, but only so many milliseconds after the last time. */
export function createPause(every = SLICE_MS, now = () => performance.now()): Pause {
  let last = now();
  return async () => {
    if (now() - last < every) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = now();
  };
}

/** Losses evaluated between two looks at the clock. */
const CHUNK = 64;

/**
 * The loss of a problem over a window, in f64; of a line, `width` samples, and `window.y` is the range of the
 * curve. Rejects with the signal's reason when it is aborted.
 */
export async function sketchOf(
  ref: ProblemRef,
  window: Window,
  width: number,
  height: number,
  pause: Pause,
  signal: AbortSignal,
): Promise<Sketch> {
  const { plane } = describe(ref);
  const bound = bind(ref);
  const onLine = isLine(plane);
  const rows = onLine ? 1 : height;
  const loss = new Float64Array(width * rows);
  const theta = new Float64Array(bound.size);
  const xs = cellCentres(window.x, width);
  const ys = onLine ? [0] : cellCentres(window.y, height);
  for (let k = 0; k < loss.length; k++) {
    if (k % CHUNK === 0) {
      await pause();
      signal.throwIfAborted();
    }
    liftTo(plane, xs[k % width]!, ys[Math.floor(k / width)]!, theta);
    loss[k] = bound.loss(theta);
  }
  const spec = { problem: ref, window, width, height: rows };
  return {
    landscape: { spec, loss, gradient: new Float64Array() },
    upwards: onLine ? window.y : null,
  };
}

/** Where a loss lies along the colour map, 0 to 1. */
export type Shade = (loss: number) => number;

/**
 * A shade that shows any landscape, whatever its range: the median is half-way along the colour map as far as a
 * power between a fifth and 1 gets it there.
 */
export function evenShade({ loss }: Landscape): Shade {
  const sorted = loss.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number) => sorted[Math.floor(share * Math.max(0, sorted.length - 1))] ?? share;
  const [lo, middle, hi] = [at(0), at(0.5), at(0.98)];
  if (!(hi > lo)) return () => 0.5;
  const power =
    Math.log(0.5) / Math.log(Math.min(0.999, Math.max(1e-9, (middle - lo) / (hi - lo))));
  const bounded = Math.min(1, Math.max(0.2, power));
  return (value) => Math.min(1, Math.max(0, (value - lo) / (hi - lo))) ** bounded;
}

/** Draws a sketch over the whole of a canvas, whose size in pixels becomes `width` × `height`. */
export function paint(
  canvas: HTMLCanvasElement,
  sketch: Sketch,
  { width, height }: { width: number; height: number },
  colormap: ColormapName,
  shade: Shade,
): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  const colors = colormapBytes(colormap);
  const put = (at: number, [r, g, b]: readonly [number, number, number]) =>
    image.data.set([r, g, b, 255], 4 * at);
  const colorOf = (loss: number): [number, number, number] => {
    const at = 4 * Math.round(255 * Math.min(1, Math.max(0, shade(loss))));
    return [colors[at]!, colors[at + 1]!, colors[at + 2]!];
  };
  for (let row = 0; row < height; row++) {
    const v = 1 - (row + 0.5) / height;
    for (let column = 0; column < width; column++) {
      const u = (column + 0.5) / width;
      const at = row * width + column;
      const value = sampled(sketch, u, v);
      if (Number.isNaN(value)) {
        const grey = HOLE_GREYS[Math.floor((column + row) / HOLE_HATCH) % 2]!;
        put(at, [grey, grey, grey]);
      } else if (!sketch.upwards) {
        put(at, colorOf(value));
      } else {
        const [lo, hi] = sketch.upwards;
        const level = lo + v * (hi - lo);
        const [r, g, b] = colorOf(level);
        const area = level < value ? UNDER_CURVE : 0;
        put(at, [
          mix(CURVE_GROUND[0], r, area),
          mix(CURVE_GROUND[1], g, area),
          mix(CURVE_GROUND[2], b, area),
        ]);
      }
    }
  }
  context.putImageData(image, 0, 0);
  if (sketch.upwards) drawCurve(context, sketch.landscape, sketch.upwards, width, height);
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share;

/** The loss at a place of the sketch (0 to 1 each way), between its samples; undefined beside a hole. */
function sampled({ landscape }: Sketch, u: number, v: number): number {
  const { loss, spec } = landscape;
  const { width, height } = spec;
  const [x, y] = [u * width - 0.5, v * height - 0.5];
  const clamp = (i: number, count: number) => Math.min(count - 1, Math.max(0, i));
  const [x0, x1] = [clamp(Math.floor(x), width), clamp(Math.floor(x) + 1, width)];
  const [y0, y1] = [clamp(Math.floor(y), height), clamp(Math.floor(y) + 1, height)];
  const row = (at: number) =>
    mix(loss[at * width + x0]!, loss[at * width + x1]!, x - Math.floor(x));
  return y0 === y1 ? row(y0) : mix(row(y0), row(y1), y - Math.floor(y));
}

function drawCurve(
  context: CanvasRenderingContext2D,
  { loss }: Landscape,
  [lo, hi]: Range,
  width: number,
  height: number,
): void {
  const count = loss.length;
  const line = Math.max(1.25, height / 48);
  context.beginPath();
  let broken = true;
  for (let i = 0; i < count; i++) {
    const value = loss[i]!;
    const [x, y] = [((i + 0.5) / count) * width, (1 - (value - lo) / (hi - lo)) * height];
    if (!Number.isNaN(value)) context[broken ? 'moveTo' : 'lineTo'](x, y);
    broken = Number.isNaN(value);
  }
  context.lineJoin = 'round';
  context.lineWidth = 2.4 * line;
  context.strokeStyle = 'rgb(0 0 0 / 45%)';
  context.stroke();
  context.lineWidth = line;
  context.strokeStyle = '#ffffff';
  context.stroke();
}
