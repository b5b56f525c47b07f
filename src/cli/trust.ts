// --trust of sweep and spectrum: the same runs one f32 ulp away.
import { bands, fieldByName, type GridSource } from '../fields/formats/source.ts';
import { TRUST, TRUST_FIELD, trustCounts, trustOf } from '../fields/trust.ts';
import { movedSpec } from '../fields/trust-by.ts';
import type { TileField } from './sweep-tiles.ts';

export const TRUST_FLAG = [
  '--trust',
  'also a field trust: 0 trusted, 1 sensitive (with start and learning rates one f32 ulp away it comes to another outcome or loss), 2 held ' +
    'where it is by rounding; takes as long again',
] as const;

export const LANDSCAPE_TRUST_FLAG = [
  '--trust',
  'also a field trust: 0 trusted, 1 sensitive (with the window one f32 ulp away the cell shows something else: rounding decides); ' +
    'takes twice as long again',
] as const;

export interface TrustFlags {
  trust?: true;
  shard?: string;
}

/** The shape of a file, with that field where it is asked for. */
export function withTrust<T extends Pick<GridSource, 'fields'>>(flags: TrustFlags, shape: T): T {
  if (!flags.trust) return shape;
  if (flags.shard) throw new RangeError('--trust: it does not go with --shard');
  return { ...shape, fields: [...shape.fields, TRUST_FIELD] };
}

/** How many times the runs are done. */
export const trustTimes = ({ trust }: TrustFlags): number => (trust ? 2 : 1);

/** The same of a landscape: once more for each way it is moved. */
export const LANDSCAPE_TRUST_TIMES = 3;

/** What a sweep computes of each tile besides, and prints of all. */
export const trustParts = ({ trust }: TrustFlags) =>
  trust ? { ofTile: trustOfTile, statistics: trustStatistics } : NOTHING;

const trustOfTile: TileField = async (engine, spec, first, results, signal) => {
  const count = results.outcome.length;
  const pixels = Uint32Array.from({ length: count }, (_, k) => first + k);
  const moved = await engine.sweepPixels(movedSpec(spec), pixels, { signal });
  return { trust: trustOf({ ...results, spec }, moved, first) };
};

const named = (counts: ReturnType<typeof trustCounts>) =>
  Object.fromEntries(TRUST.map((name, code) => [name, counts[code]!]));

/** Runs by what is said of them. */
export const printedTrust = (trust: ArrayLike<number>) => named(trustCounts(trust));

/** Cells of a landscape, none of which is held. */
export function landscapeTrusted(trust: ArrayLike<number>) {
  const [trusted, sensitive] = trustCounts(trust);
  return { trusted, sensitive };
}

/** Cells read at once. */
const BAND = 2 ** 18;

/** The same of a file's field. */
export function trustStatistics(source: GridSource) {
  const field = fieldByName(source.fields, TRUST_FIELD.name);
  const total: ReturnType<typeof trustCounts> = [0, 0, 0];
  for (const [from, to] of bands(source, BAND)) {
    const counts = trustCounts(source.read(field, from, to));
    for (const [code, count] of counts.entries()) total[code]! += count;
  }
  return { trust: named(total) };
}

const NOTHING = { ofTile: null, statistics: () => ({}) };
