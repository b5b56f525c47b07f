// The homework's third and fourth parts: one step of gradient descent, and one of Adam.
import type { Part, Row, Step } from '../lesson.ts';
import { adamFigures, gdFigures, SAMPLES } from './figures.ts';
import {
  adamSlips,
  firstMomentSlips,
  newLossSlips,
  secondMomentSlips,
  updateSlips,
} from './slips.ts';

/** Outputs and loss before and after the step. */
const compared: Part = {
  kind: 'table',
  table: {
    caption: 'homework.step.table',
    columns: [
      { text: 'homework.step.sample' },
      { text: 'homework.step.before' },
      { text: 'homework.step.after' },
      { text: 'homework.step.target' },
    ],
    rows: [
      ...SAMPLES.map(
        ({ id }): Row => ({
          head: { formula: `y${id}` },
          part: `sample.${id}`,
          cells: [`y.${id}`, `after.y.${id}`, `t.${id}`].map((figure) => ({ figure, digits: 8 })),
        }),
      ),
      {
        head: { formula: 'L' },
        cells: [
          { figure: 'loss', digits: 8 },
          { figure: 'after.loss', digits: 8 },
          { text: 'homework.step.none' },
        ],
      },
    ],
  },
};

export const gd: Step = {
  id: 'gd',
  title: 'homework.gd.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-6, 6], y: [-3, 9] },
    steps: 1,
    optimizers: { gd: { on: true, learningRate: 100 }, adam: { on: false } },
    view: { arrows: true },
  },
  figures: gdFigures,
  parts: [
    { kind: 'text', text: 'homework.gd.intro' },
    { kind: 'formula', formula: 'homework.gdRule' },
    { kind: 'control', control: 'gd.learningRate', label: 'homework.control.gd' },
    {
      kind: 'ask',
      ask: {
        id: 'w12',
        question: 'homework.gd.ask.w12',
        figure: 'after.w12',
        // The start is at 0.
        hides: ['step12'],
        hint: 'homework.gd.hint.w12',
        because: 'homework.gd.because.w12',
        slips: updateSlips,
      },
    },
    { kind: 'formula', formula: 'homework.gdStep' },
    { kind: 'text', text: 'homework.gd.again' },
    { kind: 'formula', formula: 'homework.newUnits' },
    {
      kind: 'ask',
      ask: {
        id: 'loss',
        question: 'homework.gd.ask.loss',
        figure: 'after.loss',
        hint: 'homework.gd.hint.loss',
        because: 'homework.gd.because.loss',
        slips: newLossSlips,
      },
    },
    compared,
    { kind: 'text', text: 'homework.gd.meaning' },
    { kind: 'text', text: 'homework.gd.large' },
  ],
};

const momentRow = (weight: '21' | '12'): Row => ({
  head: { formula: `w${weight}` },
  part: `w${weight}`,
  cells: ['g', 'm', 'v', 'mHat', 'vHat', 'd'].map((name) => ({
    figure: `${name}${weight}`,
    digits: 5,
  })),
});

export const adam: Step = {
  id: 'adam',
  title: 'homework.adam.title',
  setUp: {
    tab: 'landscape',
    window: { x: [-0.02, 0.04], y: [-0.02, 0.04] },
    steps: 1,
    optimizers: {
      gd: { on: false },
      adam: { on: true, learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0 },
    },
    view: { arrows: true },
  },
  figures: adamFigures,
  parts: [
    { kind: 'text', text: 'homework.adam.intro' },
    { kind: 'formula', formula: 'homework.adamRule' },
    {
      kind: 'ask',
      ask: {
        id: 'm12',
        question: 'homework.adam.ask.m12',
        figure: 'm12',
        hint: 'homework.adam.hint.m12',
        slips: firstMomentSlips,
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'v12',
        question: 'homework.adam.ask.v12',
        figure: 'v12',
        hint: 'homework.adam.hint.v12',
        slips: secondMomentSlips,
      },
    },
    { kind: 'formula', formula: 'homework.adamFirst' },
    {
      kind: 'ask',
      ask: {
        id: 'd12',
        question: 'homework.adam.ask.d12',
        figure: 'd12',
        hides: ['d21'],
        hint: 'homework.adam.hint.d12',
        because: 'homework.adam.because.d12',
        slips: adamSlips,
      },
    },
    { kind: 'formula', formula: 'homework.adamDelta' },
    {
      kind: 'table',
      table: {
        caption: 'homework.adam.table',
        columns: [
          { text: 'homework.adam.weight' },
          ...['g', 'm', 'v', 'mHat', 'vHat', 'delta'].map((formula) => ({ formula })),
        ],
        rows: [momentRow('21'), momentRow('12')],
      },
    },
    { kind: 'text', text: 'homework.adam.sign' },
    { kind: 'formula', formula: 'homework.adamSign' },
    { kind: 'text', text: 'homework.adam.epsilon' },
    {
      kind: 'ask',
      ask: {
        id: 'loss',
        question: 'homework.adam.ask.loss',
        figure: 'after.loss',
        digits: 8,
        hint: 'homework.adam.hint.loss',
        slips: newLossSlips,
      },
    },
    compared,
    { kind: 'text', text: 'homework.adam.meaning' },
  ],
};
