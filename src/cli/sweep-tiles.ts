// A sweep tile by tile: which rows a shard holds, and the computing of what is missing.
import type { Engine, EngineInfo, RunResults, SweepSpec } from '../engine.ts';
import type { GridSource, Shard } from '../fields/formats/source.ts';
import { runArrays, type sweepShape } from '../fields/sources.ts';
import type { Progress } from './progress.ts';
import type { TileStore } from './store.ts';
import { rowsOf, seamOf, type Tile, tilingOf } from './tiles.ts';

/** What a shard's file holds: the rows of its tiles, one tile after the other; see seamOf for its last row. */
export function partOf(
  whole: ReturnType<typeof sweepShape>,
  tiles: readonly Tile[],
  part: { index: number; of: number },
  seam?: number,
): ReturnType<typeof sweepShape> {
  const centres = new Float64Array(rowsOf(tiles));
  for (const { from, to, at } of tiles) centres.set(whole.y.centres.subarray(from, to), at);
  return {
    ...whole,
    meta: { ...whole.meta, shard: { ...part, ...(seam !== undefined && { seam }) } },
    height: centres.length,
    y: { ...whole.y, centres },
  };
}

/**
 * The tiles of a plan, with its seam. Where adapters differ in their bits shards compute a row of each other, so that merge
 * can tell by how much.
 */
export function withSeam(
  { spec, part, tiles }: { spec: SweepSpec; part: Shard | undefined; tiles: readonly Tile[] },
  { precision }: EngineInfo,
): { tiles: readonly Tile[]; seam: Tile | null } {
  const seam = part && precision === 'f32' ? seamOf(tilingOf(spec), part, tiles) : null;
  return { tiles: seam ? [...tiles, seam] : tiles, seam };
}

/** A shard without the row that belongs to another. */
export const withoutSeam = (source: GridSource): GridSource =>
  source.meta.shard?.seam === undefined ? source : { ...source, height: source.height - 1 };

/** Further fields of runs from pixel `first` on, given their results. */
export type TileField = (
  engine: Engine,
  spec: SweepSpec,
  first: number,
  results: RunResults,
  signal: AbortSignal,
) => Promise<Record<string, Uint8Array<ArrayBuffer>>>;

/** Computes the tiles that are missing. The next one is under way while one is written. */
export async function fill(
  engine: Engine,
  spec: SweepSpec,
  tiles: readonly Tile[],
  store: TileStore,
  signal: AbortSignal,
  progress: Progress,
  /** What is found out about the runs of a tile besides, by name. */
  more: TileField | null = null,
): Promise<void> {
  const { width } = spec;
  const total = rowsOf(tiles);
  const missing = tiles.filter(({ index }) => !store.finished.has(index));
  let rowsDone = total - rowsOf(missing);
  let stepsDone = 0;
  progress.update(rowsDone / total, 0);

  const start = (tile: Tile | undefined) => {
    if (!tile) return null;
    const { from, to } = tile;
    const pixels = Uint32Array.from({ length: (to - from) * width }, (_, k) => from * width + k);
    const onProgress = (done: number, { steps }: { steps: number }) => {
      progress.update((rowsDone + done * (to - from)) / total, stepsDone + steps);
    };
    const job = engine.sweepPixels(spec, pixels, { signal, onProgress });
    // Its failure is thrown when it is awaited; until then it must not count as unhandled.
    job.catch(() => {});
    return job;
  };

  let job = start(missing[0]);
  for (const [i, tile] of missing.entries()) {
    const results = (await job)!;
    const rows = tile.to - tile.from;
    rowsDone += rows;
    stepsDone += rows * width * spec.steps;
    job = start(missing[i + 1]);
    const besides = await more?.(engine, spec, tile.from * width, results, signal);
    store.put(tile, { ...runArrays(spec, results), ...besides });
  }
  signal.throwIfAborted();
}
