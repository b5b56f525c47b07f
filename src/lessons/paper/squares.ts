// Least squares on paper: an update by one example, one by all of them, and where they lead.
import { formOf } from '../../problems/least-squares.ts';
import type { Figures, Lesson, LessonState, Row, Slip, Step } from '../lesson.ts';

/** Examples that the table lists at most. */
const LISTED = 8;

function figuresOf({ parameters: { w0 = 0, w1 = 0 }, optimizers, rows }: LessonState): Figures {
  const eta = optimizers.gd.learningRate;
  const f: Record<string, number> = { w0, w1, eta, count: rows.length };
  let [sum0, sum1, squares] = [0, 0, 0];
  for (const [i, [x, y]] of rows.entries()) {
    const h = w0 + w1 * x!;
    const error = h - y!;
    const [d0, d1] = [2 * error, 2 * error * x!];
    for (const [name, value] of Object.entries(
      i < LISTED ? { i: i + 1, x: x!, y: y!, h, error, d0, d1 } : {},
    ))
      f[`${name}.${i}`] = value;
    sum0 += d0;
    sum1 += d1;
    squares += error * error;
  }
  const n = rows.length;
  const { centre, floor } = formOf(rows);
  return {
    ...f,
    listed: LISTED,
    more: Math.max(0, n - LISTED),
    g0: sum0 / n,
    g1: sum1 / n,
    loss: squares / n,
    'one.w0': w0 - eta * f['d0.0']!,
    'one.w1': w1 - eta * f['d1.0']!,
    'all.w0': w0 - (eta * sum0) / n,
    'all.w1': w1 - (eta * sum1) / n,
    'best.w0': centre[0],
    'best.w1': centre[1],
    'best.loss': floor,
  };
}

/** Of w1 after a step by the slope g1, where w0 has g0. */
const slips = (f: Figures, g0: number, g1: number): Slip[] => [
  { value: f.w1! + f.eta! * g1, hint: 'paper.slip.ascent' },
  { value: f.w1! - g1, hint: 'paper.slip.noEta' },
  { value: f.w1! - (f.eta! * g1) / 2, hint: 'paper.slip.noTwo' },
  { value: f.w1! - f.eta! * g0, hint: 'paper.slip.noX' },
];

const row = (i: number): Row => ({
  head: { figure: `i.${i}` },
  optional: true,
  cells: ['x', 'y', 'h', 'error', 'd0', 'd1'].map((name) => ({ figure: `${name}.${i}` })),
});

const update: Step = {
  id: 'update',
  title: 'paper.squares.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-4, 6], y: [-1.2, 2.8] },
    steps: 200,
    optimizers: { gd: { on: true, learningRate: 0.02 }, adam: { on: false } },
    view: { arrows: true },
  },
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'paper.squares.intro' },
    { kind: 'formula', formula: 'paper.squares' },
    {
      kind: 'table',
      table: {
        caption: 'paper.squares.table',
        columns: [
          { text: 'paper.squares.example' },
          ...['x', 'y', 'hypothesis', 'squareError', 'slopeW0', 'slopeW1'].map((formula) => ({
            formula,
          })),
        ],
        rows: Array.from({ length: LISTED }, (_, i) => row(i)),
      },
    },
    { kind: 'text', text: 'paper.squares.more', where: 'more' },
    {
      kind: 'ask',
      ask: {
        id: 'one',
        question: 'paper.squares.ask.one',
        figure: 'one.w1',
        hint: 'paper.squares.hint.one',
        because: 'paper.squares.because.one',
        // The first example's x may be 1: then a forgotten x is no slip, and the second one's is.
        slips: (f) => [
          ...slips(f, f['d0.0']!, f['d1.0']!),
          { value: f['all.w1']!, hint: 'paper.slip.allExamples' },
        ],
      },
    },
    { kind: 'formula', formula: 'paper.squaresOne' },
    {
      kind: 'ask',
      ask: {
        id: 'all',
        question: 'paper.squares.ask.all',
        figure: 'all.w1',
        hint: 'paper.squares.hint.all',
        because: 'paper.squares.because.all',
        slips: (f) => [
          ...slips(f, f.g0!, f.g1!),
          { value: f.w1! - f.count! * f.eta! * f.g1!, hint: 'paper.slip.sumOfAll' },
          { value: f['one.w1']!, hint: 'paper.slip.oneExample' },
        ],
      },
    },
    { kind: 'formula', formula: 'paper.squaresAll' },
    { kind: 'text', text: 'paper.squares.end' },
  ],
};

export const onSquares: Lesson = {
  id: 'least-squares',
  title: 'paper.squares.lesson',
  setUp: { problem: 'least-squares', starts: { points: [[0, 0]] } },
  anyData: true,
  steps: [update],
};
