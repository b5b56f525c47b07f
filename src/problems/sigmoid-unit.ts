// f64 twin of shaders/sigmoid-unit.wgsl: one logistic sigmoid of two inputs, σ(w·x), fitted to classes 0 and 1 by
// the mean negative log-likelihood. What logistic.ts and gates.ts have in common.
import { exp } from '../math/exponential.ts';
import { log1p } from '../math/logarithm.ts';
import { softplus } from '../math/logistic.ts';
import { samplesOf } from './data.ts';
import type { BoundProblem, DataRows } from './problem.ts';

/** Which of the weights goes with x1, with x2 and with the constant 1: places among the parameters. */
export type Order = readonly [x1: number, x2: number, bias: number];

const SIZE = 3;

/**
 * The points as what the logit of the right answer is a sum of: ±(1, x1, x2) in the order of the parameters,
 * + for class 1. [point][parameter]
 */
export function signedInputs(rows: DataRows, order: Order): Float64Array {
  const signed = new Float64Array(SIZE * rows.length);
  for (const [i, [x1, x2, label]] of rows.entries()) {
    const sign = label === 1 ? 1 : -1;
    for (const [k, input] of [x1!, x2!, 1].entries()) signed[SIZE * i + order[k]!] = sign * input;
  }
  return signed;
}

/** Loss, in nats, of the points over `theta`, names of some of `names`, the others fixed at `values`. */
export function bindUnit(
  rows: DataRows,
  order: Order,
  names: readonly string[],
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const n = rows.length;
  const signed = signedInputs(rows, order);
  const weights = Float64Array.from(names, (name) => values[name]!);
  const places = theta.map((name) => names.indexOf(name));
  const slopes = new Float64Array(SIZE);
  const place = (at: Float64Array) => {
    for (let c = 0; c < places.length; c++) weights[places[c]!] = at[c]!;
  };
  /** The logit of the right answer of point i. */
  const towards = (i: number) =>
    weights[0]! * signed[SIZE * i]! +
    weights[1]! * signed[SIZE * i + 1]! +
    weights[2]! * signed[SIZE * i + 2]!;
  const lossAt = (at: Float64Array) => {
    place(at);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += softplus(-towards(i));
    return sum / n;
  };
  return {
    size: theta.length,
    loss: lossAt,
    gradient(at, out) {
      place(at);
      slopes.fill(0);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        // softplus(−logit) and σ(−logit), of one exponential.
        const away = -towards(i);
        const e = exp(-Math.abs(away));
        sum += Math.max(away, 0) + log1p(e);
        const wrong = away >= 0 ? 1 / (1 + e) : e / (1 + e);
        for (let k = 0; k < SIZE; k++) slopes[k]! -= wrong * signed[SIZE * i + k]!;
      }
      for (let c = 0; c < places.length; c++) out[c] = slopes[places[c]!]! / n;
      return -sum / n;
    },
    hessian(at, out) {
      place(at);
      addCurvature(signed, towards, places, out);
    },
    meritAt: (loss) => -loss,
    likelihood: (at) => exp(-n * lossAt(at)),
    ...(samplesOf(rows).length > 0 && {
      outputs(at: Float64Array) {
        place(at);
        return rows.map(([, , label], i) => sigmoid(label === 1 ? towards(i) : -towards(i)));
      },
    }),
  };
}

/** Second derivatives, mean of σσ′xxᵀ, of those parameters, into out [c][c]. */
function addCurvature(
  signed: Float64Array,
  towards: (i: number) => number,
  places: readonly number[],
  out: Float64Array,
) {
  const size = places.length;
  const n = signed.length / SIZE;
  out.fill(0, 0, size * size);
  for (let i = 0; i < n; i++) {
    const e = exp(-Math.abs(towards(i)));
    const spread = e / (1 + e) ** 2 / n;
    for (let a = 0; a < size; a++) {
      const left = spread * signed[SIZE * i + places[a]!]!;
      for (let b = 0; b < size; b++) out[a * size + b]! += left * signed[SIZE * i + places[b]!]!;
    }
  }
}

/** σ(z), of which neither tail cancels. */
function sigmoid(z: number): number {
  const e = exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/**
 * The weights at which the loss is least, by Newton's method with halved steps; null where there is no such place
 * (a line separates the classes, or all points lie on one) or none was found.
 */
export function fittedUnit(
  rows: DataRows,
  order: Order,
  names: readonly string[],
): { at: Record<string, number>; loss: number } | null {
  const bound = bindUnit(rows, order, names, Object.fromEntries(names.map((n) => [n, 0])), names);
  const [gradient, hessian] = [new Float64Array(SIZE), new Float64Array(SIZE * SIZE)];
  const signed = signedInputs(rows, order);
  let weights = new Float64Array(SIZE);
  /** The logit of a point's right answer: above 0 for all of them the weights separate the classes. */
  const margin = (i: number) =>
    weights.reduce((sum, weight, k) => sum + weight * signed[SIZE * i + k]!, 0);
  let loss = bound.loss(weights);
  for (let round = 0; round < 50; round++) {
    bound.gradient(weights, gradient);
    bound.hessian?.(weights, hessian);
    const step = solved(hessian, gradient);
    if (!step) return null;
    // What Newton's step would gain: below that f64 tells nothing more.
    const gain = step.reduce((sum, part, k) => sum + part * gradient[k]!, 0) / 2;
    if (rows.every((_, i) => margin(i) > 0)) return null;
    if (gain < 1e-15 * loss) {
      return { at: Object.fromEntries(names.map((name, k) => [name, weights[k]!])), loss };
    }
    let next = weights;
    let nextLoss = loss;
    for (let share = 1; share > 1e-6; share /= 2) {
      next = weights.map((weight, k) => weight - share * step[k]!);
      nextLoss = bound.loss(next);
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss <= loss)) return null;
    [weights, loss] = [next, nextLoss];
  }
  return null;
}

/** The solution of matrix·x = right, [3][3], symmetric, by Cholesky; null where it is not positive definite. */
function solved(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const l = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * SIZE + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * SIZE + k]! * l[j * SIZE + k]!;
      if (i !== j) l[i * SIZE + j] = sum / l[j * SIZE + j]!;
      else if (sum > 1e-13 * matrix[i * SIZE + i]!) l[i * SIZE + i] = Math.sqrt(sum);
      else return null;
    }
  }
  const x = right.slice();
  for (let i = 0; i < SIZE; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * SIZE + k]! * x[k]!;
    x[i]! /= l[i * SIZE + i]!;
  }
  for (let i = SIZE - 1; i >= 0; i--) {
    for (let k = i + 1; k < SIZE; k++) x[i]! -= l[k * SIZE + i]! * x[k]!;
    x[i]! /= l[i * SIZE + i]!;
  }
  return x;
}
