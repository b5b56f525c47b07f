// Which runs the landscape shows: the state's own, or others in their place, without those that are hidden.
import type { OptimizerKind } from '../../optimizers.ts';
import type { RunSet } from './run-set.ts';

/** The state's own runs, those that stand in their place, and those of either that are not hidden. */
export function createShownRuns(onShown: (shown: readonly RunSet[]) => void) {
  let own: readonly RunSet[] = [];
  let overriding: readonly RunSet[] | null = null;
  let hidden: readonly OptimizerKind[] = [];
  let shown: readonly RunSet[] = [];
  const show = () => {
    shown = (overriding ?? own).filter(({ kind }) => !hidden.includes(kind));
    onShown(shown);
  };
  return {
    get all() {
      return overriding ?? own;
    },
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
    hide(next: typeof hidden) {
      const same = next.length === hidden.length && next.every((kind, i) => kind === hidden[i]);
      hidden = next;
      if (!same) show();
    },
  };
}
