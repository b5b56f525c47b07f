// Back-propagation in matrices: its arrays against the product's network, its training against PyTorch's losses.
import { expect, test } from 'vitest';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import type { LessonState } from '../../src/lessons/lesson.ts';
import { deep, matrices } from '../../src/lessons/matrices.ts';
import '../../src/problems/catalogue.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { known } from '../fixtures/known-answers.ts';

const state: LessonState = {
  parameters: describe({ id: 'xor9' }).values,
  optimizers: {
    gd: { learningRate: 1 },
    adam: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0 },
  },
  steps: 10,
};
const [passes, training] = matrices.steps;

test('all five gradients are those of the product’s back-propagation within 1e-14', () => {
  const f = passes!.figures(state);
  const info = describe({ id: 'xor9' });
  const bound = bind({ id: 'xor9' });
  const slopes = new Float64Array(bound.size);
  const at = Float64Array.from(info.theta, (name) => info.values[name]!);
  bound.gradient(at, slopes);
  expect(info.theta.length).toBe(9);
  for (const [i, name] of info.theta.entries())
    expect(Math.abs(f[`d${name}`]! - slopes[i]!), name).toBeLessThan(1e-14);
  expect(f.loss).toBeCloseTo(bound.loss(at), 14);
  // PyTorch's, in f32.
  expect(f.loss).toBeCloseTo(known.xor9.lossAtStep['0'], 6);
});

test('training has PyTorch’s losses within 0.01 % of them, and falls near step 2200', () => {
  const f = training!.figures(state);
  for (const step of ['100', '10000'] as const) {
    const loss = known.xor9.lossAtStep[step];
    expect(Math.abs(f[`loss.${step}`]! - loss) / loss, step).toBeLessThan(1e-4);
  }
  expect(f.fallAt).toBeGreaterThan(2000);
  expect(f.fallAt).toBeLessThan(2600);
  expect(training!.figures({ ...state, steps: 20 })).toBe(f);
});

test('the deep network has 261 parameters and ends at the published 1.566e-4 within 0.1 %', () => {
  const figures = deep.steps[0]!.figures;
  const f = figures({ ...state, parameters: describe({ id: 'xor-deep' }).values });
  expect(f.parameters).toBe(261);
  expect(Math.abs(f['loss.10000']! / 1.566e-4 - 1)).toBeLessThan(1e-3);
  expect(f['loss.0']).toBeCloseTo(0.6948984, 6);
});

const asks = passes!.parts.flatMap((part) =>
  part.kind === 'ask' ? [[part.ask.id, part.ask] as const] : [],
);

test.each(asks)('slips at %s get their hints, and the right answer is right', (_, ask) => {
  const f = passes!.figures(state);
  const right = f[ask.figure]!;
  const says = (value: number) => judge(value.toPrecision(7), right, slipsOf(ask, f), 'en').says;
  expect(says(right)).toBe('answer.right');
  for (const { value, hint } of slipsOf(ask, f)) expect(says(value), String(value)).toBe(hint);
});
