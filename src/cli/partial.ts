// A sweep under way on disk. Every byte of an .npz has its place beforehand, so finished tiles are
// written where they belong into NAME.partial, and synced; then a line in NAME.partial.tiles records
// the tile with its checksums, and is synced too. A process killed at any moment leaves whole tiles,
// and at most one that is not recorded. Other formats are written from such a file at the end.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { crc32, crc32Combine } from '../fields/formats/crc32.ts';
import { withoutRows } from '../fields/formats/data.ts';
import { npzPlan } from '../fields/formats/npz.ts';
import {
  bytesOf,
  type Cells,
  cellBytes,
  cellsOf,
  type GridSource,
} from '../fields/formats/source.ts';
import { isObject } from '../math/objects.ts';
import { Failure, fileFailure } from './failure.ts';
import { type OutputGuard, syncFolder, UNGUARDED, writeAll } from './output.ts';
import type { Tile } from './tiles.ts';

type Shape = Omit<GridSource, 'read'>;

export interface PartialFile {
  /** Tiles finished, by an earlier process or this one. */
  readonly finished: ReadonlySet<number>;
  /** Tiles that an earlier process finished and that are not what it wrote: they are to be done again. */
  readonly damaged: readonly number[];
  /** Puts a tile's cells, by field, in their place and records it. */
  put(tile: Tile, cells: Readonly<Record<string, Cells>>): void;
  /** What is there, to be read band by band. */
  source(): GridSource;
  /** Completes the .npz and gives it its name. All tiles must be finished. */
  finish(): void;
  close(): void;
  /** Removes both files. */
  remove(): void;
}

export const partialNames = (path: string) => ({
  data: `${path}.partial`,
  journal: `${path}.partial.tiles`,
});

/** Whether an unfinished sweep is kept for this file. One that was stopped before its first line was written has kept nothing. */
export function hasPartial(path: string): boolean {
  const { data, journal } = partialNames(path);
  return existsSync(data) && existsSync(journal) && readFileSync(journal).includes('\n');
}

/**
 * Opens the partial file of a result: goes on with one that is there when `resume` is set, or starts
 * anew. Throws a Failure for one that is damaged or belongs to another sweep.
 */
export function openPartial(
  path: string,
  shape: Shape,
  tiles: readonly Tile[],
  resume: boolean,
  guard: OutputGuard = UNGUARDED,
): PartialFile {
  const names = partialNames(path);
  const { fields } = shape;
  const plan = npzPlan(shape);
  const header = {
    gradscape: 'partial',
    meta: withoutRows(shape.meta),
    fields: fields.map(({ name }) => name).join(', '),
  };
  const again = resume && hasPartial(path);
  const rowBytes = fields.map((field) => shape.width * cellBytes(field));
  /** CRC-32 of each field of a finished tile. */
  const crcs = new Map<number, number[]>();
  const damaged: number[] = [];

  const readTile = (file: number, f: number, from: number, to: number) => {
    const bytes = new Uint8Array((to - from) * rowBytes[f]!);
    const got = readSync(file, bytes, 0, bytes.length, plan.data[f]! + from * rowBytes[f]!);
    return { bytes, whole: got === bytes.length };
  };

  let data = -1;
  let journal = -1;
  const attempt = <T>(what: string, action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw fileFailure(what, error);
    }
  };

  if (again) {
    const { lines, bytes } = wholeLines(readFileSync(names.journal, 'utf8'));
    checkHeader(names.journal, lines[0], header);
    data = attempt(names.data, () => openSync(names.data, 'r+'));
    const known = new Map(tiles.map((tile) => [tile.index, tile]));
    for (const [index, crc] of recordedTiles(names.journal, lines, known, fields.length)) {
      guard.beat();
      const { at, from, to } = known.get(index)!;
      const isWhole = fields.every((_, f) => {
        const { bytes: kept, whole } = readTile(data, f, at, at + to - from);
        return whole && crc32(kept) === crc[f];
      });
      if (isWhole) crcs.set(index, crc);
      else damaged.push(index);
    }
    // A line cut off by a kill is dropped; the tile behind it is done again.
    truncateSync(names.journal, bytes);
    journal = attempt(names.journal, () => openSync(names.journal, 'a'));
  } else {
    rmSync(names.journal, { force: true });
    data = attempt(names.data, () => openSync(names.data, 'w+'));
    journal = attempt(names.journal, () => openSync(names.journal, 'w'));
    attempt(names.journal, () => {
      writeSync(journal, `${JSON.stringify(header)}\n`);
      fsyncSync(journal);
      syncFolder(path);
    });
  }

  const finished = new Set(crcs.keys());
  const close = () => {
    if (data >= 0) closeSync(data);
    if (journal >= 0) closeSync(journal);
    data = -1;
    journal = -1;
  };
  const remove = () => {
    close();
    rmSync(names.data, { force: true });
    rmSync(names.journal, { force: true });
  };
  const source = (): GridSource => ({
    ...shape,
    read(field, from, to) {
      const { bytes, whole } = readTile(data, fields.indexOf(field), from, to);
      if (!whole) throw new Failure(`"${names.data}" is shorter than it should be`);
      return cellsOf(field.type, bytes);
    },
  });
  return {
    finished,
    damaged,
    close,
    remove,
    put(tile, cells) {
      guard.check();
      attempt(names.data, () => {
        const crc = fields.map((field, f) => {
          const bytes = bytesOf(cells[field.name]!);
          writeAll(data, bytes, plan.data[f]! + tile.at * rowBytes[f]!);
          return crc32(bytes);
        });
        fdatasyncSync(data);
        writeSync(journal, `${JSON.stringify({ tile: tile.index, crc })}\n`);
        fdatasyncSync(journal);
        crcs.set(tile.index, crc);
        finished.add(tile.index);
      });
    },
    source,
    finish() {
      attempt(path, () => {
        const whole = fields.map((_, f) =>
          tiles.reduce((crc, { index, from, to }) => {
            return crc32Combine(crc, crcs.get(index)![f]!, (to - from) * rowBytes[f]!);
          }, 0),
        );
        let end = 0;
        for (const { at, bytes } of plan.frame(whole, source())) {
          writeAll(data, bytes, at);
          end = Math.max(end, at + bytes.length);
        }
        // What stood behind it was of no one.
        ftruncateSync(data, end);
        fsyncSync(data);
        renameSync(names.data, path);
        syncFolder(path);
        remove();
      });
    },
  };
}

/** The tiles that the lines after a journal's first record, with their checksums. Throws a Failure for one that is none. */
function recordedTiles(
  journal: string,
  lines: readonly string[],
  known: ReadonlyMap<number, Tile>,
  fields: number,
): Map<number, number[]> {
  const records = lines.slice(1).map((line) => {
    const record = parsed(line) as { tile?: unknown; crc?: unknown } | null;
    const tile = known.get(record?.tile as number);
    const crc = record?.crc;
    if (tile && Array.isArray(crc) && crc.length === fields) {
      return [tile.index, crc as number[]] as const;
    }
    throw new Failure(`"${journal}" is damaged: "${line.slice(0, 40)}" records no tile`);
  });
  return new Map(records);
}

/** Lines that end, and how many bytes they take. */
function wholeLines(text: string) {
  const end = text.lastIndexOf('\n') + 1;
  const whole = text.slice(0, end);
  return { lines: whole.split('\n').slice(0, -1), bytes: Buffer.byteLength(whole) };
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return null;
  }
}

/** Throws a Failure that says what the partial file is of instead. */
function checkHeader(name: string, line: string | undefined, expected: object): void {
  const found = parsed(line) as { gradscape?: unknown } | null;
  if (found?.gradscape !== 'partial') {
    throw new Failure(`"${name}" is not of gradscape, or damaged; --force starts over`);
  }
  const difference = firstDifference(expected, found, '');
  if (difference) {
    throw new Failure(
      `"${name}" is of another sweep or build (${difference}); --force starts over`,
    );
  }
}

/** Whether a value is a list or an object with names. */
const hasParts = (value: unknown): value is Record<string, unknown> =>
  isObject(value) || Array.isArray(value);

/** Where two plain values first differ, in words; null when they do not. */
export function firstDifference(ours: unknown, theirs: unknown, path: string): string | null {
  // As JSON has them: without what is undefined.
  const [a, b]: unknown[] = [ours, theirs].map((value) =>
    value === undefined ? undefined : JSON.parse(JSON.stringify(value)),
  );
  if (isDeepStrictEqual(a, b)) return null;
  if (hasParts(a) && hasParts(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inner = firstDifference(a[key], b[key], path ? `${path}.${key}` : key);
      if (inner) return inner;
    }
  }
  return `its ${path.replace(/^meta\./, '')} ${path === 'fields' ? 'are' : 'is'} ${JSON.stringify(b)}, not ${JSON.stringify(a)}`;
}
