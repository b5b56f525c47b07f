// Which runs the landscape shows: the state's own, or others in their place, without those that are hidden.
import type { OptimizerKind } from '../../optimizers.ts';
import { type RunSet, withoutRuns } from './run-set.ts';

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
  const same = <T>(a: readonly T[], b: readonly T[]) =>
    a.length === b.length && a.every((each, i) => each === b[i]);
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
      if (!same(kinds, before[0]) || !same(single, before[1])) show();
    },
  };
}
