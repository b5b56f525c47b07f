// What a sweep's runs came to, in numbers, read band by band.
import { NEVER, OUTCOMES } from '../engine.ts';
import { bands, fieldByName, type GridSource } from '../fields/formats/source.ts';

export interface SweepStatistics {
  outcomes: Record<(typeof OUTCOMES)[number], number>;
  /** Of the runs that reached the threshold; null when none did. */
  medianStepsToThreshold: number | null;
}

/** Cells read at once. */
const BAND = 2 ** 18;

/**
 * Counts of outcomes, and the median number of steps to the threshold (the mean of the middle two
 * when there are evenly many), exact for any number of runs: two passes over the high and the low
 * 16 bits, 64 Ki counts each.
 */
export function statisticsOf(source: GridSource): SweepStatistics {
  const counts = OUTCOMES.map(() => 0);
  for (const code of cells(source, 'outcome')) counts[code]!++;
  const outcomes = Object.fromEntries(OUTCOMES.map((name, code) => [name, counts[code]!]));

  const high = new Float64Array(2 ** 16);
  for (const steps of cells(source, 'stepsToThreshold')) if (steps !== NEVER) high[steps >>> 16]!++;
  const reached = high.reduce((sum, n) => sum + n, 0);
  const medianStepsToThreshold =
    reached === 0
      ? null
      : (nth(source, high, Math.floor((reached - 1) / 2)) +
          nth(source, high, Math.floor(reached / 2))) /
        2;
  return { outcomes: outcomes as SweepStatistics['outcomes'], medianStepsToThreshold };
}

/** The value with `rank` smaller or equal ones before it in order. */
function nth(source: GridSource, high: Float64Array, rank: number): number {
  const upper = binOf(high, rank);
  const low = new Float64Array(2 ** 16);
  for (const steps of cells(source, 'stepsToThreshold')) {
    if (steps !== NEVER && steps >>> 16 === upper.bin) low[steps & 0xffff]!++;
  }
  return upper.bin * 2 ** 16 + binOf(low, upper.rest).bin;
}

function binOf(counts: Float64Array, rank: number): { bin: number; rest: number } {
  let rest = rank;
  for (const [bin, count] of counts.entries()) {
    if (rest < count) return { bin, rest };
    rest -= count;
  }
  throw new Error(`rank ${rank} is beyond the counts`);
}

function* cells(source: GridSource, name: string): Generator<number> {
  const field = fieldByName(source.fields, name);
  for (const [from, to] of bands(source, BAND)) yield* source.read(field, from, to);
}
