// A table of any number of columns as data of a network: its inputs and outputs become as many as it takes.
import { type CsvTable, columnCount, readCsv } from '../../../fields/read-csv.ts';
import { LABEL } from '../../../problems/data.ts';
import { classesOf, columnsOf } from '../../../problems/networks/data.ts';
import type { NetworkRef, NetworkSpec } from '../../../problems/networks/spec.ts';
import { t } from '../../../words/words.ts';
import { LOSS_NAMES } from './edits.ts';

export { readCsv };

/** More classes than this are some other numbers. */
const CLASSES_LIMIT = 100;

export interface NetworkTable {
  readonly table: CsvTable;
  readonly columns: readonly string[];
  /** What of the network must be otherwise to take it; null for nothing. */
  readonly change: NetworkRef | null;
  /** The same in a sentence. */
  readonly note?: string;
}

type Shape = Pick<NetworkSpec, 'layers' | 'loss'>;

/**
 * Understands a table as points for a network: as those it takes now, or else, the last columns being what is wanted of
 * it, as points of another number of inputs, or of more classes. Throws a RangeError that says what is wrong.
 */
export function readNetworkTable(text: string, spec: Shape): NetworkTable {
  const columns = columnsOf(spec);
  try {
    return { table: readCsv(text, columns, classesOf(spec)), columns, change: null };
  } catch (error) {
    const shape = shapeFor(text, spec);
    if (!shape) throw error;
    const other = columnsOf(shape);
    const table = readCsv(text, other, CLASSES_LIMIT);
    const next = columns.at(-1) === LABEL ? withClasses(shape, table) : shape;
    const layers = next.layers.join('-');
    return {
      table,
      columns: other,
      change: next.loss === spec.loss ? { layers: next.layers } : { ...next, output: undefined },
      note:
        next.loss === spec.loss
          ? t('The network becomes {layers}.', { layers })
          : t('The network becomes {layers} and its loss {loss}.', {
              layers,
              loss: t(LOSS_NAMES[next.loss]),
            }),
    };
  }
}

/** The network with as many inputs as the table leaves for them; null where it has too few columns. */
function shapeFor(text: string, { layers, loss }: Shape): Shape | null {
  const targets = columnsOf({ layers, loss }).length - layers[0]!;
  const inputs = columnCount(text) - targets;
  return inputs < 1 ? null : { layers: layers.with(0, inputs), loss };
}

/** The network with an output for each class of the last column, of two the one that it has. */
function withClasses({ layers, loss }: Shape, { rows }: CsvTable): Shape {
  const classes = rows.reduce((most, row) => Math.max(most, row.at(-1)! + 1), 2);
  if (classes <= 2 && loss === 'binary-cross-entropy') return { layers, loss };
  const outputs = loss === 'softmax-cross-entropy' ? Math.max(classes, layers.at(-1)!) : classes;
  return { layers: layers.with(-1, outputs), loss: 'softmax-cross-entropy' };
}
