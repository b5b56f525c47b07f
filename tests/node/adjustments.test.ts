// Weight decay, schedules and noise of optimizers: what a spec may say of them.
import { expect, test } from 'vitest';
import type { Optimizer } from '../../src/optimizers.ts';
import { checkTrajectories } from '../../src/specs.ts';

const gd = { kind: 'gd', learningRate: 1 } as const;
const checked = (rest: object): Optimizer =>
  checkTrajectories({
    problem: { id: 'xor' },
    optimizer: { ...gd, ...rest },
    starts: [0, 0],
    steps: 1,
    every: 1,
  }).optimizer;

test('what changes nothing is left out of a spec, and what PyTorch has by default is filled in', () => {
  const idle = {
    weightDecay: 0,
    schedule: { kind: 'constant' },
    noise: { deviation: 0, seed: 0 },
  };
  expect(checked(idle)).toEqual(gd);
  expect(Object.keys(checked(idle))).toEqual(Object.keys(checked({})));
  expect(checked({ schedule: { kind: 'cosine', steps: 9, warmUp: { steps: 3 } } })).toEqual({
    ...gd,
    schedule: { kind: 'cosine', steps: 9, least: 0, warmUp: { steps: 3, from: 1 / 3 } },
  });
  expect(checked({ noise: { deviation: 0.1 } })).toEqual({
    ...gd,
    noise: { deviation: 0.1, seed: 0 },
  });
});

test.each([
  ['a negative decay', { weightDecay: -1 }, /weightDecay: -1 is not a number from 0 to 1000000/],
  ['another schedule', { schedule: { kind: 'linear' } }, /"linear" is not a schedule: constant/],
  ['steps of 0', { schedule: { kind: 'cosine', steps: 0 } }, /steps: 0 is not an integer from 1/],
  ['a factor of 11', { schedule: { kind: 'exponential', factor: 11 } }, /11 is not .* 0 to 10/],
  [
    'a start factor above 1',
    { schedule: { kind: 'constant', warmUp: { steps: 2, from: 2 } } },
    /warmUp.from: 2 is not a number from 0 to 1/,
  ],
  ['a negative deviation', { noise: { deviation: -1, seed: 0 } }, /noise.deviation: -1 is not/],
  ['half a seed', { noise: { deviation: 1, seed: 0.5 } }, /noise.seed: 0.5 is not an integer/],
])('an optimizer with %s is refused, quoting it and what is allowed', (_, rest, message) => {
  expect(() => checked(rest)).toThrow(message);
});
