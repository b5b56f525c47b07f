// f64 twin of shaders/noise.wgsl: normal numbers by place, not by turn. The same (seed, run, step, component) has the same
// one on both engines up to rounding, however a job is cut.

import { log } from './math/logarithm.ts';
import { cos, sin } from './math/trigonometry.ts';

const words = new Uint32Array(4);

/**
 * Four words of a place: pcg4d of Jarzynski and Olano 2020 (Hash Functions for GPU Rendering, JCGT 9.3). Good until the next
 * call.
 */
export function wordsAt(x: number, y: number, z: number, w: number): Uint32Array {
  const scrambled = (v: number) => (Math.imul(v, 1664525) + 1013904223) | 0;
  let [a, b, c, d] = [scrambled(x), scrambled(y), scrambled(z), scrambled(w)];
  const mix = () => {
    a = (a + Math.imul(b, d)) | 0;
    b = (b + Math.imul(c, a)) | 0;
    c = (c + Math.imul(a, b)) | 0;
    d = (d + Math.imul(b, c)) | 0;
  };
  mix();
  a ^= a >>> 16;
  b ^= b >>> 16;
  c ^= c >>> 16;
  d ^= d >>> 16;
  mix();
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
  return words;
}

/** The middle of one of 2^23 parts of (0, 1): a word's first bits, exact in f32. */
const part = (word: number) => ((word >>> 9) + 0.5) / 2 ** 23;

/**
 * Fills `to`, [n], with the noise of each component of θ at a step (from 0 on) of a run: independent draws of N(0, 1) by
 * Box and Muller 1958, at most 5.8 in size. Seed, run and step are integers from 0 to 2^32 − 1.
 */
export function noiseAt(seed: number, run: number, step: number, to: Float64Array): void {
  for (let c = 0; c < to.length; c += 4) {
    const drawn = wordsAt(run, step, c / 4, seed);
    for (let half = 0; half < 4 && c + half < to.length; half += 2) {
      const radius = Math.sqrt(-2 * log(part(drawn[half]!)));
      const angle = 2 * Math.PI * part(drawn[half + 1]!);
      to[c + half] = radius * cos(angle);
      if (c + half + 1 < to.length) to[c + half + 1] = radius * sin(angle);
    }
  }
}
