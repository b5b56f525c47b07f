// The order in which a sweep's pixels are computed: coarse levels first, every pixel once.

/** Pixels per cell of the levels, each way: a quarter more detail each. */
export const STRIDES = [8, 4, 2, 1] as const;

/** Cells of a level along a side of `size` pixels. */
export function levelSize(stride: number, size: number): number {
  return Math.ceil(size / stride);
}

/** The pixel that cell i of a level stands for: the middle one, or the last where that is outside. */
export function levelPixel(i: number, stride: number, size: number): number {
  return Math.min(i * stride + (stride >> 1), size - 1);
}

/**
 * The pixels (row-major indices) of a level that no coarser level of `strides` holds, in pieces of
 * `size()` or fewer, asked anew for each. Over all levels every pixel of the grid comes up exactly once.
 */
export function* levelPieces(
  stride: number,
  width: number,
  height: number,
  size: () => number,
  strides: readonly number[] = STRIDES,
): Generator<Uint32Array<ArrayBuffer>> {
  const coarser = strides.filter((other) => other > stride);
  const on = (pixel: number, s: number, size: number) =>
    levelPixel(Math.floor(pixel / s), s, size) === pixel;
  const columns = Array.from({ length: levelSize(stride, width) }, (_, i) => {
    const pixel = levelPixel(i, stride, width);
    return { pixel, held: coarser.map((s) => on(pixel, s, width)) };
  });
  let pixels = new Uint32Array(size());
  let count = 0;
  for (let j = 0; j < levelSize(stride, height); j++) {
    const row = levelPixel(j, stride, height);
    const held = coarser.map((s) => on(row, s, height));
    for (const column of columns) {
      if (held.some((is, c) => is && column.held[c])) continue;
      pixels[count++] = row * width + column.pixel;
      if (count === pixels.length) {
        yield pixels;
        pixels = new Uint32Array(size());
        count = 0;
      }
    }
  }
  if (count > 0) yield pixels.slice(0, count);
}
