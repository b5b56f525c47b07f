// Logistic regression on paper: the likelihoods of two candidates and the boundary that a candidate draws.
import { exp } from '../../math/exponential.ts';
import { log } from '../../math/logarithm.ts';
import type { Figures, Lesson, LessonState, Row, Slip, Step } from '../lesson.ts';

/** Examples that the table lists at most, and those of the sheet, whose product is written out. */
const LISTED = 8;
const ON_SHEET = 4;

type Examples = LessonState['rows'];

/** The sheet's candidates. */
const CANDIDATES = { a: [0, -1, 1], b: [-3, -1, 3] } as const;

const sigma = (z: number) => 1 / (1 + exp(-z));

/** Of each example z, h and p, the probability of its own class; and the likelihood, the product of the p. */
function likelihoodFigures(
  rows: Examples,
  prefix: string,
  [w0, w1, w2]: readonly number[],
): Figures {
  const f: Record<string, number> = { w0: w0!, w1: w1!, w2: w2! };
  f.likelihood = 1;
  f.onlyH = 1;
  f.noBias = 1;
  f.sum = 0;
  for (const [i, [x1, x2, label]] of rows.entries()) {
    const z = w0! + w1! * x1! + w2! * x2!;
    const own = (at: number) => sigma(label === 1 ? at : -at);
    if (i < LISTED) Object.assign(f, { [`h.${i}`]: sigma(z), [`p.${i}`]: own(z) });
    f.likelihood *= own(z);
    f.onlyH *= sigma(z);
    f.noBias *= own(z - w0!);
    f.sum += own(z);
  }
  return Object.fromEntries(Object.entries(f).map(([name, value]) => [`${prefix}.${name}`, value]));
}

function figuresOf({ parameters: { w0 = 0, w1 = 0, w2 = 0 }, rows }: LessonState): Figures {
  const positives = rows.filter(([, , label]) => label === 1).length;
  const f: Record<string, number> = {
    ...likelihoodFigures(rows, 'a', CANDIDATES.a),
    ...likelihoodFigures(rows, 'b', CANDIDATES.b),
    ...likelihoodFigures(rows, 'own', [w0, w1, w2]),
    count: rows.length,
    positives,
    negatives: rows.length - positives,
    listed: LISTED,
    more: Math.max(0, rows.length - LISTED),
    asOnSheet: Number(rows.length === ON_SHEET),
    otherwise: Number(rows.length !== ON_SHEET),
  };
  for (const [i, [x1, x2, label]] of rows.slice(0, LISTED).entries())
    Object.assign(f, { [`x1.${i}`]: x1, [`x2.${i}`]: x2, [`t.${i}`]: label });
  const [b0, b1, b2] = CANDIDATES.b;
  return {
    ...f,
    'b.minusW0': -b0,
    'b.at3': -(b0 + b1 * 3) / b2,
    'b.wrongSign': (b0 + b1 * 3) / b2,
    'b.noDivision': -(b0 + b1 * 3),
    'b.noOffset': (-b1 * 3) / b2,
  };
}

const slipsOf =
  (candidate: 'a' | 'b', other: 'a' | 'b') =>
  (f: Figures): Slip[] => [
    { value: log(f[`${candidate}.likelihood`]!), hint: 'paper.slip.logLikelihood' },
    { value: f[`${candidate}.onlyH`]!, hint: 'paper.slip.negatives' },
    { value: f[`${candidate}.sum`]!, hint: 'paper.slip.sumOfProbabilities' },
    { value: f[`${candidate}.sum`]! / f.count!, hint: 'paper.slip.sumOfProbabilities' },
    { value: f[`${candidate}.noBias`]!, hint: 'paper.slip.noW0' },
    { value: f[`${other}.likelihood`]!, hint: 'paper.slip.otherCandidate' },
  ];

const row = (i: number): Row => ({
  head: { figure: `x1.${i}` },
  optional: true,
  cells: ['x2', 't', 'a.h', 'a.p', 'b.h', 'b.p', 'own.p'].map((name) => ({
    figure: `${name}.${i}`,
    digits: 5,
  })),
});

const setUp = {
  tab: 'landscape',
  window: { x: [-6, 6], y: [-6, 6] },
  steps: 0,
  optimizers: { gd: { on: true }, adam: { on: false } },
  view: { arrows: false },
};

const candidates: Step = {
  id: 'candidates',
  title: 'paper.likelihood.title',
  setUp,
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'paper.likelihood.intro' },
    { kind: 'formula', formula: 'paper.likelihood' },
    {
      kind: 'ask',
      ask: {
        id: 'a',
        question: 'paper.likelihood.ask.a',
        figure: 'a.likelihood',
        hint: 'paper.likelihood.hint',
        slips: slipsOf('a', 'b'),
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'b',
        question: 'paper.likelihood.ask.b',
        figure: 'b.likelihood',
        hint: 'paper.likelihood.hint',
        slips: slipsOf('b', 'a'),
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'paper.likelihood.table',
        columns: [
          ...['x1', 'x2', 't', 'hA', 'pA', 'hB', 'pB'].map((formula) => ({ formula })),
          { text: 'paper.likelihood.own' },
        ],
        rows: Array.from({ length: LISTED }, (_, i) => row(i)),
      },
    },
    { kind: 'text', text: 'paper.likelihood.more', where: 'more' },
    { kind: 'formula', formula: 'paper.products', where: 'asOnSheet' },
    { kind: 'formula', formula: 'paper.productsOfAll', where: 'otherwise' },
    { kind: 'text', text: 'paper.likelihood.end' },
  ],
};

const boundary: Step = {
  id: 'boundary',
  title: 'paper.boundary.title',
  setUp,
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'paper.boundary.intro' },
    { kind: 'formula', formula: 'paper.boundary' },
    {
      kind: 'ask',
      ask: {
        id: 'boundary',
        question: 'paper.boundary.ask',
        figure: 'b.at3',
        hint: 'paper.boundary.hint',
        because: 'paper.boundary.because',
        slips: (f) => [
          { value: f['b.wrongSign']!, hint: 'paper.slip.boundarySign' },
          { value: f['b.noDivision']!, hint: 'paper.slip.noDivision' },
          { value: f['b.noOffset']!, hint: 'paper.slip.noW0' },
        ],
      },
    },
    { kind: 'text', text: 'paper.boundary.end' },
  ],
};

export const onLikelihood: Lesson = {
  id: 'logistic',
  title: 'paper.likelihood.lesson',
  setUp: { problem: 'logistic', starts: { points: [[-1, 1]] } },
  anyData: true,
  steps: [candidates, boundary],
};
