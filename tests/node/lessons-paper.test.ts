// Descent on paper: its figures against known answers, and its slips.
import { expect, test } from 'vitest';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import type { Figures, LessonState } from '../../src/lessons/lesson.ts';
import { paper } from '../../src/lessons/paper.ts';
import { leastSquares } from '../../src/problems/least-squares.ts';
import { logistic } from '../../src/problems/logistic.ts';
import { problemOf } from '../../src/problems/registry.ts';
import { known } from '../fixtures/known-answers.ts';
import { stateOf } from '../lesson-runs.ts';

/** As the page sets the step up. */
const stateAt = (
  rate: number,
  parameters: Record<string, number>,
  rows: LessonState['rows'] = [],
): LessonState => ({ ...stateOf('xor', rate), parameters, rows });

const POINTS_THERE = stateOf('least-squares').rows;
const STATES: Record<string, LessonState> = {
  quadratic: stateAt(0.1, { x: 4, y: 4 }),
  'least-squares': stateAt(0.02, { w0: 0, w1: 0 }, POINTS_THERE),
  logistic: stateAt(1, { w0: 0, w1: -1, w2: 1 }, stateOf('logistic').rows),
  counting: stateAt(1, {}),
};

const steps = paper.flatMap((lesson) =>
  lesson.steps.map((step) => ({
    name: `${lesson.id}.${step.id}`,
    step,
    state: STATES[lesson.id]!,
  })),
);
const figuresOf = (name: string, given?: LessonState): Figures => {
  const { step, state } = steps.find((s) => s.name === name)!;
  return step.figures(given ?? state);
};

test('the quadratic takes 13 steps exactly and 14 rounded, and its limit is 2/3', () => {
  const f = figuresOf('quadratic.descent');
  const { run, hessianEigenvalues, criticalLearningRate } = known.quadratic;
  expect([f.count, f['r.count']]).toEqual([run.steps, 14]);
  expect(f.endX).toBeCloseTo(run.x, 12);
  expect(f.endY).toBeCloseTo(run.y, 12);
  expect([f['r.x.14'], f['r.y.14'], f['x.14']]).toEqual([1.14, 1.9, NaN]);
  expect([f.small, f.large]).toEqual(hessianEigenvalues);
  expect(f.limit).toBeCloseTo(criticalLearningRate, 15);
});

test('beyond the limit the count is none, and rows are numbers still', () => {
  const f = figuresOf('quadratic.descent', stateAt(1, { x: 4, y: 4 }));
  expect([f.count, Number.isFinite(f['x.14']!)]).toEqual([NaN, true]);
});

test('updates of least squares go against the slope of the problem itself, to its best line', () => {
  const f = figuresOf('least-squares.update', stateAt(0.02, { w0: 0.5, w1: -0.25 }, POINTS_THERE));
  const bound = leastSquares.bind({ w0: 0, w1: 0 }, ['w0', 'w1']);
  const [at, slopes] = [Float64Array.of(0.5, -0.25), new Float64Array(2)];
  bound.gradient(at, slopes);
  expect(f.g0).toBeCloseTo(slopes[0]!, 12);
  expect(f.g1).toBeCloseTo(slopes[1]!, 12);
  expect(f['all.w1']).toBeCloseTo(-0.25 - 0.02 * slopes[1]!, 12);
  bound.gradient(Float64Array.of(f['best.w0']!, f['best.w1']!), slopes);
  expect(Math.hypot(...slopes)).toBeLessThan(1e-12);
});

test('both lessons that have data take those of the problem, however many', () => {
  const rows = Array.from({ length: 11 }, (_, i) => [i - 5, (i * i) % 7]);
  const f = figuresOf('least-squares.update', stateAt(0.02, { w0: 0.5, w1: -0.25 }, rows));
  const slopes = new Float64Array(2);
  const problem = problemOf({ id: 'least-squares', data: rows });
  problem.bind({ w0: 0, w1: 0 }, ['w0', 'w1']).gradient(Float64Array.of(0.5, -0.25), slopes);
  expect([f.g0, f.g1]).toEqual([...slopes].map((slope) => expect.closeTo(slope, 12)));
  expect([f.count, f.more, f['x.7'], f['x.8']]).toEqual([11, 3, 2, undefined]);
  const classes = rows.map(([x, y]) => [x!, y!, Number(y! > 2)]);
  const g = figuresOf('logistic.candidates', stateAt(1, { w0: 0, w1: -1, w2: 1 }, classes));
  const bound = problemOf({ id: 'logistic', data: classes }).bind({}, ['w0', 'w1', 'w2']);
  const own = bound.likelihood!(Float64Array.of(0, -1, 1));
  expect(g['own.likelihood']! / own).toBeCloseTo(1, 10);
  expect([g.positives! + g.negatives!, g.asOnSheet, g.otherwise]).toEqual([11, 0, 1]);
});

test('likelihoods of the candidates are known, and those of the map the problem’s own', () => {
  const f = figuresOf('logistic.candidates');
  const [a, b] = known.logistic.likelihoods;
  expect(f['a.likelihood']).toBeCloseTo(a!.value, 14);
  expect(f['b.likelihood']).toBeCloseTo(b!.value, 14);
  const bound = logistic.bind({ w0: 0, w1: 0, w2: 0 }, ['w0', 'w1', 'w2']);
  expect(f['own.likelihood']).toBeCloseTo(bound.likelihood!(Float64Array.of(0, -1, 1)), 14);
  const at3 = f['b.at3']!;
  expect(at3).toBeCloseTo(2, 14);
});

test('a 6-5-4-3 network has 74 parameters, 62 without biases', () => {
  const f = figuresOf('counting.parameters');
  expect([f.with, f.without, f.biases]).toEqual([74, 62, 12]);
});

const asks = steps.flatMap(({ name, step, state }) =>
  step.parts.flatMap((part) =>
    part.kind === 'ask' ? [[`${name}.${part.ask.id}`, part.ask, step.figures(state)] as const] : [],
  ),
);

test.each(asks)('slips at %s get their hints, and the right answer is right', (_, ask, f) => {
  const right = f[ask.figure]!;
  const slips = slipsOf(ask, f);
  expect(slips.length).toBeGreaterThan(1);
  const says = (value: number) =>
    judge(String(Number(value.toPrecision(7))), right, slips, 'en').says;
  expect(says(right)).toBe('answer.right');
  for (const { value, hint } of slips) expect(says(value), String(value)).toBe(hint);
});

test('2/3 is the right limit, as a fraction and as a number', () => {
  const [, ask, f] = asks.find(([name]) => name === 'quadratic.limit.limit')!;
  for (const typed of ['2/3', '0.667', '.6667'])
    expect(judge(typed, f[ask.figure]!, slipsOf(ask, f), 'ko').kind).toBe('right');
});
