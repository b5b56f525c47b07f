// All that the page knows of the problem in view: its names, ranges, samples, text. Nothing else in the
// page names a parameter or a problem.
import type { ProblemRef, Window } from '../../engine.ts';
import { type BoundProblem, type ParameterInfo, withDefaults } from '../../problems/problem.ts';
import { problemById } from '../../problems/registry.ts';
import type { State } from './state.ts';

// There is one problem yet; which one it is will be the state's to say.
const problem = problemById('xor');

/** The problem as a job spec names it. */
export function problemOf({ parameters }: State): ProblemRef {
  return { id: problem.id, parameters };
}

/** The problem with its fixed parameters filled in, in f64. */
export function boundProblem({ parameters }: State): BoundProblem {
  return problem.bind(parameters);
}

/** Names of the two coordinates of every map, x first. */
export function axisLabels(_state: State): readonly [x: string, y: string] {
  return problem.axes;
}

/** The fixed parameters by name: default, range and meaning. */
export function parameterInfos(): Readonly<Record<string, ParameterInfo>> {
  return problem.parameters;
}

/** All fixed parameters: the defaults, overridden by those given. */
export function parametersWithDefaults(given: Record<string, number> = {}): State['parameters'] {
  return withDefaults(problem.parameters, given);
}

export function defaultWindow(): Window {
  return problem.defaultWindow;
}

/** Names of what the network puts out for each sample, with the target. */
export function outputLabels(_state: State): string[] {
  return problem.samples.map(({ label, target }) => `y${label} → ${target}`);
}

/** What the help says of the problem: what it is, and what to try. HTML. */
export function aboutProblem(_state: State): { intro: string; tries: readonly string[] } {
  const [x, y] = problem.axes;
  return {
    intro: `A network with two inputs, two hidden units and one output (all logistic sigmoids) learns XOR.
Seven of its parameters are fixed; two weights are free: <b>${x}</b>, to hidden unit 2 from input 1, and
<b>${y}</b>, to hidden unit 1 from input 2. Every point of the map is one choice of the two; its colour is
the <b>loss</b>, the mean binary cross-entropy over the four samples, in nats.`,
    tries: [
      'From (0, 0): gradient descent with learning rate 100 solves it in three steps; 50 and 200 never do.',
    ],
  };
}
