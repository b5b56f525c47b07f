// What a sweep comes to in numbers.
import { NEVER, OUTCOMES, type RunResults, SOLVED } from '../engine.ts';

export interface SweepStatistics {
  /** Runs by outcome, in the order of OUTCOMES. */
  counts: number[];
  /** The same as shares of the area, 0 to 1. */
  shares: number[];
  /** Of the runs that came to the threshold; null when none did. */
  medianStepsToThreshold: number | null;
}

export function sweepStatistics({
  outcome,
  stepsToThreshold,
}: Pick<RunResults, 'outcome' | 'stepsToThreshold'>): SweepStatistics {
  const counts = OUTCOMES.map(() => 0);
  for (const o of outcome) counts[o]!++;
  const reached = stepsToThreshold.filter((steps) => steps !== NEVER).sort();
  const middle = reached.length / 2;
  // The upper and the lower median are the same for an odd count.
  const median = (reached[Math.ceil(middle) - 1]! + reached[Math.floor(middle)]!) / 2;
  return {
    counts,
    shares: counts.map((count) => count / Math.max(1, outcome.length)),
    medianStepsToThreshold: reached.length > 0 ? median : null,
  };
}

/** How many pixels two sweeps on the same grid solved: throws a RangeError for different sizes. */
export function comparison(a: Pick<RunResults, 'outcome'>, b: Pick<RunResults, 'outcome'>) {
  sameLength(a, b);
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  a.outcome.forEach((outcome, k) => {
    const inA = outcome === SOLVED;
    const inB = b.outcome[k] === SOLVED;
    counts[inA ? (inB ? 'both' : 'onlyA') : inB ? 'onlyB' : 'neither']++;
  });
  return counts;
}

function sameLength(a: Pick<RunResults, 'outcome'>, b: Pick<RunResults, 'outcome'>): void {
  if (a.outcome.length === b.outcome.length) return;
  throw new RangeError(
    `results of ${a.outcome.length} and of ${b.outcome.length} runs cannot be compared`,
  );
}
