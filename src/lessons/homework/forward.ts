// The homework's first part: the forward pass of the four samples and the loss before training.
import type { Row, Step } from '../lesson.ts';
import { twoUnits } from '../two-units.ts';
import { gradientFigures, SAMPLES } from './figures.ts';
import { lossSlips, outputSlips } from './slips.ts';

export const DRAWING = twoUnits(
  { caption: 'homework.network.caption', samples: SAMPLES.map(({ id }) => id) },
  ['w11', 'w12', 'w21', 'w22', 'v1', 'v2'],
  ['b1', 'b2', 'c'],
  (name) => name === 'w12' || name === 'w21',
);

const formulas = (...names: string[]) => names.map((formula) => ({ formula }));

const sampleRow = (id: string): Row => ({
  head: { figure: `x1.${id}` },
  part: `sample.${id}`,
  cells: ['x2', 'h1', 'h2', 'y', 't', 'l'].map((name) => ({ figure: `${name}.${id}` })),
});

export const forward: Step = {
  id: 'forward',
  title: 'homework.forward.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-20, 20], y: [-20, 20] },
    steps: 0,
    optimizers: { gd: { on: true }, adam: { on: false } },
    view: { arrows: false },
  },
  figures: ({ parameters }) => gradientFigures(parameters),
  parts: [
    { kind: 'text', text: 'homework.forward.intro' },
    { kind: 'network', drawing: DRAWING },
    { kind: 'text', text: 'homework.forward.indices' },
    { kind: 'formula', formula: 'homework.units' },
    {
      kind: 'ask',
      ask: {
        id: 'output',
        question: 'homework.forward.ask.output',
        figure: 'y.10',
        hint: 'homework.forward.hint.output',
        because: 'homework.forward.because.output',
        slips: outputSlips,
      },
    },
    { kind: 'formula', formula: 'homework.pass10' },
    { kind: 'text', text: 'homework.forward.rows' },
    {
      kind: 'table',
      table: {
        caption: 'homework.forward.table',
        columns: formulas('x1', 'x2', 'h1', 'h2', 'y', 't', 'lSample'),
        rows: SAMPLES.map(({ id }) => sampleRow(id)),
      },
    },
    { kind: 'text', text: 'homework.forward.loss' },
    { kind: 'formula', formula: 'homework.loss' },
    {
      kind: 'ask',
      ask: {
        id: 'loss',
        question: 'homework.forward.ask.loss',
        figure: 'loss',
        hint: 'homework.forward.hint.loss',
        because: 'homework.forward.because.loss',
        slips: (figures) => lossSlips(figures),
      },
    },
    { kind: 'formula', formula: 'homework.lossValues' },
    { kind: 'text', text: 'homework.forward.map' },
  ],
};
