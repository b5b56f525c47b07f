// Running a sweep that a command line asks for: its files, its tiles, its summary.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { chunksOf, type Format, type FormatOptions } from '../fields/formats/index.ts';
import { sweepShape } from '../fields/sources.ts';
import { withAlso } from './also-flags.ts';
import { note, outputOptions, print, withEngine, withSignal } from './common.ts';
import { Failure } from './failure.ts';
import { writeFigures } from './figure-flags.ts';
import { printFinished } from './finished.ts';
import { checkOutput, type OutputGuard, STDOUT, withOutput, writeFile } from './output.ts';
import { hasPartial, openPartial, partialNames } from './partial.ts';
import { createProgress } from './progress.ts';
import { measured, statisticsOf } from './statistics.ts';
import { memoryStore, type TileStore } from './store.ts';
import type { Plan, SweepFlags } from './sweep-plan.ts';
import { fill, partOf, withoutSeam, withSeam } from './sweep-tiles.ts';
import { trustParts, withTrust } from './trust.ts';

/** Throws a Failure when a file of the plan could not be written. */
function checkFiles({ out, also }: Plan, flags: SweepFlags): void {
  const { force = false, resume = false }: { force?: boolean; resume?: boolean } = flags;
  if (out === undefined) return;
  for (const file of also) {
    // A stopped run may have got as far as this file: it is written again.
    checkOutput(file, force || resume);
  }
  if (out !== STDOUT && hasPartial(out) && !resume && !force) {
    const { data } = partialNames(out);
    throw new Failure(
      `"${data}" is there from a stopped run: --resume goes on, --force starts over`,
    );
  }
}

export async function runSweep(plan: Plan, flags: SweepFlags): Promise<void> {
  const { out, spec } = plan;
  const { force = false, resume = false }: { force?: boolean; resume?: boolean } = flags;
  const isFinished = () =>
    resume && !force && out !== undefined && existsSync(out) && !hasPartial(out);
  await withSignal(async (signal) => {
    if (isFinished()) return printFinished(plan, flags, signal);
    const options = { ...outputOptions(flags, signal), mayReplace: () => force || isFinished() };
    await withOutput(out, options, async (guard) => {
      // Another process made it while this one waited for the lock.
      if (isFinished()) return printFinished(plan, flags, signal);
      checkFiles(plan, flags);
      const job = (engine: Engine) => compute(plan, flags, engine, signal, guard);
      await withEngine(withAlso(flags, spec.also), spec.problem, job, spec.measure);
    });
  });
}

/** Where the tiles are kept until all are there, and what is removed at the end. */
function placeOf(out: string): { place: string; remove(): void } {
  if (out !== STDOUT) return { place: out, remove() {} };
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A reader that goes away ends the process.
  process.once('exit', remove);
  return { place: join(folder, 'sweep.npz'), remove };
}

/** Computes what the plan asks for, writes its files and prints the summary. */
async function compute(
  plan: Plan,
  flags: SweepFlags,
  engine: Engine,
  signal: AbortSignal,
  guard: OutputGuard,
): Promise<void> {
  const { spec, part, out, also, formatOf, optionsFor, figures } = plan;
  const started = performance.now();
  const { name, adapter, precision } = engine.info;
  const whole = withTrust(flags, sweepShape(spec, engine.info));
  const trust = trustParts(flags);
  const { tiles, seam } = withSeam(plan, engine.info);
  const shape = part ? partOf(whole, tiles, part, seam?.from) : whole;
  const { place, remove } = placeOf(out ?? '');
  const store: TileStore =
    out === undefined
      ? memoryStore(shape)
      : openPartial(place, shape, tiles, flags.resume ?? false, guard);
  const progress = createProgress('sweep', flags);
  try {
    if (flags.resume && store.finished.size > 0) {
      note(flags, `${store.finished.size} of ${tiles.length} tiles are there already`);
    }
    if (store.damaged.length > 0) {
      note(flags, `not what was written, and done again: tiles ${store.damaged.join(', ')}`);
    }
    await fill(engine, spec, tiles, store, signal, progress, trust.ofTile);
    const own = withoutSeam(store.source());
    const statistics = {
      ...statisticsOf(own),
      ...measured(own, spec, part),
      ...trust.statistics(own),
    };
    for (const file of also) {
      await writeFile(file, chunksOf(store.source(), formatOf(file), optionsFor(file)), signal);
    }
    const drawn = await writeFigures(figures, store.source(), signal);
    guard.check();
    if (out !== undefined) await keep(out, formatOf(out), store, optionsFor(out), signal);
    progress.stop();
    print(flags, {
      spec,
      ...(part ? { shard: part } : {}),
      engine: name,
      adapter,
      precision,
      ...statistics,
      file: out ?? null,
      ...(also.length > 0 ? { also } : {}),
      ...drawn,
      seconds: (performance.now() - started) / 1000,
    });
  } catch (error) {
    progress.stop();
    if (out === undefined || out === STDOUT || store.finished.size === 0) {
      store.remove();
      throw error;
    }
    throw withKept(error, `${store.finished.size} of ${tiles.length}`, partialNames(out).data);
  } finally {
    store.close();
    remove();
  }
}

/** The same error, which also says what is kept. */
function withKept(error: unknown, tiles: string, file: string): Error {
  const message = `${(error as Error).message}; ${tiles} tiles are kept in "${file}", --resume goes on`;
  const stopped = error instanceof DOMException && error.name === 'AbortError';
  return stopped ? new DOMException(message, 'AbortError') : new Failure(message);
}

/** Makes the finished tiles the file. */
async function keep(
  out: string,
  format: Format,
  store: TileStore,
  options: FormatOptions,
  signal: AbortSignal,
): Promise<void> {
  if (format === 'npz' && out !== STDOUT && !options.compress) {
    store.finish();
  } else {
    await writeFile(out, chunksOf(store.source(), format, options), signal);
    store.remove();
  }
}
