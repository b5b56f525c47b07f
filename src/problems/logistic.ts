// Logistic regression of two features: h(x) = σ(w0 + w1·x1 + w2·x2). What it computes is in sigmoid-unit.ts.
import { seededRandom } from '../math/rng.ts';
import { roundUp } from '../math/round.ts';
import { LABEL, rowsOf, samplesOf } from './data.ts';
import { normal } from './initialisation.ts';
import {
  type DataRows,
  DIVERGED_AT,
  type ParameterInfo,
  type Problem,
  type ProblemRef,
} from './problem.ts';
import { bindUnit, fittedUnit, type Order } from './sigmoid-unit.ts';

/** The homework's: a line between them separates the classes. */
const HOMEWORK: DataRows = [
  [1, 2, 1],
  [2, 3, 1],
  [3, 1, 0],
  [4, 2, 0],
];

/** Two normal clouds of 30 points around (−1, −1) and (1, 1), which overlap. */
function clouds(): DataRows {
  const random = seededRandom(60);
  return Array.from({ length: 60 }, (_, i) => {
    const label = i % 2;
    const x = () => Number((2 * label - 1 + 1.2 * normal(random)).toFixed(4));
    return [x(), x(), label];
  });
}

export const CLASSES = {
  columns: ['x1', 'x2', LABEL],
  sets: {
    homework: HOMEWORK,
    overlapping: clouds(),
    outlier: [...clouds(), [-12, -9, 1]],
  },
} as const satisfies Problem['data'];

const NAMES = ['w0', 'w1', 'w2'];

/** w1 goes with x1, w2 with x2, w0 with 1. */
export const LOGISTIC_ORDER: Order = [1, 2, 0];

function ofClasses(rows: DataRows): Problem {
  const found = fittedUnit(rows, LOGISTIC_ORDER, NAMES);
  // A run that got to one farther out would have diverged.
  const best =
    found && Object.values(found.at).every((w) => Math.abs(w) < DIVERGED_AT) ? found : null;
  const sizeOf = (column: number) =>
    Math.sqrt(rows.reduce((sum, row) => sum + row[column]! ** 2, 0) / rows.length) || 1;
  // Where a typical point has a logit of 20 either way, or twice as far as the minimum.
  const reach = (name: string, size: number) =>
    roundUp(Math.min(DIVERGED_AT, best ? 2 * Math.abs(best.at[name]!) || 1 : 20 / size));
  const parameter = (
    name: string,
    value: number,
    half: number,
    description: string,
  ): ParameterInfo => ({
    name,
    default: value,
    min: -DIVERGED_AT,
    max: DIVERGED_AT,
    usual: [-half, half],
    description,
    fan: { in: 2, out: 1, bias: name === 'w0' },
  });
  const [halfX, halfY] = [reach('w1', sizeOf(0)), reach('w2', sizeOf(1))];
  // A plane through the minimum where there is one.
  const w0 = best ? Number(best.at.w0!.toPrecision(4)) : 0;
  // Guessing costs ln 2; a solved run has come 99 % of the way from there to the minimum.
  const solved = best
    ? Number((best.loss + 0.01 * (Math.LN2 - best.loss) + 1e-7).toPrecision(5))
    : 0.1;
  return {
    id: 'logistic',
    name: 'Logistic regression, two features',
    summary:
      'A line between two classes of points, by likelihood: convex, with its minimum at infinity where a line separates them.',
    parameters: [
      parameter('w0', w0, roundUp(Math.max(10, Math.abs(2 * w0))), 'bias'),
      parameter('w1', 0, halfX, 'weight of x1'),
      parameter('w2', 0, halfY, 'weight of x2'),
    ],
    trained: ['w1', 'w2'],
    plane: { x: { parameter: 'w1' }, y: { parameter: 'w2' } },
    window: { x: [-halfX, halfX], y: [-halfY, halfY] },
    samples: samplesOf(rows),
    about: {
      intro: `h(x) = σ(<b>w0</b> + <b>w1</b>·x1 + <b>w2</b>·x2) is the probability of class 1, fitted to
${rows.length} points. The loss is the mean negative log-likelihood, in nats; the boundary, where h = ½, is a line.`,
      tries: [
        'Where a line separates the classes the loss falls for ever: the weights grow and the boundary hardly moves.',
        'Make w0 an axis of the plane instead of w1: any two of the three weights span the landscape.',
      ],
    },
    lossUnit: 'nats',
    lossRange: best ? [best.loss, best.loss + 4] : [0.01, 4],
    thresholds: { solved, solvedWithin: [0, 1000], stalled: 1e-3 },
    ...(best ? { minima: [best] } : {}),
    data: CLASSES,
    line: ({ w0, w1, w2 }) => [w0!, w1!, w2!],
    work: Math.max(1, rows.length / 4),
    with: classesOf,
    bind: (values, theta) => bindUnit(rows, LOGISTIC_ORDER, NAMES, values, theta),
  };
}

/** The problem on the data of a reference. Throws a RangeError that says what is wrong with them. */
function classesOf({ data }: ProblemRef): Problem {
  return ofClasses(rowsOf(CLASSES, data));
}

/** Columns x1, x2 and label; loss: mean negative log-likelihood in nats. */
export const logistic: Problem = ofClasses(HOMEWORK);
