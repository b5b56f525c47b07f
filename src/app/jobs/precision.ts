// How far the f32 map can be trusted: a sample of its pixels, run again in f64 on the CPU.
import type { Engine, Sweep, SweepSpec } from '../../engine.ts';
import { samplePixels } from '../../fields/sample.ts';
import { seededRandom } from '../../math/rng.ts';
import { t } from '../../words/words.ts';

export interface PrecisionCheck {
  /** Pixels whose outcome, or trainability's sign, is the same in f64, of how many. */
  same: number;
  of: number;
  /** What was compared, in words. */
  what: string;
  /** Of what a sample was taken: pixels or learning rates. */
  whose?: string;
  /** More of the same, a sentence. */
  also?: string;
  /** Row-major indices of those that differ. */
  different: number[];
}

/** Pixels sampled; fewer when a sample would take more than CHECK_STEPS steps. */
const SAMPLE = 1024;
/** About 3 s of one worker (10 million f64 steps a second, measured on a 2-core machine). */
const CHECK_STEPS = 3e7;
const FEWEST = 32;

export function sampleSize({ steps }: Pick<SweepSpec, 'steps'>): number {
  return Math.min(SAMPLE, Math.max(FEWEST, Math.floor(CHECK_STEPS / Math.max(1, steps))));
}

/** Runs a seeded sample of a sweep's pixels on the reference engine and compares the outcomes. */
export async function checkPrecision(
  sweep: Sweep,
  reference: Engine,
  signal: AbortSignal,
): Promise<PrecisionCheck> {
  const pixels = samplePixels(sweep.spec, sampleSize(sweep.spec), seededRandom(1));
  const { outcome, measure } = await reference.sweepPixels(sweep.spec, pixels, { signal });
  const own = sweep.measure?.length && measure?.length ? { measure, of: sweep.measure } : null;
  const isSame = (pixel: number, k: number) =>
    own ? own.of[pixel]! < 0 === own.measure[k]! < 0 : sweep.outcome[pixel] === outcome[k];
  const different = [...pixels].filter((pixel, k) => !isSame(pixel, k));
  const what = own ? t('trainability of one sign') : t('same outcome');
  return { same: pixels.length - different.length, of: pixels.length, what, different };
}
