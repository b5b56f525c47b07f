// A feed-forward network's formula with and without biases, and how many parameters it has.
import { layerPlaces } from '../../problems/networks/model.ts';
import type { Figures, Lesson, Row, Step } from '../lesson.ts';

/** The sheet's network. */
const LAYERS = [6, 5, 4, 3];

/** Figures of the product's own places of parameters. */
function figuresOf(): Figures {
  const f: Record<string, number> = { with: 0, without: 0, biases: 0, units: 0 };
  for (const [l, { from, units }] of layerPlaces({ layers: LAYERS, bias: true }).entries()) {
    const weights = from * units;
    const named = { l: l + 1, from, units, weights, biases: units, all: weights + units };
    for (const [name, value] of Object.entries(named)) f[`${name}.${l}`] = value;
    f.with! += weights + units;
    f.without! += weights;
    f.biases! += units;
  }
  f.units = LAYERS.reduce((a, b) => a + b);
  return { ...f, product: LAYERS.reduce((a, b) => a * b), inputsToo: f.with! + LAYERS[0]! };
}

const row = (_: unknown, l: number): Row => ({
  head: { figure: `l.${l}` },
  cells: ['from', 'units', 'weights', 'biases', 'all'].map((name) => ({ figure: `${name}.${l}` })),
});

const count: Step = {
  id: 'parameters',
  title: 'paper.counting.title',
  setUp: { tab: 'landscape' },
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'paper.counting.intro' },
    { kind: 'formula', formula: 'paper.withBiases' },
    { kind: 'text', text: 'paper.counting.without' },
    { kind: 'formula', formula: 'paper.withoutBiases' },
    {
      kind: 'ask',
      ask: {
        id: 'with',
        question: 'paper.counting.ask',
        figure: 'with',
        hint: 'paper.counting.hint',
        because: 'paper.counting.because',
        slips: (f) => [
          { value: f.without!, hint: 'paper.slip.noBiases' },
          { value: f.inputsToo!, hint: 'paper.slip.inputBiases' },
          { value: f.units!, hint: 'paper.slip.countedUnits' },
          { value: f.product!, hint: 'paper.slip.product' },
        ],
      },
    },
    {
      kind: 'table',
      table: {
        caption: 'paper.counting.table',
        columns: [
          { text: 'paper.counting.layer' },
          { text: 'paper.counting.from' },
          { text: 'paper.counting.units' },
          { text: 'paper.counting.weights' },
          { text: 'paper.counting.biases' },
          { text: 'paper.counting.all' },
        ],
        rows: LAYERS.slice(1).map(row),
      },
    },
    { kind: 'text', text: 'paper.counting.end' },
  ],
};

export const onCounting: Lesson = {
  id: 'counting',
  title: 'paper.counting.lesson',
  setUp: { problem: 'xor9' },
  steps: [count],
};
