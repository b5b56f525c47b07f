// What became of the runs of some sets.
import { endOfRun, type RunEnd } from '../../fields/run-end.ts';
import type { BoundProblem, ProblemInfo } from '../../problems/problem.ts';
import { bind, describe } from '../../problems/registry.ts';
import type { RunSet } from './run-set.ts';

/** Components of θ up to which the gradient at a run's end is worth its time, to tell whether it stalled. */
const SMALL = 200;

/** What became of each run, of each set by what its own problem says; `coarse` tells of none that it stalled. */
export function endsOf(sets: readonly RunSet[], threshold: number) {
  const known = new Map<RunSet, { info: ProblemInfo; bound: BoundProblem | null }>();
  for (const set of sets) {
    const { problem } = set.trajectories.spec;
    const info = describe(problem);
    known.set(set, { info, bound: info.theta.length <= SMALL ? bind(problem) : null });
  }
  return (set: RunSet, run: number, coarse = false): RunEnd => {
    const { info, bound } = known.get(set)!;
    const { spec, frameSteps, loss } = set.trajectories;
    const of = { spec, frameSteps, loss, theta: set.theta };
    return endOfRun(of, run, info, threshold, coarse ? null : bound);
  };
}
