// How far the GPU's results are from f64.
import type { Engine, JobOptions, RunResults, SweepSpec } from '../engine.ts';
import { median } from './statistics.ts';

export interface Accuracy {
  /** Samples or runs compared. */
  sample: number;
  /** Of the losses: largest and median |difference from f64|, largest relative to 1e-6 + |f64|. */
  maxAbsoluteError: number;
  medianAbsoluteError: number;
  maxRelativeError: number;
  /** Runs whose outcome is not that of f64; null where there are no outcomes. */
  outcomeMismatches: number | null;
}

/** Runs compared with f64. */
export const SAMPLE = 512;

/** Holds some runs of a sweep of 512² against the reference. */
export async function compareSweeps(
  spec: SweepSpec,
  engine: Engine,
  reference: Engine,
  { signal }: JobOptions,
  sample = SAMPLE,
): Promise<Accuracy> {
  // A prime stride visits every part of the grid.
  const pixels = Uint32Array.from({ length: sample }, (_, i) => (i * 100_003) % 512 ** 2);
  return compareRuns(
    await engine.sweepPixels(spec, pixels, { signal }),
    await reference.sweepPixels(spec, pixels, { signal }),
  );
}

/** How far f32 losses are from f64 ones. */
export function lossErrors(ours: ArrayLike<number>, theirs: ArrayLike<number>) {
  const absolute = Array.from(ours, (value, k) => Math.abs(value - theirs[k]!));
  const largest = (values: readonly number[]) =>
    values.reduce((most, v) => (v > most ? v : most), 0);
  return {
    sample: absolute.length,
    maxAbsoluteError: largest(absolute),
    medianAbsoluteError: median(absolute),
    maxRelativeError: largest(absolute.map((error, k) => error / (1e-6 + Math.abs(theirs[k]!)))),
  };
}

export function compareRuns(ours: RunResults, theirs: RunResults): Accuracy {
  let outcomeMismatches = 0;
  for (let k = 0; k < ours.outcome.length; k++) {
    if (ours.outcome[k] !== theirs.outcome[k]) outcomeMismatches++;
  }
  return { ...lossErrors(ours.loss, theirs.loss), outcomeMismatches };
}
