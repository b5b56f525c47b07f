// Runs that a student makes, one row of a table each: what is chosen, and what comes out.
import type { Activation } from '../problems/networks/spec.ts';
import type { WordKey } from './words/words.ts';

/** Stochastic gradient descent is gradient descent in mini-batches. */
export const RUN_OPTIMIZERS = ['gd', 'adam'] as const;
export type RunOptimizer = (typeof RUN_OPTIMIZERS)[number];

/** What is chosen for a run; all else is the state's. */
export interface RunChoice {
  /** Of the hidden layers. */
  readonly activation: Activation;
  /** Points of a mini-batch. */
  readonly batch: number;
  readonly optimizer: RunOptimizer;
}

/** A table of runs. */
export interface RunPlan {
  readonly caption: WordKey;
  /** Passes through the training data, at most. */
  readonly epochs: number;
  /** The rows that are there from the start. */
  readonly rows: readonly RunChoice[];
  /** What rows of one's own are made of; none where there are to be none. */
  readonly own?:
    | { readonly activations: readonly Activation[]; readonly batches: readonly number[] }
    | undefined;
}

export const choiceId = ({ activation, batch, optimizer }: RunChoice): string =>
  `${activation}.${batch}.${optimizer}`;
