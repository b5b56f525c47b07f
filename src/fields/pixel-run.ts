import type { Axis, SweepSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import type { Optimizer } from '../optimizers.ts';

/** One training run in full: what a pixel of a map stands for. */
export interface SingleRun {
  optimizer: Optimizer;
  start: [x: number, y: number];
}

/** The run of pixel (i, j) of a sweep: i from the left, j from the bottom. */
export function runOfPixel(spec: SweepSpec, i: number, j: number): SingleRun {
  const run: SingleRun = { optimizer: { ...spec.optimizer }, start: [...spec.start] };
  put(run, spec.x, cellCentres(spec.x.range, spec.width, spec.x.scale)[i]!);
  put(run, spec.y, cellCentres(spec.y.range, spec.height, spec.y.scale)[j]!);
  return run;
}

function put(run: SingleRun, { quantity }: Pick<Axis, 'quantity'>, value: number): void {
  const { optimizer, start } = run;
  const { learningRate } = optimizer;
  const [rateX, rateY] =
    typeof learningRate === 'number' ? [learningRate, learningRate] : learningRate;
  switch (quantity) {
    case 'x':
      start[0] = value;
      break;
    case 'y':
      start[1] = value;
      break;
    case 'learningRateX':
      optimizer.learningRate = [value, rateY];
      break;
    case 'learningRateY':
      optimizer.learningRate = [rateX, value];
      break;
    default:
      // The spec was checked: this optimizer has the quantity.
      Object.assign(optimizer, { [quantity]: value });
  }
}
