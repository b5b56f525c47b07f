import type { Axis, SweepSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import type { Optimizer } from '../optimizers.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { isStart, rateComponents, rateParameter } from '../quantities.ts';

/** One training run in full: what a pixel of a map stands for. */
export interface SingleRun {
  optimizer: Optimizer;
  start: [x: number, y: number];
}

/** The run of pixel (i, j) of a sweep: i from the left, j from the bottom. */
export function runOfPixel(spec: SweepSpec, i: number, j: number): SingleRun {
  const run: SingleRun = { optimizer: { ...spec.optimizer }, start: [...spec.start] };
  const info = describe(spec.problem);
  put(run, info, spec.x, cellCentres(spec.x.range, spec.width, spec.x.scale)[i]!);
  put(run, info, spec.y, cellCentres(spec.y.range, spec.height, spec.y.scale)[j]!);
  return run;
}

function put(
  { optimizer, start }: SingleRun,
  info: ProblemInfo,
  { quantity }: Pick<Axis, 'quantity'>,
  value: number,
): void {
  const parameter = rateParameter(quantity);
  if (isStart(quantity)) {
    start[quantity === 'start.x' ? 0 : 1] = value;
  } else if (parameter !== null) {
    const { learningRate } = optimizer;
    const rates =
      typeof learningRate === 'number' ? info.theta.map(() => learningRate) : [...learningRate];
    for (const component of rateComponents(quantity, info)) rates[component] = value;
    optimizer.learningRate = rates;
  } else if (quantity === 'noise') {
    optimizer.noise = { seed: 0, ...optimizer.noise, deviation: value };
  } else {
    // The spec was checked: this optimizer has the quantity.
    Object.assign(optimizer, { [quantity]: value });
  }
}
