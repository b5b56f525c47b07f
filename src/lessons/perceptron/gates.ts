// One unit learns OR, and AND: loss, gradient, a step, and the line that it ends with.
import type { Figures, LessonSetUp, Part, Row, Slip, Step, Table } from '../lesson.ts';
import { BOUNDARIES } from './boundary.ts';
import { UNIT } from './drawing.ts';
import { CORNERS, unitFigures } from './unit.ts';

const at = (f: Figures, name: string): number => f[name]!;

/** All three are trained; from where both weights are alike a gate keeps them so, and the map shows all of the way. */
export const onPlane = (data: string, more: LessonSetUp): LessonSetUp => ({
  tab: 'landscape',
  data,
  trained: ['w1', 'w2', 'b'],
  plane: { x: { vector: [1, 1, 0] }, y: { parameter: 'b' } },
  view: { arrows: true, marks: true },
  ...more,
});

const gd = { gd: { on: true, learningRate: 2 }, adam: { on: false } };

const sampleRow =
  (names: readonly string[]) =>
  ({ id }: { id: string }): Row => ({
    head: { figure: `x1.${id}` },
    part: `sample.${id}`,
    cells: names.map((name) => ({ figure: `${name}.${id}` })),
  });

const formulas = (...names: string[]) => names.map((formula) => ({ formula }));

const trained: Table = {
  caption: 'perceptron.trained',
  columns: [
    ...formulas('x1', 'x2', 't'),
    { text: 'perceptron.outputBefore' },
    { text: 'perceptron.outputAfter' },
  ],
  rows: CORNERS.map(sampleRow(['x2', 't', 'y', 'end.y'])),
};

const training: readonly Part[] = [
  { kind: 'control', control: 'gd.learningRate', label: 'perceptron.control.gd' },
  { kind: 'control', control: 'steps', label: 'perceptron.control.steps' },
  { kind: 'table', table: trained },
  { kind: 'plot', plot: BOUNDARIES },
];

const lossSlips = (f: Figures): Slip[] => [
  { value: at(f, 'lossSum'), hint: 'perceptron.slip.sum' },
  { value: at(f, 'loss') / Math.LN10, hint: 'perceptron.slip.log10' },
  { value: at(f, 'loss') / Math.LN2, hint: 'perceptron.slip.log2' },
  {
    value: CORNERS.reduce((sum, { id }) => sum + at(f, `r.${id}`) ** 2, 0) / 4,
    hint: 'perceptron.slip.squares',
  },
  { value: -at(f, 'loss'), hint: 'perceptron.slip.minusLog' },
];

const slopeSlips = (f: Figures): Slip[] => [
  { value: 4 * at(f, 'g1'), hint: 'perceptron.slip.noQuarter' },
  { value: 2 * at(f, 'g1'), hint: 'perceptron.slip.onlyTwo' },
  { value: -at(f, 'g1'), hint: 'perceptron.slip.targetFirst' },
  {
    value:
      CORNERS.reduce((sum, { id }) => {
        const y = at(f, `y.${id}`);
        return sum + at(f, `c1.${id}`) * y * (1 - y);
      }, 0) / 4,
    hint: 'perceptron.slip.extraSlope',
  },
  { value: at(f, 'gb'), hint: 'perceptron.slip.biasSlope' },
  { value: at(f, 'c1.10') / 4, hint: 'perceptron.slip.oneSample' },
];

const stepSlips =
  (name: 'w1' | 'b', slope: 'g1' | 'gb') =>
  (f: Figures): Slip[] => [
    { value: at(f, name) + at(f, 'eta') * at(f, slope), hint: 'perceptron.slip.ascent' },
    { value: at(f, name) - at(f, slope), hint: 'perceptron.slip.noEta' },
    { value: at(f, slope), hint: 'perceptron.slip.slopeAlone' },
  ];

export const or: Step = {
  id: 'or',
  title: 'perceptron.or.title',
  setUp: onPlane('or', {
    window: { x: [-2, 12], y: [-8, 4] },
    starts: { points: [[0, 0]] },
    steps: 500,
    optimizers: gd,
  }),
  figures: unitFigures('or'),
  parts: [
    { kind: 'text', text: 'perceptron.or.intro' },
    { kind: 'network', drawing: UNIT },
    { kind: 'formula', formula: 'perceptron.unit' },
    { kind: 'text', text: 'perceptron.or.before' },
    {
      kind: 'ask',
      ask: {
        id: 'loss',
        question: 'perceptron.or.ask.loss',
        figure: 'loss',
        // From the usual start each of the four costs as much.
        hides: CORNERS.map(({ id }) => `l.${id}`),
        hint: 'perceptron.or.hint.loss',
        because: 'perceptron.or.because.loss',
        slips: lossSlips,
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'perceptron.samples',
        columns: formulas('x1', 'x2', 'unitSum', 'y', 't', 'lSample'),
        rows: CORNERS.map(sampleRow(['x2', 'z', 'y', 't', 'l'])),
      },
    },
    { kind: 'text', text: 'perceptron.or.gradient' },
    { kind: 'formula', formula: 'perceptron.gradient' },
    {
      kind: 'ask',
      ask: {
        id: 'g1',
        question: 'perceptron.or.ask.g1',
        figure: 'g1',
        hides: ['g2', 'gb', 'pair'],
        hint: 'perceptron.or.hint.g1',
        because: 'perceptron.or.because.g1',
        slips: slopeSlips,
      },
    },
    { kind: 'formula', formula: 'perceptron.slopes' },
    {
      kind: 'ask',
      ask: {
        id: 'w1',
        question: 'perceptron.or.ask.w1',
        figure: 'after.w1',
        hides: ['after.w2', 'after.b'],
        hint: 'perceptron.or.hint.w1',
        slips: stepSlips('w1', 'g1'),
      },
    },
    { kind: 'formula', formula: 'perceptron.step' },
    { kind: 'text', text: 'perceptron.or.training' },
    ...training,
    { kind: 'text', text: 'perceptron.or.boundary' },
    { kind: 'formula', formula: 'perceptron.boundaryLine' },
    {
      kind: 'ask',
      ask: {
        id: 'cut',
        question: 'perceptron.or.ask.cut',
        figure: 'end.cut',
        hint: 'perceptron.or.hint.cut',
        because: 'perceptron.or.because.cut',
        slips: (f) => [
          { value: -at(f, 'end.cut'), hint: 'perceptron.slip.cutSign' },
          { value: at(f, 'end.inverse'), hint: 'perceptron.slip.inverse' },
          { value: at(f, 'end.minusB'), hint: 'perceptron.slip.noDivision' },
          { value: at(f, 'end.minusB') / at(f, 'end.sum2'), hint: 'perceptron.slip.bothWeights' },
        ],
      },
    },
    { kind: 'text', text: 'perceptron.or.map' },
  ],
};

export const and: Step = {
  id: 'and',
  title: 'perceptron.and.title',
  setUp: onPlane('and', {
    window: { x: [-2, 12], y: [-16, 2] },
    starts: { points: [[0, 0]] },
    steps: 500,
    optimizers: gd,
  }),
  figures: unitFigures('and'),
  parts: [
    { kind: 'text', text: 'perceptron.and.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'g1',
        question: 'perceptron.and.ask.g1',
        figure: 'g1',
        hides: ['g2', 'pair'],
        hint: 'perceptron.and.hint.g1',
        because: 'perceptron.and.because.g1',
        slips: (f) => [
          { value: at(f, 'gb'), hint: 'perceptron.slip.biasSlope' },
          { value: at(f, 'c1.10') / 4, hint: 'perceptron.slip.oneSample' },
          { value: at(f, 'c1.11') / 4, hint: 'perceptron.slip.oneSample' },
        ],
      },
    },
    { kind: 'formula', formula: 'perceptron.slopes' },
    {
      kind: 'ask',
      ask: {
        id: 'b',
        question: 'perceptron.and.ask.b',
        figure: 'after.b',
        hint: 'perceptron.and.hint.b',
        because: 'perceptron.and.because.b',
        slips: stepSlips('b', 'gb'),
      },
    },
    { kind: 'formula', formula: 'perceptron.step' },
    { kind: 'text', text: 'perceptron.and.training' },
    ...training,
    {
      kind: 'ask',
      ask: {
        id: 'z11',
        question: 'perceptron.and.ask.z11',
        figure: 'end.z.11',
        hint: 'perceptron.and.hint.z11',
        because: 'perceptron.and.because.z11',
        slips: (f) => [
          { value: at(f, 'end.single'), hint: 'perceptron.slip.oneInput' },
          { value: at(f, 'end.sum2'), hint: 'perceptron.slip.noBias' },
          { value: at(f, 'end.y.11'), hint: 'perceptron.slip.alreadySigma' },
          { value: at(f, 'end.sum2') - at(f, 'end.b'), hint: 'perceptron.slip.minusBias' },
        ],
      },
    },
    { kind: 'formula', formula: 'perceptron.andSums' },
    { kind: 'text', text: 'perceptron.and.end' },
  ],
};
