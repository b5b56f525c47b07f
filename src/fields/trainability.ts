// What is shown of a sweep's trainability (see MEASURES in src/engine.ts): a picture, and figures.

import { HOLE_GREYS, rgb } from './palettes.ts';
import type { Picture } from './pictures.ts';
import { rankIn } from './rank.ts';

/**
 * Runs that train from light to dark, the quicker the lighter; those that do not from dark to light, the later they
 * are lost the lighter: at the border the darkest lies beside the lightest. Blue and orange, told apart by lightness
 * too.
 */
export const TRAINS_COLORS = ['#d9eeff', '#74b3e0', '#2369b0', '#0a2150'] as const;
export const FAILS_COLORS = ['#36100a', '#9c3a06', '#ee7d1b', '#ffe9a3'] as const;

/** The colour at a share (0 to 1) of a row of colours. */
function between(colors: readonly string[], share: number): [number, number, number] {
  const at = Math.min(1, Math.max(0, share)) * (colors.length - 1);
  const i = Math.min(Math.floor(at), colors.length - 2);
  const [from, to] = [rgb(colors[i]!), rgb(colors[i + 1]!)];
  return from.map((value, c) => value + (at - i) * (to[c]! - value)) as [number, number, number];
}

const LEVELS = 256;
const ramp = (colors: readonly string[]) =>
  Array.from({ length: LEVELS }, (_, i) => between(colors, i / (LEVELS - 1)));

/**
 * The trainability [height][width] of each run as its colour, by its rank among those of its sign, so that every shade
 * is as frequent (Sohl-Dickstein 2024); grey where there is none.
 */
export function trainabilityPicture(
  measure: ArrayLike<number>,
  width: number,
  height: number,
): Picture {
  const sizes = (is: (value: number) => boolean) =>
    Float64Array.from(Array.from(measure).filter(is), Math.abs).sort();
  const [trains, fails] = [sizes((value) => value < 0), sizes((value) => value > 0)];
  const [light, dark] = [ramp(TRAINS_COLORS), ramp(FAILS_COLORS)];
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let k = 0; k < width * height; k++) {
    const value = measure[k]!;
    const [sorted, colors] = value < 0 ? [trains, light] : [fails, dark];
    const known = value < 0 || value > 0;
    const rank = known ? rankIn(sorted, Math.abs(value)) : 0;
    const color = colors[Math.round(rank * (LEVELS - 1))]!;
    for (let c = 0; c < 3; c++) rgba[4 * k + c] = known ? color[c]! : HOLE_GREYS[0];
  }
  return { width, height, rgba };
}

/** Runs that train, and those that do not. */
export function trainedCounts(measure: ArrayLike<number>): { trains: number; fails: number } {
  let [trains, fails] = [0, 0];
  for (let k = 0; k < measure.length; k++) {
    if (measure[k]! < 0) trains++;
    else if (measure[k]! > 0) fails++;
  }
  return { trains, fails };
}
