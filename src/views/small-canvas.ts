// A small 2-D canvas that is drawn at every frame of a drag.
import type { Size } from './transform.ts';

/**
 * The context of a canvas of a size in CSS pixels, blank and in those units; null where there is no room. The canvas is
 * made anew only at another size. It is kept by the processor: on a software GPU what is drawn by that one holds up the
 * map's next picture, and elsewhere so small a picture is handed over in no time.
 */
export function contextFor(
  canvas: HTMLCanvasElement,
  { width, height }: Size,
): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || width <= 0 || height <= 0) return null;
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  // Back to how it was made, whatever the picture before has set.
  context.restore();
  context.save();
  context.clearRect(0, 0, across, down);
  context.scale(ratio, ratio);
  return context;
}
