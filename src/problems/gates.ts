// One sigmoid unit on a logic gate: σ(w1·x1 + w2·x2 + b). What it computes is in sigmoid-unit.ts.
import { LABEL, rowsOf, samplesOf } from './data.ts';
import type { DataRows, ParameterInfo, Problem, ProblemRef } from './problem.ts';
import { bindUnit, type Order } from './sigmoid-unit.ts';

const truthTable = (of: (a: boolean, b: boolean) => boolean): DataRows =>
  [0, 1, 2, 3].map((i) => {
    const [x1, x2] = [i >> 1, i & 1];
    return [x1, x2, Number(of(x1 === 1, x2 === 1))];
  });

export const GATES = {
  columns: ['x1', 'x2', LABEL],
  sets: {
    or: truthTable((a, b) => a || b),
    and: truthTable((a, b) => a && b),
    xor: truthTable((a, b) => a !== b),
  },
} as const satisfies Problem['data'];

/** A bias with which some weights solve the gate; for XOR, which none do, that of the minimum. */
const BIASES: Readonly<Record<string, number>> = { or: -5, and: -10, xor: 0 };

const NAMES = ['w1', 'w2', 'b'];

export const GATES_ORDER: Order = [0, 1, 2];

const parameter = (name: string, value: number, description: string): ParameterInfo => ({
  name,
  default: value,
  min: -1000,
  max: 1000,
  usual: [-20, 20],
  description,
  fan: { in: 2, out: 1, bias: name === 'b' },
});

function ofGate(rows: DataRows, set: string | null): Problem {
  return {
    id: 'gates',
    name: 'Gates, one sigmoid unit',
    summary:
      'One sigmoid unit on OR, AND or XOR: it learns the first two, and no weights bring XOR below ln 2.',
    parameters: [
      parameter('w1', 0, 'weight of input 1'),
      parameter('w2', 0, 'weight of input 2'),
      parameter('b', BIASES[set ?? ''] ?? 0, 'bias'),
    ],
    trained: ['w1', 'w2'],
    plane: { x: { parameter: 'w1' }, y: { parameter: 'w2' } },
    window: { x: [-20, 20], y: [-20, 20] },
    samples: samplesOf(rows),
    about: {
      intro: `One unit, σ(<b>w1</b>·x1 + <b>w2</b>·x2 + <b>b</b>), learns a logic gate. A line separates the ones
of OR and of AND from their zeros, and no line those of XOR, whose least loss is ln 2 = 0.693 nats at w1 = w2 = b = 0:
there the unit only guesses.`,
      tries: [
        'Choose XOR as the data: the landscape is a bowl around the origin, and nothing is solved.',
      ],
    },
    lossUnit: 'nats',
    lossRange: [0.01, 4],
    thresholds: { solved: 0.1, solvedWithin: [0, 1000], stalled: 1e-3 },
    ...(set === 'xor' ? { minima: [{ at: { w1: 0, w2: 0, b: 0 }, loss: Math.LN2 }] } : {}),
    data: GATES,
    line: ({ w1, w2, b }) => [b!, w1!, w2!],
    work: Math.max(1, rows.length / 4),
    with: gateOf,
    bind: (values, theta) => bindUnit(rows, GATES_ORDER, NAMES, values, theta),
  };
}

/** The problem on the data of a reference: a gate by name, or rows. Throws a RangeError for what is neither. */
function gateOf({ data }: ProblemRef): Problem {
  return ofGate(rowsOf(GATES, data), typeof data === 'object' ? null : (data ?? 'or'));
}

/** A sigmoid unit on OR, AND or XOR; loss: mean negative log-likelihood in nats. */
export const gates: Problem = ofGate(GATES.sets.or, 'or');
