// The jobs of networks alone on the CPU: what they put out, and their loss on the data kept for testing. Twin of
// src/gpu/response.ts.
import type { JobOptions, Response } from '../engine.ts';
import type { ProblemInput, ResponseInput } from '../inputs.ts';
import { multiplicationsOf } from '../problems/networks/response.ts';
import { describe } from '../problems/registry.ts';
import { checkPoints } from '../reference.ts';
import { checkProblem } from '../schemas.ts';
import { checkResponse } from '../specs.ts';
import type { JobPool, JobWorker } from './pool.ts';
import { forPieces } from './reference.ts';

/** Multiply-adds of one worker call: 10 to 20 ms of work, so that a cancelled job stops soon. */
const CALL_MULTIPLICATIONS = 4_000_000;

export async function response(
  pool: JobPool,
  given: ResponseInput,
  options: JobOptions = {},
): Promise<Response> {
  const spec = checkResponse(given);
  const { problem, theta, ...grid } = spec;
  const network = describe(problem).network!;
  const outputs = network.spec.layers.at(-1)!;
  const all = new Float64Array(grid.width * grid.height * outputs);
  const each = multiplicationsOf(network) * grid.width;
  // All workers have their share of it.
  const share = Math.ceil(grid.height / pool.size);
  const rows = Math.max(1, Math.min(share, Math.floor(CALL_MULTIPLICATIONS / each)));
  const at = Float64Array.from(theta);
  const work = async (worker: JobWorker, from: number, to: number) => {
    const part = await worker.respondRows(at, grid, from, to);
    all.set(part.outputs, from * grid.width * outputs);
  };
  await forPieces(pool, problem, grid.height, rows, work, options);
  return { spec, outputs: all };
}

export async function testLoss(
  pool: JobPool,
  ref: ProblemInput,
  given: ArrayLike<number>,
  options: JobOptions = {},
): Promise<Float64Array<ArrayBuffer>> {
  const problem = checkProblem(ref);
  const { id, network } = describe(problem);
  const kept = network?.test.count ?? 0;
  if (!network || kept === 0) {
    throw new RangeError(`problem: "${id}" keeps no data for testing: network.test is 0`);
  }
  const { points, n } = checkPoints(problem, given);
  const count = points.length / n;
  const all = new Float64Array(count);
  const each = multiplicationsOf(network) * kept;
  const size = Math.max(1, Math.floor(CALL_MULTIPLICATIONS / each));
  const work = async (worker: JobWorker, from: number, to: number) => {
    const part = await worker.testLossAlong(points.slice(from * n, to * n));
    all.set(part.loss, from);
  };
  await forPieces(pool, problem, count, size, work, options);
  return all;
}
