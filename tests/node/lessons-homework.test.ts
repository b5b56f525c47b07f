// The homework's figures against known answers and the product's own back-propagation, and its slips.
import { expect, test } from 'vitest';
import { Run } from '../../src/cpu/run.ts';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import { SAMPLES } from '../../src/lessons/homework/figures.ts';
import { homework } from '../../src/lessons/homework.ts';
import type { Ask, Figures, LessonState, Step } from '../../src/lessons/lesson.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { hyperOf, type Optimizer } from '../../src/optimizers.ts';
import { xor } from '../../src/problems/xor.ts';
import { known } from '../fixtures/known-answers.ts';
import { allFigures, stateOf } from '../lesson-runs.ts';

const sheet = (epsilon = 0): LessonState => stateOf('xor', 100, epsilon);

/** All nine parameters within ±8 of the sheet's. */
function changed(seed: number): LessonState {
  const random = seededRandom(seed);
  const state = sheet(1e-8);
  const parameters = Object.fromEntries(
    Object.entries(state.parameters).map(([name, value]) => [name, value + 16 * random() - 8]),
  );
  return { ...state, parameters };
}

const step = (id: string): Step => homework.steps.find((s) => s.id === id)!;
const figuresOf = (id: string, state = sheet()): Figures => step(id).figures(state);
const outputs = (f: Figures, prefix = '') => SAMPLES.map(({ id }) => f[`${prefix}y.${id}`]!);

/** Relative where the figure is large, absolute near 0. */
function expectNear(actual: readonly number[], expected: readonly number[], relative: number) {
  for (const [i, value] of expected.entries())
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(relative * Math.abs(value));
}

test('the first three parts have the known answers within 1e-12 relative', () => {
  const f = figuresOf('gd');
  expectNear(outputs(f), known.xor.initial.outputs, 1e-12);
  expectNear([f.loss!, f.g12!], [known.xor.initial.loss, known.xor.initial.gradient[1]!], 1e-12);
  // A sum of terms 1600 times its size.
  expectNear([f.g21!, f.cancelled21!], Array(2).fill(known.xor.initial.gradient[0]!), 2e-12);
  const { gdStep } = known.xor;
  expectNear([f['after.w21']!, f['after.w12']!], [gdStep.w21, gdStep.w12], 2e-12);
  expectNear([...outputs(f, 'after.'), f['after.loss']!], [...gdStep.outputs, gdStep.loss], 1e-11);
});

test('a step of Adam has the known answers within 1e-12 relative, and is the learning rate', () => {
  const f = figuresOf('adam');
  const { adamStep } = known.xor;
  expectNear([f['after.w21']!, f['after.w12']!], [adamStep.w21, adamStep.w12], 1e-12);
  expectNear(
    [...outputs(f, 'after.'), f['after.loss']!],
    [...adamStep.outputs, adamStep.loss],
    1e-12,
  );
  expectNear([f.d21!, f.d12!], [-0.01, -0.01], 1e-14);
});

test('three decimals leave nothing of the gradient in w21', () => {
  const f = figuresOf('gradient');
  expect([Math.abs(f.roundedSum21!), Math.abs(f.roundedG21!)]).toEqual([0, 0]);
  expect(f.times21).toBeGreaterThan(1000);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'closed forms are the gradient of back-propagation within 1e-10 of its terms, parameters %i',
  (seed) => {
    const state = changed(seed);
    const { parameters } = state;
    const f = figuresOf('gradient', state);
    // All nine are trained: the general network's passes, not the folded formula.
    const names = xor.parameters.map(({ name }) => name);
    const bound = xor.bind(parameters, names);
    const slopes = new Float64Array(names.length);
    const at = Float64Array.from(names, (name) => parameters[name]!);
    bound.gradient(at, slopes);
    const terms = (k: string, a: string, b: string) =>
      Math.abs(f[k]!) * (Math.abs(f[a]!) + Math.abs(f[b]!));
    const near = (of: string) => 1e-10 * terms(`k${of}`, `a${of}`, `b${of}`);
    expect(Math.abs(f.g21! - slopes[names.indexOf('w21')]!)).toBeLessThanOrEqual(near('21'));
    expect(Math.abs(f.g12! - slopes[names.indexOf('w12')]!)).toBeLessThanOrEqual(near('12'));
    expectNear([...outputs(f), f.loss!], [...bound.outputs!(at), bound.loss(at)], 1e-10);
    const share = (of: string) => SAMPLES.reduce((sum, { id }) => sum + f[`c${of}.${id}`]!, 0);
    expect(Math.abs(share('21') - f.g21!)).toBeLessThanOrEqual(near('21'));
    expect(Math.abs(share('12') - f.g12!)).toBeLessThanOrEqual(near('12'));
  },
);

test.each([1, 2, 3])('steps are those of the engine within 1e-9, parameters %i', (seed) => {
  const state = changed(seed);
  const { gd, adam } = state.optimizers;
  const kinds: [string, Optimizer, number][] = [
    ['gd', { kind: 'gd', ...gd }, gd.learningRate],
    ['adam', { kind: 'adam', ...adam }, adam.learningRate],
  ];
  for (const [id, optimizer, rate] of kinds) {
    const bound = xor.bind(state.parameters, ['w21', 'w12']);
    const run = new Run(bound, optimizer.kind, hyperOf(optimizer), Float64Array.of(rate, rate));
    run.theta.set([state.parameters.w21!, state.parameters.w12!]);
    run.step();
    const f = figuresOf(id, state);
    expectNear([f['after.w21']!, f['after.w12']!], [...run.theta], 1e-9);
    expectNear([f['after.loss']!], [bound.loss(run.theta)], 1e-9);
  }
});

test('learning rate 100 solves it in three steps, 50 and 200 never do; plateaus and valley are the known ones', async () => {
  const f = await allFigures(step('epochs'), sheet(1e-8));
  expect([50, 100, 200].map((rate) => f[`at${rate}.solvedAt`])).toEqual([NaN, 3, NaN]);
  expect(f['gd.solvedAt']).toBe(3);
  expect(f['gd.loss']).toBeCloseTo(0.00272, 5);
  const plateaus = ['pm', 'mm', 'pp', 'mp'].map((corner) => f[`plateau.${corner}`]!);
  for (const [i, loss] of [1.5027, 1.5609, 1.772, 3.3299].entries())
    expect(plateaus[i]).toBeCloseTo(loss, 4);
  expect(f['valley.loss']).toBeCloseTo(known.xor.infimum.loss, 10);
  expect(f['valley.w12']).toBeCloseTo(known.xor.infimum.w12, 5);
});

const asks: [string, Step, Ask][] = homework.steps.flatMap((s) =>
  s.parts.flatMap((part): [string, Step, Ask][] =>
    part.kind === 'ask' ? [[`${s.id}.${part.ask.id}`, s, part.ask]] : [],
  ),
);

test.each(asks)(
  'slips at %s get their hints, and the right answer is right',
  (_, { figures }, ask) => {
    const f = figures(sheet());
    const right = f[ask.figure]!;
    const slips = slipsOf(ask, f);
    expect(slips.length).toBeGreaterThan(1);
    const says = (value: number) => judge(value.toPrecision(7), right, slips, 'en').says;
    expect(says(right)).toBe('answer.right');
    for (const { value, hint } of slips) expect(says(value), String(value)).toBe(hint);
  },
);

test('more than thirty slips are told from the right answer by three digits, two more need five', () => {
  const all = asks.flatMap(([, { figures }, ask]) => {
    const f = figures(sheet());
    return slipsOf(ask, f).map(({ value }) => [value, f[ask.figure]!] as const);
  });
  const close = all.filter(([value, right]) => value.toPrecision(3) === right.toPrecision(3));
  expect(all.length).toBeGreaterThan(40);
  expect(close.length).toBeLessThanOrEqual(3);
});

const LINE: [ask: string, typed: string, hint: string][] = [
  ['forward.loss', '11.85', 'sum'],
  ['forward.loss', '3.95', 'three'],
  ['forward.loss', '1.287', 'log10'],
  ['gradient.g21', '-0.0572', 'swapped'],
  ['gradient.g21', '0', 'rounded'],
  ['gradient.g21', '-1.99e-5', 'rounded'],
  ['gradient.g21', '2.514e-5', 'residualSign'],
  ['gradient.g12', '0.0572', 'minus13'],
  ['gradient.g12', '-2.514e-5', 'swapped'],
  ['gradient.g12', '-0.2288', 'gradientSum'],
  ['gradient.g12', '-0.07628', 'three'],
  ['gradient.g12', '-0.058', 'sigma'],
  ['gd.w12', '-5.721', 'updateSign'],
  ['gd.w12', '0.0572', 'noEta'],
  ['gd.w12', '0.00251', 'swapped'],
  ['adam.d12', '-0.0316', 'noCorrection'],
  ['adam.d12', '-0.001', 'noMHat'],
  ['adam.d12', '0.01', 'deltaSign'],
  ['adam.v12', '-5.72e-5', 'noSquare'],
  ['epochs.half', '5.72', 'otherRate'],
];

test.each(LINE)('at %s, %s gets the hint %s', (name, typed, hint) => {
  const [, { figures }, ask] = asks.find(([id]) => id === name)!;
  const f = figures(sheet());
  const judged = judge(typed, f[ask.figure]!, slipsOf(ask, f), 'ko').says;
  expect(judged).toBe(`homework.slip.${hint}`);
});
