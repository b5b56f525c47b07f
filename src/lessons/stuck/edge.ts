// The edge of stability: training moves to sharper places until λmax is at 2/η, and stays there.
import type { Figures, LessonState, Observation, Row, Step } from '../lesson.ts';

const STEPS = 3000;
/** Every so many steps the sharpness is taken. */
const EVERY = 200;
const SHOWN = [0, 200, 400, 600, 1000, 1400, 1800, 2200, 2600, 3000] as const;

/** Of the rates that are offered that whose limit is asked for. */
const OTHER = 0.2;

const observed: Observation = {
  names: SHOWN.flatMap((step) => [`lambda.${step}`, `product.${step}`, `loss.${step}`]),
  async of({ optimizers, parameters }, { problem, reference, signal }) {
    const { learningRate } = optimizers.gd;
    const run = await reference.trajectories(
      {
        problem,
        optimizer: { kind: 'gd', learningRate },
        starts: Object.values(parameters),
        startsIn: 'theta',
        steps: STEPS,
        every: EVERY,
      },
      { signal },
    );
    const lambdas = await reference.curvatureAlong(problem, run.points, { signal });
    const f: Record<string, number> = {};
    for (const [i, step] of run.frameSteps.entries()) {
      f[`lambda.${step}`] = lambdas[i]!;
      f[`product.${step}`] = learningRate * lambdas[i]!;
      f[`loss.${step}`] = run.loss[i]!;
    }
    return f;
  },
};

const figures = ({ optimizers, parameters, steps }: LessonState): Figures => {
  const eta = optimizers.gd.learningRate;
  return {
    ...{
      eta,
      other: OTHER,
      steps,
      limit: 2 / eta,
      otherLimit: 2 / OTHER,
      count: Object.keys(parameters).length,
    },
    ...Object.fromEntries(SHOWN.map((step) => [`step.${step}`, step])),
  };
};

const row = (step: number): Row => ({
  head: { figure: `step.${step}` },
  cells: ['lambda', 'product', 'loss'].map((name) => ({ figure: `${name}.${step}`, digits: 4 })),
});

const rate = (learningRate: number) => ({ optimizers: { gd: { learningRate } } });

export const edge: Step = {
  id: 'edge',
  title: 'stuck.edge.title',
  // All points in every step: what batches leave out would hide the edge.
  of: { problem: 'regression', network: { batch: 0 } },
  setUp: {
    steps: STEPS,
    optimizers: { gd: { on: true, learningRate: 0.3 }, adam: { on: false } },
    view: { arrows: false, alongRuns: true },
  },
  observed,
  figures,
  parts: [
    { kind: 'text', text: 'stuck.edge.intro' },
    {
      kind: 'ask',
      ask: {
        id: 'limit',
        question: 'stuck.edge.ask',
        figure: 'otherLimit',
        hint: 'stuck.edge.hint',
        because: 'stuck.edge.because',
        slips: ({ eta, other, limit }) => [
          { value: 1 / other!, hint: 'stuck.slip.oneOverEta' },
          { value: other! / 2, hint: 'stuck.slip.upsideDownRate' },
          { value: 2 * other!, hint: 'stuck.slip.twoTimesEta' },
          { value: (limit! * other!) / eta!, hint: 'stuck.slip.wrongWay' },
          { value: limit!, hint: 'stuck.slip.sameLimit' },
        ],
      },
    },
    { kind: 'formula', formula: 'stuck.limit' },
    {
      kind: 'choices',
      label: 'stuck.control.gd',
      choices: [
        { label: 'stuck.eta01', patch: rate(0.1) },
        { label: 'stuck.eta02', patch: rate(0.2) },
        { label: 'stuck.eta03', patch: rate(0.3) },
      ],
    },
    {
      kind: 'table',
      table: {
        caption: 'stuck.edge.table',
        columns: [
          { text: 'stuck.edge.step' },
          { formula: 'lambdaMax' },
          { formula: 'etaLambda' },
          { text: 'stuck.loss' },
        ],
        rows: SHOWN.map(row),
      },
    },
    { kind: 'text', text: 'stuck.edge.sharpening' },
    { kind: 'text', text: 'stuck.edge.end' },
  ],
};
