// The shards of a sweep as one grid, read from their files band by band.
import type { SweepSpec } from '../engine.ts';
import { shapeOf } from '../fields/formats/npy.ts';
import { metaWithData, type NpzContents, readNpz } from '../fields/formats/npz.ts';
import {
  type AdapterTiles,
  type Cells,
  cellBytes,
  cellsOf,
  type FieldInfo,
  type FileMeta,
  type GridSource,
  type Shard,
} from '../fields/formats/source.ts';
import { sweepShape } from '../fields/sources.ts';
import { quote } from '../math/format.ts';
import { checkSweepInParts } from '../specs.ts';
import { Failure } from './failure.ts';
import { firstDifference } from './partial.ts';
import { type OpenFile, openFile } from './result-file.ts';
import { rowsOf, type Tile, type Tiling, tilesOf, tilingOf } from './tiles.ts';

/** A shard's file, open. */
export interface ShardFile {
  name: string;
  file: OpenFile;
  contents: NpzContents;
  shard: Shard;
}

/** Shards that make up a sweep. */
export interface Join {
  source: GridSource;
  shards: readonly ShardFile[];
  tiling: Tiling;
  /** The shard that each tile is in. */
  places: readonly { tile: Tile; shard: ShardFile }[];
  /** Rows [from, to) of a field, as a shard's file has them. */
  read(shard: ShardFile, field: FieldInfo, from: number, to: number): Cells;
}

export function openShard(name: string): ShardFile {
  const file = openFile(name);
  try {
    const contents = readNpz(file.size, file.read);
    return { name, file, contents, shard: shardOf(contents, file) };
  } catch (error) {
    file.close();
    throw new Failure(`"${name}" is no shard of a sweep: ${(error as Error).message}`);
  }
}

/** Which shard a file is of. Throws an Error where it is none of its sweep. */
function shardOf(contents: NpzContents, { read }: OpenFile): Shard {
  const { shard } = contents.meta;
  if (shard === undefined) throw new Error('it is a whole result, not a shard');
  const { count, height } = tilingOf(checkSweepInParts(metaWithData(contents, read).spec));
  const { index, of, seam } = Object(shard) as Partial<Shard>;
  const within = (value: unknown, least: number, most: number) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  const isOne = within(of, 1, count) && within(index, 1, of!);
  if (isOne && (seam === undefined || within(seam, 0, height - 1))) return shard;
  throw new Error(
    `its shard is ${quote(shard)}: index must be 1 to of, and of 1 to ${count}, its tiles`,
  );
}

/** What shards of one sweep have in common; the adapter may be another where that is allowed. */
function commonOf({ shard: _, adapter, ...rest }: FileMeta, mixed: boolean) {
  return mixed ? rest : { ...rest, adapter };
}

/** The sweep that the shards make up. Throws a Failure unless they are all of one, and all of it. */
export function joined(shards: readonly ShardFile[], mixed: boolean): Join {
  const byIndex = allOf(shards, mixed);
  const first = shards[0]!;
  const { of } = first.shard;
  const whole = wholeMeta(first);
  const spec = checkSweepInParts(whole.spec) as SweepSpec;
  const { engine: name, precision, adapter } = whole;
  const tiling = tilingOf(spec);
  const places: { tile: Tile; shard: ShardFile }[] = [];
  const shape = sweepShape(spec, { name, adapter, precision });
  for (const [index, shard] of byIndex) {
    checkFields(shard, shape.fields);
    const tiles = tilesOf(tiling, { index, of });
    for (const tile of tiles) places[tile.index] = { tile, shard };
    const height = rowsOf(tiles) + (shard.shard.seam === undefined ? 0 : 1);
    for (const field of shape.fields) {
      const array = shard.contents.arrays.get(field.name);
      const expected = shapeOf(field, { width: spec.width, height });
      if (array?.type !== field.type || String(array.shape) !== String(expected)) {
        throw new Failure(
          `"${shard.name}" is damaged: its ${field.name} is not what its spec says`,
        );
      }
    }
  }
  const read: Join['read'] = ({ file, contents }, field, from, to) => {
    const rowBytes = spec.width * cellBytes(field);
    const { offset } = contents.arrays.get(field.name)!;
    return cellsOf(field.type, file.read(offset + from * rowBytes, (to - from) * rowBytes));
  };
  const { shard: _, ...meta } = { ...whole, ...adaptersOf(places) };
  return {
    source: { ...shape, meta, read: (...band) => readBand(places, tiling, read, ...band) },
    shards,
    tiling,
    places,
    read,
  };
}

/** Throws a Failure where a shard holds what would be lost: a field of runs that is none of its spec's, as trust. */
function checkFields({ name, contents }: ShardFile, fields: readonly FieldInfo[]): void {
  const known = ['x', 'y', 'data', ...fields.map((field) => field.name)];
  const other = [...contents.arrays.keys()].find((array) => !known.includes(array));
  if (other === undefined) return;
  throw new Failure(`"${name}" holds a field ${other}, which merge does not join`);
}

/** Rows [from, to) of the whole, from the files that they are in. Good until the next call. */
function readBand(
  places: Join['places'],
  tiling: Tiling,
  read: Join['read'],
  field: FieldInfo,
  from: number,
  to: number,
): Cells {
  const parts: Cells[] = [];
  for (let row = from; row < to; ) {
    const { tile, shard } = places[Math.floor(row / tiling.rows)]!;
    const end = Math.min(tile.to, to);
    const at = tile.at + row - tile.from;
    parts.push(read(shard, field, at, at + end - row));
    row = end;
  }
  if (parts.length === 1) return parts[0]!;
  const bytes = parts.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return cellsOf(field.type, all);
}

/** Every shard by its number. Throws a Failure where one is missing, there twice or of another sweep. */
function allOf(shards: readonly ShardFile[], mixed: boolean): Map<number, ShardFile> {
  const first = shards[0]!;
  const common = commonOf(first.contents.meta, mixed);
  for (const { name, contents, shard } of shards) {
    const different =
      firstDifference(common, commonOf(contents.meta, mixed), '') ??
      firstDifference(first.shard.of, shard.of, 'number of shards');
    if (different) {
      throw new Failure(`"${name}" does not belong with "${first.name}": ${different}`);
    }
  }
  const byIndex = new Map<number, ShardFile>();
  for (const shard of shards) {
    const { index } = shard.shard;
    const same = byIndex.get(index);
    if (same) throw new Failure(`"${shard.name}" and "${same.name}" are both shard ${index}`);
    byIndex.set(index, shard);
  }
  const { of } = first.shard;
  const lacking = Array.from({ length: of }, (_, i) => i + 1).filter((i) => !byIndex.has(i));
  if (lacking.length > 0) throw new Failure(`shard ${lacking.join(', ')} of ${of} is missing`);
  return byIndex;
}

/** Which adapter computed which tiles, where they are more than one. */
function adaptersOf(places: Join['places']): Partial<Pick<FileMeta, 'adapter' | 'adapters'>> {
  const tiles = new Map<string, number[]>();
  for (const { tile, shard } of places) {
    const { adapter } = shard.contents.meta;
    const list = tiles.get(adapter);
    if (list) list.push(tile.index);
    else tiles.set(adapter, [tile.index]);
  }
  if (tiles.size === 1) return {};
  const adapters = [...tiles].map(([adapter, tiles]): AdapterTiles => ({ adapter, tiles }));
  return { adapter: [...tiles.keys()].join(' + '), adapters };
}

/** What a shard says of itself, with the data that its sweep is fitted to. */
function wholeMeta({ name, file, contents }: ShardFile): FileMeta {
  try {
    return metaWithData(contents, file.read);
  } catch (error) {
    throw new Failure(`"${name}" is damaged: ${(error as Error).message}`);
  }
}
