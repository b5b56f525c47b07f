// Flags of what every optimizer may have besides: weight decay, a schedule of learning rates, noise.
import type { Command } from 'commander';
import { quote } from '../math/format.ts';
import type { Adjustments, Schedule, WarmUp } from '../optimizers.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { integer, number } from './numbers.ts';

export interface AdjustmentFlags {
  weightDecay?: string | undefined;
  schedule?: string | undefined;
  warmUp?: string | undefined;
  gradientNoise?: string | undefined;
}

export function addAdjustmentFlags(command: Command): Command {
  return command
    .option('--weight-decay <λ>', 'adds λθ to the gradient, as PyTorch’s weight_decay (default: 0)')
    .option(
      '--schedule <kind:…>',
      'of the rates: step:EVERY:FACTOR, exponential:FACTOR or cosine:STEPS[:LEAST share], as PyTorch’s, by steps',
    )
    .option(
      '--warm-up <steps[:from]>',
      'the rates rise over so many steps from a share of them (default: 1/3), as PyTorch’s LinearLR',
    )
    .option(
      '--gradient-noise <deviation[:seed]>',
      'adds noise from N(0, deviation²) to each component of the gradient (default seed: 0)',
    );
}

/** What the flags add to an optimizer. Throws a RangeError that names the flag. */
export function adjustments({
  weightDecay,
  schedule,
  warmUp,
  gradientNoise,
}: AdjustmentFlags): Adjustments {
  const rates = schedule === undefined ? ({ kind: 'constant' } as const) : scheduleOf(schedule);
  const warm = warmUp === undefined ? {} : { warmUp: warmUpOf(warmUp) };
  return {
    ...(weightDecay !== undefined && { weightDecay: number(weightDecay, '--weight-decay') }),
    ...((schedule ?? warmUp) !== undefined && { schedule: { ...rates, ...warm } as Schedule }),
    ...(gradientNoise !== undefined && { noise: noiseOf(gradientNoise) }),
  };
}

const FORMS = 'step:EVERY:FACTOR, exponential:FACTOR, cosine:STEPS or cosine:STEPS:LEAST';

function scheduleOf(text: string): Schedule {
  const flag = '--schedule';
  const [kind, first = '', second, ...rest] = text.split(':');
  const refuse = () => {
    throw new RangeError(`${flag}: ${quote(text)} is not ${FORMS}`);
  };
  if (rest.length > 0 || first === '') return refuse();
  const steps = () => integer(first, flag, 1, STEPS_LIMIT);
  const factor = (of: string) => number(of, flag);
  const given = (): Schedule => {
    if (kind === 'step' && second !== undefined) {
      return { kind, every: steps(), factor: factor(second) };
    }
    if (kind === 'exponential' && second === undefined) return { kind, factor: factor(first) };
    if (kind !== 'cosine') return refuse();
    return { kind, steps: steps(), ...(second !== undefined && { least: factor(second) }) };
  };
  return given();
}

/** "50", or "50:0.1". */
function warmUpOf(text: string): WarmUp {
  const [steps, from] = twoParts(text, '--warm-up', 'STEPS or STEPS:FROM, as in 50:0.1');
  return {
    steps: integer(steps, '--warm-up', 1, STEPS_LIMIT),
    ...(from !== undefined && { from: number(from, '--warm-up') }),
  };
}

/** "0.1", or "0.1:7". */
function noiseOf(text: string) {
  const [deviation, seed = '0'] = twoParts(
    text,
    '--gradient-noise',
    'DEVIATION or DEVIATION:SEED, as in 0.1:7',
  );
  return {
    deviation: number(deviation, '--gradient-noise'),
    seed: integer(seed, '--gradient-noise', 0, 2 ** 32 - 1),
  };
}

function twoParts(text: string, flag: string, form: string): [first: string, second?: string] {
  const [first = '', second, ...rest] = text.split(':');
  if (first === '' || second === '' || rest.length > 0) {
    throw new RangeError(`${flag}: ${quote(text)} is not ${form}`);
  }
  return second === undefined ? [first] : [first, second];
}
