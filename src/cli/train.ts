import type { Command } from 'commander';
import {
  type Engine,
  type EngineInfo,
  POINT_LIMIT,
  type Trajectories,
  type TrajectorySpec,
} from '../engine.ts';
import { amount } from '../math/format.ts';
import { seededRandom } from '../math/rng.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { bind, describe } from '../problems/registry.ts';
import { usualOf } from '../problems/usual.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { checkTrajectories } from '../specs.ts';
import { baseOf } from './base-spec.ts';
import {
  addCommonFlags,
  addJobFlags,
  addOptimizerFlags,
  type CommonFlags,
  type JobFlags,
  machineParts,
  outputOptions,
  print,
  withSignal,
  withSmallEngine,
} from './common.ts';
import { estimateOf, trainTrial } from './dry-run.ts';
import { checkNames, withOutput } from './output.ts';
import { problemOf, X, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { hasMoved, startOf } from './run-flags.ts';
import { runsOfFile, trajectoryWriter, writerOf } from './train-files.ts';
import { integer, type OptimizerFlags, optimizer } from './values.ts';

interface TrainFlags extends CommonFlags, JobFlags {
  start?: string;
  steps?: string;
  every?: string;
  weights?: true;
  weightsTo?: string;
  force?: true;
  out?: string;
  field?: string;
  of?: string;
  pixels?: string;
}

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('one training run, step by step')
    .option('--start <x,y|random>', `where on the plane (${X},${Y}) it starts (default: --at)`)
    .option('--steps <n>', 'how many steps (default: the problem’s)')
    .option(
      '--every <k>',
      `prints every k-th step, and the last (default: 1, or so that there are about ${FRAMES})`,
    )
    .option('--weights', `prints all that is trained, of more than ${POINT_LIMIT} parameters too`)
    .option(
      '--weights-to <file>',
      'writes the network’s weights at the end to a .safetensors or .json file',
    )
    .option('--out <file>', 'writes the iterates to a .npz, .npy, .csv, .parquet or .json file')
    .option('--field <name>', 'of a .npy: point or loss (default: loss)')
    .option('--of <file>', 'the sweep or spectrum whose --pixels are run, or its spec as JSON')
    .option('--pixels <i,j;…>', 'columns and rows of it, from 0 at its least x and y')
    .option('--force', 'overwrites files');
  addCommonFlags(addJobFlags(addOptimizerFlags(command)))
    .addHelpText(
      'after',
      `
Prints {spec, frames: [{step, ${X}, ${Y}, loss, testLoss, outputs}]}, frame 0 being the start; every parameter that
is trained, where they are at most ${POINT_LIMIT} or with --weights; and in f64 on either engine the loss on the points kept for testing
and the outputs, where there are any. --engine auto is the CPU here. A random start lies in the default window.
With --out the last frame alone is printed. With --of FILE --pixels the runs are those of a map, with the map's own
settings, steps and noise: {of, runs: [{pixel, spec, frames}]}; a file then has a row for each of them.

Examples:
  gradscape train --optimizer gd --lr 100 --steps 1 --start 0,0
  gradscape train --optimizer adam --lr 0.01 --epsilon 0 --steps 1
  gradscape train --optimizer adam --lr 0.1 --weight-decay 0.01 --schedule cosine:1000 --warm-up 50 --steps 1000 --out run.csv
  gradscape train --of basins.npz --pixels "12,40;13,40" --out two.npz
  gradscape train --optimizer momentum --lr 2 --steps 1000 --every 100 --start 1,4
  gradscape train --train all --init xavier --seed 7 --lr 1 --steps 5000 --every 500
  gradscape train --problem network --layers 2,10,10,10,1 --activation sigmoid --data spiral --seed 777 --steps 1000 --every 100
  gradscape train --problem regression --batch 4 --test 0.2 --stop-at 1e-5 --lr 0.02 --steps 4000 --every 400
  gradscape train --problem moons --lr 0.3 --steps 2000 --every 2000 --weights-to moons.safetensors`,
    )
    .action(train);
}

/** Frames that are printed of a long run. */
const FRAMES = 1000;

/** What a command line asks for, checked. */
function specOf(flags: TrainFlags & OptimizerFlags): TrajectorySpec {
  const base = baseOf(flags, 'train');
  const problem = problemOf(flags, base.problem);
  const info = describe(problem);
  const usual = usualOf(problem);
  const { seed } = machineParts(flags);
  const { steps: least, every } = flags;
  const steps =
    least === undefined ? (base.steps ?? usual.steps) : integer(least, '--steps', 0, STEPS_LIMIT);
  const byDefault = base.every ?? Math.max(1, Math.ceil(steps / FRAMES));
  return checkTrajectories({
    problem,
    optimizer: optimizer(flags, usual, base.optimizer),
    ...startsOf(flags, info, base, seed),
    steps,
    every: every === undefined ? byDefault : integer(every, '--every', 1, STEPS_LIMIT),
  });
}

/** The start of the run, on the plane or as a spec has it. */
function startsOf(
  flags: TrainFlags,
  info: ProblemInfo,
  { starts, startsIn = 'plane' }: Partial<TrajectorySpec>,
  seed: number,
): Pick<TrajectorySpec, 'starts' | 'startsIn'> {
  if (flags.start === 'random') {
    const random = seededRandom(seed);
    const { x, y } = info.window;
    return { starts: [x, y].map(([min, max]) => min + random() * (max - min)) };
  }
  if (flags.start !== undefined || !starts || hasMoved(flags)) {
    return { starts: startOf(flags.start, info) };
  }
  const n = startsIn === 'plane' ? 2 : info.theta.length;
  if (starts.length === n) return { starts, startsIn };
  throw new RangeError(
    `--spec: ${starts.length / n} runs, of which train does one: --start says where it starts`,
  );
}

async function train(flags: TrainFlags & OptimizerFlags, command: Command): Promise<void> {
  if (flags.of !== undefined || flags.pixels !== undefined) {
    const every = integer(flags.every ?? '1', '--every', 1, STEPS_LIMIT);
    return trainPixels(flags, every, command);
  }
  const spec = specOf(flags);
  const info = describe(spec.problem);
  const write = flags.weightsTo === undefined ? null : writerOf(flags.weightsTo, info, flags.force);
  if (flags.dryRun) {
    return withSmallEngine(flags, spec.problem, (engine) => tell(flags, spec, engine));
  }
  const keep = flags.out === undefined ? null : trajectoryWriter(flags.out, spec, flags);
  checkNames({ '--out': flags.out, '--weights-to': flags.weightsTo });
  await withFiles(flags, async (signal, check) => {
    const [[run], engine] = await computed(flags, [spec], signal);
    const frames = await framesOf(run!, info, signal, flags.weights);
    check();
    await write?.(run!.points.subarray(-info.theta.length));
    await keep?.([run!], null, engine, { spec, frames });
    print(flags, {
      spec,
      ...(keep ? { frames: frames.length, last: frames.at(-1), out: flags.out } : { frames }),
      ...(flags.weightsTo !== undefined && { file: flags.weightsTo }),
    });
  });
}

/** Does a job that Ctrl-C stops, while no other process writes the files of --out and --weights-to. */
function withFiles(
  flags: TrainFlags,
  job: (signal: AbortSignal, check: () => void) => Promise<void>,
): Promise<void> {
  return withSignal((signal) => {
    const options = outputOptions(flags, signal);
    return withOutput(flags.out, options, (out) =>
      withOutput(flags.weightsTo, options, (weights) =>
        job(signal, () => {
          out.check();
          weights.check();
        }),
      ),
    );
  });
}

/** What may stand beside --of; the file says all else. */
const BESIDE = [
  ...['of', 'pixels', 'every', 'out', 'field', 'force', 'weights'],
  ...['engine', 'workers', 'json', 'quiet', 'verbose'],
];

/** The runs of chosen pixels of a file. */
async function trainPixels(flags: TrainFlags, every: number, command: Command): Promise<void> {
  const { of: file, pixels } = flags;
  if (file === undefined) throw new RangeError('--pixels: of which file, --of does not say');
  if (pixels === undefined)
    throw new RangeError(`--of ${file}: which of its --pixels, it does not say`);
  const given = Object.keys(flags).find(
    (name) => command.getOptionValueSource(name) === 'cli' && !BESIDE.includes(name),
  );
  if (given !== undefined) {
    const flag = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new RangeError(`${flag}: --of says what is run, so that ${flag} cannot`);
  }
  const { of, chosen } = runsOfFile(file, pixels, every);
  const specs = chosen.map(({ spec }) => checkTrajectories(spec));
  const keep = flags.out === undefined ? null : trajectoryWriter(flags.out, specs[0]!, flags);
  await withFiles(flags, async (signal, check) => {
    const [results, engine] = await computed(flags, specs, signal);
    const info = describe(specs[0]!.problem);
    const runs = [];
    for (const [r, result] of results.entries()) {
      const frames = await framesOf(result, info, signal, flags.weights);
      runs.push({ pixel: chosen[r]!.pixel, spec: specs[r]!, frames });
    }
    check();
    const made = { of, pixels: runs.map(({ pixel }) => pixel), every };
    await keep?.(results, made, engine, { of, runs });
    const ends = runs.map(({ frames, ...run }) => ({
      ...run,
      frames: frames.length,
      last: frames.at(-1),
    }));
    print(flags, { of, runs: keep ? ends : runs, ...(keep && { out: flags.out }) });
  });
}

/** The runs of each spec, one after the other, and by which engine. */
async function computed(
  flags: TrainFlags,
  specs: readonly TrajectorySpec[],
  signal: AbortSignal,
): Promise<[Trajectories[], EngineInfo]> {
  return withSmallEngine(flags, specs[0]!.problem, async (engine) => {
    const progress = createProgress('train', flags);
    const results: Trajectories[] = [];
    try {
      for (const spec of specs) {
        const onProgress = (done: number) =>
          progress.update((results.length + done) / specs.length);
        results.push(await engine.trajectories(spec, { signal, onProgress }));
      }
      return [results, engine.info];
    } finally {
      progress.stop();
    }
  });
}

/** Frames as they are printed. What is told of a large network's takes as long as its steps. */
async function framesOf(
  { spec, points, loss, frameSteps }: Trajectories,
  info: ProblemInfo,
  signal: AbortSignal,
  all = false,
) {
  const bound = bind(spec.problem);
  const n = info.theta.length;
  const shown = n <= POINT_LIMIT || all;
  const frames = [];
  let since = performance.now();
  for (const [f, step] of frameSteps.entries()) {
    if (performance.now() - since > PATIENCE) {
      // Lets a Ctrl-C in.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      since = performance.now();
    }
    const theta = Float64Array.from(points.subarray(n * f, n * (f + 1)));
    frames.push({
      step,
      ...(shown && Object.fromEntries(info.theta.map((name, c) => [name, theta[c]!]))),
      loss: loss[f]!,
      testLoss: bound.testLoss?.(theta),
      outputs: bound.outputs?.(theta),
    });
  }
  return frames;
}

/** Longest that signals wait, in ms. */
const PATIENCE = 100;

/** What --dry-run says. */
async function tell(flags: TrainFlags, spec: TrajectorySpec, engine: Engine): Promise<void> {
  const { name, adapter, precision } = engine.info;
  const frames = Math.ceil(spec.steps / spec.every) + 1;
  const each = (describe(spec.problem).theta.length + 1) * (precision === 'f32' ? 4 : 8);
  print(flags, {
    dryRun: true,
    spec,
    engine: name,
    adapter,
    precision,
    size: { steps: spec.steps, frames },
    memory: { bytes: frames * each, text: `${amount(frames * each, 'B')} of iterates` },
    estimate: await estimateOf(trainTrial(engine, spec)),
  });
}
