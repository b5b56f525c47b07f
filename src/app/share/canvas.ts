// A figure on a canvas: for films and previews, a frame of which is drawn in milliseconds.
import { anchored, outlinesOf, textWidth } from '../../fields/figure/letters.ts';
import type { Line, Raster, Scene, Text } from '../../fields/figure/scene.ts';
import type { PngImage } from '../../fields/formats/png.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws a figure with so many pixels to a point, its corner where the context's origin is. */
export function drawScene(context: Context, scene: Scene, scale: number): void {
  context.save();
  context.scale(scale, scale);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, scene.width, scene.height);
  context.lineJoin = 'round';
  for (const mark of scene.marks) {
    context.globalAlpha = 'opacity' in mark ? (mark.opacity ?? 1) : 1;
    if (mark.kind === 'raster') drawRaster(context, mark);
    else if (mark.kind === 'text') drawText(context, mark);
    else if (mark.kind === 'line') drawLine(context, mark);
    else if (mark.kind === 'shape') {
      context.fillStyle = mark.fill;
      context.fill(polygon(mark.points, true));
    } else {
      const { at, fill, stroke, lineWidth = 0 } = mark;
      if (fill) {
        context.fillStyle = fill;
        context.fillRect(...at);
      }
      if (!stroke) continue;
      Object.assign(context, { strokeStyle: stroke, lineWidth });
      context.strokeRect(...at);
    }
  }
  context.restore();
}

function polygon(points: readonly number[], closed: boolean): Path2D {
  const path = new Path2D();
  for (let i = 0; i + 1 < points.length; i += 2) path.lineTo(points[i]!, points[i + 1]!);
  if (closed) path.closePath();
  return path;
}

function drawLine(context: Context, { points, color, lineWidth, dash = [] }: Line): void {
  Object.assign(context, { strokeStyle: color, lineWidth });
  context.setLineDash([...dash]);
  context.stroke(polygon(points, false));
  context.setLineDash([]);
}

/** As outlines: the same letters wherever it is drawn. */
function drawText(
  context: Context,
  { at, text, size, anchor, turned, color = '#000000', halo }: Text,
) {
  context.save();
  context.translate(...at);
  if (turned) context.rotate(-Math.PI / 2);
  context.translate(anchored(anchor, textWidth(text, size)), 0);
  const letters = lettersOf(text, size);
  if (halo) {
    Object.assign(context, { strokeStyle: halo, lineWidth: 1.6 });
    context.stroke(letters);
  }
  context.fillStyle = color;
  context.fill(letters);
  context.restore();
}

/** Letters that were drawn before: of a film's frames most are. */
const letters = new Map<string, Path2D>();
function lettersOf(text: string, size: number): Path2D {
  const key = `${size} ${text}`;
  const known = letters.get(key);
  if (known) return known;
  const path = new Path2D();
  for (const { op, points } of outlinesOf(text, size)) {
    const [x, y, ex, ey] = points as [number, number, number, number];
    if (op === 'm') path.moveTo(x, -y);
    else if (op === 'l') path.lineTo(x, -y);
    else if (op === 'q') path.quadraticCurveTo(x, -y, ex, -ey);
    else path.closePath();
  }
  if (letters.size > 500) letters.clear();
  letters.set(key, path);
  return path;
}

const rasters = new WeakMap<PngImage, OffscreenCanvas>();

function drawRaster(context: Context, { at, image }: Raster): void {
  let canvas = rasters.get(image);
  if (!canvas) {
    canvas = pixelsOf(image);
    rasters.set(image, canvas);
  }
  // What has more pixels than the sheet is made smaller; what has fewer keeps its squares.
  const { a: scale } = context.getTransform();
  context.imageSmoothingEnabled = image.width > at[2] * scale;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, ...at);
}

function pixelsOf({ width, height, palette, row }: PngImage): OffscreenCanvas {
  const data = new ImageData(width, height);
  const pixels = new Uint32Array(data.data.buffer);
  for (let j = 0; j < height; j++) {
    const line = row(j);
    for (let i = 0; i < width; i++) {
      const [colors, k] = palette ? [palette, 3 * line[i]!] : [line, 3 * i];
      pixels[j * width + i] =
        0xff000000 | (colors[k + 2]! << 16) | (colors[k + 1]! << 8) | colors[k]!;
    }
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(data, 0, 0);
  return canvas;
}
