// What a run's choices are called.
import type { RunChoice, RunOptimizer } from '../../lessons/run-plan.ts';
import type { Activation } from '../../problems/networks/spec.ts';
import { type Reading, say } from './reading.ts';

type Words = Pick<Reading, 'words'>;

export const OPTIMIZER_NAMES: Readonly<Record<RunOptimizer, string>> = { gd: 'SGD', adam: 'Adam' };

export const activationName = ({ words }: Words, activation: Activation): string =>
  words[`activations.${activation}`];

export const choiceName = (reading: Words, { activation, batch, optimizer }: RunChoice): string =>
  say(reading, 'view.runs.name', {
    activation: activationName(reading, activation),
    batch,
    optimizer: OPTIMIZER_NAMES[optimizer],
  });
