// The card's table of the minima that a map's runs came to, and what is said of them.
import { DIVERGED } from '../../engine.ts';
import { categoryColor, NO_CATEGORY } from '../../fields/categories.ts';
import { lossToRead, NO_MINIMUM } from '../../fields/minima.ts';
import { OUTCOME_COLORS } from '../../fields/palettes.ts';
import { grouped } from '../../math/format.ts';
import { headedTable, swatch } from '../../views/dom.ts';
import { plain, readable } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import { countHeadings, type MapSummary, percent } from './info.ts';
import { type MapMinima, minimumName } from './minima.ts';

/** Minima listed; the rest are counted. */
const LISTED = 12;

/** A row for each minimum, then those runs that came to none; a column of counts for each map. */
export function minimaTable(
  found: MapMinima,
  rows: readonly MapSummary[],
  line: boolean,
): HTMLTableElement {
  const { minima, counts } = found;
  const headings = [t('minimum'), t('loss'), '2/λmax', ...countHeadings(rows)];
  const { table, heads, body } = headedTable(headings, 'minima');
  heads[2]!.title = t('Gradient descent leaves it at greater learning rates');
  const add = (
    color: readonly number[],
    texts: readonly string[],
    runs: readonly number[],
    pattern = 0,
  ) => {
    const row = body.insertRow();
    row.insertCell().append(swatch(color, pattern), texts[0]!);
    for (const text of texts.slice(1)) row.insertCell().textContent = text;
    for (const [m, count] of runs.entries()) {
      const total = rows[m]!.statistics.counts.reduce((sum, each) => sum + each, 0);
      const share = percent((100 * count) / total);
      const cell = row.insertCell();
      cell.textContent = rows.length > 1 ? share : `${grouped(count)} (${share})`;
      cell.title = t('{n} of {all} runs', { n: grouped(count), all: grouped(total) });
    }
  };
  for (const [i, { loss, sharpness }] of minima.slice(0, LISTED).entries()) {
    const critical = sharpness > 0 ? readable(2 / sharpness, 4) : t('none');
    const texts = [minimumName(found, i, line), plain(lossToRead(loss)), critical];
    add(
      categoryColor(i),
      texts,
      counts.map(({ at }) => at[i]!),
      i,
    );
  }
  const rest = minima.length - LISTED;
  if (rest > 0) {
    const sum = (at: number[]) => at.slice(LISTED).reduce((a, b) => a + b, 0);
    const of = counts.map(({ at }) => sum(at));
    add(NO_CATEGORY, [t('and {n} more', { n: rest }), '', ''], of);
  }
  const diverged = rows.map(({ statistics }) => statistics.counts[DIVERGED]!);
  const none = counts.map((count, m) => count.none - diverged[m]!);
  add(NO_CATEGORY, [t('none'), '', ''], none);
  add(OUTCOME_COLORS[DIVERGED]!, [t('diverged'), '', ''], diverged);
  return table;
}

/** What solved means here, for each map; and of two, how often both come to the same. */
export function minimaNotes(found: MapMinima, rows: readonly MapSummary[]): string[] {
  const { counts, which, reach, minima } = found;
  const notes = counts.map(({ none }, m) => {
    const total = which[m]!.length;
    const prefix = rows.length > 1 ? `${rows[m]!.label}: ` : '';
    const told = {
      reach: readable(reach, 3),
      n: grouped(total - none),
      all: grouped(total),
      share: ((100 * (total - none)) / total).toFixed(1),
    };
    const solved =
      minima.length === 1
        ? t('solved, that is within {reach} of the minimum: {n} of {all} runs ({share} %)', told)
        : t('solved, that is within {reach} of a minimum: {n} of {all} runs ({share} %)', told);
    return prefix + solved;
  });
  const [a, b] = which;
  if (a && b) {
    const same = a.reduce(
      (sum, place, k) => sum + (place === b[k] && place !== NO_MINIMUM ? 1 : 0),
      0,
    );
    const share = ((100 * same) / a.length).toFixed(1);
    notes.push(t('The same minimum from the same start: {share} %', { share }));
  }
  return notes;
}
