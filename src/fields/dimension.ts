// The dimension of the border of a sweep's solved area, by both methods, and of the edge of what it measured.
import { type BoxDimension, boxCounting } from './box-counting.ts';
import {
  boxDimension,
  edgeBySign,
  type MedianDimension,
  medianDimension,
} from './edge-dimension.ts';
import { bands, fieldByName, type GridSource } from './formats/source.ts';
import { type UncertaintyDimension, uncertaintyDimension } from './uncertainty.ts';

/** A fit under the names that terminal and files have: its slope is the `dimension`, its range of sizes the `scales`. */
type Named<T extends Pick<BoxDimension, 'slope' | 'range'>> = Omit<T, 'slope' | 'range'> & {
  readonly dimension: number;
  readonly scales: readonly [min: number, max: number];
};

export interface SweepDimension {
  /** Of the edge of a measure: the median as Sohl-Dickstein published it, and one line. */
  readonly published?: MedianDimension | null;
  readonly line?: Named<BoxDimension> | null;
  /** Of the border of the solved area, by boxes and by pairs; null where there is none, or the map is too small. */
  readonly solved: Named<BoxDimension> | null;
  readonly pairs: Named<UncertaintyDimension> | null;
}

/** Cells of the largest sweep whose border is looked at as a whole. */
const MOST_CELLS = 2 ** 24;

/** Whether a source is a whole sweep, and not too large to be looked at as one. */
export const isMeasurable = ({ meta, width, height }: Omit<GridSource, 'read'>): boolean =>
  meta.kind === 'sweep' && !meta.shard && width * height <= MOST_CELLS;

/** Of a sweep that is measurable; `measure` names the field that was measured, if any. */
export function sweepDimension(source: GridSource, measure?: string): SweepDimension {
  const { width, height } = source;
  const outcome = wholeOf(source, 'outcome', new Uint8Array(width * height));
  const solved = boxCounting(outcome, width, height);
  const pairs = uncertaintyDimension(outcome, width, height);
  const border = { solved: solved && named(solved), pairs: pairs && named(pairs) };
  if (!measure) return border;
  const values = wholeOf(source, measure, new Float64Array(width * height));
  const edge = { edge: edgeBySign(values, width, height), width: width - 1, height: height - 1 };
  const some = edge.edge.length > 0;
  const line = some ? boxDimension(edge.edge, edge.width, edge.height) : null;
  const published = some ? medianDimension([edge]) : null;
  return { published, line: line && named(line), ...border };
}

const named = <T extends Pick<BoxDimension, 'slope' | 'range'>>({
  slope,
  range,
  ...rest
}: T): Named<T> => ({ dimension: slope, scales: range, ...rest });

/** Cells read at once. */
const BAND = 2 ** 18;

/** All cells of a field of one number each, in `all`. */
export function wholeOf<T extends Uint8Array | Float64Array>(
  source: GridSource,
  name: string,
  all: T,
): T {
  const field = fieldByName(source.fields, name);
  let at = 0;
  for (const [from, to] of bands(source, BAND)) {
    const cells = source.read(field, from, to);
    all.set(cells, at);
    at += cells.length;
  }
  return all;
}
