// f64 twin of shaders/least-squares.wgsl: a straight line through points, by the mean of squared errors. Here the
// points are gone through one by one; the shader takes the quadratic form that `formOf` makes of them.

import type { Range } from '../math/grid.ts';
import { log10 } from '../math/logarithm.ts';
import { widened } from '../math/range-bound.ts';
import { seededRandom } from '../math/rng.ts';
import { roundUp } from '../math/round.ts';
import { hypot } from '../math/vector.ts';
import { rowsOf, samplesOf } from './data.ts';
import { normal } from './initialisation.ts';
import {
  type BoundProblem,
  type DataRows,
  DIVERGED_AT,
  type ParameterInfo,
  type Problem,
  type ProblemRef,
} from './problem.ts';

const TEXTBOOK: DataRows = [
  [1, 2],
  [2, 3],
  [3, 5],
  [4, 4],
  [5, 6],
];

/** y = 1 + 2x/3 + N(0, 1/4) at 40 places of [−3, 3], to four digits. */
function noisyLine(): DataRows {
  const random = seededRandom(40);
  return Array.from({ length: 40 }, () => {
    const x = 6 * random() - 3;
    const y = 1 + (2 * x) / 3 + 0.5 * normal(random);
    return [x, y].map((value) => Number(value.toFixed(4)));
  });
}

/** The points a line is fitted to: columns x and y, and the sets that come with the problem. */
export const POINTS = {
  columns: ['x', 'y'],
  sets: { textbook: TEXTBOOK, outlier: [...TEXTBOOK, [6, 20]], noisy: noisyLine() },
} as const satisfies Problem['data'];

/**
 * The loss as a quadratic form around a centre c at which the errors' mean is 0: with d = w − c,
 * u = d0 + mean·d1 and s = deviation·d1 it is u² + s² − 2·tilt·s + floor, and its gradient
 * (2u, 2·mean·u + 2·deviation·(s − tilt)). At the minimum, which is the centre where it lies within ±1e6, tilt
 * is 0. Nothing is divided by the deviation of x but the centre, which is 0 in slope where all x are the same.
 */
export interface Form {
  readonly centre: readonly [w0: number, w1: number];
  /** Mean and standard deviation of x. */
  readonly mean: number;
  readonly deviation: number;
  readonly tilt: number;
  /** Loss at the centre. */
  readonly floor: number;
  /** Variance of y: the loss of the best constant. */
  readonly varianceOfY: number;
  /** Whether only one line is best: some x differ. */
  readonly unique: boolean;
}

/** The quadratic form of the points [row][x, y]. */
export function formOf(rows: DataRows): Form {
  const n = rows.length;
  const meanOf = (value: (row: readonly number[]) => number) =>
    rows.reduce((sum, row) => sum + value(row), 0) / n;
  const mean = meanOf(([x]) => x!);
  const meanOfY = meanOf(([, y]) => y!);
  const variance = meanOf(([x]) => (x! - mean) ** 2);
  const covariance = meanOf(([x, y]) => (x! - mean) * (y! - meanOfY));
  const deviation = Math.sqrt(variance);
  // Equal x differ from their mean by its rounding.
  const unique = deviation > 1e-14 * Math.abs(mean);
  const slope = unique ? covariance / variance : 0;
  const w1 = Math.max(-DIVERGED_AT, Math.min(DIVERGED_AT, slope));
  const w0 = meanOfY - mean * w1;
  const tilt = unique ? covariance / deviation - deviation * w1 : 0;
  const exact = w1 === slope;
  return {
    centre: [w0, w1],
    mean,
    deviation,
    tilt: exact ? 0 : tilt,
    floor: meanOf(([x, y]) => (y! - meanOfY - (x! - mean) * w1) ** 2),
    varianceOfY: meanOf(([, y]) => (y! - meanOfY) ** 2),
    unique: unique && exact,
  };
}

/** The loss of points over `theta`, the other parameter fixed. */
function bindPoints(
  rows: DataRows,
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const weights = [values.w0!, values.w1!];
  const places = theta.map((name) => (name === 'w0' ? 0 : 1));
  const n = rows.length;
  const xs = Float64Array.from(rows, ([x]) => x!);
  const ys = Float64Array.from(rows, ([, y]) => y!);
  const place = (at: Float64Array) => {
    for (let c = 0; c < places.length; c++) weights[places[c]!] = at[c]!;
  };
  const lossAt = (at: Float64Array) => {
    place(at);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (weights[0]! + weights[1]! * xs[i]! - ys[i]!) ** 2;
    return sum / n;
  };
  const secondMoments = [
    1,
    xs.reduce((a, x) => a + x / n, 0),
    xs.reduce((a, x) => a + x ** 2 / n, 0),
  ];
  return {
    size: theta.length,
    loss: lossAt,
    gradient(at, out) {
      place(at);
      let [sum, first, second] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const error = weights[0]! + weights[1]! * xs[i]! - ys[i]!;
        sum += error * error;
        first += error;
        second += error * xs[i]!;
      }
      for (let c = 0; c < places.length; c++) out[c] = (2 * (places[c] === 0 ? first : second)) / n;
      return -sum / n;
    },
    hessian(_, out) {
      const size = places.length;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++)
          out[i * size + j] = 2 * secondMoments[places[i]! + places[j]!]!;
      }
    },
    meritAt: (loss) => -loss,
    ...(samplesOf(rows).length > 0 && {
      outputs(at: Float64Array) {
        place(at);
        return Array.from(xs, (x) => weights[0]! + weights[1]! * x);
      },
    }),
  };
}

/** A range around a place that holds 0 too, its ends round numbers. */
function around(centre: number, scale: number): Range {
  const half = roundUp(1.15 * Math.min(DIVERGED_AT, Math.max(Math.abs(centre), scale) || 1));
  // Of data so far out that no run gets to their line the end that is nearest to it.
  const reached = Math.max(-DIVERGED_AT, Math.min(DIVERGED_AT, centre));
  const middle = Math.round(reached / (half / 5)) * (half / 5);
  return widened([middle - half, middle + half].map((end) => Number(end.toPrecision(6))) as Range);
}

const parameter = (name: string, usual: Range, description: string): ParameterInfo => ({
  name,
  default: 0,
  min: -DIVERGED_AT,
  max: DIVERGED_AT,
  usual,
  description,
  fan: { in: 1, out: 1, bias: name === 'w0' },
});

function ofPoints(rows: DataRows): Problem {
  const { centre, mean, deviation, floor, varianceOfY, unique } = formOf(rows);
  // Root mean squares.
  const sizeOfY = hypot(Math.sqrt(varianceOfY), centre[0] + mean * centre[1]) || 1;
  const sizeOfX = hypot(mean, deviation) || 1;
  const window = { x: around(centre[0], sizeOfY), y: around(centre[1], sizeOfY / sizeOfX) };
  // What the slope gains over the best constant; where it gains nothing, whatever there is.
  const gain = varianceOfY - floor > 1e-9 * varianceOfY ? varianceOfY - floor : varianceOfY || 1;
  const unit = Number(`1e${Math.floor(log10(gain)) - 3}`);
  const solved = Math.min(
    1e38,
    Number((Math.ceil((floor + 0.01 * gain) / unit) * unit).toPrecision(12)),
  );
  return {
    id: 'least-squares',
    name: 'Least squares, a line through points',
    summary:
      'A straight line through points, by the mean of the squared errors: a bowl with one minimum.',
    parameters: [
      parameter('w0', window.x, 'intercept of the line'),
      parameter('w1', window.y, 'slope of the line'),
    ],
    trained: ['w0', 'w1'],
    plane: { x: { parameter: 'w0' }, y: { parameter: 'w1' } },
    window,
    samples: samplesOf(rows),
    about: {
      intro: `The line h(x) = <b>w0</b> + <b>w1</b>·x is fitted to ${rows.length} points. The loss is the mean of
(h(x) − y)², a quadratic bowl: the farther the mean of x is from 0, the longer and narrower it is.`,
      tries: [
        'Subtract the mean of x from the data: the valley becomes round, and a larger learning rate converges.',
        'The set “outlier” has one point far from the others: see how far it pulls the minimum.',
      ],
    },
    lossUnit: '',
    lossRange: [Math.max(floor, 1e-3 * gain), floor + 10 * gain],
    thresholds: { solved, solvedWithin: [0, 1e38], stalled: 1e-3 },
    ...(unique ? { minima: [{ at: { w0: centre[0], w1: centre[1] }, loss: floor }] } : {}),
    data: POINTS,
    line: ({ w0, w1 }) => [w0!, w1!, -1],
    // A point costs as much as a sixteenth of a sigmoid.
    work: Math.max(1, rows.length / 64),
    with: pointsOf,
    bind: (values, theta) => bindPoints(rows, values, theta),
  };
}

/** The problem on the data of a reference. Throws a RangeError that says what is wrong with them. */
function pointsOf({ data }: ProblemRef): Problem {
  return ofPoints(rowsOf(POINTS, data));
}

/** A straight line h(x) = w0 + w1·x through points (x, y); loss: mean of (h − y)². */
export const leastSquares: Problem = ofPoints(POINTS.sets.textbook);
