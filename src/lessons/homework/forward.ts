// The homework's first part: the forward pass of the four samples and the loss before training.
import type { Drawing, Row, Step } from '../lesson.ts';
import { gradientFigures, SAMPLES } from './figures.ts';
import { lossSlips, outputSlips } from './slips.ts';

export const DRAWING: Drawing = {
  caption: 'homework.network.caption',
  units: [
    { id: 'x1', formula: 'x1', x: 0.06, y: 0.25 },
    { id: 'x2', formula: 'x2', x: 0.06, y: 0.75 },
    { id: 'h1', formula: 'h1', x: 0.5, y: 0.25, bias: 'b1' },
    { id: 'h2', formula: 'h2', x: 0.5, y: 0.75, bias: 'b2' },
    { id: 'y', formula: 'y', x: 0.94, y: 0.5, bias: 'c' },
  ],
  weights: [
    { name: 'w11', from: 'x1', to: 'h1', trained: false },
    { name: 'w12', from: 'x2', to: 'h1', trained: true },
    { name: 'w21', from: 'x1', to: 'h2', trained: true },
    { name: 'w22', from: 'x2', to: 'h2', trained: false },
    { name: 'v1', from: 'h1', to: 'y', trained: false },
    { name: 'v2', from: 'h2', to: 'y', trained: false },
  ],
  samples: SAMPLES.map(({ id }) => id),
};

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
