import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { ALSO, type Axis, type Engine, MEASURES, type Measure, type SweepSpec } from '../engine.ts';
import {
  checkRoom,
  chunksOf,
  type Format,
  type FormatOptions,
  fieldOf,
  formatOf,
} from '../fields/formats/index.ts';
import { runFields, sweepShape } from '../fields/sources.ts';
import type { Optimizer } from '../optimizers.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { GRID_LIMIT } from '../schemas.ts';
import { checkSweepInParts } from '../specs.ts';
import { alsoOf, withAlso } from './also-flags.ts';
import {
  addCommonFlags,
  addFileFlags,
  addOptimizerFlags,
  type CommonFlags,
  type FileFlags,
  formatOptions,
  note,
  print,
  withEngine,
  withSignal,
} from './common.ts';
import { Failure } from './failure.ts';
import { checkOutput, writeFile } from './output.ts';
import { hasPartial, openPartial, partialNames } from './partial.ts';
import { collect, problemOf, X, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { addRunFlags, type RunFlags, runParts } from './run-flags.ts';
import { measured, statisticsOf } from './statistics.ts';
import { memoryStore, type TileStore } from './store.ts';
import { fill, partOf } from './sweep-tiles.ts';
import { rowsOf, type Tile, tilesOf, tilingOf } from './tiles.ts';
import { axis, type OptimizerFlags, optimizer, shard, size } from './values.ts';

interface SweepFlags extends CommonFlags, FileFlags, RunFlags, OptimizerFlags {
  engine: CommonFlags['engine'];
  x?: string;
  y?: string;
  size: string;
  /** Further results, and further files of the same. */
  also?: string[];
  measure?: Measure;
  /** true for --points, false for --no-points. */
  points?: boolean;
  resume?: true;
  shard?: string;
}

export function addSweep(program: Command): void {
  const command = program
    .command('sweep')
    .description('a map in which every pixel is a training run')
    .option(
      '--x <axis=min:max[:log]>',
      `what varies from left to right (default: start.${X} over the problem’s window)`,
    )
    .option(
      '--y <axis=min:max[:log]>',
      `what varies from bottom to top (default: start.${Y}, likewise)`,
    )
    .option('--size <WxH>', 'pixels each way, up to 65536', '512x512')
    .option(
      '--also <file|names>',
      `the same result in another format beside --out, or further results: ${ALSO.join(',')}; repeatable`,
      collect,
    )
    .addOption(
      new Option('--measure <name>', 'what is measured of every run besides').choices(MEASURES),
    )
    .option('--points', 'also the last iterate of more than 64 parameters')
    .option('--no-points', 'not the last iterates')
    .option('--resume', 'go on with a stopped run from its finished tiles')
    .option('--shard <i/n>', 'only every n-th tile; `merge` joins the files');
  addCommonFlags(addFileFlags(addRunFlags(addOptimizerFlags(command))))
    .addHelpText(
      'after',
      `
Axes: start.${X}, start.${Y}, lr, lr.${X}, lr.${Y}, momentum, decay, beta1, beta2, epsilon (those that
the optimizer has), weightDecay, noise. Fields: point, loss, stepsToThreshold (4294967295: never) and outcome (0 solved,
1 stalled, 2 oscillating, 3 moving, 4 diverged). With --also NAMES each run has its gradient at the end, divergedAt, the
step it diverged at (4294967295: never), period, that of its last iterates as spectrum tells it (0 chaotic, 254 still
moving, 255 diverged), or lyapunov, its Lyapunov exponent (CPU engine only).

With --measure trainability (Sohl-Dickstein 2024) each run has a field trainability: with v the loss before each step over
the first one, −Σv where the mean of the last 20 is below 1, +Σ1/v where it is not; its picture is by rank. Also printed
are trained {trains, fails} and, in dimension, {published: the median of local slopes, line}. Of the networks’ layers there are learning rates lr.layer1, lr.layer2, …

Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, dimension, file, seconds}. dimension has
{solved: of the solved area’s border by boxes, pairs: by pairs of pixels}, each with standardError, scales, sizes, counts
or shares, and localSlopes. Without --out nothing is written. Finished tiles are kept in FILE.partial until the file is whole; a sweep
of any size and format needs the memory of a few tiles only.

Examples:
  gradscape sweep --lr 1 --steps 2000 --size 1024 --out basins.npz --also basins.png
  gradscape sweep --x lr=0.1:1000:log --y start.${Y}=-20:20 --size 2048x512 --out rates.png
  gradscape sweep --optimizer adam --lr 0.1 --x beta1=0:0.99 --y beta2=0.9:0.9999 --out adam.npz
  gradscape sweep --lr 1 --schedule cosine:2000 --warm-up 50 --gradient-noise 0.1:7 --also gradient,divergedAt --out noisy.npz
  gradscape sweep --size 16384 --out big.npz --resume
  gradscape sweep --problem trainability --measure trainability --x lr.layer1=1e-3:1e6:log --y lr.layer2=1e-3:1e6:log --out border.png
  gradscape sweep --size 4096 --shard 1/4 --out part1.npz`,
    )
    .action(sweep);
}

/** What a command line asks for, checked. */
interface Plan {
  spec: SweepSpec;
  /** The shard that is asked for. */
  part: { index: number; of: number } | undefined;
  tiles: Tile[];
  out: string | undefined;
  also: readonly string[];
  optionsFor(file: string): FormatOptions;
}

function planOf(flags: SweepFlags): Plan {
  const problem = problemOf(flags);
  const info = describe(problem);
  const method = optimizer(flags);
  const { names, files: also } = alsoOf(flags.also);
  const spec = checkSweepInParts({
    problem,
    optimizer: method,
    ...runParts(flags, info),
    x: axisOf(flags.x, '--x', 'x', info, method),
    y: axisOf(flags.y, '--y', 'y', info, method),
    ...size(flags.size),
    ...(flags.points !== undefined && { points: flags.points }),
    ...(flags.measure && { measure: flags.measure }),
    ...(names.length > 0 && { also: names }),
  });
  const part = flags.shard === undefined ? undefined : shard(flags.shard);
  const tiles = tilesOf(tilingOf(spec), part);
  const options = formatOptions(flags);
  const { out } = flags;
  if (also.length > 0 && (out === undefined || part)) {
    throw new RangeError('--also: it goes with --out, and not with --shard');
  }
  // What is chosen of a .npy or .png means nothing to the formats that hold all fields.
  const optionsFor = (file: string) =>
    also.length === 0 || ['npy', 'png'].includes(formatOf(file))
      ? options
      : { ...options, field: undefined };
  const fields = runFields(spec);
  for (const file of out === undefined ? [] : [out, ...also]) {
    fieldOf(fields, formatOf(file), optionsFor(file).field);
    checkRoom(formatOf(file), spec);
  }
  if (part && out !== undefined && formatOf(out) !== 'npz') {
    throw new RangeError(`--shard: "${out}" is not an .npz file, which merge could read`);
  }
  if (out === undefined && flags.resume) {
    throw new RangeError('--resume: there is no --out whose run could go on');
  }
  if (out === undefined && spec.width * rowsOf(tiles) > GRID_LIMIT ** 2) {
    throw new RangeError(`--size ${flags.size}: more than ${GRID_LIMIT ** 2} pixels need --out`);
  }
  return { spec, part, tiles, out, also, optionsFor };
}

/** Throws a Failure when a file of the plan could not be written. */
function checkFiles(
  { out, also }: Plan,
  { force = false, resume = false }: { force?: boolean; resume?: boolean },
): void {
  if (out === undefined) return;
  const files = new Set([resolve(out)]);
  for (const file of also) {
    if (files.has(resolve(file))) throw new RangeError(`--also: "${file}" is named twice`);
    files.add(resolve(file));
    // A stopped run may have got as far as this file: it is written again.
    checkOutput(file, force || resume);
  }
  checkOutput(out, force);
  if (hasPartial(out) && !resume && !force) {
    const { data } = partialNames(out);
    throw new Failure(
      `"${data}" is there from a stopped run: --resume goes on, --force starts over`,
    );
  }
}

async function sweep(flags: SweepFlags): Promise<void> {
  const plan = planOf(flags);
  checkFiles(plan, flags);
  const machine = withAlso(flags, plan.spec.also);
  await withSignal((signal) =>
    withEngine(
      machine,
      plan.spec.problem,
      (engine) => compute(plan, flags, engine, signal),
      plan.spec.measure,
    ),
  );
}

/** Computes what the plan asks for, writes its files and prints the summary. */
async function compute(
  plan: Plan,
  flags: SweepFlags,
  engine: Engine,
  signal: AbortSignal,
): Promise<void> {
  const { spec, part, tiles, out, also, optionsFor } = plan;
  const started = performance.now();
  const { name, adapter, precision } = engine.info;
  const whole = sweepShape(spec, engine.info);
  const shape = part ? partOf(whole, tiles, part) : whole;
  const store: TileStore =
    out === undefined ? memoryStore(shape) : openPartial(out, shape, tiles, flags.resume ?? false);
  const progress = createProgress('sweep', flags);
  try {
    if (flags.resume && store.finished.size > 0) {
      note(flags, `${store.finished.size} of ${tiles.length} tiles are there already`);
    }
    await fill(engine, spec, tiles, store, signal, progress);
    const statistics = { ...statisticsOf(store.source()), ...measured(store.source(), spec, part) };
    for (const file of also) {
      await writeFile(file, chunksOf(store.source(), formatOf(file), optionsFor(file)), signal);
    }
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
      seconds: (performance.now() - started) / 1000,
    });
  } catch (error) {
    progress.stop();
    if (out === undefined || store.finished.size === 0) {
      store.remove();
      throw error;
    }
    throw withKept(error, `${store.finished.size} of ${tiles.length}`, partialNames(out).data);
  } finally {
    store.close();
  }
}

/** An axis as its flag says, or by default a coordinate of the start. */
function axisOf(
  text: string | undefined,
  flag: string,
  coordinate: 'x' | 'y',
  info: ProblemInfo,
  method: Optimizer,
): Axis {
  if (text !== undefined) return axis(text, flag, info, method);
  return { quantity: `start.${coordinate}`, range: info.window[coordinate], scale: 'linear' };
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
  if (format === 'npz') {
    store.finish();
  } else {
    await writeFile(out, chunksOf(store.source(), format, options), signal);
    store.remove();
  }
}
