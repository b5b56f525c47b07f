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
