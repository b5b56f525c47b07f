// Back-propagation in matrices: its arrays against the product's network, its training against PyTorch's losses.
import { expect, test } from 'vitest';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import { deep, matrices } from '../../src/lessons/matrices.ts';
import '../../src/problems/catalogue.ts';
import { CHECKPOINTS } from '../../src/lessons/matrices/figures.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { known } from '../fixtures/known-answers.ts';
import { allFigures, stateOf } from '../lesson-runs.ts';

const state = stateOf('xor9', 1);
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

/** Steps whose losses a lesson shows, and which are published. */
const shared = (losses: Readonly<Record<string, number>>) =>
  CHECKPOINTS.flatMap((step) => (step in losses ? [[step, losses[step]!] as const] : []));

test('training has PyTorch’s losses within 0.01 % of them, its outputs within 1e-6, and falls near step 2200', async () => {
  const f = await allFigures(training!, state);
  expect(shared(known.xor9.lossAtStep).length).toBeGreaterThan(2);
  for (const [step, loss] of shared(known.xor9.lossAtStep))
    expect(Math.abs(f[`loss.${step}`]! / loss - 1), `${step}`).toBeLessThan(1e-4);
  for (const [i, id] of ['00', '01', '10', '11'].entries())
    expect(Math.abs(f[`end.${id}`]! - known.xor9.outputsAtEnd[i]!), id).toBeLessThan(1e-6);
  expect(f.fallAt).toBeGreaterThan(2000);
  expect(f.fallAt).toBeLessThan(2600);
  expect([f.noGpu, f['gpu.loss.100'], f['apart.100']]).toEqual([0, f['loss.100'], 0]);
});

test('without a GPU its figures are none, and that is said', async () => {
  const f = await allFigures(training!, state, false);
  expect([f.noGpu, f['gpu.loss.100'], f['apart.100'], f['gpu.end.01']]).toEqual([1, NaN, NaN, NaN]);
});

test('the deep network has 261 parameters and PyTorch’s losses within 0.2 %', async () => {
  const f = await allFigures(deep.steps[0]!, stateOf('xor-deep', 1));
  expect(f.parameters).toBe(261);
  const losses = known['xor-deep'].lossAtStep;
  expect(shared(losses).length).toBeGreaterThan(2);
  for (const [step, loss] of shared(losses))
    expect(Math.abs(f[`loss.${step}`]! / loss - 1), `${step}`).toBeLessThan(2e-3);
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
