// The card's table of trainability, which is its legend too.
import type { Sweep } from '../../engine.ts';
import { FAILS_COLORS, TRAINS_COLORS, trainedCounts } from '../../fields/trainability.ts';
import { grouped } from '../../math/format.ts';
import { element, headedTable } from '../../views/dom.ts';
import { readable } from '../../views/ticks.ts';
import { countHeadings, type MapSummary } from './info.ts';

/** A row for the runs that train and one for those that do not, with their colours from end to end. */
export function trainabilityTable(
  sweeps: readonly Sweep[],
  rows: readonly MapSummary[],
): HTMLTableElement {
  const { table, body } = headedTable(['trainability', ...countHeadings(rows)], 'trainability');
  const counts = sweeps.map(({ measure }) => trainedCounts(measure!));
  const add = (
    colors: readonly string[],
    [from, to]: readonly [string, string],
    name: string,
    of: 'trains' | 'fails',
  ) => {
    const strip = element('i', { className: 'strip' });
    strip.style.background = `linear-gradient(to right, ${colors.join(', ')})`;
    const row = body.insertRow();
    row.insertCell().append(element('b', { textContent: name }), ` ${from} `, strip, ` ${to}`);
    for (const [m, count] of counts.entries()) {
      const total = sweeps[m]!.outcome.length;
      const share = ((100 * count[of]) / total).toFixed(1);
      row.insertCell().textContent = `${grouped(count[of])} (${share} %)`;
    }
  };
  add(TRAINS_COLORS, ['quickly', 'hardly'], 'trains', 'trains');
  add(FAILS_COLORS, ['at once', 'late'], 'does not', 'fails');
  return table;
}

/** A run's trainability in words. */
export function trainabilityInWords(value: number): string {
  if (value < 0) return `trains, Σv = ${readable(-value, 4)}`;
  return value > 0 ? `does not train, Σ1/v = ${readable(value, 4)}` : 'trainability unknown';
}
