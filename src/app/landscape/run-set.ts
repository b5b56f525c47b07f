// The runs of one optimizer, and how they are drawn.
import type { FloatArray } from '../../engine.ts';
import type { PlanePaths } from '../../fields/on-plane.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import type { PathSet } from '../../views/path-store.ts';

export interface RunSet {
  kind: OptimizerKind;
  /** As they are drawn: projected on the plane. */
  trajectories: PlanePaths;
  /** [run][frame][n]: θ. */
  theta: FloatArray;
  /** Where some runs are hidden, the numbers of those that are shown among all. */
  numbers?: readonly number[];
}

/** The number of a run among all that were trained, which its gradient noise follows from. */
export const numberOf = ({ numbers }: RunSet, run: number): number => numbers?.[run] ?? run;

/** Those of a set's runs that are not hidden. */
export function withoutRuns(set: RunSet, hidden: readonly number[]): RunSet {
  if (hidden.length === 0) return set;
  const { trajectories, theta } = set;
  const { loss, points, distance, frameSteps } = trajectories;
  const count = loss.length / frameSteps.length;
  const numbers = Array.from({ length: count }, (_, run) => run).filter(
    (run) => !hidden.includes(run),
  );
  const kept = <Numbers extends FloatArray>(all: Numbers): Numbers => {
    const each = all.length / count;
    const some = new (all.constructor as Float64ArrayConstructor)(numbers.length * each);
    for (const [i, run] of numbers.entries()) {
      some.set(all.subarray(run * each, (run + 1) * each), i * each);
    }
    return some as FloatArray as Numbers;
  };
  return {
    ...set,
    trajectories: {
      ...trajectories,
      loss: kept(loss),
      points: kept(points),
      distance: distance && kept(distance),
    },
    theta: kept(theta),
    numbers,
  };
}

export function pathSets(runs: readonly RunSet[]): PathSet[] {
  return runs.map(({ kind, trajectories }) => {
    const { color, shape, dash } = OPTIMIZER_STYLES[kind];
    return { trajectories, color, shape, dash };
  });
}
