// What known functions have in common: a loss and its gradient written out in f64, beside the formula that the GPU and
// the second derivatives are made of. tests/node/functions.test.ts holds the two against each other.
import { type Built, build, isDefined, parseFormula } from '../formula/index.ts';
import { bindFormula } from './formula.ts';
import type { BoundProblem, Problem } from './problem.ts';

/** Values of all parameters of a function, in order. */
export type Values = Float64Array;

export interface FunctionParts
  extends Omit<Problem, 'samples' | 'lossUnit' | 'formula' | 'bind' | 'with'> {
  readonly formula: string;
  loss(values: Values): number;
  /** Writes the derivatives by all parameters. */
  slopes(values: Values, out: Float64Array): void;
}

/** As of a formula: f32 holds no more. */
const defined = (loss: number) => (isDefined(loss) ? loss : Number.NaN);

/**
 * The problem of a known function. The formula must be the same function of the same names: the GPU's kernel and the
 * second derivatives are made of it when they are first asked for.
 */
export function functionProblem({ loss, slopes, ...parts }: FunctionParts): Problem {
  const names = parts.parameters.map(({ name }) => name);
  let built: Built | null = null;
  return {
    ...parts,
    samples: [],
    lossUnit: '',
    bind(values, theta): BoundProblem {
      const all = Float64Array.from(names, (name) => values[name]!);
      const allSlopes = new Float64Array(names.length);
      const places = theta.map((name) => names.indexOf(name));
      const place = (at: Float64Array) => {
        for (let c = 0; c < places.length; c++) all[places[c]!] = at[c]!;
      };
      let exact: BoundProblem['hessian'] = (at, out) => {
        built ??= build(parseFormula(parts.formula), names);
        exact = bindFormula(built, values, theta).hessian;
        exact(at, out);
      };
      return {
        size: theta.length,
        loss(at) {
          place(at);
          return defined(loss(all));
        },
        gradient(at, out) {
          place(at);
          const merit = -defined(loss(all));
          slopes(all, allSlopes);
          for (let c = 0; c < places.length; c++) {
            out[c] = Number.isNaN(merit) ? merit : allSlopes[places[c]!]!;
          }
          return merit;
        },
        gradients(at, out, merits, count, stride) {
          for (let i = 0; i < count; i++) {
            for (let c = 0; c < places.length; c++) all[places[c]!] = at[stride * c + i]!;
            const merit = -defined(loss(all));
            slopes(all, allSlopes);
            merits[i] = merit;
            for (let c = 0; c < places.length; c++) {
              const slope = allSlopes[places[c]!]!;
              out[stride * c + i] = Number.isNaN(merit) ? merit : slope;
            }
          }
        },
        meritAt: (at) => -at,
        hessian: (at, out) => exact!(at, out),
      };
    },
  };
}
