// Descent on paper: the quadratic from (4, 4), every step exact and as a sheet has it that rounds to two decimals.
import { quadratic } from '../../problems/functions.ts';
import type { Figures, Lesson, LessonState, Row, Slip, Step } from '../lesson.ts';

/** Both components of the gradient at most this: the run stops. */
const STOP_AT = 0.2;
/** Rows of the table, and the most steps that are counted. */
const ROWS = 15;
const MOST = 10_000;

const bound = quadratic.bind({ x: 0, y: 0 }, ['x', 'y']);

function slopesAt(x: number, y: number): [number, number] {
  const out = new Float64Array(2);
  bound.gradient(Float64Array.of(x, y), out);
  return [out[0]!, out[1]!];
}

const twoDecimals = (value: number) => Math.round(value * 100) / 100;

/** Figures `${prefix}x.k`, y, gx and gy of the first rows, NaN after the stop, and how many steps there are. */
function descend(
  { parameters: { x = 4, y = 4 }, optimizers }: LessonState,
  prefix: string,
  rounded: (value: number) => number,
): Record<string, number> {
  const eta = optimizers.gd.learningRate;
  const figures: Record<string, number> = {};
  let [at, stopped] = [[x, y] as [number, number], false];
  let count = Number.NaN;
  for (let k = 0; k < MOST && (!stopped || k < ROWS); k++) {
    const [gx, gy] = slopesAt(...at);
    const named = { x: at[0], y: at[1], gx, gy };
    for (const [name, value] of Object.entries(named))
      if (k < ROWS) figures[`${prefix}${name}.${k}`] = stopped ? Number.NaN : value;
    if (!stopped && Math.max(Math.abs(gx), Math.abs(gy)) <= STOP_AT) [stopped, count] = [true, k];
    if (!stopped) at = [rounded(at[0] - eta * gx), rounded(at[1] - eta * gy)];
    if (k >= ROWS && !at.every(Number.isFinite)) break;
  }
  return {
    ...figures,
    [`${prefix}count`]: count,
    [`${prefix}endX`]: at[0],
    [`${prefix}endY`]: at[1],
  };
}

function figuresOf(state: LessonState): Figures {
  const eta = state.optimizers.gd.learningRate;
  // The Hessian is constant: slopes of the slopes, whose eigenvalues are a ± b.
  const [origin, right] = [slopesAt(0, 0), slopesAt(1, 0)];
  const [a, b] = [right[0] - origin[0], right[1] - origin[1]];
  const [large, small] = [a + Math.abs(b), a - Math.abs(b)];
  return {
    eta,
    stopAt: STOP_AT,
    ...descend(state, '', (value) => value),
    ...descend(state, 'r.', twoDecimals),
    large,
    small,
    limit: 2 / large,
    factorLarge: 1 - eta * large,
    factorSmall: 1 - eta * small,
    fastest: 2 / (large + small),
  };
}

const stepSlips = (f: Figures): Slip[] => {
  const [x, y, g, eta] = [f['x.0']!, f['y.0']!, f['gx.0']!, f.eta!];
  return [
    { value: x + eta * g, hint: 'paper.slip.ascent' },
    { value: x - g, hint: 'paper.slip.noEta' },
    { value: x - eta * (g - y), hint: 'paper.slip.noMixed' },
    { value: x - eta * (g + 4), hint: 'paper.slip.noLinear' },
    { value: f['y.1']!, hint: 'paper.slip.otherCoordinate' },
  ];
};

const SHOWN = ['x', 'y', 'gx', 'gy'] as const;

const row = (k: number): Row => ({
  head: { figure: `k.${k}` },
  cells: [
    ...SHOWN.map((name) => ({ figure: `${name}.${k}`, digits: 5 })),
    ...(['x', 'y'] as const).map((name) => ({ figure: `r.${name}.${k}` })),
  ],
});

const setUp = {
  tab: 'landscape',
  window: { x: [-4, 6], y: [-4, 6] },
  optimizers: { adam: { on: false } },
  view: { arrows: true },
};

const descent: Step = {
  id: 'descent',
  title: 'paper.quadratic.title',
  setUp: {
    ...setUp,
    steps: 13,
    optimizers: { gd: { on: true, learningRate: 0.1 }, adam: { on: false } },
  },
  figures: (state) => ({
    ...figuresOf(state),
    ...Object.fromEntries(Array.from({ length: ROWS }, (_, k) => [`k.${k}`, k])),
  }),
  parts: [
    { kind: 'text', text: 'paper.quadratic.intro' },
    { kind: 'formula', formula: 'paper.quadratic' },
    {
      kind: 'ask',
      ask: {
        id: 'x1',
        question: 'paper.quadratic.ask.x1',
        figure: 'x.1',
        hint: 'paper.quadratic.hint.x1',
        because: 'paper.quadratic.because.x1',
        slips: stepSlips,
      },
    },
    { kind: 'formula', formula: 'paper.quadraticStep' },
    { kind: 'text', text: 'paper.quadratic.stop' },
    {
      kind: 'ask',
      ask: {
        id: 'count',
        question: 'paper.quadratic.ask.count',
        figure: 'count',
        hint: 'paper.quadratic.hint.count',
        slips: (f) => [
          { value: f['r.count']!, hint: 'paper.slip.twoDecimals' },
          { value: f.count! - 1, hint: 'paper.slip.oneLess' },
        ],
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'paper.quadratic.table',
        columns: [
          { text: 'paper.quadratic.step' },
          ...['x', 'y', 'gx', 'gy'].map((formula) => ({ formula })),
          { text: 'paper.quadratic.roundedX' },
          { text: 'paper.quadratic.roundedY' },
        ],
        rows: Array.from({ length: ROWS }, (_, k) => row(k)),
      },
    },
    { kind: 'text', text: 'paper.quadratic.rounding' },
  ],
};

const limit: Step = {
  id: 'limit',
  title: 'paper.limit.title',
  setUp: {
    ...setUp,
    steps: 40,
    optimizers: { gd: { on: true, learningRate: 0.6 }, adam: { on: false } },
  },
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'paper.limit.intro' },
    { kind: 'formula', formula: 'paper.factors' },
    { kind: 'control', control: 'gd.learningRate', label: 'paper.control.gd' },
    {
      kind: 'ask',
      ask: {
        id: 'limit',
        question: 'paper.limit.ask',
        figure: 'limit',
        hint: 'paper.limit.hint',
        because: 'paper.limit.because',
        slips: ({ large, small }) => [
          { value: 1 / large!, hint: 'paper.slip.oneOver' },
          { value: 2 / small!, hint: 'paper.slip.flatDirection' },
          { value: 1 / small!, hint: 'paper.slip.flatDirection' },
        ],
      },
    },
    { kind: 'text', text: 'paper.limit.try' },
  ],
};

export const onQuadratic: Lesson = {
  id: 'quadratic',
  title: 'paper.quadratic.lesson',
  setUp: { problem: 'quadratic', starts: { points: [[4, 4]] } },
  steps: [descent, limit],
};
