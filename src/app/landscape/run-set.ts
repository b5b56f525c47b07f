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

export function pathSets(runs: readonly RunSet[]): PathSet[] {
  return runs.map(({ kind, trajectories }) => {
    const { color, shape, dash } = OPTIMIZER_STYLES[kind];
    return { trajectories, color, shape, dash };
  });
}
