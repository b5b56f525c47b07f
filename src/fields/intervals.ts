import { SOLVED, type Spectrum } from '../engine.ts';
import { type BehaviourInterval, behaviourIntervals, behaviourName, periodsOf } from './periods.ts';

export interface SolvedIntervals {
  /** First and last learning rate of each row of solved cells. */
  intervals: [from: number, to: number][];
  /** Solved cells among all, 0 to 1. */
  share: number;
}

/** The learning rates of a spectrum that solve: consecutive solved cells, from centre to centre. */
export function solvedIntervals(
  outcome: ArrayLike<number>,
  rates: ArrayLike<number>,
): SolvedIntervals {
  const intervals: [number, number][] = [];
  let solved = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (outcome[i] !== SOLVED) continue;
    solved++;
    const rate = rates[i]!;
    if (i > 0 && outcome[i - 1] === SOLVED) intervals.at(-1)![1] = rate;
    else intervals.push([rate, rate]);
  }
  return { intervals, share: solved / Math.max(1, outcome.length) };
}

export interface SpectrumIntervals {
  solved: SolvedIntervals;
  /** What the last iterates do, in words too; null where fewer than 8 are kept. */
  behaviours: (BehaviourInterval & { name: string })[] | null;
}

/** What the learning rates of a spectrum come to, from interval to interval, as the page lists it. */
export function spectrumIntervals(
  spectrum: Pick<Spectrum, 'spec' | 'rates' | 'outcome' | 'iterates'>,
): SpectrumIntervals {
  const { outcome, rates } = spectrum;
  const periods = periodsOf(spectrum);
  const named = (interval: BehaviourInterval) => ({
    ...interval,
    name: behaviourName(interval.behaviour),
  });
  return {
    solved: solvedIntervals(outcome, rates),
    behaviours: periods && behaviourIntervals(periods, rates).map(named),
  };
}
