// The critical learning rate: what the curvature of a valley's floor makes of every rate.
import { power } from '../../math/logarithm.ts';
import type { Figures, LessonState, Row, Step } from '../lesson.ts';
import { remember } from '../remember.ts';
import { curvatureAt } from './curvature.ts';

/** Rates of the table. */
const RATES = [1000, 2000, 3000, 4000] as const;
const LATER = 10;

function make(state: LessonState): Figures {
  const { w21 = 0, w12 = 0 } = state.parameters;
  const floor = curvatureAt(state, w21);
  const lambda = floor.most;
  const f: Record<string, number> = {
    ...{ w21, w12, lambda, later: LATER },
    floor: floor.w12,
    loss: floor.loss,
    critical: 2 / lambda,
    fastest: 1 / lambda,
  };
  for (const rate of RATES) {
    f[`rate.${rate}`] = rate;
    f[`factor.${rate}`] = 1 - rate * lambda;
    f[`later.${rate}`] = power(1 - rate * lambda, LATER);
  }
  return f;
}

const figures = remember(make, ({ parameters }) => parameters);

const row = (rate: number): Row => ({
  head: { figure: `rate.${rate}` },
  cells: [
    { figure: `factor.${rate}`, digits: 4 },
    { figure: `later.${rate}`, digits: 3 },
  ],
});

/** So near to the floor that the parabola is all there is; the landscape's runs begin there too. */
const START = [60, 7.1] as const;

const ALL = [500, 8000] as const;

const rates = (from: number, to: number) => ({
  spectrum: { rate: { range: [from, to], scale: 'log' } },
});

export const critical: Step = {
  id: 'critical',
  title: 'stuck.critical.title',
  setUp: {
    steps: 1000,
    picture: 'spectrum',
    starts: { points: [START] },
    spectrum: {
      ...rates(...ALL).spectrum,
      optimizer: 'gd',
      start: START,
      steps: 1000,
      threshold: 0.1,
      count: 4096,
      last: 64,
      component: 'w12',
      lyapunov: false,
    },
  },
  figures,
  parts: [
    { kind: 'text', text: 'stuck.critical.intro' },
    { kind: 'formula', formula: 'stuck.factor' },
    { kind: 'text', text: 'stuck.critical.picture' },
    {
      kind: 'ask',
      ask: {
        id: 'critical',
        question: 'stuck.critical.ask',
        figure: 'critical',
        // Half of it gives it away.
        hides: ['fastest'],
        hint: 'stuck.critical.hint',
        because: 'stuck.critical.because',
        slips: ({ lambda }) => [
          { value: 1 / lambda!, hint: 'stuck.slip.oneOver' },
          { value: lambda! / 2, hint: 'stuck.slip.upsideDownRate' },
          { value: 2 * lambda!, hint: 'stuck.slip.twoTimes' },
          { value: 4 / lambda!, hint: 'stuck.slip.fourOver' },
        ],
      },
    },
    { kind: 'formula', formula: 'stuck.criticalRate' },
    {
      kind: 'table',
      table: {
        caption: 'stuck.critical.table',
        columns: [
          { formula: 'eta' },
          { formula: 'oneMinusEtaLambda' },
          { text: 'stuck.critical.later' },
        ],
        rows: RATES.map(row),
      },
    },
    {
      kind: 'choices',
      label: 'stuck.critical.rates',
      choices: [
        { label: 'stuck.critical.all', patch: rates(...ALL) },
        { label: 'stuck.critical.near', patch: rates(3300, 3700) },
      ],
    },
    { kind: 'text', text: 'stuck.critical.end' },
  ],
};
