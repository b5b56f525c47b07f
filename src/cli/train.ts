import type { Command } from 'commander';
import { seededRandom } from '../math/rng.ts';
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
import { problemOf, X, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { startOf } from './run-flags.ts';
import { integer, type OptimizerFlags, optimizer } from './values.ts';

interface TrainFlags extends CommonFlags {
  start?: string;
  steps: string;
  every: string;
}

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('one training run, step by step')
    .option('--start <x,y|random>', `where on the plane (${X},${Y}) it starts (default: --at)`)
    .option('--steps <n>', 'how many steps', '100')
    .option('--every <k>', 'prints every k-th step, and the last', '1');
  addCommonFlags(addOptimizerFlags(command))
    .addHelpText(
      'after',
      `
Prints {spec, frames: [{step, ${X}, ${Y}, loss, outputs}]}, frame 0 being the start; every parameter that
is trained, and in f64 on either engine the outputs. --engine auto is the CPU here. A random start lies in the default window.

Examples:
  gradscape train --optimizer gd --lr 100 --steps 1 --start 0,0
  gradscape train --optimizer adam --lr 0.01 --epsilon 0 --steps 1
  gradscape train --optimizer momentum --lr 2 --steps 1000 --every 100 --start 1,4
  gradscape train --train all --init xavier --seed 7 --lr 1 --steps 5000 --every 500`,
    )
    .action(train);
}

async function train(flags: TrainFlags & OptimizerFlags): Promise<void> {
  const problem = problemOf(flags);
  const info = describe(problem);
  const random = seededRandom(machineParts(flags).seed);
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
    withSmallEngine(flags, async (engine) => {
      const progress = createProgress('train', flags);
      try {
        return await engine.trajectories(spec, { signal, onProgress: progress.update });
      } finally {
        progress.stop();
      }
    }),
  );
  const bound = bind(problem);
  const n = info.theta.length;
  const frames = Array.from(frameSteps, (step, f) => {
    const theta = Float64Array.from(points.subarray(n * f, n * (f + 1)));
    const weights = Object.fromEntries(info.theta.map((name, c) => [name, theta[c]!]));
    return { step, ...weights, loss: loss[f]!, outputs: bound.outputs?.(theta) };
  });
  print(flags, { spec, frames });
}
