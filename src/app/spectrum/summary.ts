// What became of the runs of a spectrum, in words and figures.
import type { Spectrum } from '../../engine.ts';
import { solvedIntervals } from '../../fields/intervals.ts';
import { sweepStatistics } from '../../fields/statistics.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { plain } from '../../views/ticks.ts';
import type { MapSummary } from '../maps/info.ts';

/** Intervals listed; the rest are counted. */
const LISTED = 24;

export function summaryOf(spectrum: Spectrum): MapSummary {
  const { intervals, share } = solvedIntervals(spectrum.outcome, spectrum.rates);
  // Digits enough to tell neighbouring rates apart.
  const [first = 1, second = 1] = spectrum.rates;
  const digits = Math.min(17, Math.max(6, Math.ceil(Math.log10(second / (second - first))) + 1));
  const rate = (value: number) => plain(value, digits);
  const listed = intervals
    .slice(0, LISTED)
    .map(([from, to]) => (from === to ? rate(from) : `${rate(from)} to ${rate(to)}`));
  if (intervals.length > LISTED) listed.push(`and ${intervals.length - LISTED} more`);
  const lines = [
    `${(100 * share).toFixed(2)} % of ${spectrum.spec.count} learning rates solve it`,
    intervals.length > 0 ? `solved intervals of η: ${listed.join(', ')}` : 'none is solved',
  ];
  const { label } = OPTIMIZER_STYLES[spectrum.spec.optimizer.kind];
  return { label, statistics: sweepStatistics(spectrum), lines };
}
