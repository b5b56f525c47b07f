// What callers may leave out or give in other kinds of lists, and in which words they are refused.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { CheckError } from '../../src/check.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { OptimizerInput } from '../../src/inputs.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { DEFAULT_HYPER, OPTIMIZER_KINDS } from '../../src/optimizers.ts';
import { checkProblem } from '../../src/schemas.ts';
import {
  checkLandscape,
  checkResponse,
  checkSpectrum,
  checkSweep,
  checkTrajectories,
} from '../../src/specs.ts';
import {
  adjusted,
  landscape,
  response,
  spectrum,
  sweep,
  trajectories,
} from '../fixtures/inputs.ts';

const engine = createCpuEngine(inlinePool());

test('specs written `as const`, with typed arrays and without hyper-parameters that have defaults, are taken; results have the whole', async () => {
  const field = await engine.landscape(landscape);
  expect(field.spec.problem.plane!.x).toEqual({ vector: [1, 0, 0, 0, 0, 0, 0, 0, 0] });
  const { spec } = await engine.sweep(sweep);
  expect(spec.optimizer).toEqual({
    kind: 'adam',
    learningRate: [0.1, 0.2],
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
  const listed = await engine.trajectories({ ...trajectories, starts: [1, 2, 3, 4] });
  const typed = await engine.trajectories({ ...trajectories, starts: Float64Array.of(1, 2, 3, 4) });
  expect(typed).toEqual(listed);
  expect(typed.spec.starts).toEqual([1, 2, 3, 4]);
  const rows = [Float64Array.of(1, 2), Float32Array.of(2, 3), [3, 5]];
  const fit = { id: 'least-squares', data: rows };
  expect((await engine.landscape({ ...landscape, problem: fit })).spec.problem.data).toEqual([
    [1, 2],
    [2, 3],
    [3, 5],
  ]);
  const along = await engine.curvatureAlong(landscape.problem, new Float32Array(9));
  expect(along).toHaveLength(1);
});

test('the seed of noise defaults to 0, in types as in results', () => {
  const { optimizer } = checkSpectrum({ ...spectrum, optimizer: adjusted });
  expect(optimizer.noise).toEqual({ deviation: 0.1, seed: 0 });
});

test('every optimizer’s defaults are those of DEFAULT_HYPER', () => {
  for (const kind of OPTIMIZER_KINDS) {
    const input: OptimizerInput = { kind, learningRate: 1 };
    const { optimizer } = checkTrajectories({ ...trajectories, optimizer: input });
    for (const [key, value] of Object.entries(optimizer)) {
      if (key in DEFAULT_HYPER) expect(value).toBe(DEFAULT_HYPER[key as 'momentum']);
    }
  }
});

test.each<[(spec: unknown) => unknown, unknown, string]>([
  [
    checkSweep,
    { ...sweep, threshold: undefined, treshold: 0.1 },
    'sweep: "treshold" is not known: did you mean "threshold"?',
  ],
  [
    checkSweep,
    { ...sweep, x: { ...sweep.x, rnage: [0, 1] } },
    'sweep.x: "rnage" is not known: did you mean "range"?',
  ],
  [
    checkSweep,
    { ...sweep, problem: { id: 'xor', paramters: {} } },
    'sweep.problem: "paramters" is not known: did you mean "parameters"?',
  ],
  [
    checkSweep,
    { ...sweep, optimizer: { ...sweep.optimizer, beta3: 0.1 } },
    'sweep.optimizer: "beta3" is not known: did you mean "beta1"?',
  ],
  [
    checkSweep,
    { ...sweep, foo: 1 },
    'sweep: "foo" is not known: there are problem, optimizer, start, steps, threshold, also, x, y, width, height, points, measure',
  ],
  [
    checkLandscape,
    { ...landscape, window: { ...landscape.window, z: [0, 1] } },
    'landscape.window: "z" is not known: there are x, y',
  ],
  [
    checkLandscape,
    { ...landscape, width: undefined },
    'landscape.width: undefined is not an integer from 1 to 8192',
  ],
  [checkLandscape, { problem: landscape.problem }, 'landscape: "window" is missing'],
  [
    checkTrajectories,
    { ...trajectories, starts: 'here' },
    'trajectories.starts: "here" is not a list',
  ],
  [checkSpectrum, { ...spectrum, component: 3 }, 'spectrum.component: 3 is not text'],
  [checkProblem, 'xor', 'problem: "xor" is not an object'],
  [
    (state: unknown) => patched(DEFAULT_STATE, state),
    { map: { treshold: 1 } },
    'state.map: "treshold" is not known: did you mean "threshold"?',
  ],
])('a refusal names the key and the nearest, in words of ours', (checked, spec, message) => {
  let refusal: unknown;
  try {
    checked(spec);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(CheckError);
  expect((refusal as CheckError).message).toBe(message);
});

test('a refusal says where in what was checked the fault is, that of values checked together too', () => {
  const at = (checked: (spec: unknown) => unknown, spec: unknown) => {
    try {
      checked(spec);
    } catch (error) {
      if (error instanceof CheckError) return [error.what, error.path, error.fault];
    }
    return null;
  };
  const wrong = { kind: 'momentum', learningRate: 1, momentum: 1 };
  expect(at(checkTrajectories, { ...trajectories, optimizer: wrong })).toEqual([
    'trajectories',
    'optimizer.momentum',
    '1 is not a number in [0, 1)',
  ]);
  const rates = { kind: 'gd', learningRate: [1, 2, 3] };
  expect(at(checkSweep, { ...sweep, optimizer: rates })?.[1]).toBe('optimizer.learningRate');
  const problem = { id: 'xor', parameters: { b2: 99 } };
  expect(at(checkLandscape, { ...landscape, problem })).toEqual([
    'landscape',
    'problem.parameters.b2',
    '99 is not a number from -50 to 50',
  ]);
  const x = { ...sweep.x, scale: 'log' };
  expect(at(checkSweep, { ...sweep, x })?.[1]).toBe('x');
  expect(at(checkSpectrum, { ...spectrum, last: 9 })).toEqual([
    'spectrum',
    'last',
    '9 is more than the 8 steps',
  ]);
});

const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  0.5,
  1e300,
  Number.NaN,
  Infinity,
  7n,
  '',
  'text',
  [],
  [1],
  [[]],
  [null],
  {},
  { x: 1 },
  () => 1,
  Symbol('s'),
  new Date(0),
  new Map(),
  Float64Array.of(1),
  BigInt64Array.of(1n),
  new DataView(new ArrayBuffer(4)),
];

/** Words of the validator and of the language itself. */
const THEIRS = /Expected|Invalid|received|Cannot|is not a function|not iterable|\[object/;

/** The value with the place at `path` replaced, for each of all places in it. */
function* replaced(value: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  const entries = Object.entries(value).slice(0, 12);
  for (const [key, item] of entries) {
    for (const inner of replaced(item, other)) {
      yield Array.isArray(value)
        ? value.map((kept, i) => (String(i) === key ? inner : kept))
        : { ...value, [key]: inner };
    }
  }
}

test('whatever stands anywhere in a spec or the page’s state, a refusal is a RangeError in our words', () => {
  const random = seededRandom(7);
  const cases: [(spec: unknown) => unknown, unknown, RegExp][] = [
    [checkLandscape, landscape, /^landscape/],
    [checkSweep, { ...sweep, points: true, measure: 'trainability' }, /^sweep/],
    [checkTrajectories, { ...trajectories, startsIn: 'plane' }, /^trajectories/],
    [checkSpectrum, { ...spectrum, optimizer: adjusted, also: ['gradient'] }, /^spectrum/],
    [checkResponse, response, /^response/],
    [
      checkProblem,
      {
        id: 'moons',
        network: { layers: [2, 3, 1], activation: 'tanh', gains: [1, 1], test: 0.1, stopAt: 1e-3 },
        trained: ['layer1'],
        plane: { x: { random: 1, normalised: false } },
      },
      /^problem/,
    ],
    [
      (patch) => patched(DEFAULT_STATE, patch),
      structuredClone(DEFAULT_STATE),
      /^state|^problem|^formula|^data|^network|^parameters/,
    ],
  ];
  let refused = 0;
  const strange = new Set<string>();
  const attempt = (checked: (spec: unknown) => unknown, spec: unknown, start: RegExp) => {
    try {
      checked(spec);
    } catch (error) {
      refused++;
      const { name, message } = error as Error;
      const ours = name === 'RangeError' || name === 'FormulaError';
      if (!ours || !start.test(message) || THEIRS.test(message)) strange.add(`${name}: ${message}`);
    }
  };
  for (const [checked, good, start] of cases) {
    expect(() => checked(good)).not.toThrow();
    // Of the state's hundred places every third is enough.
    const share = start.source.includes('state') ? 0.3 : 1;
    for (const other of WRONG) {
      for (const spec of replaced(good, other)) {
        if (random() < share) attempt(checked, spec, start);
      }
    }
  }
  expect([...strange].slice(0, 20)).toEqual([]);
  expect(refused).toBeGreaterThan(1000);
});
