// Every problem but the first: a new one is added here. Imported wherever all of them are wanted at once (library,
// command line, workers); the page loads it when it is asked for another problem than its first.
import { formula } from './formula.ts';
import * as functions from './functions.ts';
import { gates } from './gates.ts';
import { leastSquares } from './least-squares.ts';
import { logistic } from './logistic.ts';
import { networks } from './networks/presets.ts';
import type { Problem } from './problem.ts';
import { registerProblems } from './registry.ts';

// biome-ignore format: one to a line
export const catalogue: readonly Problem[] = [
  functions.quadratic,
  functions.rosenbrock,
  functions.beale,
  functions.himmelblau,
  functions.branin,
  functions.saddle,
  functions.factorisation,
  functions.doubleWell,
  formula,
  leastSquares,
  logistic,
  gates,
  ...networks,
];

registerProblems(catalogue);
