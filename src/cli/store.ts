// Where a sweep's finished tiles go: a partial file (partial.ts), or memory when no file is wanted.
import { MEASURES } from '../engine.ts';
import { type Cells, cellsOf, type GridSource } from '../fields/formats/source.ts';
import type { PartialFile } from './partial.ts';
import type { Tile } from './tiles.ts';

export type TileStore = PartialFile;

/** What the statistics need of each run, in memory. */
const KEPT: readonly string[] = ['stepsToThreshold', 'outcome', ...MEASURES];

export function memoryStore(shape: Omit<GridSource, 'read'>): TileStore {
  const { width, height } = shape;
  const fields = shape.fields.filter(({ name }) => KEPT.includes(name));
  const arrays: Record<string, Cells> = Object.fromEntries(
    fields.map(({ name, type }) => [
      name,
      cellsOf(type, new Uint8Array(width * height * Number(type.slice(2)))),
    ]),
  );
  const finished = new Set<number>();
  return {
    finished,
    damaged: [],
    put({ index, at }: Tile, cells) {
      for (const { name } of fields) arrays[name]!.set(cells[name]!, at * width);
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
