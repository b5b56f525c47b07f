// A perceptron from scratch: its figures against the product's own problems and closed forms, its slips, and the runs
// that a student makes.
import { expect, test } from 'vitest';
import { readKept } from '../../src/app/lessons/kept-runs.ts';
import { createMemory } from '../../src/app/lessons/memory.ts';
import { pathOf } from '../../src/app/lessons/plot-path.ts';
import { createRunner } from '../../src/app/lessons/runner.ts';
import { lessonStateOf } from '../../src/app/lessons/settings.ts';
import { DEFAULT_STATE, patched, type State, type StatePatch } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/inline-pool.ts';
import { Run } from '../../src/cpu/run.ts';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import { FUNCTIONS } from '../../src/lessons/perceptron/activation-curves.ts';
import { lineOf } from '../../src/lessons/perceptron/boundary.ts';
import { perceptron } from '../../src/lessons/perceptron.ts';
import type { Place } from '../../src/lessons/plot.ts';
import { choiceId, type RunChoice, type RunPlan } from '../../src/lessons/run-plan.ts';
import { DEFAULT_HYPER } from '../../src/optimizers.ts';
import '../../src/problems/catalogue.ts';
import { ACTIVATIONS } from '../../src/problems/networks/spec.ts';
import { bind, describe } from '../../src/problems/registry.ts';

const steps = perceptron.flatMap((lesson) =>
  lesson.steps.map((step) => {
    const state = patched(patched(DEFAULT_STATE, lesson.setUp), step.setUp);
    return { name: `${lesson.id}.${step.id}`, step, state };
  }),
);
const stepOf = (name: string) => steps.find((step) => step.name === name)!;
const stateOf = (name: string, patch: StatePatch = {}) => patched(stepOf(name).state, patch);
const figuresOf = (name: string, patch: StatePatch = {}) =>
  stepOf(name).step.figures(lessonStateOf(stateOf(name, patch)));

test('from 0 the unit pays ln 2 on OR and AND, and a step by hand is −¼·η in the weights of OR, none of AND', () => {
  const or = figuresOf('perceptron.or');
  expect(or.loss).toBeCloseTo(Math.LN2, 15);
  expect([or.g1, or.g2, or.gb]).toEqual([-0.25, -0.25, -0.25]);
  expect(or['after.w1']).toBe(0.25 * or.eta!);
  const and = figuresOf('perceptron.and');
  expect([and.g1, and.g2, and.gb]).toEqual([0, 0, 0.25]);
  expect(and['after.b']).toBe(-0.25 * and.eta!);
});

test.each(['or', 'and', 'xor'])('training on %s is that of the product within 1e-12', (data) => {
  const name = `perceptron.${data}`;
  const { steps: count, optimizers } = stateOf(name);
  const f = figuresOf(name, { parameters: { w1: 0.5 } });
  const names = ['w1', 'w2', 'b'];
  const bound = bind({ id: 'gates', data, trained: names });
  const rates = new Float64Array(3).fill(optimizers.gd.learningRate);
  const run = new Run(bound, 'gd', DEFAULT_HYPER, rates);
  run.theta.set(names.map((each) => f[each]!));
  const slopes = new Float64Array(3);
  bound.gradient(run.theta, slopes);
  for (const [i, slope] of ['g1', 'g2', 'gb'].entries())
    expect(Math.abs(f[slope]! - slopes[i]!)).toBeLessThan(1e-15);
  for (let k = 0; k < count; k++) run.step();
  for (const [i, each] of names.entries())
    expect(Math.abs(f[`end.${each}`]! - run.theta[i]!), each).toBeLessThan(1e-12);
  expect(f['end.loss']).toBeCloseTo(bound.loss(run.theta), 12);
});

test('OR and AND are learned: every output on its side of ½, the line across the axis where it must be', () => {
  for (const name of ['perceptron.or', 'perceptron.and']) {
    const f = figuresOf(name);
    for (const id of ['00', '01', '10', '11'])
      expect(f[`end.y.${id}`]! > 0.5, `${name} ${id}`).toBe(f[`t.${id}`] === 1);
  }
  const { 'end.cut': cut } = figuresOf('perceptron.or');
  expect(cut).toBeGreaterThan(0);
  expect(cut).toBeLessThan(1);
  expect(figuresOf('perceptron.and')['end.cut']).toBeGreaterThan(1);
});

test('XOR: at most three inequalities hold, the sums balance whatever the weights, no loss is below ln 2', () => {
  const f = figuresOf('perceptron.xor');
  expect([f.most, f.rightCount, f.loss! > Math.LN2]).toEqual([3, 3, true]);
  expect(Math.abs(f['least.loss']! - Math.LN2)).toBeLessThan(1e-12);
  for (const name of ['zero.g1', 'zero.g2', 'zero.gb', 'least.w1', 'least.w2', 'least.b'])
    expect(f[name], name).toBeCloseTo(0, 12);
  expect(Math.abs(f['end.loss']! - Math.LN2)).toBeLessThan(1e-4);
  const other = figuresOf('perceptron.xor', {
    parameters: { w1: -3.25, w2: 7.5 },
    starts: { points: [[0, 2.125]] },
  });
  expect([other.w1, other.w2, other.b]).toEqual([-3.25, 7.5, 2.125]);
  expect(other.balance).toBe(0);
  expect(other.rightCount).toBeLessThan(4);
});

test('the line of a unit is where its sum is 0, and a unit without weights has none', () => {
  for (const [x, y] of lineOf(3, -2, 0.5)) expect(3 * x - 2 * y + 0.5).toBeCloseTo(0, 12);
  expect(lineOf(0, 0, 1)).toEqual([]);
});

test('a plotted line is cut at the frame, and breaks off where it is no number', () => {
  const path = (...places: Place[]) =>
    pathOf(
      places,
      [
        [0, 4],
        [0, 2],
      ],
      (place) => place,
    );
  expect(path([1, 1], [2, 1], [3, 2])).toBe('M1.0 1.0L2.0 1.0L3.0 2.0');
  expect(path([-4, 1], [8, 1])).toBe('M0.0 1.0L4.0 1.0');
  expect(path([0, -2], [4, 2], [4, 6], [2, 1])).toBe('M2.0 0.0L4.0 2.0M2.4 2.0L2.0 1.0');
  expect(path([5, 0], [6, 1], [Number.NaN, 0], [1, 1], [1, 0])).toBe('M1.0 1.0L1.0 0.0');
});

test.each(ACTIVATIONS)(
  'value and slope of %s are those of the product’s networks',
  (activation) => {
    for (const z of [-3, -1, -0.25, 0.5, 2]) {
      const network = { layers: [1, 1, 1], activation, weights: [z, 0, 1, 0] };
      const plane = { x: { parameter: 'W1.1.1' }, y: { parameter: 'b1.1' } };
      const ref = { id: 'network', plane, trained: ['W1.1.1'], data: [[1, 0]] };
      const bound = bind({ ...ref, network: { ...network, loss: 'half-squared-error' } });
      const { of, slope } = FUNCTIONS[activation];
      let value = Number.NaN;
      bound.respond!(Float64Array.of(z, 0), Float64Array.of(1), (_, through) => {
        value = through.at(-1)!.h[0]!;
      });
      const slopes = new Float64Array(2);
      bound.gradient(Float64Array.of(z, 0), slopes);
      expect(value, `f(${z})`).toBeCloseTo(of(z), 14);
      // (o − 0)·f′(z)·1
      expect(slopes[0], `slope at ${z}`).toBeCloseTo(of(z) * slope(z), 14);
    }
  },
);

test('the sigmoid’s largest slope is ¼, and five of them leave 4⁻⁵; a step function moves no weight', () => {
  const f = figuresOf('activations.flat');
  expect([f.most, f.through, f.tanhMost]).toEqual([1 / 4, 4 ** -5, 1]);
  expect([f.dw === 0, f['after.w']]).toEqual([true, -1.5]);
  const chosen = figuresOf('activations.slopes', { starts: { points: [[0.5, 1.5]] } });
  expect([chosen.z, chosen['relu.f'], chosen['relu.slope']]).toEqual([2, 2, 1]);
  expect(chosen.dw).toBeCloseTo((chosen.o! - 0.8) * chosen['sigmoid.slope']!, 15);
});

test('the regression has 3·16 + 1 parameters, and batches of 1, 4, 8 make 80, 20, 10 updates of 80 points', () => {
  const f = figuresOf('regression.compare');
  expect([f.parameters, f.weights, f.biases, f.train, f.test]).toEqual([49, 32, 17, 80, 20]);
  expect([f['each.1'], f['each.4'], f['each.8'], f['total.8']]).toEqual([80, 20, 10, 1000]);
  expect([f.even, f.adamTo]).toEqual([80, 0.31]);
});

const ORDER: RunPlan = stepOf('regression.runs').step.parts.flatMap((part) =>
  part.kind === 'runs' ? [part.plan] : [],
)[0]!;

/** A runner on this thread, with what it keeps and shows. */
function benchOf(storage: Map<string, string> = new Map()) {
  const of = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  } as Storage;
  const memory = createMemory(() => of);
  const pictures: StatePatch[] = [];
  const errors: string[] = [];
  const engine = createCpuEngine(inlinePool());
  const runner = createRunner(
    { cpu: engine },
    memory,
    (_, patch) => pictures.push(patch),
    (error) => errors.push(error.message),
  );
  return { runner, memory, storage, pictures, errors };
}

const runsState = stateOf('regression.runs');
const choice = (
  activation: RunChoice['activation'],
  batch: number,
  optimizer: RunChoice['optimizer'],
): RunChoice => ({ activation, batch, optimizer });

test('a row’s run ends where the product’s own does: as early, with the same losses', async () => {
  const { runner, pictures, errors } = benchOf();
  const early = choice('tanh', 4, 'gd');
  runner.run([early], runsState, 100);
  await runner.settled();
  expect(errors).toEqual([]);
  const kept = runner.kept.runs.get(choiceId(early))!;
  const network = { ...runsState.network, activation: 'tanh', batch: 4 } as const;
  const bound = bind({ id: 'regression', network });
  const { theta, values } = describe({ id: 'regression', network });
  const run = new Run(bound, 'gd', DEFAULT_HYPER, new Float64Array(theta.length).fill(0.05));
  run.theta.set(theta.map((name) => values[name]!));
  const first = bound.loss(run.theta);
  let taken = 0;
  for (; taken < 2000 && !run.ended; taken++) run.step();
  expect(kept.end).toBe('stopped');
  expect(kept.epochs).toBe(taken / 20);
  expect(kept.train).toEqual([first, bound.loss(run.theta)]);
  expect(kept.test[1]).toBe(bound.testLoss!(run.theta));
  // The picture is of that very run, all of which its plane shows.
  const shown = patched(runsState, pictures.at(-1)!);
  expect([shown.steps, shown.network?.batch]).toEqual([2000, 4]);
  expect([shown.optimizers.gd.on, shown.optimizers.adam.on]).toEqual([true, false]);
  expect(runner.isOf(kept, shown, 100)).toBe(true);
});

test('runs that were made are there in the next visit; with another learning rate they are of other settings', async () => {
  const { runner, storage } = benchOf();
  const [first] = ORDER.rows;
  const own = choice('step', 8, 'adam');
  runner.add(own);
  runner.run([first!, own], runsState, 100);
  await runner.settled();
  const next = benchOf(storage).runner;
  expect([next.kept.own, next.kept.last]).toEqual([[own], choiceId(own)]);
  const kept = next.kept.runs.get(choiceId(first!))!;
  expect(kept).toEqual(runner.kept.runs.get(choiceId(first!)));
  const isOf = (patch: StatePatch) => next.isOf(kept, patched(runsState, patch), 100);
  expect(isOf({ steps: 7, view: { arrows: true } })).toBe(true);
  expect(isOf({ optimizers: { adam: { learningRate: 0.5 } } })).toBe(true);
  expect(isOf({ optimizers: { gd: { learningRate: 0.5 } } })).toBe(false);
  expect(isOf({ network: { ...runsState.network, seed: 3 } })).toBe(false);
});

test('a run that is thrown out has diverged, one that is stopped leaves no row, and both leave the rest', async () => {
  const { runner, errors } = benchOf();
  const wild: State = patched(runsState, { optimizers: { gd: { learningRate: 5 } } });
  const relu = choice('relu', 1, 'gd');
  runner.run([relu], wild, 100);
  await runner.settled();
  expect(runner.kept.runs.get(choiceId(relu))?.end).toBe('diverged');
  runner.run(ORDER.rows, runsState, 100);
  runner.stop();
  await runner.settled();
  expect([runner.now, runner.kept.runs.size, errors]).toEqual([null, 1, []]);
});

test('a browser that keeps something else keeps no runs', () => {
  for (const text of ['nonsense', '[]', '{"runs":[{"choice":{"activation":"x"}}],"own":[3]}']) {
    const { memory } = benchOf();
    memory.write('runs', text);
    expect([...readKept(memory).runs, ...readKept(memory).own]).toEqual([]);
  }
});

test('the batch that is best is the one whose row ends with the least loss', async () => {
  const { runner } = benchOf();
  const batches = [1, 4, 8];
  runner.run(
    batches.map((batch) => choice('tanh', batch, 'gd')),
    stateOf('regression.compare'),
    100,
  );
  await runner.settled();
  const ends = batches.map((batch) => runner.kept.runs.get(`tanh.${batch}.gd`)!.train[1]);
  const f = figuresOf('regression.compare');
  expect(f.best).toBe(batches[ends.indexOf(Math.min(...ends))]);
  expect(batches.map((batch) => f[`sgd.${batch}`])).toEqual(ends);
});

const asks = steps.flatMap(({ name, step, state }) =>
  step.parts.flatMap((part) =>
    part.kind === 'ask'
      ? [[`${name}.${part.ask.id}`, part.ask, step.figures(lessonStateOf(state))] as const]
      : [],
  ),
);

test.each(asks)('slips at %s get their hints, and the right answer is right', (_, ask, f) => {
  const right = f[ask.figure]!;
  const slips = slipsOf(ask, f);
  expect(slips.length).toBeGreaterThan(0);
  const says = (value: number) =>
    judge(String(Number(value.toPrecision(7))), right, slips, 'en').says;
  expect(says(right)).toBe('answer.right');
  for (const { value, hint } of slips) expect(says(value), String(value)).toBe(hint);
});
