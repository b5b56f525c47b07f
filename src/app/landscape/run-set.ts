// The runs of one optimizer, and how they are drawn.
import type { Trajectories } from '../../engine.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import type { PathSet } from '../../views/paths.ts';

export interface RunSet {
  kind: OptimizerKind;
  trajectories: Trajectories;
}

export function pathSets(runs: readonly RunSet[]): PathSet[] {
  return runs.map(({ kind, trajectories }) => {
    const { onLandscape, shape } = OPTIMIZER_STYLES[kind];
    return { trajectories, color: onLandscape, shape };
  });
}
