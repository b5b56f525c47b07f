// Lesson 2: back-propagation in matrices with the arrays filled in, and training through a plateau.
import { SAMPLES } from './homework/figures.ts';
import type { Ask, Figures, Lesson, Part, Row, Step } from './lesson.ts';
import {
  CHECKPOINTS,
  DEEP_CHECKPOINTS,
  deepFigures,
  deepRuns,
  passFigures,
  trainingFigures,
  trainingRuns,
} from './matrices/figures.ts';
import { twoUnits } from './two-units.ts';

const DRAWING = twoUnits(
  { caption: 'matrices.network', samples: SAMPLES.map(({ id }) => id) },
  ['W1.1.1', 'W1.1.2', 'W1.2.1', 'W1.2.2', 'W2.1.1', 'W2.1.2'],
  ['b1.1', 'b1.2', 'b2.1'],
  () => true,
);

const at = (f: Figures, name: string): number => f[name]!;

const ASKS: Readonly<Record<'sum' | 'delta2' | 'w2' | 'w1', Ask>> = {
  sum: {
    id: 'sum',
    question: 'matrices.ask.sum',
    figure: 'G1.1.11',
    hint: 'matrices.hint.sum',
    slips: (f) => [
      { value: at(f, 'G1.1.11') - at(f, 'b1.1'), hint: 'matrices.slip.noBias' },
      {
        value: at(f, 'W1.1.1') + at(f, 'W1.2.1') + at(f, 'b1.1'),
        hint: 'matrices.slip.transposed',
      },
      { value: at(f, 'G1.1.10'), hint: 'matrices.slip.oneInput' },
      { value: at(f, 'S1.1.11'), hint: 'matrices.slip.alreadySigma' },
    ],
  },
  delta2: {
    id: 'delta2',
    question: 'matrices.ask.delta2',
    figure: 'D2.01',
    hint: 'matrices.hint.delta2',
    slips: (f) => [
      { value: 4 * at(f, 'D2.01'), hint: 'matrices.slip.noQuarter' },
      { value: -at(f, 'D2.01'), hint: 'matrices.slip.sign' },
      {
        value: at(f, 'D2.01') * at(f, 'y.01') * (1 - at(f, 'y.01')),
        hint: 'matrices.slip.squaredError',
      },
      { value: at(f, 'D2.00'), hint: 'matrices.slip.column' },
    ],
  },
  w2: {
    id: 'w2',
    question: 'matrices.ask.w2',
    figure: 'dW2.1.1',
    hint: 'matrices.hint.w2',
    slips: (f) => [
      { value: at(f, 'db2.1'), hint: 'matrices.slip.noS1' },
      { value: 4 * at(f, 'dW2.1.1'), hint: 'matrices.slip.noQuarter' },
      { value: at(f, 'dW2.1.2'), hint: 'matrices.slip.otherUnit' },
      { value: -at(f, 'dW2.1.1'), hint: 'matrices.slip.sign' },
    ],
  },
  w1: {
    id: 'w1',
    question: 'matrices.ask.w1',
    figure: 'dW1.1.1',
    hint: 'matrices.hint.w1',
    slips: (f) => [
      { value: at(f, 'noSlope.1'), hint: 'matrices.slip.noSlope' },
      { value: at(f, 'noW2.1'), hint: 'matrices.slip.noW2' },
      { value: at(f, 'db1.1'), hint: 'matrices.slip.noX' },
      { value: at(f, 'dW1.1.2'), hint: 'matrices.slip.otherInput' },
      { value: -at(f, 'dW1.1.1'), hint: 'matrices.slip.sign' },
    ],
  },
};

const setUp = {
  tab: 'landscape',
  window: { x: [-2, 2], y: [-2, 2] },
  optimizers: { gd: { on: true, learningRate: 1 }, adam: { on: false } },
  view: { arrows: false },
};

const passes: Step = {
  id: 'passes',
  title: 'matrices.passes.title',
  setUp: { ...setUp, steps: 100 },
  figures: passFigures,
  parts: [
    { kind: 'text', text: 'matrices.intro' },
    { kind: 'network', drawing: DRAWING },
    { kind: 'formula', formula: 'matrices.given' },
    { kind: 'text', text: 'matrices.forward' },
    { kind: 'ask', ask: ASKS.sum },
    { kind: 'formula', formula: 'matrices.forward' },
    { kind: 'text', text: 'matrices.loss' },
    { kind: 'text', text: 'matrices.backward' },
    { kind: 'ask', ask: ASKS.delta2 },
    { kind: 'formula', formula: 'matrices.delta2' },
    { kind: 'ask', ask: ASKS.w2 },
    { kind: 'formula', formula: 'matrices.second' },
    { kind: 'text', text: 'matrices.hidden' },
    { kind: 'formula', formula: 'matrices.delta1' },
    { kind: 'ask', ask: ASKS.w1 },
    { kind: 'formula', formula: 'matrices.first' },
    { kind: 'text', text: 'matrices.shapes' },
  ],
};

const checkpoint = (step: number): Row => ({
  head: { figure: `step.${step}` },
  cells: [
    { figure: `loss.${step}`, digits: 7 },
    { figure: `gpu.loss.${step}`, digits: 7 },
    { figure: `apart.${step}`, digits: 2 },
  ],
});

const losses = (checkpoints: readonly number[]): Part => ({
  kind: 'table',
  table: {
    caption: 'matrices.training.losses',
    columns: [
      { text: 'matrices.training.step' },
      { text: 'matrices.training.cpu' },
      { text: 'matrices.training.gpu' },
      { text: 'matrices.training.apart' },
    ],
    rows: checkpoints.map(checkpoint),
  },
});

/** What the columns of both engines are, or why one of them is empty. */
const ENGINES: readonly Part[] = [
  { kind: 'text', text: 'matrices.training.onGpu', where: 'onGpu' },
  { kind: 'text', text: 'matrices.training.noGpu', where: 'noGpu' },
];

const training: Step = {
  id: 'training',
  title: 'matrices.training.title',
  setUp: { ...setUp, steps: 10_000 },
  figures: trainingFigures,
  long: trainingRuns,
  parts: [
    { kind: 'text', text: 'matrices.training.intro' },
    { kind: 'control', control: 'gd.learningRate', label: 'matrices.control.gd' },
    losses(CHECKPOINTS),
    ...ENGINES,
    { kind: 'text', text: 'matrices.training.precision' },
    { kind: 'text', text: 'matrices.training.plateau' },
    { kind: 'text', text: 'matrices.training.fall' },
    {
      kind: 'table',
      table: {
        caption: 'matrices.training.outputs',
        columns: [
          { text: 'matrices.training.output' },
          { text: 'matrices.training.cpu' },
          { text: 'matrices.training.gpu' },
          { formula: 't' },
        ],
        rows: SAMPLES.map(
          ({ id }): Row => ({
            head: { formula: `y${id}` },
            cells: [`end.${id}`, `gpu.end.${id}`, `target.${id}`].map((figure) => ({ figure })),
          }),
        ),
      },
    },
  ],
};

export const matrices: Lesson = {
  id: 'matrices',
  title: 'matrices.lesson',
  setUp: { problem: 'xor9', starts: { points: [[0, 0]] } },
  steps: [passes, training],
};

const deepTraining: Step = {
  id: 'training',
  title: 'matrices.deep.title',
  setUp: { ...setUp, steps: 10_000 },
  figures: deepFigures,
  long: deepRuns,
  parts: [
    { kind: 'text', text: 'matrices.deep.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'count',
        question: 'matrices.deep.ask',
        figure: 'parameters',
        hint: 'matrices.deep.hint',
        slips: (f) => [
          { value: f.weights!, hint: 'matrices.slip.noBiases' },
          { value: f.unitsAndWeights!, hint: 'matrices.slip.inputBiases' },
          { value: f.units!, hint: 'matrices.slip.units' },
        ],
      },
    },
    { kind: 'control', control: 'gd.learningRate', label: 'matrices.control.gd' },
    losses(DEEP_CHECKPOINTS),
    ...ENGINES,
    { kind: 'text', text: 'matrices.deep.precision' },
    { kind: 'text', text: 'matrices.deep.fall' },
  ],
};

/** A lesson of its own: the picture is of another problem. */
export const deep: Lesson = {
  id: 'deep',
  title: 'matrices.deep.lesson',
  setUp: { problem: 'xor-deep', starts: { points: [[0, 0]] } },
  steps: [deepTraining],
};
