import { type Command, Option } from 'commander';
import { ALSO, MEASURES } from '../engine.ts';
import { sweepShape } from '../fields/sources.ts';
import { withAlso } from './also-flags.ts';
import {
  addCommonFlags,
  addFileFlags,
  addJobFlags,
  addOptimizerFlags,
  withEngine,
} from './common.ts';
import { sweepTrial, timesWork } from './dry-run.ts';
import { printDryRun } from './print-dry-run.ts';
import { collect, X, Y } from './problem-flags.ts';
import { addRunFlags } from './run-flags.ts';
import { planOf, SIZE, type SweepFlags } from './sweep-plan.ts';
import { runSweep } from './sweep-run.ts';
import { partOf, withSeam } from './sweep-tiles.ts';
import { rowsOf, TILES_AT_ONCE } from './tiles.ts';
import { TRUST_FLAG, trustTimes, withTrust } from './trust.ts';

export function addSweep(program: Command): void {
  const command = program
    .command('sweep')
    .description('a map in which every pixel is a training run')
    .option(
      '--x <axis=min:max[:log]>',
      `what varies from left to right (default: the problem’s map; of most start.${X} over its window)`,
    )
    .option(
      '--y <axis=min:max[:log]>',
      `what varies from bottom to top (default: start.${Y}, likewise)`,
    )
    .option('--size <WxH>', `pixels each way, up to 65536 (default: ${SIZE}x${SIZE})`)
    .option(
      '--also <file|names>',
      `the same result in another format beside --out, or further results: ${ALSO.join(',')}; repeatable`,
      collect,
    )
    .addOption(
      new Option('--measure <name>', 'what is measured of every run besides').choices(MEASURES),
    )
    .option(...TRUST_FLAG)
    .option('--points', 'also the last iterate of more than 64 parameters')
    .option('--no-points', 'not the last iterates')
    .option('--resume', 'go on with a stopped run from its finished tiles; done is done')
    .option(
      '--shard <i/n|auto|auto/n>',
      'only every n-th tile; auto: as SLURM or Kubernetes numbers this task; `merge` joins the files',
    );
  addCommonFlags(addJobFlags(addFileFlags(addRunFlags(addOptimizerFlags(command)))))
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
of any size and format needs the memory of a few tiles only. With --out - they are in the folder for temporary files
(TMPDIR) until all are there. FILE.lock keeps a second process from the same file.

--shard auto reads SLURM_ARRAY_TASK_ID, _MIN, _MAX, _COUNT and _STEP, or JOB_COMPLETION_INDEX, for which the manifest gives the
number of completions as GRADSCAPE_SHARDS. With auto/n, or where GRADSCAPE_SHARDS is set, the tasks of an array are numbered as
the shards, from 1, so that some of them can be run again.

Examples:
  gradscape sweep --lr 1 --steps 2000 --size 1024 --out basins.npz --also basins.png
  gradscape sweep --x lr=0.1:1000:log --y start.${Y}=-20:20 --size 2048x512 --out rates.png
  gradscape sweep --optimizer adam --lr 0.1 --x beta1=0:0.99 --y beta2=0.9:0.9999 --out adam.npz
  gradscape sweep --lr 1 --schedule cosine:2000 --warm-up 50 --gradient-noise 0.1:7 --also gradient,divergedAt --out noisy.npz
  gradscape sweep --size 16384 --out big.npz --resume
  gradscape sweep --problem trainability --measure trainability --x lr.layer1=1e-3:1e6:log --y lr.layer2=1e-3:1e6:log --out border.png
  gradscape sweep --x lr=0.1:1000:log --y start.${Y}=-20:20 --out rates.npz --compress --figure rates.pdf
  gradscape sweep --size 4096 --shard 1/4 --out part1.npz
  gradscape sweep --spec basins.npz --size 4096 --out larger.npz
  gradscape sweep --spec basins.npz --size 16384 --out big.npz --dry-run`,
    )
    .action(sweep);
}

async function sweep(flags: SweepFlags): Promise<void> {
  const plan = planOf(flags);
  if (!flags.dryRun) return runSweep(plan, flags);
  const { spec, part, out, also } = plan;
  await withEngine(
    withAlso(flags, spec.also),
    spec.problem,
    (engine) => {
      const whole = withTrust(flags, sweepShape(spec, engine.info));
      const { tiles, seam } = withSeam(plan, engine.info);
      const pixels = spec.width * rowsOf(tiles);
      return printDryRun(flags, {
        engine,
        spec,
        shape: part ? partOf(whole, tiles, part, seam?.from) : whole,
        trial: timesWork(sweepTrial(engine, spec, pixels), trustTimes(flags)),
        files: (out === undefined ? [] : [out, ...also]).map((file) => {
          return { file, format: plan.formatOf(file), options: plan.optionsFor(file) };
        }),
        besides: { trust: flags.trust },
        figures: plan.figures.files,
        inMemory: out === undefined ? pixels : Math.min(pixels, TILES_AT_ONCE),
      });
    },
    spec.measure,
  );
}
