// What became of the runs of a spectrum, in words and figures.
import type { Spectrum } from '../../engine.ts';
import { solvedIntervals } from '../../fields/intervals.ts';
import { sweepStatistics } from '../../fields/statistics.ts';
import { optimizerName } from '../../views/colours.ts';
import { plain } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import { sharesInWords } from '../maps/described.ts';
import type { Further, MapSummary } from '../maps/info.ts';
import type { CriticalRate } from './critical.ts';
import { intervalsTable } from './intervals-table.ts';

/** Intervals listed; the rest are counted. */
const LISTED = 24;

/** Learning rates in words, with digits enough to tell neighbours apart. */
function rateWords({ rates }: Spectrum): (value: number) => string {
  const [first = 1, second = 1] = rates;
  const digits = Math.min(17, Math.max(6, Math.ceil(Math.log10(second / (second - first))) + 1));
  return (value) => plain(value, digits);
}

/** What its iterates do, and the critical learning rates of the minima that its runs settle in. */
export function furtherOf(
  spectrum: Spectrum,
  behaviours: Uint8Array | null,
  critical: readonly CriticalRate[],
  /** How periods are told, in words. */
  how: string,
): Further {
  const table = behaviours && intervalsTable(behaviours, spectrum.rates, rateWords(spectrum));
  const notes = critical.map(({ label }) =>
    t('critical learning rate of the minimum: {label}', { label }),
  );
  notes.push(how);
  return { table, notes, instead: false };
}

export function summaryOf(spectrum: Spectrum): MapSummary {
  const { intervals, share } = solvedIntervals(spectrum.outcome, spectrum.rates);
  const rate = rateWords(spectrum);
  const listed = intervals
    .slice(0, LISTED)
    .map(([from, to]) =>
      from === to ? rate(from) : t('{from} to {to}', { from: rate(from), to: rate(to) }),
    );
  if (intervals.length > LISTED) listed.push(t('and {n} more', { n: intervals.length - LISTED }));
  const lines = [
    t('{share} % of {n} learning rates solve it', {
      share: (100 * share).toFixed(2),
      n: spectrum.spec.count,
    }),
    intervals.length > 0
      ? t('solved intervals of η: {all}', { all: listed.join(', ') })
      : t('none is solved'),
  ];
  const label = optimizerName(spectrum.spec.optimizer.kind);
  return { label, statistics: sweepStatistics(spectrum), lines };
}

/** For whoever does not see it. */
export function spectrumInWords(spectrum: Spectrum): string {
  const { rates, spec } = spectrum;
  const rate = rateWords(spectrum);
  return t('{optimizer}; learning rate η from {from} to {to}; of the runs: {shares}', {
    optimizer: optimizerName(spec.optimizer.kind),
    from: rate(rates[0]!),
    to: rate(rates.at(-1)!),
    shares: sharesInWords(sweepStatistics(spectrum)),
  });
}
