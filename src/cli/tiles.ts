// How a sweep is cut into tiles: bands of whole rows, by its size alone, so that every machine and
// every shard cuts it alike.
import type { Shard } from '../fields/formats/source.ts';

/** Pixels of a tile: enough to fill any GPU, and little enough to lose when a run is killed. */
const TILE_PIXELS = 2 ** 18;

/** Pixels of tiles in memory at once: of one that is computed and one that is written. */
export const TILES_AT_ONCE = 2 * TILE_PIXELS;

/** Small sweeps have at least this many tiles, so that they can be sharded and resumed too. */
const LEAST_TILES = 16;

export interface Tiling {
  /** Of the whole sweep. */
  count: number;
  /** Rows per tile; the last may have fewer. */
  rows: number;
  height: number;
}

export interface Tile {
  index: number;
  /** Rows [from, to) of the whole sweep. */
  from: number;
  to: number;
  /** Its first row in the file that it is kept in. */
  at: number;
}

export function tilingOf({ width, height }: { width: number; height: number }): Tiling {
  const fits = Math.max(1, Math.floor(TILE_PIXELS / width));
  const rows = Math.min(fits, Math.ceil(height / LEAST_TILES));
  return { count: Math.ceil(height / rows), rows, height };
}

/** The tiles of a shard, or all, in order. A shard's file holds its tiles one after the other. */
export function tilesOf({ count, rows, height }: Tiling, shard?: Shard): Tile[] {
  const { index, of } = shard ?? { index: 1, of: 1 };
  if (of > count) {
    throw new RangeError(
      `--shard ${index}/${of}: the sweep has ${count} tiles, so n is 1 to ${count}`,
    );
  }
  const tiles: Tile[] = [];
  let at = 0;
  for (let t = index - 1; t < count; t += of) {
    const from = t * rows;
    const to = Math.min(from + rows, height);
    tiles.push({ index: t, from, to, at });
    at += to - from;
  }
  return tiles;
}

/**
 * The row that a shard computes although it is another's: the first one after its first tile, which begins a tile of the
 * next shard. It stands last in the shard's file. Null where a sweep is no more than one shard.
 */
export function seamOf(
  { rows, height }: Tiling,
  { of }: Shard,
  tiles: readonly Tile[],
): Tile | null {
  const first = tiles[0]!;
  // After the last tile of all comes the first.
  const from = first.to < height ? first.to : 0;
  return of === 1 ? null : { index: from / rows, from, to: from + 1, at: rowsOf(tiles) };
}

/** Rows that tiles have together. */
export const rowsOf = (tiles: readonly Tile[]) =>
  tiles.reduce((sum, { from, to }) => sum + to - from, 0);
