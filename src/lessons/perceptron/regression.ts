// A curve through noisy points by a network with one hidden layer: mini-batches, optimizers, activations, and a table
// of runs that the student makes.
import type { Figures, Row, Step } from '../lesson.ts';
import { type Place, type Plot, sampled } from '../plot.ts';
import type { RunChoice } from '../run-plan.ts';
import {
  BATCHES,
  comparisonFigures,
  EPOCHS,
  modelOf,
  NETWORK,
  regressionFigures,
  responses,
  startOf,
} from './regression-figures.ts';

/** Learning rates with which both optimizers get on, and neither at once. */
const RATES = { gd: 0.05, adam: 0.01 } as const;

const setUpWith = (batch: number, on: 'gd' | 'adam' | 'both') => ({
  tab: 'landscape',
  network: { ...NETWORK, batch },
  plane: { x: { random: 1 }, y: { random: 2 } },
  window: { x: [-2, 2], y: [-2, 2] },
  starts: { points: [[0, 0]] },
  steps: EPOCHS * Math.ceil(80 / batch),
  optimizers: {
    gd: { on: on !== 'adam', learningRate: RATES.gd },
    adam: { on: on !== 'gd', learningRate: RATES.adam, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  },
  view: { arrows: false, marks: true },
});

const at = (f: Figures, name: string): number => f[name]!;

/** Of both axes of the data. */
export const DATA_RANGE = { x: [-3.2, 3.2], y: [-2.9, 2.9] } as const;

const START: Plot = {
  caption: 'regression.start',
  size: 'wide',
  panels: [
    {
      x: [...DATA_RANGE.x],
      y: [...DATA_RANGE.y],
      names: ['x', 'y'],
      of(_, state) {
        const model = modelOf(state);
        const { train, test } = model;
        const placesOf = ({ inputs, targets }: typeof train): Place[] =>
          Array.from(targets, (target, i) => [inputs[i]!, target]);
        const xs = sampled((x) => x, [...DATA_RANGE.x], 81).map(([x]) => x);
        const outputs = responses(model, startOf(state), xs);
        return {
          lines: [{ style: 'first', places: outputs.map((o, i) => [xs[i]!, o]) }],
          points: [
            { mark: 'full', places: placesOf(train) },
            { mark: 'hollow', places: placesOf(test) },
          ],
        };
      },
    },
  ],
  legend: [
    { as: 'full', text: 'regression.training' },
    { as: 'hollow', text: 'regression.testing' },
    { as: 'first', text: 'regression.untrained' },
  ],
};

export const network: Step = {
  id: 'network',
  title: 'regression.network.title',
  setUp: setUpWith(8, 'gd'),
  figures: regressionFigures,
  parts: [
    { kind: 'text', text: 'regression.intro' },
    { kind: 'plot', plot: START },
    { kind: 'text', text: 'regression.layers' },
    { kind: 'formula', formula: 'regression.network' },
    {
      kind: 'ask',
      ask: {
        id: 'parameters',
        question: 'regression.ask.parameters',
        figure: 'parameters',
        hint: 'regression.hint.parameters',
        because: 'regression.because.parameters',
        slips: (f) => [
          { value: at(f, 'weights'), hint: 'regression.slip.noBiases' },
          { value: at(f, 'noOutputBias'), hint: 'regression.slip.noOutputBias' },
          { value: at(f, 'hidden') + 2, hint: 'regression.slip.units' },
        ],
      },
    },
    { kind: 'text', text: 'regression.loss' },
    { kind: 'formula', formula: 'regression.cost' },
    {
      kind: 'ask',
      ask: {
        id: 'cost',
        question: 'regression.ask.cost',
        figure: 'point.cost',
        hint: 'regression.hint.cost',
        because: 'regression.because.cost',
        slips: (f) => [
          { value: at(f, 'point.square'), hint: 'regression.slip.noHalf' },
          { value: at(f, 'point.r'), hint: 'regression.slip.noSquare' },
          { value: Math.abs(at(f, 'point.r')) / 2, hint: 'regression.slip.noSquare' },
        ],
      },
    },
    { kind: 'text', text: 'regression.batches' },
    {
      kind: 'ask',
      ask: {
        id: 'updates',
        question: 'regression.ask.updates',
        figure: 'updates',
        hint: 'regression.hint.updates',
        because: 'regression.because.updates',
        slips: (f) => [
          { value: at(f, 'all') / at(f, 'batch'), hint: 'regression.slip.testToo' },
          { value: at(f, 'updatesOfAll'), hint: 'regression.slip.testToo' },
          { value: at(f, 'batch'), hint: 'regression.slip.batchItself' },
          { value: at(f, 'train'), hint: 'regression.slip.eachPoint' },
          { value: 1, hint: 'regression.slip.fullBatch' },
        ],
      },
    },
    { kind: 'text', text: 'regression.stopping' },
  ],
};

const choice = (
  activation: RunChoice['activation'],
  batch: number,
  optimizer: RunChoice['optimizer'],
): RunChoice => ({ activation, batch, optimizer });

const CURVES = ['tanh', 'sigmoid', 'relu', 'leaky-relu', 'identity'] as const;

export const runs: Step = {
  id: 'runs',
  title: 'regression.runs.title',
  setUp: setUpWith(8, 'gd'),
  figures: regressionFigures,
  parts: [
    { kind: 'text', text: 'regression.runs.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'total',
        question: 'regression.ask.total',
        figure: 'total.8',
        hint: 'regression.hint.total',
        slips: (f) => [
          { value: at(f, 'epochs'), hint: 'regression.slip.onePerEpoch' },
          { value: at(f, 'each.8'), hint: 'regression.slip.oneEpoch' },
          { value: at(f, 'total.1'), hint: 'regression.slip.eachPoint' },
          { value: Math.ceil(at(f, 'all') / 8) * at(f, 'epochs'), hint: 'regression.slip.testToo' },
        ],
      },
    },
    { kind: 'control', control: 'gd.learningRate', label: 'regression.control.sgd' },
    { kind: 'control', control: 'adam.learningRate', label: 'regression.control.adam' },
    {
      kind: 'runs',
      plan: {
        caption: 'regression.runs.table',
        epochs: EPOCHS,
        rows: [
          ...CURVES.map((activation) => choice(activation, 8, 'gd')),
          choice('tanh', 4, 'gd'),
          choice('tanh', 1, 'gd'),
          ...BATCHES.map((batch) => choice('tanh', batch, 'adam')),
        ],
        own: { activations: [...CURVES, 'step'], batches: BATCHES },
      },
    },
    { kind: 'text', text: 'regression.runs.read' },
    {
      kind: 'list',
      items: ['regression.runs.line', 'regression.runs.stops', 'regression.runs.test'],
    },
  ],
};

const updatesRow = (batch: number): Row => ({
  head: { figure: `size.${batch}` },
  cells: [{ figure: `each.${batch}` }, { figure: `total.${batch}` }],
});

export const compare: Step = {
  id: 'compare',
  title: 'regression.compare.title',
  setUp: setUpWith(8, 'both'),
  figures: comparisonFigures,
  parts: [
    { kind: 'text', text: 'regression.compare.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'even',
        question: 'regression.ask.even',
        figure: 'even',
        hides: ['ratio'],
        hint: 'regression.hint.even',
        slips: (f) => [
          { value: at(f, 'few'), hint: 'regression.slip.sameEpochs' },
          { value: at(f, 'lessThanFew'), hint: 'regression.slip.otherWay' },
          { value: at(f, 'ratio'), hint: 'regression.slip.ratioAlone' },
        ],
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'regression.compare.table',
        columns: [
          { text: 'regression.compare.batch' },
          { text: 'regression.compare.each' },
          { text: 'regression.compare.total' },
        ],
        rows: BATCHES.map(updatesRow),
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'best',
        question: 'regression.ask.best',
        figure: 'best',
        hint: 'regression.hint.best',
        because: 'regression.because.best',
        slips: (f) =>
          BATCHES.map((batch) => ({ value: at(f, `size.${batch}`), hint: 'regression.slip.best' })),
      },
    },
    {
      kind: 'runs',
      plan: {
        caption: 'regression.runs.table',
        epochs: EPOCHS,
        rows: (['gd', 'adam'] as const).flatMap((optimizer) =>
          BATCHES.map((batch) => choice('tanh', batch, optimizer)),
        ),
      },
    },
    { kind: 'text', text: 'regression.compare.noise' },
    {
      kind: 'ask',
      ask: {
        id: 'adam',
        question: 'regression.ask.adam',
        figure: 'adamTo',
        hint: 'regression.hint.adam',
        because: 'regression.because.adam',
        slips: (f) => [
          { value: at(f, 'sgdTo'), hint: 'regression.slip.sgdMove' },
          { value: at(f, 'adamTimesSlope'), hint: 'regression.slip.timesSlope' },
          { value: at(f, 'adamAscent'), hint: 'regression.slip.ascent' },
        ],
      },
    },
    { kind: 'text', text: 'regression.compare.adam' },
  ],
};
