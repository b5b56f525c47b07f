// What a map or spectrum shows, in words, for whoever does not see it.
import { OUTCOMES } from '../../engine.ts';
import { type SweepStatistics, sweepStatistics } from '../../fields/statistics.ts';
import { optimizerName } from '../../views/colours.ts';
import { readable } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import { mapAxes } from '../state/job-specs.ts';
import { axisName } from '../state/map-axes.ts';
import type { State } from '../state/state.ts';
import { percent } from './info.ts';
import type { ShownMap } from './results.ts';

/** Shares of the outcomes that there are, the largest first. */
export function sharesInWords({ shares }: Pick<SweepStatistics, 'shares'>): string {
  return [...shares]
    .map((share, o) => ({ share, name: translated(OUTCOMES[o]!) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ share, name }) => `${name} ${percent(100 * share)}`)
    .join(', ');
}

export function mapInWords(
  state: State,
  { kind, sweep }: Pick<ShownMap, 'kind' | 'sweep'>,
): string {
  if (!sweep) return '';
  const { x, y } = mapAxes(state);
  const ends = ([from, to]: readonly [number, number]) => [readable(from, 3), readable(to, 3)];
  const [[x0, x1], [y0, y1]] = [ends(x.range), ends(y.range)];
  return t('{optimizer}; {x} from {x0} to {x1}, {y} from {y0} to {y1}; of the runs: {shares}', {
    ...{ optimizer: optimizerName(kind), x0: x0!, x1: x1!, y0: y0!, y1: y1! },
    ...{ x: axisName(state, x.quantity), y: axisName(state, y.quantity) },
    shares: sharesInWords(sweepStatistics(sweep)),
  });
}
