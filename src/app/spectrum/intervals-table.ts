// The card's table of what happens in each interval of learning rates.

import { behaviourColor } from '../../fields/categories.ts';
import {
  type BehaviourInterval,
  behaviourIntervals,
  behaviourName,
  CHAOTIC,
  CONVERGING,
} from '../../fields/periods.ts';
import { grouped } from '../../math/format.ts';
import { headedTable, swatch } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';

/** Intervals listed, the longest; chaos has hundreds of short ones. */
const LISTED = 16;

/** Windows of a period that are shorter than this share of all rates do not interrupt chaos. */
const WINDOW = 0.005;

interface Listed extends BehaviourInterval {
  /** Short windows of other behaviours in between. */
  windows: number;
}

/** The intervals, but chaos with its shortest windows as one. */
export function mergedIntervals(intervals: readonly BehaviourInterval[]): Listed[] {
  const total = intervals.reduce((sum, { count }) => sum + count, 0);
  const merged: Listed[] = [];
  for (const interval of intervals) {
    const before = merged.findLastIndex(({ behaviour }) => behaviour === CHAOTIC);
    const chaos = merged[before];
    const between = merged.slice(before + 1);
    const short = between.every(({ count }) => count < WINDOW * total);
    if (interval.behaviour === CHAOTIC && chaos && short) {
      merged.length = before + 1;
      chaos.count += between.reduce((sum, { count }) => sum + count, interval.count);
      chaos.windows += between.length;
      chaos.to = interval.to;
    } else merged.push({ ...interval, windows: 0 });
  }
  return merged;
}

/** In order of the learning rate, `rate` putting one in words. */
export function intervalsTable(
  behaviours: Uint8Array,
  rates: ArrayLike<number>,
  rate: (value: number) => string,
): HTMLTableElement {
  const all = mergedIntervals(behaviourIntervals(behaviours, rates));
  const longest = all.toSorted((a, b) => b.count - a.count).slice(0, LISTED);
  const headings = [t('what happens'), t('η from'), t('to'), t('rates')];
  const { table, body } = headedTable(headings, 'intervals');
  for (const interval of all.filter((each) => longest.includes(each))) addRow(body, interval, rate);
  const rest = all.length - longest.length;
  if (rest > 0) {
    const count = all.reduce((sum, each) => sum + (longest.includes(each) ? 0 : each.count), 0);
    const row = body.insertRow();
    row.insertCell().textContent = t('and {n} shorter intervals', { n: rest });
    row.insertCell();
    row.insertCell();
    row.insertCell().textContent = grouped(count);
  }
  return table;
}

/** What the iterates do, in the page's language. */
export const behaviourInWords = (behaviour: number): string =>
  behaviour > 1 && behaviour < CONVERGING
    ? t('period {p}', { p: behaviour })
    : translated(behaviourName(behaviour));

function addRow(
  body: HTMLTableSectionElement,
  { behaviour, from, to, count, windows }: Listed,
  rate: (value: number) => string,
): void {
  const row = body.insertRow();
  const name =
    behaviourInWords(behaviour) + (windows > 0 ? t(', {n} windows', { n: windows }) : '');
  row.insertCell().append(swatch(behaviourColor(behaviour)), name);
  for (const text of [rate(from), rate(to), grouped(count)]) row.insertCell().textContent = text;
}
