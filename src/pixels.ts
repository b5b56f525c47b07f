// Lists of pixels.
import type { SweepSpec } from './engine.ts';
import { quote } from './math/format.ts';
import { isNumbers } from './math/objects.ts';

/**
 * Indices of pixels of a sweep: any list of integers, as a Uint32Array, which is handed back as it is. Throws a
 * RangeError that quotes the first that is none.
 */
export function checkPixels(
  pixels: ArrayLike<number>,
  { width, height }: Pick<SweepSpec, 'width' | 'height'>,
): Uint32Array<ArrayBuffer> {
  const given: unknown = pixels;
  if (!Array.isArray(given) && !isNumbers(given)) {
    throw new RangeError(`pixels: ${quote(given)} is not a list of integers`);
  }
  const count = width * height;
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (Number.isInteger(pixel) && pixel >= 0 && pixel < count) continue;
    throw new RangeError(`pixel ${quote(pixel)} is not an integer from 0 to ${count - 1}`);
  }
  return given instanceof Uint32Array
    ? (given as Uint32Array<ArrayBuffer>)
    : Uint32Array.from(pixels);
}
