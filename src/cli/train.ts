import type { Command } from 'commander';
import { type EngineInfo, POINT_LIMIT, type Trajectories, type TrajectorySpec } from '../engine.ts';
import { mlpOfFlat } from '../fields/formats/mlp.ts';
import { weightsJson, weightsSafetensors } from '../fields/formats/weights.ts';
import { seededRandom } from '../math/rng.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { bind, describe } from '../problems/registry.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { checkTrajectories } from '../specs.ts';
import {
  addCommonFlags,
  addOptimizerFlags,
  type CommonFlags,
  machineParts,
  print,
  withSignal,
  withSmallEngine,
} from './common.ts';
import { checkOutput, writeFile } from './output.ts';
import { problemOf, X, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { startOf } from './run-flags.ts';
import { runsOfFile, trajectoryWriter } from './train-files.ts';
import { integer, type OptimizerFlags, optimizer } from './values.ts';

interface TrainFlags extends CommonFlags {
  start?: string;
  steps: string;
  every: string;
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
    .option('--steps <n>', 'how many steps', '100')
    .option('--every <k>', 'prints every k-th step, and the last', '1')
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
  addCommonFlags(addOptimizerFlags(command))
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

async function train(flags: TrainFlags & OptimizerFlags, command: Command): Promise<void> {
  const every = integer(flags.every, '--every', 1, STEPS_LIMIT);
  if (flags.of !== undefined || flags.pixels !== undefined) {
    return trainPixels(flags, every, command);
  }
  const problem = problemOf(flags);
  const info = describe(problem);
  const random = seededRandom(machineParts(flags).seed);
  const write = flags.weightsTo === undefined ? null : writerOf(flags.weightsTo, info, flags.force);
  const starts =
    flags.start === 'random'
      ? [info.window.x, info.window.y].map(([min, max]) => min + random() * (max - min))
      : startOf(flags.start, info);
  const spec = checkTrajectories({
    problem,
    optimizer: optimizer(flags),
    starts,
    steps: integer(flags.steps, '--steps', 0, STEPS_LIMIT),
    every,
  });
  const keep = flags.out === undefined ? null : trajectoryWriter(flags.out, spec, flags);
  const [[run], engine] = await computed(flags, [spec]);
  const frames = framesOf(run!, info, flags.weights);
  await write?.(run!.points.subarray(-info.theta.length));
  await keep?.([run!], null, engine, { spec, frames });
  print(flags, {
    spec,
    ...(keep ? { frames: frames.length, last: frames.at(-1), out: flags.out } : { frames }),
    ...(flags.weightsTo !== undefined && { file: flags.weightsTo }),
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
  const [results, engine] = await computed(flags, specs);
  const info = describe(specs[0]!.problem);
  const runs = results.map((result, r) => ({
    pixel: chosen[r]!.pixel,
    spec: specs[r]!,
    frames: framesOf(result, info, flags.weights),
  }));
  await keep?.(results, { of, pixels: runs.map(({ pixel }) => pixel), every }, engine, {
    of,
    runs,
  });
  const ends = runs.map(({ frames, ...run }) => ({
    ...run,
    frames: frames.length,
    last: frames.at(-1),
  }));
  print(flags, { of, runs: keep ? ends : runs, ...(keep && { out: flags.out }) });
}

/** The runs of each spec, one after the other, and by which engine. */
async function computed(
  flags: TrainFlags,
  specs: readonly TrajectorySpec[],
): Promise<[Trajectories[], EngineInfo]> {
  return withSignal((signal) =>
    withSmallEngine(flags, specs[0]!.problem, async (engine) => {
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
    }),
  );
}

/** Frames as they are printed. */
function framesOf(
  { spec, points, loss, frameSteps }: Trajectories,
  info: ProblemInfo,
  all = false,
) {
  const bound = bind(spec.problem);
  const n = info.theta.length;
  const shown = n <= POINT_LIMIT || all;
  return Array.from(frameSteps, (step, f) => {
    const theta = Float64Array.from(points.subarray(n * f, n * (f + 1)));
    return {
      step,
      ...(shown && Object.fromEntries(info.theta.map((name, c) => [name, theta[c]!]))),
      loss: loss[f]!,
      testLoss: bound.testLoss?.(theta),
      outputs: bound.outputs?.(theta),
    };
  });
}

/** Writes the weights of a network at a θ to a file, in the format of its name. Throws where it could not be written. */
function writerOf(path: string, { network, values, theta, id }: ProblemInfo, force = false) {
  if (!network) throw new RangeError(`--weights-to: problem "${id}" is no network`);
  const [suffix] = /\.(safetensors|json)$/i.exec(path) ?? [];
  if (!suffix) {
    throw new RangeError(`--weights-to: "${path}" does not end in .safetensors or .json`);
  }
  checkOutput(path, force);
  const { spec, names } = network;
  return (end: ArrayLike<number>) => {
    const all = new Map(theta.map((name, c) => [name, end[c]!]));
    const numbers = names.map((name) => all.get(name) ?? values[name]!);
    const { activations, gains, loss } = spec;
    const mlp = mlpOfFlat(spec.layers, spec.bias, numbers, { activations, gains, loss });
    const bytes =
      suffix.toLowerCase() === '.json'
        ? new TextEncoder().encode(weightsJson(mlp))
        : weightsSafetensors(mlp);
    return writeFile(path, [bytes]);
  };
}
