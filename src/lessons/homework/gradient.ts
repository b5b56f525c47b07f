// The homework's second part: the gradient by the chain rule, and why three decimals are not enough.
import type { Row, Step } from '../lesson.ts';
import { gradientFigures, SAMPLES } from './figures.ts';
import { gradient12Slips, gradient21Slips } from './slips.ts';

/** A sample's factors and its share of the gradient in a weight: `slope` and `share` are names of figures. */
const shareRow = (id: string, slope: string, input: string, share: string): Row => ({
  head: { formula: `y${id}` },
  part: `sample.${id}`,
  cells: ['r', slope, input, share].map((name) => ({ figure: `${name}.${id}` })),
});

const ROUNDED = (
  [
    ['homework.gradient.term10', 'a21', 'roundedA21'],
    ['homework.gradient.term11', 'b21', 'roundedB21'],
    ['homework.gradient.sum', 'sum21', 'roundedSum21'],
    ['homework.gradient.result', 'g21', 'roundedG21'],
  ] as const
).map(
  ([text, exact, rounded]): Row => ({
    head: { text },
    cells: [{ figure: exact }, { figure: rounded }],
  }),
);

export const gradient: Step = {
  id: 'gradient',
  title: 'homework.gradient.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-20, 20], y: [-20, 20] },
    steps: 0,
    optimizers: { gd: { on: true }, adam: { on: false } },
    view: { arrows: true },
  },
  figures: ({ parameters }) => gradientFigures(parameters),
  parts: [
    { kind: 'text', text: 'homework.gradient.intro' },
    { kind: 'formula', formula: 'homework.chain' },
    { kind: 'text', text: 'homework.gradient.factors' },
    { kind: 'formula', formula: 'homework.factors' },
    { kind: 'text', text: 'homework.gradient.shares' },
    {
      kind: 'table',
      table: {
        caption: 'homework.gradient.table21',
        columns: ['y', 'residual', 'slope2', 'x1', 'share21'].map((formula) => ({ formula })),
        rows: SAMPLES.map(({ id }) => shareRow(id, 's2', 'x1', 'c21')),
      },
    },
    { kind: 'text', text: 'homework.gradient.closed21' },
    { kind: 'formula', formula: 'homework.closed21' },
    {
      kind: 'ask',
      ask: {
        id: 'g21',
        question: 'homework.gradient.ask.g21',
        figure: 'g21',
        hides: ['cancelled21'],
        hint: 'homework.gradient.hint.g21',
        because: 'homework.gradient.because.g21',
        slips: gradient21Slips,
      },
    },
    { kind: 'formula', formula: 'homework.values21' },
    { kind: 'text', text: 'homework.gradient.decimals' },
    {
      kind: 'table',
      table: {
        caption: 'homework.gradient.rounded',
        columns: [
          { text: 'homework.gradient.term' },
          { text: 'homework.gradient.exact' },
          { text: 'homework.gradient.three' },
        ],
        rows: ROUNDED,
      },
    },
    { kind: 'text', text: 'homework.gradient.cancelled' },
    { kind: 'formula', formula: 'homework.cancelled' },
    { kind: 'text', text: 'homework.gradient.closed12' },
    {
      kind: 'table',
      table: {
        caption: 'homework.gradient.table12',
        columns: ['y', 'residual', 'slope1', 'x2', 'share12'].map((formula) => ({ formula })),
        rows: SAMPLES.map(({ id }) => shareRow(id, 's1', 'x2', 'c12')),
      },
    },
    { kind: 'formula', formula: 'homework.closed12' },
    {
      kind: 'ask',
      ask: {
        id: 'g12',
        question: 'homework.gradient.ask.g12',
        figure: 'g12',
        hint: 'homework.gradient.hint.g12',
        because: 'homework.gradient.because.g12',
        slips: gradient12Slips,
      },
    },
    { kind: 'formula', formula: 'homework.values12' },
    { kind: 'text', text: 'homework.gradient.map' },
  ],
};
