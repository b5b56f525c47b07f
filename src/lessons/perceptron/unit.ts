// Figures of one sigmoid unit on a gate, by name: `y.10` is the output for inputs (1, 0), `after.` what holds after a
// step of gradient descent, `end.` after all of them.
import { softplus } from '../../math/logistic.ts';
import { GATES } from '../../problems/gates.ts';
import { fittedUnit } from '../../problems/sigmoid-unit.ts';
import { sigma } from '../homework/figures.ts';
import type { Figures, LessonState } from '../lesson.ts';
import { remember } from '../remember.ts';

type Gate = keyof typeof GATES.sets;

/** Inputs of the four samples, in the order of the problem's. */
export const CORNERS = [
  { id: '00', x1: 0, x2: 0 },
  { id: '01', x1: 0, x2: 1 },
  { id: '10', x1: 1, x2: 0 },
  { id: '11', x1: 1, x2: 1 },
] as const;

interface Unit {
  readonly w1: number;
  readonly w2: number;
  readonly b: number;
}

const unitOf = ({ w1 = 0, w2 = 0, b = 0 }: Readonly<Record<string, number>>): Unit => ({
  w1,
  w2,
  b,
});

/** What is wanted of the unit: the state's, else the gate's. */
const targetsOf = ({ rows }: LessonState, gate: Gate): readonly number[] =>
  CORNERS.map(({ x1, x2 }, i) => {
    const own = rows.find((row) => row[0] === x1 && row[1] === x2);
    return own?.[2] ?? GATES.sets[gate][i]![2]!;
  });

/**
 * Forward pass, loss and gradient, every name with `prefix` before it: of each sample z, y, t, the residual r = y − t,
 * its loss l and its shares c1 and c2 of the gradient; of all lossSum, loss, g1, g2 and gb.
 */
function pass({ w1, w2, b }: Unit, targets: readonly number[], prefix = '') {
  const f: Record<string, number> = {};
  let [lossSum, g1, g2, gb] = [0, 0, 0, 0];
  for (const [i, { id, x1, x2 }] of CORNERS.entries()) {
    const t = targets[i]!;
    const z = w1 * x1 + w2 * x2 + b;
    const l = softplus(t === 1 ? -z : z);
    const r = t === 1 ? -sigma(-z) : sigma(z);
    const [c1, c2] = [r * x1, r * x2];
    for (const [name, value] of Object.entries({ x1, x2, z, y: sigma(z), t, r, l, c1, c2 }))
      f[`${prefix}${name}.${id}`] = value;
    lossSum += l;
    g1 += c1 / 4;
    g2 += c2 / 4;
    gb += r / 4;
  }
  const all = { w1, w2, b, lossSum, loss: lossSum / 4, g1, g2, gb };
  for (const [name, value] of Object.entries(all)) f[prefix + name] = value;
  return f as Record<string, number> & { g1: number; g2: number; gb: number };
}

function stepped({ w1, w2, b }: Unit, targets: readonly number[], eta: number): Unit {
  const { g1, g2, gb } = pass({ w1, w2, b }, targets);
  return { w1: w1 - eta * g1, w2: w2 - eta * g2, b: b - eta * gb };
}

/** Most steps that the figures follow. */
const MOST = 20_000;

/** Where the line w1·x1 + w2·x2 + b = 0 crosses the axis of x1. */
const cut = ({ w1, b }: Unit) => -b / w1;

/** Of the unit before training, after one step and after all. */
export const unitFigures = (gate: Gate) =>
  remember(
    (state) => {
      const targets = targetsOf(state, gate);
      const eta = state.optimizers.gd.learningRate;
      const start = unitOf(state.parameters);
      const before = pass(start, targets);
      let end = start;
      const steps = Math.min(state.steps, MOST);
      for (let k = 0; k < steps; k++) end = stepped(end, targets, eta);
      return {
        ...before,
        eta,
        steps,
        ln2: Math.LN2,
        pair: before['r.10']! + before['r.11']!,
        ...pass(stepped(start, targets, eta), targets, 'after.'),
        ...pass(end, targets, 'end.'),
        'end.cut': cut(end),
        'end.inverse': end.w1 / -end.b,
        'end.sum2': end.w1 + end.w2,
        'end.single': end.w1 + end.b,
        'end.minusB': -end.b,
      };
    },
    ({ parameters, optimizers, steps, rows }) => [
      parameters,
      optimizers.gd.learningRate,
      steps,
      rows.slice(0, 100),
    ],
  );

/** Whether each weighted sum is on the side that its target asks for: above 0 for 1, below for 0. */
const rightSides = ({ w1, w2, b }: Unit, targets: readonly number[]): boolean[] =>
  CORNERS.map(({ x1, x2 }, i) => {
    const z = w1 * x1 + w2 * x2 + b;
    return targets[i] === 1 ? z > 0 : z < 0;
  });

/** Most samples that some unit has on their right sides: of lines through so few points a small grid has every kind. */
function mostRight(targets: readonly number[]): number {
  const grid = [-3, -2, -1, 1, 2, 3];
  let most = 0;
  for (const w1 of grid)
    for (const w2 of grid)
      for (const b of [-4.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.5])
        most = Math.max(most, rightSides({ w1, w2, b }, targets).filter(Boolean).length);
  return most;
}

const unfitted = (targets: readonly number[]) =>
  fittedUnit(
    CORNERS.map(({ x1, x2 }, i) => [x1, x2, targets[i]!]),
    [0, 1, 2],
    ['w1', 'w2', 'b'],
  );

/** The gate that no unit learns: its inequalities, its least loss, and the gradient where all is 0. */
export function xorFigures(state: LessonState): Figures {
  const targets = targetsOf(state, 'xor');
  const unit = unitOf(state.parameters);
  const f: Record<string, number> = { ...unitFigures('xor')(state) };
  const right = rightSides(unit, targets);
  for (const [i, { id }] of CORNERS.entries()) f[`right.${id}`] = Number(right[i]);
  const [z00, z01, z10, z11] = CORNERS.map(({ id }) => f[`z.${id}`]!) as [
    number,
    number,
    number,
    number,
  ];
  const least = unfitted(targets);
  return {
    ...f,
    ...pass({ w1: 0, w2: 0, b: 0 }, targets, 'zero.'),
    rightCount: right.filter(Boolean).length,
    most: mostRight(targets),
    all: CORNERS.length,
    balance: z10 + z01 - z11 - z00,
    sumOfAll: z10 + z01 + z11 + z00,
    noBias: z10 + z01 - z11,
    'least.loss': least?.loss ?? Number.NaN,
    'least.w1': least?.at.w1 ?? Number.NaN,
    'least.w2': least?.at.w2 ?? Number.NaN,
    'least.b': least?.at.b ?? Number.NaN,
  };
}
