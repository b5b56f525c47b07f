// How rough the border of the solved area is: in a line, and size by size.
import { type BoxDimension, boxCounting } from '../../fields/box-counting.ts';
import { type UncertaintyDimension, uncertaintyDimension } from '../../fields/uncertainty.ts';
import { grouped } from '../../math/format.ts';
import { element, headedTable } from '../../views/dom.ts';
import { t } from '../../words/words.ts';

/** Two measures of one border; null of a map without one. */
export interface Border {
  boxes: BoxDimension | null;
  pairs: UncertaintyDimension | null;
}

export const borderOf = (outcome: ArrayLike<number>, width: number, height: number): Border => ({
  boxes: boxCounting(outcome, width, height),
  pairs: uncertaintyDimension(outcome, width, height),
});

const withError = ({ slope, standardError }: Pick<BoxDimension, 'slope' | 'standardError'>) =>
  slope.toFixed(2) + (standardError === null ? '' : ` ± ${standardError.toFixed(2)}`);

/** A part of a line; empty without a border. */
export function borderInWords({ boxes, pairs }: Border): string[] {
  const parts: string[] = [];
  if (boxes) {
    const [from, to] = boxes.range;
    const dimension = withError(boxes);
    parts.push(
      t('border dimension {dimension} (boxes of {from} to {to} pixels)', { dimension, from, to }),
    );
  }
  if (pairs) {
    const [from, to] = pairs.range;
    const dimension = withError(pairs);
    parts.push(t('{dimension} by pairs of pixels {from} to {to} apart', { dimension, from, to }));
  }
  return parts;
}

/** What the dimensions were fitted to, folded away; null without a border. */
export function borderDetails({ boxes, pairs }: Border, label: string): HTMLElement | null {
  const sizes = [...new Set([...(pairs?.sizes ?? []), ...(boxes?.sizes ?? [])])];
  if (sizes.length === 0) return null;
  sizes.sort((a, b) => a - b);
  const { table, body } = headedTable([
    t('pixels'),
    t('boxes met'),
    t('slope'),
    t('pairs differ'),
    t('slope'),
  ]);
  for (const size of sizes) {
    const row = body.insertRow();
    const [box, pair] = [boxes?.sizes.indexOf(size) ?? -1, pairs?.sizes.indexOf(size) ?? -1];
    const cells = [
      String(size),
      box < 0 ? '' : grouped(boxes!.counts[box]!),
      boxes?.localSlopes[box]?.toFixed(2) ?? '',
      pair < 0 ? '' : t('{n} %', { n: (100 * pairs!.shares[pair]!).toPrecision(3) }),
      pairs?.localSlopes[pair]?.toFixed(2) ?? '',
    ];
    for (const text of cells) row.insertCell().textContent = text;
  }
  const summary = element('summary', { textContent: label + t('Border, size by size') });
  const why = t(
    'Slopes are local, from a row to the next; where they go on changing, no one number is the dimension, and ± only says how straight the line is. A box of few pixels misses part of a border that is finer than pixels, so box counting rises with the resolution; a pair is two pixels at any distance.',
  );
  return element('details', {}, summary, table, element('p', { textContent: why }));
}
