// The homework's fifth part: many epochs of both optimizers, and what there is to see on the way.
import type { Row, Step, Table } from '../lesson.ts';
import { epochFigures, epochRuns, RATES } from './runs.ts';
import { halfStepSlips } from './slips.ts';

const runRow = (head: 'homework.epochs.gd' | 'homework.epochs.adam', run: 'gd' | 'adam'): Row => ({
  head: { text: head },
  cells: ['eta', 'w21', 'w12', 'loss', 'solvedAt'].map((name) => ({ figure: `${run}.${name}` })),
});

const RUNS: Table = {
  caption: 'homework.epochs.runs',
  columns: [
    { text: 'homework.epochs.optimizer' },
    { formula: 'eta' },
    { formula: 'w21' },
    { formula: 'w12' },
    { formula: 'L' },
    { text: 'homework.epochs.solvedAt' },
  ],
  rows: [runRow('homework.epochs.gd', 'gd'), runRow('homework.epochs.adam', 'adam')],
};

const FATES: Table = {
  caption: 'homework.epochs.fates',
  columns: [
    { formula: 'eta' },
    { text: 'homework.epochs.first' },
    { text: 'homework.epochs.second' },
    { text: 'homework.epochs.third' },
    { text: 'homework.epochs.end' },
    { text: 'homework.epochs.solvedAt' },
  ],
  rows: RATES.map((rate) => ({
    head: { figure: `eta.${rate}` },
    cells: [
      { figure: `at${rate}.1.w12`, digits: 5 },
      { figure: `at${rate}.2.w12`, digits: 5 },
      { figure: `at${rate}.3.w12`, digits: 5 },
      { figure: `at${rate}.loss` },
      { figure: `at${rate}.solvedAt` },
    ],
  })),
};

const PLATEAUS: Table = {
  caption: 'homework.epochs.plateaus',
  columns: [
    { text: 'homework.epochs.limit' },
    { formula: 'minusInfinity21' },
    { formula: 'plusInfinity21' },
  ],
  rows: [
    {
      head: { formula: 'plusInfinity12' },
      cells: [{ figure: 'plateau.mp' }, { figure: 'plateau.pp' }],
    },
    {
      head: { formula: 'minusInfinity12' },
      cells: [{ figure: 'plateau.mm' }, { figure: 'plateau.pm' }],
    },
  ],
};

export const epochs: Step = {
  id: 'epochs',
  title: 'homework.epochs.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-20, 20], y: [-20, 20] },
    steps: 1000,
    optimizers: {
      gd: { on: true, learningRate: 100 },
      adam: { on: true, learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
    view: { arrows: false },
  },
  figures: epochFigures,
  long: epochRuns,
  parts: [
    { kind: 'text', text: 'homework.epochs.intro' },
    { kind: 'control', control: 'gd.learningRate', label: 'homework.control.gd' },
    { kind: 'control', control: 'adam.learningRate', label: 'homework.control.adam' },
    { kind: 'control', control: 'steps', label: 'homework.control.steps' },
    { kind: 'table', table: RUNS },
    { kind: 'text', text: 'homework.epochs.curve' },
    { kind: 'text', text: 'homework.epochs.plateau' },
    { kind: 'table', table: PLATEAUS },
    { kind: 'text', text: 'homework.epochs.valley' },
    {
      kind: 'ask',
      ask: {
        id: 'half',
        question: 'homework.epochs.ask.half',
        figure: 'at50.1.w12',
        hint: 'homework.epochs.hint.half',
        because: 'homework.epochs.because.half',
        slips: halfStepSlips,
      },
    },
    { kind: 'table', table: FATES },
    { kind: 'text', text: 'homework.epochs.why' },
    { kind: 'text', text: 'homework.epochs.adamPath' },
    {
      kind: 'list',
      items: ['homework.epochs.try1', 'homework.epochs.try2', 'homework.epochs.try3'],
    },
  ],
};
