// Lesson 1: the homework, a 2-2-1 network of which two weights are trained.
import { exp } from '../math/exponential.ts';
import { log } from '../math/logarithm.ts';
import type { Drawing, Figures, Lesson, LessonState, Row, Step } from './lesson.ts';

const SAMPLES = ['00', '01', '10', '11'] as const;
const sigma = (z: number) => 1 / (1 + exp(-z));

function figuresOf({ parameters: p }: LessonState): Figures {
  const figures: Record<string, number> = { ...p };
  let sum = 0;
  for (const s of SAMPLES) {
    const [x1, x2] = [Number(s[0]), Number(s[1])];
    const h1 = sigma(p.w11! * x1 + p.w12! * x2 + p.b1!);
    const h2 = sigma(p.w21! * x1 + p.w22! * x2 + p.b2!);
    const y = sigma(p.v1! * h1 + p.v2! * h2 + p.c!);
    const t = x1 === x2 ? 0 : 1;
    Object.assign(figures, {
      [`x1.${s}`]: x1,
      [`x2.${s}`]: x2,
      [`h1.${s}`]: h1,
      [`h2.${s}`]: h2,
      [`y.${s}`]: y,
      [`t.${s}`]: t,
    });
    sum -= log(t === 1 ? y : 1 - y);
  }
  return { ...figures, loss: sum / 4, lossSum: sum, g21: 0 };
}

const DRAWING: Drawing = {
  caption: 'homework.network.caption',
  units: [
    { id: 'x1', formula: 'x1', x: 0.06, y: 0.25 },
    { id: 'x2', formula: 'x2', x: 0.06, y: 0.75 },
    { id: 'h1', formula: 'h1', x: 0.5, y: 0.25, bias: 'b1' },
    { id: 'h2', formula: 'h2', x: 0.5, y: 0.75, bias: 'b2' },
    { id: 'y', formula: 'y', x: 0.94, y: 0.5, bias: 'c' },
  ],
  weights: [
    { name: 'w11', from: 'x1', to: 'h1', trained: false },
    { name: 'w12', from: 'x2', to: 'h1', trained: true },
    { name: 'w21', from: 'x1', to: 'h2', trained: true },
    { name: 'w22', from: 'x2', to: 'h2', trained: false },
    { name: 'v1', from: 'h1', to: 'y', trained: false },
    { name: 'v2', from: 'h2', to: 'y', trained: false },
  ],
  samples: SAMPLES,
};

const sampleRow = (s: string): Row => ({
  head: { figure: `x1.${s}` },
  part: `sample.${s}`,
  cells: ['x2', 'h1', 'h2', 'y', 't'].map((name) => ({ figure: `${name}.${s}` })),
});

const forward: Step = {
  id: 'forward',
  title: 'homework.forward.title',
  setUp: { starts: { points: [[0, 0]] } },
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'homework.forward.intro' },
    { kind: 'network', drawing: DRAWING },
    { kind: 'formula', formula: 'homework.network' },
    {
      kind: 'table',
      table: {
        caption: 'homework.forward.table',
        columns: ['x1', 'x2', 'h1', 'h2', 'y', 't'].map((formula) => ({ formula })),
        rows: SAMPLES.map(sampleRow),
      },
    },
    { kind: 'formula', formula: 'homework.loss' },
    {
      kind: 'ask',
      ask: {
        id: 'loss',
        question: 'homework.forward.ask.loss',
        figure: 'loss',
        slips: ({ lossSum }) => [{ value: lossSum!, hint: 'homework.slip.sum' }],
      },
    },
  ],
};

const gradient: Step = {
  id: 'gradient',
  title: 'homework.gradient.title',
  setUp: { view: { arrows: true } },
  figures: figuresOf,
  parts: [
    { kind: 'text', text: 'homework.gradient.intro' },
    { kind: 'formula', formula: 'homework.gradient21' },
  ],
};

export const homework: Lesson = {
  id: 'homework',
  title: 'homework.title',
  setUp: { problem: 'xor', starts: { points: [[0, 0]] } },
  steps: [forward, gradient],
};
