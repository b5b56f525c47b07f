// The slow and obvious sweep: textbook gradient descent, one run at a time, every loss taken in full.
import { cellCentres } from '../src/math/grid.ts';
import { oracle } from './oracle.ts';

export interface OracleRun {
  outcome: number;
  stepsToThreshold: number;
  point: [number, number];
  loss: number;
}

/** One run of gradient descent; the outcomes' rules written out again, from the design's words. */
export function oracleRun(
  start: [number, number],
  learningRate: number,
  steps: number,
  threshold: number,
): OracleRun {
  let [x, y] = start;
  let now = oracle(x, y);
  let stepsToThreshold = now.loss <= threshold ? 0 : 0xffffffff;
  let rises = 0;
  const result = (outcome: number): OracleRun => ({
    outcome,
    stepsToThreshold,
    point: [x, y],
    loss: now.loss,
  });
  for (let k = 1; k <= steps; k++) {
    x -= learningRate * now.gradient[0];
    y -= learningRate * now.gradient[1];
    const before = now.loss;
    now = oracle(x, y);
    if (now.loss <= threshold && stepsToThreshold === 0xffffffff) stepsToThreshold = k;
    if (Math.max(Math.abs(x), Math.abs(y)) > 1e6) return result(4);
    if (k > steps - 64 && now.loss > before + 1e-5 * Math.max(1, before)) rises++;
  }
  if (now.loss <= threshold) return result(0);
  if (Math.max(...now.gradient.map(Math.abs)) <= 1e-3) return result(1);
  return result(rises >= Math.min(64, steps) / 4 ? 2 : 3);
}

/** The basin map of [−20, 20]² on n × n cells, threshold 0.1. */
export function oracleBasins(n: number, learningRate: number, steps: number): OracleRun[] {
  const centres = cellCentres([-20, 20], n);
  return Array.from({ length: n * n }, (_, k) =>
    oracleRun([centres[k % n]!, centres[Math.floor(k / n)]!], learningRate, steps, 0.1),
  );
}

/** Shares of the five outcomes. */
export function shares(outcomes: ArrayLike<number>): number[] {
  const counts = [0, 0, 0, 0, 0];
  for (let k = 0; k < outcomes.length; k++) counts[outcomes[k]!]!++;
  return counts.map((count) => count / outcomes.length);
}

/**
 * The control for f32: solved (0) or not (1) on the basin map of [−20, 20]², textbook gradient descent
 * with every operation rounded to f32 but the exponential. Each neuron's weighted inputs are summed
 * first to last and then the bias, or bias first: two such maps differ by what the order of an f32
 * sum alone can do.
 */
export function f32Outcomes(n: number, learningRate: number, steps: number, biasFirst: boolean) {
  const f = Math.fround;
  const sum = biasFirst
    ? (a: number, b: number, bias: number) => f(f(bias + b) + a)
    : (a: number, b: number, bias: number) => f(f(a + b) + bias);
  const sigma = (z: number) => f(1 / f(1 + f(Math.exp(-z))));
  const samples: [number, number, number][] = [
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ];
  const centres = cellCentres([-20, 20], n).map(f);
  return Uint8Array.from({ length: n * n }, (_, k) => {
    let [x, y] = [centres[k % n]!, centres[Math.floor(k / n)]!];
    for (let step = 0; step < steps; step++) {
      let [gx, gy] = [0, 0];
      for (const [x1, x2, target] of samples) {
        const h1 = sigma(sum(7 * x1, y * x2, -11));
        const h2 = sigma(sum(x * x1, 10 * x2, -5));
        const z = sum(f(-13 * h1), f(12 * h2), -6);
        const dz = target === 1 ? -sigma(-z) : sigma(z);
        gx = f(gx + f(f(f(dz * 12) * h2) * f(1 - h2)) * x1);
        gy = f(gy + f(f(f(dz * -13) * h1) * f(1 - h1)) * x2);
      }
      x = f(x - f(learningRate * f(gx / 4)));
      y = f(y - f(learningRate * f(gy / 4)));
    }
    return oracle(x, y).loss <= 0.1 ? 0 : 1;
  });
}
