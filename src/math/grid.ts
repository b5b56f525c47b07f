// Cell centres, and the split of a weight into hi + lo: twin of carry in shaders/math.wgsl.
import { log10, power } from './logarithm.ts';

export type Range = [min: number, max: number];
export type Scale = 'linear' | 'log';

/**
 * The `count` cell centres of a range, in f64: min + (i + 0.5)(max − min)/count.
 * On a log scale they are spaced evenly in log10. Both engines use these same numbers; the GPU
 * gets each as a pair hi + lo, so that its rounding does not depend on how far out a window lies.
 */
export function cellCentres([min, max]: Range, count: number, scale: Scale = 'linear') {
  const centres = new Float64Array(count);
  const from = scale === 'log' ? log10(min) : min;
  const to = scale === 'log' ? log10(max) : max;
  for (let i = 0; i < count; i++) {
    // Interpolating between the two ends, not adding up from one, keeps a symmetric window symmetric.
    const u = (i + 0.5) / count;
    const centre = from * (1 - u) + to * u;
    centres[i] = scale === 'log' ? power(10, centre) : centre;
  }
  return centres;
}

/** The most a weight's `hi` part is rounded to: hi is a multiple of 1/1024, lo the remainder. */
export const HI_STEP = 1 / 1024;

/** Splits v into hi + lo for the GPU, hi a multiple of 1/1024 (exact in f32 below 16,384). */
export function splitHiLo(v: number): [hi: number, lo: number] {
  const hi = Math.fround(Math.round(v / HI_STEP) * HI_STEP);
  return [hi, v - hi];
}
