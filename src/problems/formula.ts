// f64 twin of src/gpu/kernels/formula.ts: the loss is a formula that the user writes, its derivatives are made of it.

import {
  type Built,
  build,
  evaluatorOf,
  FormulaError,
  LARGEST,
  parseFormula,
} from '../formula/index.ts';
import { cellCentres, type Range } from '../math/grid.ts';
import { widened } from '../math/range-bound.ts';
import { hypot } from '../math/vector.ts';
import { type BoundProblem, DIVERGED_AT, type ParameterInfo, type Problem } from './problem.ts';

/** A curved bowl with bumps, of which `a` is the height. */
const DEFAULT_FORMULA = 'a*sin(x)*cos(y) + (x^2 + y^2)/20';

const WINDOW: Range = [-5, 5];

/** A parameter of a formula: it may be whatever a run gets to. */
export const parameterOf = (
  name: string,
  value: number,
  description: string,
  usual: Range = WINDOW,
): ParameterInfo => ({
  name,
  default: value,
  min: -DIVERGED_AT,
  max: DIVERGED_AT,
  usual,
  description,
});

/** The loss of a formula over θ, whose names and those of `values` are the formula's inputs. */
export function bindFormula(
  { representation, inputs, loss: output }: Built,
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem & Required<Pick<BoundProblem, 'hessian'>> {
  const all = Float64Array.from(inputs, (name) => values[name]!);
  const places = theta.map((name) => inputs.indexOf(name));
  const { value, gradient, abreast, hessian } = evaluatorOf(representation, output, places);
  const place = (at: Float64Array) => {
    for (let c = 0; c < places.length; c++) all[places[c]!] = at[c]!;
    return all;
  };
  let wide = new Float64Array();
  /** The inputs of points side by side, [input][stride]. */
  const placeAll = (at: Float64Array, count: number, stride: number) => {
    if (wide.length !== stride * all.length) {
      wide = new Float64Array(stride * all.length);
      for (let k = 0; k < all.length; k++) wide.fill(all[k]!, stride * k, stride * (k + 1));
    }
    for (let c = 0; c < places.length; c++) {
      const to = stride * places[c]!;
      for (let i = 0; i < count; i++) wide[to + i] = at[stride * c + i]!;
    }
    return wide;
  };
  return {
    size: theta.length,
    loss: (at) => value(place(at)),
    gradient: (at, out) => -gradient(place(at), out),
    losses: (at, losses, count, stride) =>
      abreast(placeAll(at, count, stride), losses, null, count, stride),
    gradients(at, out, merits, count, stride) {
      abreast(placeAll(at, count, stride), merits, out, count, stride);
      for (let i = 0; i < count; i++) merits[i] = -merits[i]!;
    },
    meritAt: (loss) => -loss,
    hessian: (at, out) => hessian(place(at), out),
  };
}

/** What a slope costs beside that of a small network, which has about 60 operations; derivatives double a formula’s. */
const workOf = ({ loss }: Built): number => Math.max(1, Math.ceil((3 * loss) / 60));

/** Losses of a coarse grid over the window, in order; those that are undefined are left out. */
function sampled(bound: BoundProblem): Float64Array {
  const centres = cellCentres(WINDOW, 33);
  const at = new Float64Array(bound.size);
  const losses: number[] = [];
  for (const x of centres) {
    at[0] = x;
    for (const y of bound.size === 1 ? [0] : centres) {
      if (bound.size > 1) at[1] = y;
      const loss = bound.loss(at);
      if (!Number.isNaN(loss)) losses.push(loss);
    }
  }
  return Float64Array.from(losses).sort();
}

/**
 * Where a run begins unless it is said: at 0, or where there is no slope to go by (a hole, a stationary point) at the
 * whole numbers in the window that are nearest to (2, 1) and have one; at 0 where none has.
 */
function beginningOf(bound: BoundProblem): number[] {
  const whole = Array.from({ length: 11 }, (_, i) => i - 5);
  const places =
    bound.size === 1 ? whole.map((x) => [x]) : whole.flatMap((x) => whole.map((y) => [x, y]));
  const apart = ([x = 0, y = 1]: number[]) => hypot(x - 2, y - 1);
  const near = places.sort((a, b) => apart(a) - apart(b));
  const slope = new Float64Array(bound.size);
  const slopes = (at: number[]) => {
    const theta = Float64Array.from(at);
    bound.gradient(theta, slope);
    return hypot(...slope) > 1e-3 && !Number.isNaN(bound.loss(theta));
  };
  const zero = places[0]!.map(() => 0);
  return [zero, ...near].find(slopes) ?? zero;
}

/** Windows reach to ±1e9 (WINDOW_LIMIT in plane-schema.ts), and around a curve the page leaves some room. */
const HIGHEST = 8e8;

/** The range of a curve's upward axis, for losses from `least` to `high`. */
function upwards(least: number, high: number): Range {
  const [lo, hi] = [least, high].map((loss) =>
    Math.max(-HIGHEST, Math.min(HIGHEST, loss)),
  ) as Range;
  if (lo < hi) return widened([lo, hi]);
  return lo > 0 ? [0, HIGHEST] : [-HIGHEST, 0];
}

/** The problem of a formula. Throws a FormulaError, a RangeError, for one that cannot be read. */
function problemOfText(text: string): Problem {
  const formula = parseFormula(text);
  const { variables, constants } = formula;
  if (variables.length === 0) {
    throw new FormulaError('the formula has neither x nor y: expected one of them to train', 0);
  }
  const parameters = [
    ...variables.map((name) => parameterOf(name, 0, 'a variable of the formula')),
    ...constants.map((name) => parameterOf(name, 1, 'a constant of the formula')),
  ];
  const built = build(
    formula,
    parameters.map(({ name }) => name),
  );
  const defaults = Object.fromEntries(parameters.map((info) => [info.name, info.default]));
  const bound = bindFormula(built, defaults, variables);
  const losses = sampled(bound);
  const beginning = beginningOf(bound);
  // Of a window that is undefined throughout nothing is known.
  const quantile = (share: number) =>
    losses[Math.floor(share * Math.max(0, losses.length - 1))] ?? share;
  const [least, middle, high] = [quantile(0), quantile(0.5), quantile(0.9)];
  // Level throughout: a range all the same, that f64 tells from none.
  const above = least + Math.max(1, 1e-3 * Math.abs(least));
  const lossRange: Range = [least, high > least ? high : above];
  const [first, second] = variables as [string, string?];
  return {
    id: 'formula',
    name: 'Formula',
    summary: 'Any f(x, y) that you write, with its own constants as sliders.',
    parameters: parameters.map((info, i) => ({ ...info, default: beginning[i] ?? info.default })),
    trained: variables,
    plane: { x: { parameter: first }, ...(second && { y: { parameter: second } }) },
    window: { x: WINDOW, y: second ? WINDOW : upwards(...lossRange) },
    samples: [],
    about: {
      intro: `Write the loss yourself: numbers, <b>x</b>, <b>y</b>, + − * / ^, exp, log, sqrt, sin, cos, tan, tanh, sigmoid,
abs, min, max, pow, pi, e. Every other name is a constant with a slider. Where the formula is undefined, as log of a
negative number, the map has a hole, and a run that gets there has diverged.`,
      tries: ['log(x) + x has a hole left of 0; try learning rates above 2 from x = 1.'],
    },
    lossUnit: '',
    lossRange,
    // No minimum is known: a hundredth of the way from the least loss of a coarse grid over the window, at the
    // constants' defaults, to the median.
    thresholds: {
      solved: Number((least + 0.01 * (middle - least)).toPrecision(3)),
      solvedWithin: [-LARGEST, LARGEST],
      stalled: 1e-3,
    },
    formula: text,
    work: workOf(built),
    with: ({ formula: other }) => problemOfText(other ?? DEFAULT_FORMULA),
    bind: (values, theta) => bindFormula(built, values, theta),
  };
}

export const formula: Problem = problemOfText(DEFAULT_FORMULA);
