// The member statistics.json of an .npz: what the cells of a whole sweep come to. It stands last and has a size that is known
// before any cell is, so that every byte has its place; shards have none, and merged they have that of the whole.
import type { SweepSpec } from '../../engine.ts';
import { isMeasurable, sweepDimension } from '../dimension.ts';
import type { GridSource } from './source.ts';

/** Its name and size in bytes: what is left behind the JSON is blanks. The numbers of 2^24 cells take less than 3,000. */
export const STATISTICS = { name: 'statistics.json', size: 4096 } as const;

/** With a side below it neither method has two sizes to fit. */
const LEAST_SIDE = 16;

/** Whether the file of a source has that member. */
export const hasStatistics = (shape: Omit<GridSource, 'read'>): boolean =>
  isMeasurable(shape) &&
  Math.min(shape.width, shape.height) >= LEAST_SIDE &&
  shape.fields.some(({ name }) => name === 'outcome');

/** {dimension} of a source that has statistics, as JSON padded with blanks. */
export function statisticsMember(source: GridSource): Uint8Array<ArrayBuffer> {
  const { measure } = source.meta.spec as Pick<SweepSpec, 'measure'>;
  const json = JSON.stringify({ dimension: sweepDimension(source, measure) });
  const bytes = new Uint8Array(STATISTICS.size).fill(0x20);
  bytes.set(new TextEncoder().encode(json));
  return bytes;
}
