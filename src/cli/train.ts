import type { Command } from 'commander';
import { POINT_LIMIT } from '../engine.ts';
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
import { integer, type OptimizerFlags, optimizer } from './values.ts';

interface TrainFlags extends CommonFlags {
  start?: string;
  steps: string;
  every: string;
  weights?: true;
  weightsTo?: string;
  force?: true;
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
    .option('--force', 'overwrites that file');
  addCommonFlags(addOptimizerFlags(command))
    .addHelpText(
      'after',
      `
Prints {spec, frames: [{step, ${X}, ${Y}, loss, testLoss, outputs}]}, frame 0 being the start; every parameter that
is trained, where they are at most ${POINT_LIMIT} or with --weights; and in f64 on either engine the loss on the points kept for testing
and the outputs, where there are any. --engine auto is the CPU here. A random start lies in the default window.

Examples:
  gradscape train --optimizer gd --lr 100 --steps 1 --start 0,0
  gradscape train --optimizer adam --lr 0.01 --epsilon 0 --steps 1
  gradscape train --optimizer momentum --lr 2 --steps 1000 --every 100 --start 1,4
  gradscape train --train all --init xavier --seed 7 --lr 1 --steps 5000 --every 500
  gradscape train --problem network --layers 2,10,10,10,1 --activation sigmoid --data spiral --seed 777 --steps 1000 --every 100
  gradscape train --problem regression --batch 4 --test 0.2 --stop-at 1e-5 --lr 0.02 --steps 4000 --every 400
  gradscape train --problem moons --lr 0.3 --steps 2000 --every 2000 --weights-to moons.safetensors`,
    )
    .action(train);
}

async function train(flags: TrainFlags & OptimizerFlags): Promise<void> {
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
    every: integer(flags.every, '--every', 1, STEPS_LIMIT),
  });
  const { points, loss, frameSteps } = await withSignal((signal) =>
    withSmallEngine(flags, spec.problem, async (engine) => {
      const progress = createProgress('train', flags);
      try {
        return await engine.trajectories(spec, { signal, onProgress: progress.update });
      } finally {
        progress.stop();
      }
    }),
  );
  const bound = bind(spec.problem);
  const n = info.theta.length;
  const shown = n <= POINT_LIMIT || flags.weights === true;
  const frames = Array.from(frameSteps, (step, f) => {
    const theta = Float64Array.from(points.subarray(n * f, n * (f + 1)));
    return {
      step,
      ...(shown && Object.fromEntries(info.theta.map((name, c) => [name, theta[c]!]))),
      loss: loss[f]!,
      testLoss: bound.testLoss?.(theta),
      outputs: bound.outputs?.(theta),
    };
  });
  await write?.(points.subarray(-n));
  print(flags, { spec, frames, ...(flags.weightsTo !== undefined && { file: flags.weightsTo }) });
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
