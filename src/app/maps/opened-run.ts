// A run of a map as the explorer's own.
import type { SingleRun } from '../../fields/pixel-run.ts';
import { commonRate } from '../../optimizers.ts';
import { withoutMore } from '../state/job-specs.ts';
import { infoOf } from '../state/problem.ts';
import { ratesByName } from '../state/rates.ts';
import { PAGE_STEPS_LIMIT, type State, type StatePatch } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';

/** Steps of the runs of the open map or spectrum, and the loss at which they are solved. */
export const lengthOf = (state: State): { steps: number; threshold: number } => {
  const { steps, threshold } = viewOf(state) === 'spectrum' ? state.spectrum : state.map;
  return { steps, threshold };
};

/** What shows a run of the open map in the explorer: the same steps from the same start, noise and all. */
export function openedRun(state: State, { optimizer, start, firstRun = 0 }: SingleRun): StatePatch {
  const { kind, learningRate, ...rest } = optimizer;
  const which = infoOf(state).trained.indexOf(true);
  const first = typeof learningRate === 'number' ? learningRate : learningRate[which]!;
  const ownRates = commonRate({ learningRate }) === null ? ratesByName(state, optimizer) : null;
  const off = Object.fromEntries(
    Object.keys(state.optimizers).map((other) => [other, { on: other === kind }]),
  );
  return {
    // A lesson stays open, the landscape beside it.
    ...(state.tab === 'lessons' ? { picture: 'landscape' } : { tab: 'landscape' }),
    optimizers: { ...off, [kind]: { ...withoutMore(rest), learningRate: first, on: true } },
    ownRates,
    starts: {
      points: [start],
      off: [],
      pattern: 'none',
      // Noise is that of a run's place in the map.
      firstRun: rest.noise ? firstRun : 0,
    },
    steps: Math.min(PAGE_STEPS_LIMIT, lengthOf(state).steps),
  } as StatePatch;
}
