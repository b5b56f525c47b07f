// Activations and their slopes at a weighted sum of the student's own, and what a slope of 0 does to training.
import { power } from '../../math/logarithm.ts';
import { ACTIVATIONS, type Activation } from '../../problems/networks/spec.ts';
import { sigma, slope } from '../homework/figures.ts';
import type { Drawing, Figures, LessonState, Row, Step } from '../lesson.ts';
import { CURVES, FUNCTIONS } from './activation-curves.ts';

/** The unit's only input, and what is wanted of it. */
const INPUT = 1;
const TARGET = 0.8;
/** So many sigmoids one after the other. */
const LAYERS = 5;

/**
 * The unit as the page has it: one of a hidden layer, which the output hands on as it is. It hands on nothing of the
 * other one, without which the usual plane of a network, of two random directions, would be a line.
 */
const unitWith = (activation: Activation) => ({
  layers: [1, 2, 1],
  activation,
  loss: 'half-squared-error',
  weights: [-1.5, 0, 0.5, 0, 1, 0, 0],
});

const figuresOf = ({ parameters, optimizers, network }: LessonState): Figures => {
  const { 'W1.1.1': w = 0, 'b1.1': b = 0 } = parameters;
  const z = w * INPUT + b;
  const f: Record<string, number> = { 'W1.1.1': w, 'b1.1': b, x: INPUT, t: TARGET, z };
  for (const name of ACTIVATIONS) {
    f[`${name}.f`] = FUNCTIONS[name].of(z);
    f[`${name}.slope`] = FUNCTIONS[name].slope(z);
  }
  const chosen = network?.model.spec.activations[0] ?? 'sigmoid';
  const o = f[`${chosen}.f`]!;
  const r = o - TARGET;
  const dw = r * f[`${chosen}.slope`]! * INPUT;
  const eta = optimizers.gd.learningRate;
  const most = slope(0);
  return {
    ...f,
    'x.1': INPUT,
    'y.1': o,
    o,
    r,
    slope: f[`${chosen}.slope`]!,
    loss: (r * r) / 2,
    dw,
    eta,
    'after.w': w - eta * dw,
    'after.noSlope': w - eta * r * INPUT,
    'after.ascent': w + eta * r * INPUT,
    oneMinusSigma: 1 - f['sigmoid.f']!,
    zOneMinusZ: z * (1 - z),
    oneMinusTanh: 1 - f['tanh.f']!,
    tanhAsSigma: f['tanh.f']! * (1 - f['tanh.f']!),
    most,
    half: sigma(0),
    layers: LAYERS,
    through: power(most, LAYERS),
    tanhMost: FUNCTIONS.tanh.slope(0),
  };
};

const UNIT: Drawing = {
  caption: 'activations.network',
  units: [
    { id: 'x', formula: 'x', x: 0, y: 0 },
    { id: 'y', formula: 'y', x: 1, y: 0, bias: 'b1.1', biasSymbol: 'b' },
  ],
  weights: [{ name: 'W1.1.1', symbol: 'w', from: 'x', to: 'y', trained: true }],
  samples: ['1'],
};

const row = (name: Activation): Row => ({
  head: { text: `activations.${name}` },
  cells: [
    { formula: `activation.${name}` },
    { figure: `${name}.f` },
    { formula: `activation.${name}.slope` },
    { figure: `${name}.slope` },
  ],
});

const setUpWith = (activation: Activation) => ({
  tab: 'landscape',
  network: unitWith(activation),
  trained: ['W1.1.1', 'b1.1'],
  data: [[INPUT, TARGET]],
  plane: { x: { parameter: 'W1.1.1' }, y: { parameter: 'b1.1' } },
  window: { x: [-6, 6], y: [-6, 6] },
  starts: { points: [[-1.5, 0.5]] },
  steps: 200,
  optimizers: { gd: { on: true, learningRate: 1 }, adam: { on: false } },
  // The minima are a whole line.
  view: { arrows: true, marks: false },
});

const at = (f: Figures, name: string): number => f[name]!;

export const slopes: Step = {
  id: 'slopes',
  title: 'activations.slopes.title',
  setUp: setUpWith('sigmoid'),
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'activations.intro' },
    { kind: 'network', drawing: UNIT },
    { kind: 'plot', plot: CURVES },
    { kind: 'text', text: 'activations.move' },
    {
      kind: 'ask',
      ask: {
        id: 'sigmoid',
        question: 'activations.ask.sigmoid',
        figure: 'sigmoid.slope',
        hides: ['slope', 'dw'],
        hint: 'activations.hint.sigmoid',
        because: 'activations.because.sigmoid',
        slips: (f) => [
          { value: at(f, 'sigmoid.f'), hint: 'activations.slip.value' },
          { value: at(f, 'oneMinusSigma'), hint: 'activations.slip.oneFactor' },
          { value: at(f, 'zOneMinusZ'), hint: 'activations.slip.ofZ' },
          { value: at(f, 'most'), hint: 'activations.slip.most' },
          { value: at(f, 'sigmoid.f') ** 2, hint: 'activations.slip.square' },
        ],
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'tanh',
        question: 'activations.ask.tanh',
        figure: 'tanh.slope',
        hint: 'activations.hint.tanh',
        slips: (f) => [
          { value: at(f, 'tanh.f'), hint: 'activations.slip.value' },
          { value: at(f, 'oneMinusTanh'), hint: 'activations.slip.noSquare' },
          { value: at(f, 'tanhAsSigma'), hint: 'activations.slip.sigmasFormula' },
          { value: at(f, 'sigmoid.slope'), hint: 'activations.slip.sigmasSlope' },
        ],
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'activations.table',
        columns: [
          { text: 'activations.name' },
          { formula: 'activation.f' },
          { text: 'activations.valueAtZ' },
          { formula: 'activation.slope' },
          { text: 'activations.slopeAtZ' },
        ],
        rows: ACTIVATIONS.map(row),
      },
    },
    { kind: 'text', text: 'activations.chain' },
    { kind: 'formula', formula: 'activations.gradient' },
    {
      kind: 'ask',
      ask: {
        id: 'dw',
        question: 'activations.ask.dw',
        figure: 'dw',
        hint: 'activations.hint.dw',
        because: 'activations.because.dw',
        slips: (f) => [
          { value: at(f, 'r'), hint: 'activations.slip.noSlope' },
          { value: at(f, 'slope'), hint: 'activations.slip.noResidual' },
          { value: at(f, 'loss') * at(f, 'slope'), hint: 'activations.slip.lossForResidual' },
          { value: at(f, 'z') * at(f, 'dw'), hint: 'activations.slip.zForX' },
        ],
      },
    },
    { kind: 'text', text: 'activations.map' },
  ],
};

export const flat: Step = {
  id: 'flat',
  title: 'activations.flat.title',
  setUp: setUpWith('step'),
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'activations.flat.intro' },
    { kind: 'activation', label: 'activations.choose', of: ACTIVATIONS },
    {
      kind: 'ask',
      ask: {
        id: 'step',
        question: 'activations.ask.step',
        figure: 'after.w',
        hint: 'activations.hint.step',
        because: 'activations.because.step',
        slips: (f) => [
          { value: at(f, 'after.noSlope'), hint: 'activations.slip.noSlope' },
          { value: at(f, 'after.ascent'), hint: 'activations.slip.noSlope' },
        ],
      },
    },
    { kind: 'formula', formula: 'activations.update' },
    { kind: 'text', text: 'activations.flat.kinds' },
    { kind: 'control', control: 'gd.learningRate', label: 'perceptron.control.gd' },
    { kind: 'text', text: 'activations.flat.sigmoid' },
    {
      kind: 'ask',
      ask: {
        id: 'most',
        question: 'activations.ask.most',
        figure: 'most',
        hides: ['through'],
        hint: 'activations.hint.most',
        because: 'activations.because.most',
        slips: (f) => [
          { value: at(f, 'half'), hint: 'activations.slip.valueAtZero' },
          { value: at(f, 'tanhMost'), hint: 'activations.slip.tanhMost' },
        ],
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'through',
        question: 'activations.ask.through',
        figure: 'through',
        hint: 'activations.hint.through',
        because: 'activations.because.through',
        slips: (f) => [
          { value: at(f, 'layers') * at(f, 'most'), hint: 'activations.slip.added' },
          { value: at(f, 'most') / at(f, 'layers'), hint: 'activations.slip.divided' },
          { value: power(at(f, 'half'), at(f, 'layers')), hint: 'activations.slip.halves' },
        ],
      },
    },
    { kind: 'formula', formula: 'activations.product' },
    { kind: 'text', text: 'activations.flat.end' },
  ],
};
