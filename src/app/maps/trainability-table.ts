// The card's table of trainability, which is its legend too.
import type { Sweep } from '../../engine.ts';
import { FAILS_COLORS, TRAINS_COLORS, trainedCounts } from '../../fields/trainability.ts';
import { element, headedTable } from '../../views/dom.ts';
import { readable } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import { counted, countHeadings, type MapSummary } from './info.ts';

/** A row for the runs that train and one for those that do not, with their colours from end to end. */
export function trainabilityTable(
  sweeps: readonly Sweep[],
  rows: readonly MapSummary[],
): HTMLTableElement {
  const { table, body } = headedTable([t('trainability'), ...countHeadings(rows)], 'trainability');
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
      row.insertCell().textContent = counted(count[of], total);
    }
  };
  add(TRAINS_COLORS, [t('quickly'), t('hardly')], t('trains'), 'trains');
  add(FAILS_COLORS, [t('at once'), t('late')], t('does not'), 'fails');
  return table;
}

/** A run's trainability in words. */
export function trainabilityInWords(value: number): string {
  if (value < 0) return t('trains, Σv = {value}', { value: readable(-value, 4) });
  return value > 0
    ? t('does not train, Σ1/v = {value}', { value: readable(value, 4) })
    : t('trainability unknown');
}
