// A plateau: slopes so small that gradient descent hardly moves, and what Adam makes of them.
import { hypot } from '../../math/vector.ts';
import { xor } from '../../problems/xor.ts';
import { gradientFigures } from '../homework/figures.ts';
import { TRAINED } from '../homework/runs.ts';
import type { Figures, LessonState, Row, Slip, Step } from '../lesson.ts';
import { remember } from '../remember.ts';
import { named, train } from './course.ts';

/** So far out that the loss is what it tends to. */
const FAR = 1000;

function make(state: LessonState): Figures {
  const { parameters, optimizers, steps } = state;
  const { loss, g21, g12 } = gradientFigures(parameters) as Record<string, number>;
  const [eta, { learningRate, beta1, beta2, epsilon }] = [
    optimizers.gd.learningRate,
    optimizers.adam,
  ];
  const [w21, w12] = [parameters.w21!, parameters.w12!];
  const size = Math.abs(g12!);
  const moves = { gd: eta * size, adam: size > 0 ? (learningRate * size) / (size + epsilon) : 0 };
  const adam = { kind: 'adam', learningRate, beta1, beta2, epsilon } as const;
  const limit = xor
    .bind(parameters, TRAINED)
    .loss(Float64Array.of(FAR * Math.sign(w21), FAR * Math.sign(w12)));
  return {
    ...{ w21, w12, loss: loss!, limit, g21: g21!, g12: g12!, size, steps, eta, epsilon },
    ...{ etaAdam: learningRate, threshold: xor.thresholds.solved, norm: hypot(g21!, g12!) },
    'gd.move': moves.gd,
    'adam.move': moves.adam,
    'gd.needed': 1 / moves.gd,
    'adam.needed': 1 / moves.adam,
    ...named('gd', train(state, { kind: 'gd', learningRate: eta }, steps)),
    ...named('adam', train(state, adam, steps)),
  };
}

const figures = remember(make, ({ parameters, optimizers, steps }) => [
  parameters,
  optimizers,
  steps,
]);

const slips = (f: Figures): Slip[] => {
  const [eta, g21, g12, norm] = [f.eta!, Math.abs(f.g21!), f.size!, f.norm!];
  return [
    { value: 1 / g12, hint: 'stuck.slip.noEta' },
    { value: eta * g12, hint: 'stuck.slip.oneStep' },
    { value: 1 / (eta * g21), hint: 'stuck.slip.otherWeight' },
    { value: 1 / (eta * norm), hint: 'stuck.slip.norm' },
    { value: eta / g12, hint: 'stuck.slip.timesEta' },
  ];
};

const row = (run: 'gd' | 'adam'): Row => ({
  head: { text: `homework.epochs.${run}` },
  cells: ['move', 'needed', 'w12', 'loss', 'solvedAt'].map((name) => ({
    figure: `${run}.${name}`,
    digits: 5,
  })),
});

const startAt = (x: number, y: number) => ({ starts: { points: [[x, y]] } });

export const plateau: Step = {
  id: 'plateau',
  title: 'stuck.plateau.title',
  setUp: {
    window: { x: [-20, 20], y: [-20, 20] },
    ...startAt(15, -15),
    steps: 1000,
    optimizers: {
      gd: { on: true, learningRate: 100 },
      adam: { on: true, learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
    view: { arrows: false },
  },
  figures,
  parts: [
    { kind: 'text', text: 'stuck.plateau.intro' },
    { kind: 'formula', formula: 'stuck.slopes' },
    {
      kind: 'ask',
      ask: {
        id: 'needed',
        question: 'stuck.plateau.ask',
        figure: 'gd.needed',
        hint: 'stuck.plateau.hint',
        because: 'stuck.plateau.because',
        slips,
      },
    },
    { kind: 'text', text: 'stuck.plateau.adam' },
    { kind: 'formula', formula: 'stuck.adamMove' },
    { kind: 'control', control: 'gd.learningRate', label: 'stuck.control.gd' },
    { kind: 'control', control: 'adam.learningRate', label: 'stuck.control.adam' },
    { kind: 'control', control: 'steps', label: 'stuck.control.steps' },
    {
      kind: 'table',
      table: {
        caption: 'stuck.plateau.table',
        columns: [
          { text: 'homework.epochs.optimizer' },
          { text: 'stuck.plateau.move' },
          { text: 'stuck.plateau.needed' },
          { text: 'stuck.plateau.end' },
          { text: 'stuck.loss' },
          { text: 'stuck.plateau.solvedAt' },
        ],
        rows: [row('gd'), row('adam')],
      },
    },
    {
      kind: 'choices',
      label: 'stuck.plateau.others',
      choices: [
        { label: 'stuck.plateau.rightBelow', patch: startAt(15, -15) },
        { label: 'stuck.plateau.leftBelow', patch: startAt(-15, -15) },
        { label: 'stuck.plateau.leftAbove', patch: startAt(-15, 18) },
        { label: 'stuck.plateau.rightAbove', patch: startAt(15, 20) },
      ],
    },
    { kind: 'text', text: 'stuck.plateau.slice' },
  ],
};
