import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Command } from 'commander';
import type { SweepSpec } from '../engine.ts';
import { crc32 } from '../fields/formats/crc32.ts';
import { chunksOf, fieldOf, formatOf } from '../fields/formats/index.ts';
import { shapeOf } from '../fields/formats/npy.ts';
import { metaWithData, type NpzContents, readNpz } from '../fields/formats/npz.ts';
import {
  bytesOf,
  cellBytes,
  cellsOf,
  type FileMeta,
  type GridSource,
  type Shard,
} from '../fields/formats/source.ts';
import { sweepShape } from '../fields/sources.ts';
import { checkSweepInParts } from '../specs.ts';
import { addFileFlags, type FileFlags, formatOptions, print, withSignal } from './common.ts';
import { Failure, fileFailure } from './failure.ts';
import { checkOutput, writeFile } from './output.ts';
import { firstDifference } from './partial.ts';
import { createProgress } from './progress.ts';
import { measured, statisticsOf } from './statistics.ts';
import { type Tile, tilesOf, tilingOf } from './tiles.ts';

interface MergeFlags extends FileFlags {
  json?: true;
  quiet?: true;
}

export function addMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('joins the files of sweep --shard')
    .argument('<files...>', 'the .npz files of all shards, in any order')
    .option('--json', 'one line of JSON on stdout')
    .option('--quiet', 'nothing on stderr but errors');
  addFileFlags(command)
    .addHelpText(
      'after',
      `
The shards must be of one sweep: same spec, data, version, engine, adapter and precision, all n.
Each is checked against its checksums first. The result is what the whole sweep would have given, bit
for bit. Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, dimension, file}.

Examples:
  gradscape merge part1.npz part2.npz part3.npz part4.npz --out whole.npz
  gradscape merge part*.npz --out whole.png`,
    )
    .action(merge);
}

/** A shard's file, open. */
interface ShardFile {
  name: string;
  file: number;
  contents: NpzContents;
  shard: Shard;
}

async function merge(names: string[], flags: MergeFlags): Promise<void> {
  const { out } = flags;
  if (out === undefined) throw new RangeError('merge: --out FILE is missing');
  const format = formatOf(out);
  const options = formatOptions(flags);
  checkOutput(out, flags.force ?? false);
  const shards: ShardFile[] = [];
  try {
    for (const name of names) shards.push(openShard(name));
    const source = joinedSource(shards);
    fieldOf(source.fields, format, options.field);
    await withSignal(async (signal) => {
      const progress = createProgress('merge', flags);
      try {
        await checkAll(shards, signal, progress.update);
        await writeFile(out, chunksOf(source, format, options), signal);
      } finally {
        progress.stop();
      }
    });
    const { spec, engine, adapter, precision } = source.meta;
    const about = { spec, engine, adapter, precision };
    print(flags, {
      ...about,
      ...statisticsOf(source),
      ...measured(source, spec as SweepSpec),
      file: out,
    });
  } finally {
    for (const { file } of shards) closeSync(file);
  }
}

function openShard(name: string): ShardFile {
  let file: number;
  let size: number;
  try {
    file = openSync(name, 'r');
    size = fstatSync(file).size;
  } catch (error) {
    throw fileFailure(name, error);
  }
  try {
    const contents = readNpz(size, (at, length) => readBytes(file, at, length));
    const { shard } = contents.meta;
    if (!shard) throw new Error('it is a whole result, not a shard');
    return { name, file, contents, shard };
  } catch (error) {
    closeSync(file);
    throw new Failure(`"${name}" is no shard of a sweep: ${(error as Error).message}`);
  }
}

function readBytes(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const got = readSync(file, bytes, 0, length, at);
  return got === length ? bytes : bytes.subarray(0, got);
}

const withoutShard = ({ shard: _, ...rest }: FileMeta) => rest;

/** The sweep that the shards make up. Throws a Failure unless they are all of one, and all of it. */
function joinedSource(shards: readonly ShardFile[]): GridSource {
  const first = shards[0]!;
  const { meta } = first.contents;
  for (const { name, contents, shard } of shards) {
    const different =
      firstDifference(withoutShard(meta), withoutShard(contents.meta), '') ??
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

  const whole = wholeMeta(first);
  const spec = checkSweepInParts(whole.spec) as SweepSpec;
  const { engine: name, adapter, precision } = whole;
  const shape = { ...sweepShape(spec, { name, adapter, precision }), meta: withoutShard(whole) };
  const tiling = tilingOf(spec);
  const places: { tile: Tile; shard: ShardFile }[] = [];
  for (const [index, shard] of byIndex) {
    const tiles = tilesOf(tiling, { index, of });
    for (const tile of tiles) places[tile.index] = { tile, shard };
    const height = tiles.reduce((sum, { from, to }) => sum + to - from, 0);
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
  return {
    ...shape,
    read(field, from, to) {
      const rowBytes = spec.width * cellBytes(field);
      const bytes = new Uint8Array((to - from) * rowBytes);
      for (let row = from; row < to; ) {
        const { tile, shard } = places[Math.floor(row / tiling.rows)]!;
        const end = Math.min(tile.to, to);
        const { offset } = shard.contents.arrays.get(field.name)!;
        const at = offset + (tile.at + row - tile.from) * rowBytes;
        bytes.set(readBytes(shard.file, at, (end - row) * rowBytes), (row - from) * rowBytes);
        row = end;
      }
      return cellsOf(field.type, bytes);
    },
  };
}

/** What a shard says of itself, with the data that its sweep is fitted to. */
function wholeMeta({ name, file, contents }: ShardFile): FileMeta {
  try {
    return metaWithData(contents, (at, length) => readBytes(file, at, length));
  } catch (error) {
    throw new Failure(`"${name}" is damaged: ${(error as Error).message}`);
  }
}

/** Bytes checked at once. */
const PIECE = 2 ** 24;

/** Throws a Failure when a shard's bytes are not those that were written. */
async function checkAll(
  shards: readonly ShardFile[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  for (const [i, { name, file, contents }] of shards.entries()) {
    for (const member of contents.members) {
      let crc = 0;
      for (let at = 0; at < member.size; at += PIECE) {
        const piece = readBytes(file, member.data + at, Math.min(PIECE, member.size - at));
        crc = crc32(bytesOf(piece), crc);
        await new Promise((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
      }
      if (crc !== member.crc) {
        throw new Failure(`"${name}" is damaged: ${member.name} does not match its checksum`);
      }
    }
    onProgress((i + 1) / shards.length / 2);
  }
}
