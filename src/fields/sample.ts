import type { SweepSpec } from '../engine.ts';

/**
 * `count` different pixels of a sweep (all, if it has no more), in ascending order: what a second
 * engine is asked for (Engine.sweepPixels) to measure how far the two agree. `random` gives uniform
 * numbers in [0, 1), see seededRandom. Floyd's algorithm (Bentley and Floyd 1987).
 */
export function samplePixels(
  { width, height }: Pick<SweepSpec, 'width' | 'height'>,
  count: number,
  random: () => number,
): Uint32Array<ArrayBuffer> {
  const total = width * height;
  const chosen = new Set<number>();
  for (let top = Math.max(0, total - count); top < total; top++) {
    const pixel = Math.floor(random() * (top + 1));
    chosen.add(chosen.has(pixel) ? top : pixel);
  }
  return Uint32Array.from(chosen).sort();
}
