// Why one unit does not learn XOR: four inequalities that contradict each other, and a loss that stays at ln 2 or above.
import type { Figures, Row, Step, Table } from '../lesson.ts';
import { OWN_BOUNDARY } from './boundary.ts';
import { UNIT } from './drawing.ts';
import { onPlane } from './gates.ts';
import { CORNERS, xorFigures } from './unit.ts';

const at = (f: Figures, name: string): number => f[name]!;

const SIDES: Table = {
  caption: 'perceptron.xor.sides',
  columns: [
    { text: 'perceptron.xor.sample' },
    { text: 'perceptron.xor.wanted' },
    { text: 'perceptron.xor.has' },
    { text: 'perceptron.xor.holds' },
  ],
  rows: CORNERS.map(
    ({ id }): Row => ({
      head: { formula: `corner${id}` },
      part: `sample.${id}`,
      cells: [
        { formula: `wanted${id}` },
        { figure: `z.${id}`, digits: 4 },
        { figure: `right.${id}` },
      ],
    }),
  ),
};

const AT_ZERO: Table = {
  caption: 'perceptron.xor.atZero',
  columns: ['cornerHead', 'residual', 'shareX1', 'shareX2', 'shareOne'].map((formula) => ({
    formula,
  })),
  rows: [
    ...CORNERS.map(
      ({ id }): Row => ({
        head: { formula: `corner${id}` },
        part: `sample.${id}`,
        cells: ['r', 'c1', 'c2', 'r'].map((name) => ({ figure: `zero.${name}.${id}` })),
      }),
    ),
    {
      head: { text: 'perceptron.xor.mean' },
      cells: [
        { text: 'perceptron.none' },
        { figure: 'zero.g1' },
        { figure: 'zero.g2' },
        { figure: 'zero.gb' },
      ],
    },
  ],
};

export const notXor: Step = {
  id: 'xor',
  title: 'perceptron.xor.title',
  setUp: onPlane('xor', {
    window: { x: [-6, 6], y: [-5, 5] },
    starts: { points: [[2, -1]] },
    steps: 200,
    optimizers: { gd: { on: true, learningRate: 1 }, adam: { on: false } },
  }),
  figures: xorFigures,
  parts: [
    { kind: 'text', text: 'perceptron.xor.intro' },
    { kind: 'network', drawing: UNIT },
    { kind: 'table', table: SIDES },
    {
      kind: 'ask',
      ask: {
        id: 'most',
        question: 'perceptron.xor.ask.most',
        figure: 'most',
        hint: 'perceptron.xor.hint.most',
        because: 'perceptron.xor.because.most',
        slips: (f) => [
          { value: at(f, 'all'), hint: 'perceptron.slip.allFour' },
          { value: at(f, 'all') / 2, hint: 'perceptron.slip.two' },
        ],
      },
    },
    { kind: 'text', text: 'perceptron.xor.add' },
    { kind: 'formula', formula: 'perceptron.contradiction' },
    {
      kind: 'ask',
      ask: {
        id: 'balance',
        question: 'perceptron.xor.ask.balance',
        figure: 'balance',
        hint: 'perceptron.xor.hint.balance',
        because: 'perceptron.xor.because.balance',
        slips: (f) => [
          { value: at(f, 'sumOfAll'), hint: 'perceptron.slip.allAdded' },
          { value: at(f, 'noBias'), hint: 'perceptron.slip.noZ00' },
          { value: at(f, 'noBias') + at(f, 'z.00'), hint: 'perceptron.slip.z00Added' },
        ],
      },
    },
    { kind: 'plot', plot: OWN_BOUNDARY },
    { kind: 'text', text: 'perceptron.xor.line' },
    { kind: 'text', text: 'perceptron.xor.loss' },
    { kind: 'formula', formula: 'perceptron.convex' },
    {
      kind: 'ask',
      ask: {
        id: 'least',
        question: 'perceptron.xor.ask.least',
        figure: 'least.loss',
        hides: ['ln2', 'end.loss', 'zero.loss'],
        hint: 'perceptron.xor.hint.least',
        because: 'perceptron.xor.because.least',
        slips: (f) => [
          { value: 0, hint: 'perceptron.slip.noLoss' },
          { value: 1 / at(f, 'all'), hint: 'perceptron.slip.errorRate' },
          { value: at(f, 'least.loss') / Math.LN10, hint: 'perceptron.slip.log10' },
          { value: at(f, 'least.loss') / Math.LN2, hint: 'perceptron.slip.log2' },
          { value: at(f, 'loss'), hint: 'perceptron.slip.ownLoss' },
        ],
      },
    },
    { kind: 'text', text: 'perceptron.xor.zero' },
    { kind: 'table', table: AT_ZERO },
    { kind: 'control', control: 'steps', label: 'perceptron.control.steps' },
    { kind: 'text', text: 'perceptron.xor.map' },
    { kind: 'list', items: ['perceptron.xor.try1', 'perceptron.xor.try2', 'perceptron.xor.try3'] },
  ],
};
