// Runs of the regression that a prediction is about, in f64 by the product's own steps.
import { Run } from '../../cpu/run.ts';
import { DEFAULT_HYPER } from '../../optimizers.ts';
import { bindNetwork } from '../../problems/networks/backprop.ts';
import { batchesPerEpoch, type NetworkModel } from '../../problems/networks/model.ts';

export interface Training {
  readonly model: NetworkModel;
  readonly parameters: Readonly<Record<string, number>>;
  /** Points of a mini-batch. */
  readonly batch: number;
  readonly learningRate: number;
  /** At most. */
  readonly epochs: number;
}

/** Of the training points, at the end of gradient descent in mini-batches; NaN where it diverges. */
export function lossAfter({ model, parameters, batch, learningRate, epochs }: Training): number {
  const own: NetworkModel = { ...model, spec: { ...model.spec, batch } };
  const bound = bindNetwork(own, parameters, own.names);
  const rates = new Float64Array(bound.size).fill(learningRate);
  const run = new Run(bound, 'gd', DEFAULT_HYPER, rates);
  run.theta.set(own.names.map((name) => parameters[name]!));
  const steps = epochs * batchesPerEpoch(own);
  for (let step = 0; step < steps && !run.ended; step++) run.step();
  return run.diverged ? Number.NaN : bound.loss(run.theta);
}
