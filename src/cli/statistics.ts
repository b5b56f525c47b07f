// What a sweep's runs came to, in numbers, read band by band.
import { NEVER, OUTCOMES, type SweepSpec } from '../engine.ts';
import { isMeasurable, sweepDimension, wholeOf } from '../fields/dimension.ts';
import { bands, type Cells, fieldByName, type GridSource } from '../fields/formats/source.ts';
import { trainedCounts } from '../fields/trainability.ts';

export interface RunSummary {
  outcomes: Record<(typeof OUTCOMES)[number], number>;
  /** Of the runs that reached the threshold; null when none did. */
  medianStepsToThreshold: number | null;
}

/** Cells read at once. */
const BAND = 2 ** 18;

/**
 * Counts of outcomes, and the median number of steps to the threshold (the mean of the middle two
 * when there are evenly many), exact for any number of runs: one pass over the high 16 bits and one
 * over the low, 65,536 counts each.
 */
export function statisticsOf(source: GridSource): RunSummary {
  const counts = OUTCOMES.map(() => 0);
  forBands(source, 'outcome', (codes) => {
    for (let k = 0; k < codes.length; k++) counts[codes[k]!]!++;
  });
  const outcomes = Object.fromEntries(OUTCOMES.map((name, code) => [name, counts[code]!]));
  const medianStepsToThreshold = medianOf(source);
  return { outcomes: outcomes as RunSummary['outcomes'], medianStepsToThreshold };
}

/** The border of the solved area and what a measured sweep comes to; nothing of a part of a sweep. */
export function measured(
  source: GridSource,
  { measure }: Pick<SweepSpec, 'measure'>,
  part?: object | undefined,
) {
  if (part || !isMeasurable(source)) return {};
  const dimension = sweepDimension(source, measure);
  if (!measure) return { dimension };
  const values = wholeOf(source, measure, new Float64Array(source.width * source.height));
  return { trained: trainedCounts(values), dimension };
}

function medianOf(source: GridSource): number | null {
  const high = new Float64Array(2 ** 16);
  forBands(source, 'stepsToThreshold', (steps) => {
    for (let k = 0; k < steps.length; k++) if (steps[k] !== NEVER) high[steps[k]! >>> 16]!++;
  });
  const reached = high.reduce((sum, n) => sum + n, 0);
  if (reached === 0) return null;
  const lower = binOf(high, Math.floor((reached - 1) / 2));
  const upper = binOf(high, Math.floor(reached / 2));
  const lows = new Map([lower, upper].map(({ bin }) => [bin, new Float64Array(2 ** 16)]));
  for (const [bin, low] of lows) {
    forBands(source, 'stepsToThreshold', (steps) => {
      for (let k = 0; k < steps.length; k++) {
        if (steps[k]! >>> 16 === bin && steps[k] !== NEVER) low[steps[k]! & 0xffff]!++;
      }
    });
  }
  const value = ({ bin, rest }: { bin: number; rest: number }) =>
    bin * 2 ** 16 + binOf(lows.get(bin)!, rest).bin;
  return (value(lower) + value(upper)) / 2;
}

/** The bin that the value with `rank` smaller ones before it falls into, and its rank there. */
function binOf(counts: Float64Array, rank: number): { bin: number; rest: number } {
  let rest = rank;
  for (const [bin, count] of counts.entries()) {
    if (rest < count) return { bin, rest };
    rest -= count;
  }
  throw new Error(`rank ${rank} is beyond the counts`);
}

function forBands(source: GridSource, name: string, take: (cells: Cells) => void): void {
  const field = fieldByName(source.fields, name);
  for (const [from, to] of bands(source, BAND)) take(source.read(field, from, to));
}
