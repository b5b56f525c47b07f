// A valley: steep across, almost level along.
import { log } from '../../math/logarithm.ts';
import type { Figures, LessonState, Row, Step } from '../lesson.ts';
import { remember } from '../remember.ts';
import { named, train } from './course.ts';
import { curvatureAt } from './curvature.ts';

/** Places of the table. */
const PLACES = [10, 12, 15, 20] as const;

function make(state: LessonState): Figures {
  const { parameters, optimizers, steps } = state;
  const eta = optimizers.gd.learningRate;
  const { w21 = 0, w12 = 0 } = parameters;
  const here = curvatureAt(state, w21);
  const slope = Math.abs(here.slope);
  return {
    ...{ eta, steps, w21, w12, slope },
    ...named('floor', here),
    condition: here.condition,
    across: 1 - eta * here.most,
    along: log(1 + eta * slope * steps),
    predicted: w21 + log(1 + eta * slope * steps),
    ...named('gd', train(state, { kind: 'gd', learningRate: eta }, steps)),
    ...Object.assign({}, ...PLACES.map((at) => named(`at${at}`, curvatureAt(state, at)))),
  };
}

const figures = remember(make, ({ parameters, optimizers, steps }) => [
  parameters,
  optimizers.gd.learningRate,
  steps,
]);

const row = (at: number): Row => ({
  head: { figure: `at${at}.w21` },
  cells: ['loss', 'slope', 'most', 'least', 'condition'].map((name) => ({
    figure: `at${at}.${name}`,
    digits: 4,
  })),
});

export const valley: Step = {
  id: 'valley',
  title: 'stuck.valley.title',
  setUp: {
    window: { x: [9, 17], y: [5, 9.4] },
    starts: { points: [[12, 9]] },
    steps: 3000,
    optimizers: { gd: { on: true, learningRate: 100 }, adam: { on: false } },
    view: { arrows: false, alongRuns: true },
  },
  figures,
  parts: [
    { kind: 'text', text: 'stuck.valley.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'condition',
        question: 'stuck.valley.askCondition',
        figure: 'condition',
        hides: ['floor.condition', 'at12.condition'],
        hint: 'stuck.valley.hintCondition',
        because: 'stuck.valley.becauseCondition',
        slips: (f) => [
          { value: f['floor.least']! / f['floor.most']!, hint: 'stuck.slip.upsideDown' },
          { value: f['floor.most']! - f['floor.least']!, hint: 'stuck.slip.difference' },
          { value: Math.sqrt(f.condition!), hint: 'stuck.slip.root' },
        ],
      },
    },
    { kind: 'formula', formula: 'stuck.condition' },
    { kind: 'text', text: 'stuck.valley.along' },
    { kind: 'formula', formula: 'stuck.along' },
    {
      kind: 'ask',
      ask: {
        id: 'where',
        question: 'stuck.valley.askWhere',
        figure: 'predicted',
        hint: 'stuck.valley.hintWhere',
        because: 'stuck.valley.becauseWhere',
        slips: ({ w21, eta, slope, steps, along }) => [
          { value: w21! + eta! * slope! * steps!, hint: 'stuck.slip.straight' },
          { value: w21! + along! / Math.LN10, hint: 'stuck.slip.log10' },
          { value: w21! + log(1 + slope! * steps!), hint: 'stuck.slip.etaMissing' },
          { value: along!, hint: 'stuck.slip.onlyWay' },
          { value: w21! - along!, hint: 'stuck.slip.otherWay' },
        ],
      },
    },
    { kind: 'control', control: 'gd.learningRate', label: 'stuck.control.gd' },
    { kind: 'control', control: 'steps', label: 'stuck.control.steps' },
    {
      kind: 'table',
      table: {
        caption: 'stuck.valley.table',
        columns: ['w21', 'L', 'dw21', 'lambdaMax', 'lambdaMin', 'kappa'].map((formula) => ({
          formula,
        })),
        rows: PLACES.map(row),
      },
    },
    { kind: 'text', text: 'stuck.valley.end' },
  ],
};
