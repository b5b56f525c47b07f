// The picture of a plot on a 2-D canvas, for where WebGL is missing or lost. Twin of gl-painter.ts.
import type { Landscape } from '../engine.ts';
import { isCurve } from '../fields/landscape.ts';
import { paintField, paintPicture } from './flat-field.ts';
import { drawDescent, drawRuns } from './flat-paths.ts';
import type { PlacedPicture } from './image-layer.ts';
import { fitCanvas, type Painter } from './painter.ts';
import type { PathSet } from './path-store.ts';

export function createFlatPainter(canvas: HTMLCanvasElement): Painter {
  // In the page's own memory: a GPU that is lost takes nothing of it.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  let landscape: Landscape | null = null;
  let placed: PlacedPicture | null = null;
  let sets: readonly PathSet[] = [];
  /** What lies below the runs, and what it was drawn from. */
  let below: { image: ImageData; of: readonly unknown[] } | null = null;

  return {
    setLandscape(next) {
      landscape = next;
    },
    setPicture(next) {
      placed = next;
    },
    setPaths(next) {
      sets = next;
    },
    // A pixel of its own for each device pixel would take four times as long, and show the same field.
    resize: (size) => fitCanvas(canvas, size, 1),
    draw(view, size, { heat, blend, patterns, arrows, ...style }) {
      const { width, height } = canvas;
      const of = [landscape, placed, width, height, JSON.stringify([view, heat, blend, patterns])];
      if (!below || of.some((value, i) => value !== below!.of[i])) {
        const image = new ImageData(width, height);
        new Uint32Array(image.data.buffer).fill(0xff808080);
        const curve = landscape !== null && isCurve(landscape);
        if (landscape && blend < 1) paintField(image, landscape, view, heat);
        if (placed && blend > 0) paintPicture(image, placed, view, blend, patterns);
        if (landscape && curve && blend > 0 && blend < 1) {
          paintField(image, landscape, view, heat, true);
        }
        below = { image, of };
      }
      context.putImageData(below.image, 0, 0);
      if (arrows && landscape && !isCurve(landscape)) drawDescent(context, landscape, view, size);
      drawRuns(context, sets, view, size, style);
    },
  };
}
