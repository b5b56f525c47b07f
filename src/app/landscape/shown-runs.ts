// Which runs the landscape shows: the state's own, or others in their place, without those that are hidden.

import type { FloatArray } from '../../engine.ts';
import { runsOf } from '../../fields/trajectories.ts';
import { isSameList } from '../../math/objects.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import type { RunSet } from './run-set.ts';

/** The state's own runs, those that stand in their place, and those of either that are not hidden. */
export function createShownRuns(onShown: (shown: readonly RunSet[]) => void) {
  let own: readonly RunSet[] = [];
  let overriding: readonly RunSet[] | null = null;
  let hidden: readonly OptimizerKind[] = [];
  let starts: readonly number[] = [];
  let all: readonly RunSet[] = [];
  let shown: readonly RunSet[] = [];
  const show = () => {
    all = overriding ?? own.map((set) => withoutRuns(set, starts));
    shown = all.filter(
      ({ kind, trajectories }) => !hidden.includes(kind) && trajectories.loss.length > 0,
    );
    onShown(shown);
  };
  return {
    get all() {
      return all;
    },
    trained: () => overriding ?? own,
    get shown() {
      return shown;
    },
    setOwn(next: typeof own) {
      own = next;
      if (!overriding) show();
    },
    override(next: typeof overriding) {
      if (next === overriding) return;
      overriding = next;
      show();
    },
    hide(kinds: typeof hidden, single: typeof starts) {
      const before = [hidden, starts] as const;
      [hidden, starts] = [kinds, single];
      if (!isSameList(kinds, before[0]) || !isSameList(single, before[1])) show();
    },
  };
}

/** Those of a set's runs that are not hidden. */
export function withoutRuns(set: RunSet, hidden: readonly number[]): RunSet {
  if (hidden.length === 0) return set;
  const { trajectories, theta } = set;
  const { loss, points, distance } = trajectories;
  const count = runsOf(trajectories);
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
