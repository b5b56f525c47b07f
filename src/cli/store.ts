// Where a sweep's finished tiles go: a partial file (partial.ts), or memory when no file is wanted.
import { type Cells, fieldByName, type GridSource } from '../fields/formats/source.ts';
import type { PartialFile } from './partial.ts';
import type { Tile } from './tiles.ts';

export type TileStore = PartialFile;

/** What the statistics need of each run, in memory. */
const KEPT = ['stepsToThreshold', 'outcome'];

export function memoryStore(shape: Omit<GridSource, 'read'>): TileStore {
  const { width, height } = shape;
  const fields = KEPT.map((name) => fieldByName(shape.fields, name));
  const arrays: Record<string, Cells> = {
    stepsToThreshold: new Uint32Array(width * height),
    outcome: new Uint8Array(width * height),
  };
  const finished = new Set<number>();
  return {
    finished,
    put({ index, at }: Tile, cells) {
      for (const name of KEPT) arrays[name]!.set(cells[name]!, at * width);
      finished.add(index);
    },
    source: () => ({
      ...shape,
      fields,
      read: ({ name }, from, to) => arrays[name]!.subarray(from * width, to * width) as Cells,
    }),
    finish() {},
    close() {},
    remove() {},
  };
}
