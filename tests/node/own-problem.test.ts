// Own problems in code, on the CPU. tests/browser/own-problem.test.ts has them in web workers and on the GPU.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build-lib.mjs';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { defineProblem } from '../../src/problems/define.ts';
import type { OwnProblem } from '../../src/problems/own.ts';
import { describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';
import valley from '../fixtures/own/valley.js';

const engine = createCpuEngine(inlinePool());
const module = pathToFileURL(resolve(import.meta.dirname, '../fixtures/own/valley.js'));
const library = pathToFileURL(resolve(import.meta.dirname, '../../lib/node/index.js')).href;

const bowl: OwnProblem = {
  id: 'bowl',
  parameters: { x: 1, y: -2, a: 3 },
  loss: ([x = 0, y = 0, a = 0]) => a * x * x + y ** 4,
  gradient: ([x = 0, y = 0, a = 0]) => [2 * a * x, 4 * y ** 3, x * x],
};

test('an own problem’s loss, gradient and iterates are those of its functions, exactly', async () => {
  const mine = defineProblem(bowl);
  expect(mine.runsIn).toBe('calling thread');
  expect(describe(mine()).theta).toEqual(['x', 'y', 'a']);
  const problem = mine({ trained: ['x', 'y'], parameters: { a: 2 } });
  const { loss, gradient } = await engine.landscape({
    problem,
    window: { x: [-1, 1], y: [0, 2] },
    width: 2,
    height: 1,
  });
  expect([...loss]).toEqual([1.5, 1.5]);
  expect([...gradient]).toEqual([-2, 4, 2, 4]);
  const { points } = await engine.trajectories({
    problem,
    optimizer: { kind: 'gd', learningRate: 0.125 },
    starts: [1, 1],
    steps: 2,
    every: 1,
  });
  expect([...points]).toEqual([1, 1, 0.5, 0.5, 0.25, 0.4375]);
});

test('it has what other problems have: sharpness, stationary points, outcomes of sweeps', async () => {
  const problem = defineProblem({ ...valley, id: 'valley-here' })();
  const window = { x: [-2, 2] as [number, number], y: [-1, 3] as [number, number] };
  const { points } = await engine.stationaryPoints(problem, window);
  expect(points.map(({ at }) => [...at].map((c) => Math.round(c * 1e6) / 1e6))).toEqual([[1, 1]]);
  const sweep = await engine.sweep({
    problem,
    optimizer: { kind: 'adam', learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    start: [-1, 1],
    steps: 3000,
    threshold: 1e-3,
    x: { quantity: 'start.x', range: window.x, scale: 'linear' },
    y: { quantity: 'start.y', range: window.y, scale: 'linear' },
    width: 3,
    height: 3,
  });
  expect([...sweep.outcome]).toEqual(Array(9).fill(0));
});

test('a wrong gradient is refused, quoting parameter, point, both values and their difference', () => {
  const wrong = {
    ...bowl,
    gradient: ([x = 0, y = 0]: readonly number[]) => [6 * x, 3 * y ** 3, x * x],
  };
  expect(() => defineProblem({ ...wrong, id: 'wrong' })).toThrow(
    new RangeError(
      'problem "wrong": its gradient by "y" at x = 1, y = -2, a = 3 is -24, the loss\'s central difference -32: 8 apart',
    ),
  );
  expect(() => describe({ id: 'wrong' })).toThrow(/"wrong" is not one of/);
});

test('gradients that are right pass where differences are worst: far out, steep, level, kinked, with holes', () => {
  const cases: Pick<OwnProblem, 'loss' | 'gradient'>[] = [
    { loss: ([x = 0]) => Math.exp(4 * x), gradient: ([x = 0]) => [4 * Math.exp(4 * x)] },
    { loss: ([x = 0]) => 1e4 + x * x, gradient: ([x = 0]) => [2 * x] },
    { loss: ([x = 0]) => Math.abs(x), gradient: ([x = 0]) => [Math.sign(x)] },
    { loss: ([x = 0]) => Math.log(x), gradient: ([x = 0]) => [1 / x] },
    { loss: () => 0, gradient: () => Float64Array.of(0) },
    { loss: ([x = 0]) => Math.sin(50 * x), gradient: ([x = 0]) => [50 * Math.cos(50 * x)] },
    {
      loss: ([x = 0]) => 1 / (1 + Math.exp(-20 * x)),
      gradient: ([x = 0]) => [20 / (2 + Math.exp(20 * x) + Math.exp(-20 * x))],
    },
  ];
  for (const [i, functions] of cases.entries()) {
    for (const x of [0.3, 2, 4]) {
      defineProblem({ id: `case${i}`, parameters: { x }, ...functions });
      const slip = {
        ...functions,
        gradient: (at: readonly number[]) => [1.01 * functions.gradient(at)[0]! + 1e-3],
      };
      expect(() => defineProblem({ id: `case${i}`, parameters: { x }, ...slip })).toThrow(
        /central diff/,
      );
    }
  }
});

test.each<[string, object, string]>([
  [
    'unknown key',
    { gradiant: bowl.gradient },
    'problem: "gradiant" is not known: did you mean "gradient"?',
  ],
  ['missing loss', { loss: undefined }, 'problem.loss: undefined is not a function'],
  [
    'id with a blank',
    { id: 'my bowl' },
    'problem.id: "my bowl" is not letters, digits and hyphens',
  ],
  [
    'id of the library',
    { id: 'rosenbrock' },
    'problem.id: "rosenbrock" is a problem of the library; choose another id',
  ],
  [
    'parameter that is text',
    { parameters: { x: '1', y: 0, a: 1 } },
    'problem.parameters.x: "1" is not a number or {default}',
  ],
  [
    'default out of its range',
    { parameters: { x: { default: 3, max: 2 }, y: 0, a: 1 } },
    'problem.parameters.x: 3 is not a number from -1000000 to 2',
  ],
  ['trained name that is none', { trained: ['z'] }, 'problem.trained: "z" is not one of x, y, a'],
  ['plane of no axes', { plane: {} }, 'problem.plane: "x" is missing'],
  [
    'plane of one axis twice',
    { plane: { x: { parameter: 'x' }, y: { parameter: 'x' } } },
    'problem.plane: {"parameter":"x"} and {"parameter":"x"} are parallel, and must be two directions',
  ],
  [
    'plane of a name that is none',
    { plane: { x: { parameter: 'z' } } },
    'problem.plane: "z" is not one of x, y, a',
  ],
  [
    'plane of too short a vector',
    { plane: { x: { vector: [1, 2] } } },
    'problem.plane.x: [1,2] has 2 numbers, not 3, one for each of x, y, a',
  ],
  ['window without ends', { window: {} }, 'problem.window: "x" is missing'],
  [
    'window that is the wrong way round',
    { window: { x: [5, -5], y: [-1, 1] } },
    'problem.window.x: [5,-5] is not a range with min < max',
  ],
  ['trained that is no list', { trained: {} }, 'problem.trained: {} is not a list'],
  ['empty list of trained', { trained: [] }, 'problem.trained: [] is not one or more of x, y, a'],
  ['trained name twice', { trained: ['a', 'a'] }, 'problem.trained: "a" is named twice'],
  [
    'usual range that is a number',
    { parameters: { x: { default: 1, usual: 5 }, y: 0, a: 1 } },
    'problem.parameters.x.usual: 5 is not a list of two numbers',
  ],
  [
    'unknown key of a parameter',
    { parameters: { x: { default: 1, mim: 5 }, y: 0, a: 1 } },
    'problem.parameters.x: "mim" is not known: did you mean "min"?',
  ],
  ['work below 0', { work: -1 }, 'problem.work: -1 is not a number from 0.001 to 1000000000'],
  [
    'threshold that is none',
    { threshold: Number.NaN },
    'problem.threshold: NaN is not a number from -1e+37 to 1e+37',
  ],
  [
    'gradient of too few numbers',
    { gradient: () => [1, 2] },
    'problem "bowl": its gradient [1,2] is not 3 numbers, one for each parameter',
  ],
  [
    'loss that is text',
    { loss: () => 'much' },
    'problem "bowl": its loss at x = 1, y = -2, a = 3 is "much", no number',
  ],
  [
    'loss that is nowhere',
    { loss: () => Number.NaN },
    'problem "bowl": its loss is undefined at all of 16 points that were tried',
  ],
])('a definition with an %s is refused in words, and not registered', (_, change, message) => {
  const odd = { ...bowl, id: 'odd', ...change } as OwnProblem;
  expect(() => defineProblem(odd)).toThrow(RangeError);
  expect(() => defineProblem(odd)).toThrow(message.replace('"bowl"', '"odd"'));
  if (odd.id === 'odd') expect(() => describe({ id: 'odd' })).toThrow(/"odd" is not one of/);
});

test('functions that change what they are given, or are not the same twice, are refused', () => {
  const changing = { ...bowl, loss: (at: readonly number[]) => ((at as number[])[0] = 1) };
  expect(() => defineProblem(changing)).toThrow(/read only/);
  let calls = 0;
  expect(() => defineProblem({ ...bowl, loss: () => calls++ })).toThrow(/is not the same twice/);
});

test('a job in the calling thread leaves it moments for other things, and stops when aborted by one', async () => {
  const mine = defineProblem(bowl);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('enough')), 20);
  const job = engine.trajectories(
    {
      problem: mine(),
      optimizer: { kind: 'gd', learningRate: 1e-9 },
      starts: [1, 1],
      steps: 20_000_000,
      every: 20_000_000,
    },
    { signal: controller.signal },
  );
  await expect(job).rejects.toThrow('enough');
});

test('of a module every worker thread has the problem, and the results are those of the calling thread', async () => {
  await ensureBuilt();
  const lib = await import(/* @vite-ignore */ library);
  const mine = await lib.defineProblem({ module });
  expect([mine.id, mine.runsIn]).toEqual(['valley', 'workers']);
  const here = lib.defineProblem({ ...valley, id: 'valley-there' });
  const threads = await lib.createEngine({ engine: 'cpu', workers: 2 });
  const window = { x: [-2, 2], y: [-1, 3] };
  const spec = { window, width: 300, height: 300 };
  const [one, other] = [
    await threads.landscape({ ...spec, problem: mine({ parameters: { steep: 50 } }) }),
    await threads.landscape({ ...spec, problem: here({ parameters: { steep: 50 } }) }),
  ];
  expect(Buffer.from(one.loss.buffer).equals(Buffer.from(other.loss.buffer))).toBe(true);
  threads.dispose();
});

test('a module that has no problem, or no whole address, is refused', async () => {
  await expect(defineProblem({ module: './valley.js' })).rejects.toThrow(
    'module: "./valley.js" is no whole address, as new URL(\'./mine.js\', import.meta.url)',
  );
  await expect(
    defineProblem({ module: 'data:text/javascript,export const a = 1' }),
  ).rejects.toThrow(/has no default export, as export default \{ id/);
});
