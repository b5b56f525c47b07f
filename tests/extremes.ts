// Sweeps over extreme inputs: starts to ±1e6, learning rates from 1e-29 to 1e6 and, by a schedule, on to overflow, ε of 0,
// gradients of zero, parameters that f32 has as denormals.
import { DIVERGED, type Engine, type SweepSpec } from '../src/engine.ts';
import type { Optimizer } from '../src/optimizers.ts';
import type { ProblemRef } from '../src/problems/problem.ts';

const DENORMAL = { id: 'xor', parameters: { w11: 1e-41, w22: -1e-45, v1: 50, v2: -50, c: 0 } };
const XOR = { id: 'xor' };

/** Tenfold each step: beyond what f32 holds after 33 steps from 1e6. */
const GROWING = { schedule: { kind: 'exponential', factor: 10 } } as const;

/**
 * What is swept. Outcomes are compared where f32 has the gradients' squares: beyond 1.8e19 they overflow, below 1e-19 they
 * are 0, and RMSprop and Adam divide by their roots; rates of 1e36 make much of gradients that are 0 in f32.
 */
const CASES: readonly { problem: ProblemRef; optimizer: Optimizer; compared: boolean }[] = [
  { problem: XOR, optimizer: { kind: 'gd', learningRate: 1 }, compared: true },
  { problem: XOR, optimizer: { kind: 'gd', learningRate: 1, ...GROWING }, compared: false },
  {
    problem: DENORMAL,
    optimizer: { kind: 'momentum', learningRate: 1, momentum: 0.999999 },
    compared: true,
  },
  {
    problem: XOR,
    optimizer: { kind: 'rmsprop', learningRate: 1, decay: 0.99, epsilon: 0 },
    compared: false,
  },
  {
    problem: DENORMAL,
    optimizer: { kind: 'adam', learningRate: 1, beta1: 0, beta2: 0.999999, epsilon: 1e-40 },
    compared: false,
  },
  {
    problem: XOR,
    optimizer: { kind: 'adam', learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    compared: true,
  },
  {
    problem: { id: 'rosenbrock' },
    optimizer: { kind: 'nesterov', learningRate: 1, momentum: 0 },
    compared: true,
  },
  {
    problem: { id: 'rosenbrock' },
    optimizer: { kind: 'adam', learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 0 },
    compared: false,
  },
];

/** Sweeps over learning rate and start, and whether outcomes are to be those of f64. */
export function extremeSweeps(): { spec: SweepSpec; compared: boolean }[] {
  return CASES.map(({ problem, optimizer, compared }) => ({
    compared,
    spec: {
      problem,
      optimizer,
      start: [0, 0],
      steps: 40,
      threshold: 0.1,
      x: { quantity: 'learningRate', range: [1e-29, 1e6], scale: 'log' },
      y: { quantity: 'start.x', range: [-1.25e6, 1.25e6], scale: 'linear' },
      width: 25,
      height: 5,
    },
  }));
}

export interface Extremes {
  runs: number;
  diverged: number;
  /** Left out: f64 itself comes to another outcome when its inputs change by 1e-5. */
  chaotic: number;
  failures: string[];
}

/** What of a sweep is neither finite nor diverged, or another outcome than that of f64. */
export async function judged(
  ours: Engine,
  f64: Engine,
  { spec, compared }: { spec: SweepSpec; compared: boolean },
): Promise<Extremes> {
  const moved = (by: number): SweepSpec => ({
    ...spec,
    x: { ...spec.x, range: [spec.x.range[0] * by, spec.x.range[1]] },
    y: { ...spec.y, range: [spec.y.range[0] * by, spec.y.range[1] / by] },
  });
  const found = await ours.sweep(spec);
  const [theirs, ...near] = await Promise.all(
    [1, 1 + 1e-5, 1 - 1e-5].map((by) => f64.sweep(moved(by))),
  );
  const told: Extremes = { runs: 0, diverged: 0, chaotic: 0, failures: [] };
  const n = found.point.length / found.outcome.length;
  for (const [k, outcome] of found.outcome.entries()) {
    const where = `${JSON.stringify([spec.problem, spec.optimizer])} pixel ${k}`;
    const values = [found.loss[k]!, ...found.point.subarray(n * k, n * k + n)];
    told.runs++;
    if (outcome === DIVERGED) told.diverged++;
    else if (!values.every(Number.isFinite)) told.failures.push(`${where}: ${values} is no result`);
    const expected = theirs!.outcome[k];
    if (near.some((other) => other.outcome[k] !== expected)) told.chaotic++;
    else if (compared && outcome !== expected) {
      told.failures.push(
        `${where}: outcome ${outcome}, of f64 ${expected}, at ${values}; f64 ${theirs!.loss[k]} ${theirs!.point.subarray(n * k, n * k + n)}`,
      );
    }
  }
  return told;
}
