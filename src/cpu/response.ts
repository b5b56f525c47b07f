// What a worker does of a network's jobs in one call.
import { type InputGrid, responderOf, responseRows } from '../problems/networks/response.ts';
import type { Prepared } from './jobs.ts';

/** The outputs of rows [from, to) of a grid of inputs, at a point θ. */
export function respondRows(
  { info, bound }: Prepared,
  theta: Float64Array,
  grid: InputGrid,
  from: number,
  to: number,
) {
  const respond = responderOf(info, bound);
  return { outputs: responseRows(info.network!, respond, theta, grid, from, to) };
}

/** Losses on the data kept for testing at points θ, [k][n]. */
export function testLossAlong({ bound }: Prepared, points: Float64Array) {
  const n = bound.size;
  const loss = new Float64Array(points.length / n);
  for (let p = 0; p < loss.length; p++) {
    loss[p] = bound.testLoss!(points.subarray(p * n, (p + 1) * n));
  }
  return { loss };
}
