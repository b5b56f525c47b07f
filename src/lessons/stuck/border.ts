// A fractal border: boxes that meet the border of the basin, counted on the map as it is on show.
import { log, log2, log10 } from '../../math/logarithm.ts';
import type { Figures, LessonState, Observation, Row, Step } from '../lesson.ts';

/** Sides of the boxes, in pixels. */
const SIZES = [2, 4, 8, 16] as const;

const observed: Observation = {
  names: ['dimension', 'error', 'between', ...SIZES.map((size) => `boxes.${size}`)],
  async of(_, lab) {
    const map = await lab.map();
    const border = map?.border();
    if (!border) return {};
    const { sizes, counts, slope, standardError } = border;
    const counted: Record<string, number> = Object.fromEntries(
      sizes.map((size, i) => [`boxes.${size}`, counts[i]!]),
    );
    return {
      ...Object.fromEntries(
        SIZES.map((size) => [`boxes.${size}`, counted[`boxes.${size}`] ?? Number.NaN]),
      ),
      dimension: slope,
      error: standardError ?? Number.NaN,
      between: log2(counted['boxes.4']! / counted['boxes.8']!),
    };
  },
};

const figures = ({ optimizers, map }: LessonState): Figures => ({
  eta: optimizers.gd.learningRate,
  steps: map?.steps ?? Number.NaN,
  ...Object.fromEntries(SIZES.map((size) => [`size.${size}`, size])),
});

const row = (size: number): Row => ({
  head: { figure: `size.${size}` },
  cells: [{ figure: `boxes.${size}` }],
});

const rate = (learningRate: number) => ({ optimizers: { gd: { learningRate } } });

/** Each a part of the one before. */
const NEARER = [
  { x: [-20, 20], y: [-20, 20] },
  { x: [-6, 4], y: [8, 18] },
  { x: [-3, -1], y: [13, 15] },
] as const;

export const border: Step = {
  id: 'border',
  title: 'stuck.border.title',
  setUp: {
    steps: 1000,
    picture: 'basins',
    window: NEARER[0],
    ...rate(30),
    map: {
      optimizer: 'gd',
      compare: 'none',
      steps: 300,
      threshold: 0.1,
      resolution: 512,
      colours: 'outcome',
    },
  },
  observed,
  figures,
  parts: [
    { kind: 'text', text: 'stuck.border.intro' },
    {
      kind: 'choices',
      label: 'stuck.border.zoom',
      choices: [
        { label: 'stuck.border.whole', patch: { window: NEARER[0] } },
        { label: 'stuck.border.near', patch: { window: NEARER[1] } },
        { label: 'stuck.border.nearer', patch: { window: NEARER[2] } },
      ],
    },
    { kind: 'text', text: 'stuck.border.boxes' },
    {
      kind: 'table',
      table: {
        caption: 'stuck.border.table',
        columns: [{ text: 'stuck.border.side' }, { text: 'stuck.border.met' }],
        rows: SIZES.map(row),
      },
    },
    {
      kind: 'ask',
      ask: {
        id: 'between',
        question: 'stuck.border.ask',
        figure: 'between',
        digits: 4,
        hint: 'stuck.border.hint',
        because: 'stuck.border.because',
        slips: (f) => {
          const ratio = f['boxes.4']! / f['boxes.8']!;
          return [
            { value: ratio, hint: 'stuck.slip.ratio' },
            { value: log(ratio), hint: 'stuck.slip.naturalLog' },
            { value: log10(ratio), hint: 'stuck.slip.naturalLog' },
            { value: ratio / 2, hint: 'stuck.slip.halfRatio' },
          ];
        },
      },
    },
    { kind: 'formula', formula: 'stuck.boxes' },
    {
      kind: 'choices',
      label: 'stuck.control.gd',
      choices: [
        { label: 'stuck.eta1', patch: rate(1) },
        { label: 'stuck.eta10', patch: rate(10) },
        { label: 'stuck.eta30', patch: rate(30) },
      ],
    },
    { kind: 'text', text: 'stuck.border.end' },
  ],
};
