// Results as RGBA pictures, row 0 at the bottom: what the maps and the spectrum show.

import { DIVERGED, NEVER, type RunResults, SOLVED, type Spectrum } from '../engine.ts';
import type { Scale } from '../math/grid.ts';
import { log1p, log10 } from '../math/logarithm.ts';
import { behaviourColor, categoryColor, NO_CATEGORY } from './categories.ts';
import { NO_MINIMUM } from './minima.ts';
import { colormapBytes, OUTCOME_COLORS, solvedLight } from './palettes.ts';

export interface Picture {
  width: number;
  height: number;
  /** [height][width][4] */
  rgba: Uint8Array;
  /** [height][width]: which pattern each pixel may have beside its colour, 0 for none; absent where none has one. */
  codes?: Uint8Array;
}

/**
 * The outcome of each run as its colour; solved ones are the darker the more steps they took (on a
 * log scale, from 0 to `steps`).
 */
export function outcomePicture(
  { outcome, stepsToThreshold }: Pick<RunResults, 'outcome' | 'stepsToThreshold'>,
  width: number,
  height: number,
  steps: number,
): Picture {
  const rgba = new Uint8Array(width * height * 4);
  for (let k = 0; k < width * height; k++) {
    const [r, g, b] = OUTCOME_COLORS[outcome[k]!] ?? [0, 0, 0];
    const taken = stepsToThreshold[k]!;
    const light = outcome[k] === SOLVED && taken !== NEVER ? solvedLight(taken, steps) : 1;
    rgba[4 * k] = r * light;
    rgba[4 * k + 1] = g * light;
    rgba[4 * k + 2] = b * light;
    rgba[4 * k + 3] = 255;
  }
  return { width, height, rgba, codes: Uint8Array.from(outcome) };
}

/**
 * The minimum that each run came to as a colour, by its place in the list (see fields/minima.ts), darker the more
 * steps it took to the threshold; runs that came to none are grey, those that diverged black.
 */
export function minimaPicture(
  which: Uint8Array,
  { outcome, stepsToThreshold }: Pick<RunResults, 'outcome' | 'stepsToThreshold'>,
  width: number,
  height: number,
  steps: number,
): Picture {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const codes = which.map((place) => (place === NO_MINIMUM ? 0 : place));
  for (let k = 0; k < width * height; k++) {
    const place = which[k]!;
    const none = outcome[k] === DIVERGED ? OUTCOME_COLORS[DIVERGED]! : NO_CATEGORY;
    const color = place === NO_MINIMUM ? none : categoryColor(place);
    const taken = stepsToThreshold[k]!;
    const light = place !== NO_MINIMUM && taken !== NEVER ? solvedLight(taken, steps) : 1;
    for (let c = 0; c < 3; c++) rgba[4 * k + c] = color[c]! * light;
  }
  return { width, height, rgba, codes };
}

/** What the iterates of each learning rate do, as a band one pixel high: a column has its rates' mean colour. */
export function behaviourBand(behaviours: ArrayLike<number>, width: number): Picture {
  const sum = [0, 0, 0];
  const rgba = new Uint8Array(4 * width).fill(255);
  const place = (column: number) => Math.floor((column * behaviours.length) / width);
  for (let column = 0; column < width; column++) {
    const from = place(column);
    const to = Math.max(from + 1, place(column + 1));
    for (let run = from; run < to; run++) {
      const color = behaviourColor(behaviours[run]!);
      for (let c = 0; c < 3; c++) sum[c]! += color[c]!;
    }
    for (let c = 0; c < 3; c++) {
      rgba[4 * column + c] = sum[c]! / (to - from);
      sum[c] = 0;
    }
  }
  return { width, height: 1, rgba };
}

/** What of a spectrum is drawn against the learning rate. */
export type SpectrumQuantity = 'iterates' | 'loss' | 'steps';

export interface SpectrumPicture {
  picture: Picture;
  /** Values at the bottom and the top; on a log scale log10 of them. */
  range: [min: number, max: number];
  scale: Scale;
}

/** Values the loop below does between two looks at the clock: about 10 ms. */
const CHUNK = 500_000;

/**
 * How many of a spectrum's values fall into each pixel, as brightness: columns along the learning
 * rates, rows along the last iterates, the final loss (its log, unless one is negative), or the log of the steps to the
 * threshold.
 * Works in chunks and calls `pause` between them, so that a page stays responsive. `onPaper` is dark on white.
 */
export async function spectrumPicture(
  spectrum: Spectrum,
  quantity: SpectrumQuantity,
  width: number,
  height: number,
  pause: () => Promise<void>,
  onPaper = false,
): Promise<SpectrumPicture> {
  const { count, last } = spectrum.spec;
  const per = quantity === 'iterates' ? last : 1;
  const scale = scaleOf(spectrum, quantity);
  // Where runs froze far out the range is not to follow, unless there is nothing else.
  const leftOut = spectrum.outcome.some((outcome) => outcome !== DIVERGED) ? DIVERGED : -1;
  const valueAt = (run: number, i: number): number => {
    if (spectrum.outcome[run] === leftOut) return Number.NaN;
    if (quantity === 'iterates') return spectrum.iterates[run * last + i]!;
    if (quantity === 'loss') {
      const loss = spectrum.loss[run]!;
      return scale === 'log' ? log10(Math.max(loss, 1e-30)) : loss;
    }
    const steps = spectrum.stepsToThreshold[run]!;
    return steps === NEVER ? Number.NaN : log10(Math.max(steps, 1));
  };
  const range = await valueRange(count, per, valueAt, pause);
  const hits = new Uint32Array(width * height);
  // The background tells the outcome: each column the colour of its runs, dimmed.
  const sums = new Float64Array(width * 4);
  let sinceLook = 0;
  for (let run = 0; run < count; run++) {
    const column = Math.min(width - 1, Math.floor(((run + 0.5) / count) * width));
    const color = OUTCOME_COLORS[spectrum.outcome[run]!] ?? [0, 0, 0];
    for (let c = 0; c < 3; c++) sums[4 * column + c]! += color[c]!;
    sums[4 * column + 3]! += 1;
    for (let i = 0; i < per; i++) {
      const place = (valueAt(run, i) - range[0]) / (range[1] - range[0]);
      if (!(place >= 0 && place <= 1)) continue;
      const row = Math.min(height - 1, Math.floor(place * height));
      hits[row * width + column]!++;
    }
    sinceLook += per;
    if (sinceLook < CHUNK) continue;
    sinceLook = 0;
    await pause();
  }
  const ink = onPaper ? inkOnPaper : lightOnDark;
  return { picture: densityPicture(hits, sums, width, height, count * per, ink), range, scale };
}

function scaleOf({ loss }: Spectrum, quantity: SpectrumQuantity): Scale {
  if (quantity === 'iterates') return 'linear';
  return quantity === 'loss' && loss.some((value) => value < 0) ? 'linear' : 'log';
}

function densityPicture(
  hits: Uint32Array,
  sums: Float64Array,
  width: number,
  height: number,
  total: number,
  ink: (place: number | null) => ArrayLike<number>,
): Picture {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const strip = Math.max(4, Math.round(height * 0.035));
  // Full brightness where a column's values all fall into a tenth of its rows.
  const full = log1p(Math.max(4, (total / width / height) * 10));
  const density = (n: number) => ink(n === 0 ? null : Math.min(1, log1p(n) / full));
  for (let column = 0; column < width; column++) {
    const [r, g, b, runs] = sums.subarray(4 * column, 4 * column + 4);
    const outcomes = runs! > 0 ? [r! / runs!, g! / runs!, b! / runs!] : NO_RUNS;
    for (let row = 0; row < height; row++) {
      const k = row * width + column;
      rgba.set(row >= height - strip ? outcomes : density(hits[k]!), 4 * k);
    }
  }
  return { width, height, rgba };
}

const VIRIDIS = colormapBytes('viridis');
const shade = (u: number) => VIRIDIS.subarray(4 * Math.round(255 * u), 4 * Math.round(255 * u) + 3);

/** Colours of a density, 0 to 1, or of none: brighter, or on paper darker, the denser. */
const lightOnDark = (place: number | null) =>
  place === null ? NO_VALUES : shade(0.38 + 0.62 * place);
const inkOnPaper = (place: number | null) => (place === null ? PAPER : shade(0.45 - 0.45 * place));
const PAPER = [255, 255, 255];

/** Colours of a place that no value falls on, and of the outcomes of a column without runs. */
const NO_VALUES: readonly number[] = [18, 14, 34];
export const groundOf = (onPaper: boolean): readonly number[] => (onPaper ? PAPER : NO_VALUES);
const NO_RUNS = [90, 90, 90];

/** The middle 99 % of the values, with a margin: a few runaways must not squeeze the rest. */
async function valueRange(
  count: number,
  per: number,
  valueAt: (run: number, i: number) => number,
  pause: () => Promise<void>,
): Promise<[number, number]> {
  // A regular sample suffices for the range.
  const stride = Math.max(1, Math.floor((count * per) / 200_000));
  const values: number[] = [];
  for (let k = 0; k < count * per; k += stride) {
    const value = valueAt(Math.floor(k / per), k % per);
    if (Number.isFinite(value)) values.push(value);
  }
  await pause();
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [0, 1];
  const lo = sorted[Math.floor(0.005 * (sorted.length - 1))]!;
  const hi = sorted[Math.ceil(0.995 * (sorted.length - 1))]!;
  const margin = Math.max(0.06 * (hi - lo), 1e-6 * Math.max(1, Math.abs(hi)));
  return [lo - margin, hi + 2 * margin];
}
