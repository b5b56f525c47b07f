import type { Command } from 'commander';
import { seededRandom } from '../math/rng.ts';
import { problemById } from '../problems/registry.ts';
import { checkTrajectories, STEPS_LIMIT } from '../specs.ts';
import {
  addCommonFlags,
  addOptimizerFlags,
  type CommonFlags,
  machineParts,
  print,
  problemOf,
  withSignal,
  withSmallEngine,
} from './common.ts';
import { createProgress } from './progress.ts';
import { integer, numbers, type OptimizerFlags, optimizer } from './values.ts';

interface TrainFlags extends CommonFlags {
  start: string;
  steps: string;
  every: string;
}

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description('one training run, step by step')
    .option('--start <w21,w12|random>', 'where it starts', '0,0')
    .option('--steps <n>', 'how many steps', '100')
    .option('--every <k>', 'prints every k-th step, and the last', '1');
  addCommonFlags(addOptimizerFlags(command))
    .addHelpText(
      'after',
      `
Prints {spec, frames: [{step, w21, w12, loss, outputs}]}, frame 0 being the start. Outputs are in f64
on either engine. --engine auto is the CPU here. A random start lies in the default window.

Examples:
  gradscape train --optimizer gd --lr 100 --steps 1 --start 0,0
  gradscape train --optimizer adam --lr 0.01 --epsilon 0 --steps 1
  gradscape train --optimizer momentum --lr 2 --steps 1000 --every 100 --start 1,4`,
    )
    .action(train);
}

async function train(flags: TrainFlags & OptimizerFlags): Promise<void> {
  const problem = problemOf(flags);
  const { axes, bind, defaultWindow } = problemById(problem.id);
  const random = seededRandom(machineParts(flags).seed);
  const starts =
    flags.start === 'random'
      ? [defaultWindow.x, defaultWindow.y].map(([min, max]) => min + random() * (max - min))
      : numbers(flags.start, '--start', 2, 'W21,W12 or random');
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
  const bound = bind(problem.parameters);
  const frames = Array.from(frameSteps, (step, f) => {
    const [x, y] = [points[2 * f]!, points[2 * f + 1]!];
    return { step, [axes[0]]: x, [axes[1]]: y, loss: loss[f]!, outputs: bound.outputs(x, y) };
  });
  print(flags, { spec, frames });
}
