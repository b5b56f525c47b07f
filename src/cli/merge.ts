import type { Command } from 'commander';
import type { SweepSpec } from '../engine.ts';
import { checkCompress, chunksOf, fieldOf } from '../fields/formats/index.ts';
import {
  addFileFlags,
  type FileFlags,
  formatOptions,
  note,
  outputOptions,
  print,
  withSignal,
} from './common.ts';
import { Failure } from './failure.ts';
import { figuresOf, optionsAmong, writeFigures } from './figure-flags.ts';
import { type Join, joined, openShard, type ShardFile } from './merge-shards.ts';
import { formatOfOutput, type OutputGuard, withOutput, writeFile } from './output.ts';
import { createProgress } from './progress.ts';
import { damageOf } from './result-file.ts';
import { compareSeams, type Seam } from './seams.ts';
import { ranges } from './shard.ts';
import { measured, statisticsOf } from './statistics.ts';
import { number } from './values.ts';

interface MergeFlags extends FileFlags {
  json?: true;
  quiet?: true;
  missing?: true;
  allowMixed?: true | string;
}

/** Least share of outcomes on a seam that are the same, unless --allow-mixed says another. */
const AGREEMENT = 0.95;

export function addMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('joins the files of sweep --shard')
    .argument('<files...>', 'the .npz files of all shards, in any order')
    .option(
      '--missing',
      'writes nothing and prints which shards are absent or damaged, as in 2,5-7',
    )
    .option(
      '--allow-mixed [share]',
      `joins shards of different adapters whose outcomes agree on this share of every seam (default: ${AGREEMENT})`,
    )
    .option('--json', 'one line of JSON on stdout')
    .option('--quiet', 'nothing on stderr but errors');
  addFileFlags(command)
    .addHelpText(
      'after',
      `
The shards must be of one sweep: same spec, data, version, engine, adapter and precision, all n.
Each is checked against its checksums first. Of one adapter the result is what the whole sweep would have given,
bit for bit. Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, dimension, seams, file}.

Shards from a GPU also hold one row of the next shard, the seam: merge compares both. Of one adapter they must be equal bit
for bit. With --allow-mixed the adapters may differ; the file says which computed each tile. Inside a fractal border two
adapters part ways as f32 and f64 do, so a seam there asks for a smaller share. seams: {compared, equal, least, differing:
[{row, shards, adapters, agreement}]}, agreement being the share of the row's outcomes that are the same.

--missing takes names of files that are not there, too, and prints a list for sbatch --array; nothing when all are there.

Examples:
  gradscape merge part1.npz part2.npz part3.npz part4.npz --out whole.npz
  gradscape merge part*.npz --out whole.png
  gradscape merge part*.npz --allow-mixed 0.9 --out whole.npz
  GRADSCAPE_SHARDS=8 sbatch --array="$(gradscape merge part*.npz --missing)" sweep.slurm`,
    )
    .action(merge);
}

async function merge(names: string[], flags: MergeFlags): Promise<void> {
  const { out } = flags;
  if (flags.missing) return printMissing(names, flags);
  if (out === undefined) throw new RangeError('merge: --out FILE is missing');
  const format = formatOfOutput(out, flags.format);
  const all = formatOptions(flags);
  const least = leastOf(flags);
  const job = async (guard: OutputGuard, signal: AbortSignal) => {
    const shards: ShardFile[] = [];
    const progress = createProgress('merge', flags);
    try {
      for (const name of names) shards.push(openShard(name));
      const join = joined(shards, least !== null);
      const figures = figuresOf(flags, join.source, all);
      const options = optionsAmong(all, format, figures.files.length);
      fieldOf(join.source.fields, format, options.field);
      checkCompress(format, options.compress);
      await checkAll(shards, signal, progress.update);
      const seams = compareSeams(join);
      checkSeams(seams, least);
      guard.check();
      await writeFile(out, chunksOf(join.source, format, options), signal);
      const drawn = await writeFigures(figures, join.source, signal);
      progress.stop();
      printMerged(flags, join, seams, drawn);
    } finally {
      progress.stop();
      for (const { file } of shards) file.close();
    }
  };
  await withSignal((signal) =>
    withOutput(out, outputOptions(flags, signal), (guard) => job(guard, signal)),
  );
}

/** The share that --allow-mixed asks for; null without it. */
function leastOf({ allowMixed }: MergeFlags): number | null {
  if (allowMixed === undefined) return null;
  const share = allowMixed === true ? AGREEMENT : number(allowMixed, '--allow-mixed');
  if (share >= 0 && share <= 1) return share;
  throw new RangeError(`--allow-mixed: "${allowMixed}" is not a share from 0 to 1`);
}

/** Throws a Failure where two shards that should be of one sweep do not fit each other. */
function checkSeams(seams: readonly Seam[], least: number | null): void {
  for (const { row, shards, adapters, equal, agreement } of seams) {
    const which = `shards ${shards.join(' and ')} both computed row ${row}`;
    const share = `${(100 * agreement).toFixed(2)} % of its outcomes agree`;
    if (least === null && !equal) {
      throw new Failure(
        `${which} on ${adapters[0]}, and not alike: ${share}; --allow-mixed takes them as of two adapters`,
      );
    }
    if (least !== null && agreement < least) {
      throw new Failure(
        `${which}, on ${adapters.join(' and on ')}: only ${share}; --allow-mixed ${Math.floor(100 * agreement) / 100} takes them`,
      );
    }
  }
}

function printMerged(
  flags: MergeFlags,
  { source }: Join,
  seams: readonly Seam[],
  drawn: object,
): void {
  const { spec, engine, adapter, adapters, precision } = source.meta;
  print(flags, {
    spec,
    engine,
    adapter,
    ...(adapters && { adapters }),
    precision,
    ...statisticsOf(source),
    ...measured(source, spec as SweepSpec),
    ...(seams.length > 0 && {
      seams: {
        compared: seams.length,
        equal: seams.filter(({ equal }) => equal).length,
        least: Math.min(...seams.map(({ agreement }) => agreement)),
        differing: seams.filter(({ equal }) => !equal).map(({ equal: _, ...seam }) => seam),
      },
    }),
    file: flags.out,
    ...drawn,
  });
}

/** Throws a Failure when a shard's bytes are not those that were written. */
async function checkAll(
  shards: readonly ShardFile[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  for (const [i, { name, file, contents }] of shards.entries()) {
    const damage = await damageOf(contents, file, signal);
    if (damage) throw new Failure(`"${name}" is damaged: ${damage}`);
    onProgress((i + 1) / shards.length / 2);
  }
}

/** Prints which shards are still to be done. A file that is there and damaged is named on stderr, and its shard is one. */
async function printMissing(names: readonly string[], flags: MergeFlags): Promise<void> {
  if (flags.out !== undefined) {
    throw new RangeError(`--missing: it writes no file, so --out ${flags.out} means nothing`);
  }
  const there = new Set<number>();
  let first: ShardFile | undefined;
  await withSignal(async (signal) => {
    for (const name of names) {
      let shard: ShardFile;
      try {
        shard = openShard(name);
      } catch (error) {
        note(flags, (error as Error).message);
        continue;
      }
      const { file, contents, shard: part } = shard;
      try {
        const { of } = first?.shard ?? part;
        if (part.of !== of)
          throw new Failure(`"${name}" is one of ${part.of} shards, not of ${of}`);
        first ??= shard;
        const damage = await damageOf(contents, file, signal);
        if (damage) note(flags, `"${name}" is damaged: ${damage}`);
        else there.add(part.index);
      } finally {
        file.close();
      }
    }
  });
  if (!first) throw new Failure('no shard is there, so it is not known how many there should be');
  const { of } = first.shard;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((i) => !there.has(i));
  if (missing.length === 0) note(flags, `all ${of} shards are there`);
  if (flags.json) print(flags, { missing, of });
  else if (missing.length > 0) process.stdout.write(`${ranges(missing)}\n`);
}
