// Links: readable, read part by part, and every state back as it was.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { refusalOf } from '../../src/app/state/store.ts';
import { fromHash, problemOfHash, toHash } from '../../src/app/state/url.ts';
import old from '../fixtures/links.json' with { type: 'json' };

const after = (patch: object) => patched(DEFAULT_STATE, patch);
const linkOf = (patch: object) => toHash(after(patch));
/** As JSON writes it: −0 is 0. */
const plain = (state: State) => JSON.parse(JSON.stringify(state)) as State;

test.each<[string, object]>([
  ['', {}],
  [
    '#view=basins&lr=30&x=-20..20.5&y=0.25..1e7&landscape.steps=7&steps=2000&start=1,2',
    {
      tab: 'basins',
      optimizers: { gd: { learningRate: 30 } },
      window: { x: [-20, 20.5], y: [0.25, 1e7] },
      steps: 7,
      map: { steps: 2000, start: [1, 2] },
    },
  ],
  [
    '#opt=adam&lr=0.05&adam.beta1=0.5&start=0,0;1,-2&view.range=0.001..2&isolines=off',
    {
      optimizers: { gd: { on: false }, adam: { learningRate: 0.05, beta1: 0.5 } },
      starts: {
        points: [
          [0, 0],
          [1, -2],
        ],
      },
      view: { isolines: false, range: [0.001, 2] },
    },
  ],
  [
    '#problem=formula&formula=a*x^2%20%2B%20max(y,3)&parameters.a=2'.replace('%2B', '+'),
    { problem: 'formula', formula: 'a*x^2 + max(y,3)', parameters: { a: 2 } },
  ],
  [
    '#view=spectrum&problem=rosenbrock&rates=1e-5..0.002&count=512',
    {
      problem: 'rosenbrock',
      tab: 'spectrum',
      spectrum: { count: 512, rate: { range: [1e-5, 0.002] } },
    },
  ],
  [
    '#view=sweep&opt=momentum&compare=adam',
    { tab: 'sweep', map: { optimizer: 'momentum', compare: 'adam' } },
  ],
])('the link of a state reads %s', (link, patch) => {
  expect(linkOf(patch)).toBe(link);
  expect(fromHash(link)).toEqual({ state: after(patch) });
});

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const rate = fc.double({ min: 1e-9, max: 1e3, noNaN: true });
const ends = fc
  .tuple(coordinate, fc.double({ min: 1e-3, max: 100, noNaN: true }))
  .map(([a, size]): [number, number] => [a, a + size]);
const kind = fc.constantFrom('gd', 'momentum', 'nesterov', 'rmsprop', 'adam');
const some = <T extends object>(parts: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(parts, { requiredKeys: [] });
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** What the state is of: problems by themselves, and what they are made of. */
const made: fc.Arbitrary<object> = fc.oneof(
  fc.constant({}),
  fc
    .constantFrom(
      'quadratic',
      'rosenbrock',
      'himmelblau',
      'double-well',
      'xor9',
      'xor-deep',
      'spiral',
      'trainability',
      'logistic',
    )
    .map((problem) => ({ problem })),
  fc
    .constantFrom('a*x^2 + y^2', 'sin(x)', 'max(x, y)^2 + b', 'x^2 + α*y^2', '2*x')
    .map((formula) => ({ problem: 'formula', formula })),
  fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 6 })
    .map((data) => ({ problem: 'least-squares', data })),
  fc
    .record({
      seed,
      units: fc.integer({ min: 1, max: 5 }),
      activation: fc.constantFrom('tanh', 'relu'),
    })
    .map(({ seed, units, activation }) => ({
      problem: 'moons',
      network: { layers: [2, units, 1], activation, seed },
    })),
);
const rest: fc.Arbitrary<object> = some({
  tab: fc.constantFrom('landscape', 'basins', 'sweep', 'spectrum', 'benchmark'),
  window: fc.record({ x: ends, y: ends }),
  steps: fc.integer({ min: 0, max: 1e6 }),
  optimizers: fc.dictionary(
    kind,
    some({
      on: fc.boolean(),
      learningRate: rate,
      weightDecay: rate,
      schedule: fc.constantFrom(
        null,
        { kind: 'step', every: 10, factor: 0.5 },
        { kind: 'exponential', factor: 0.9, warmUp: { steps: 3, from: 0.25 } },
      ),
    }),
  ),
  starts: some({
    points: fc.array(fc.tuple(coordinate, coordinate), { maxLength: 5 }),
    pattern: fc.constantFrom('none', 'grid', 'random', 'he'),
    off: fc.constantFrom([], [{}]),
    seed,
  }),
  view: some({
    range: fc.constantFrom(null, [0.1, 2]),
    isolines: fc.boolean(),
    relief: fc.constantFrom(null, { azimuth: 12.5, tilt: 45, zoom: 1.5 }),
    theme: fc.constantFrom('auto', 'dark'),
  }),
  engine: fc.constantFrom('auto', 'gpu', 'cpu'),
  map: some({
    optimizer: kind,
    compare: fc.constantFrom('none', 'adam'),
    swipe: fc.double({ min: 0, max: 1, noNaN: true }),
    start: fc.tuple(coordinate, coordinate),
  }),
  spectrum: some({
    optimizer: kind,
    count: fc.integer({ min: 16, max: 2 ** 20 }),
    lyapunov: fc.boolean(),
    rate: some({
      range: fc.constantFrom([0.5, 3], [1e-7, 1]),
      scale: fc.constantFrom('linear', 'log'),
    }),
  }),
  plane: fc.constantFrom({ x: { random: 1 }, y: { random: 2, normalised: true } }, { y: null }),
});

test('the text of a link is the whole state, deeply, over 200 random states of many problems', () => {
  let states = 0;
  for (const [of, patch] of fc.sample(fc.tuple(made, rest), { seed: 14, numRuns: 200 })) {
    let state = after(of);
    // Part by part, as hands do: what a problem refuses is left out.
    for (const [key, value] of Object.entries(patch)) {
      refusalOf(() => {
        state = patched(state, { [key]: value });
      });
    }
    const link = toHash(state);
    expect(link).toMatch(/^(#[\w.,:;~!*'()/@$+=^[\]{}|?&%-]+)?$/);
    const { state: back, fault } = fromHash(link);
    expect(fault, link).toBe(undefined);
    expect(plain(back), link).toEqual(plain(state));
    expect(toHash(back)).toBe(link);
    expect(problemOfHash(link) ?? DEFAULT_STATE.problem).toBe(state.problem);
    states += Number(link !== '');
  }
  expect(states).toBeGreaterThan(175);
});

test.each(old)(
  'a link of before, as JSON, to $of still opens, and is a link of today',
  ({ link, patch }) => {
    const state = after(patch);
    expect(fromHash(link)).toEqual({ state });
    expect(problemOfHash(link) ?? DEFAULT_STATE.problem).toBe(state.problem);
    expect(fromHash(toHash(state))).toEqual({ state });
    expect(toHash(state).length).toBeLessThan(link.length);
  },
);

describe('what is bad in a link is said, with its value and what is allowed, and the rest holds', () => {
  test.each<[string, RegExp, object]>([
    [
      '#lr=abc&x=0..1',
      /^The link .*\(lr: "abc" is not a number from 0 to 1000000\): showing the rest/,
      { window: { x: [0, 1] } },
    ],
    ['#x=5..-5&steps=9', /x: \[5,-5\] is not a range with min < max/, { steps: 9 }],
    ['#view=bains&steps=9', /view: "bains" is not one of landscape, basins, /, { steps: 9 }],
    ['#speed=1&steps=9', /"speed" is not known: /, { steps: 9 }],
    [
      '#step_s=1&view.isoline=off&steps=9',
      /"isoline" is not known: did you mean "isolines"\?/,
      { steps: 9 },
    ],
    ['#opt=adam,foo&steps=9', /opt: "foo" is not one of gd, /, { steps: 9 }],
    ['#isolines=maybe&steps=9', /isolines: "maybe" is not true or false/, { steps: 9 }],
    ['#start={"x&steps=9', /start: .* is not JSON/, { steps: 9 }],
    ['#view.relief.azimuth=4&steps=9', /view\.relief\.?\w*: "tilt" is missing/, { steps: 9 }],
    ['#problem=nope&parameters.a=2&steps=9', /problem "nope" is not one of /, { steps: 9 }],
    [
      '#scale=log&view.range=-1..2&steps=9',
      /view\.range: \[-1,2\] is not above 0/,
      { steps: 9, view: { scale: 'log' } },
    ],
    ['#steps=9%&x=%E0%A4..1', /x: /, {}],
    [
      '#{"steps":-1,"window":{"x":[0,1]}}',
      /steps: -1 is not an integer from 0 to 1000000/,
      { window: { x: [0, 1] } },
    ],
    ['#{"speed":1,"steps":9}', /"speed" is not known/, { steps: 9 }],
    ['#a=1&b=2&c=3&steps=9', /; and 1 more\)/, { steps: 9 }],
  ])('%s', (link, why, holds) => {
    const { state, fault } = fromHash(link);
    expect(fault).toMatch(why);
    expect(state).toEqual(after(holds));
  });

  test('nothing of an object’s nature is changed by a link', () => {
    for (const link of [
      '#__proto__.polluted=1',
      '#parameters.__proto__=1',
      '#constructor.prototype.polluted=1',
    ]) {
      expect(fromHash(link).state).toEqual(DEFAULT_STATE);
      expect(({} as { polluted?: number }).polluted).toBe(undefined);
    }
  });
});

test('long forms are read as short ones are, in whatever order, and ranges with a comma', () => {
  const state = after({
    tab: 'basins',
    map: { optimizer: 'adam' },
    optimizers: { adam: { learningRate: 3 } },
    window: { x: [0, 1] },
  });
  for (const link of [
    '#lr=3&x=0,1&opt=adam&view=basins',
    '#tab=basins&map.optimizer=adam&optimizers.adam.learningRate=3&window.x=[0,1]',
    '#view=basins&amp;opt=adam&amp;adam.lr=3.0e0&amp;x=0..1',
  ]) {
    expect(fromHash(link), link).toEqual({ state });
  }
});

test('an axis that the optimizer of a link has not gives way to another in words, and the rest opens', () => {
  const beta = 'sweep.x.quantity=beta1&sweep.x.range=0.8..0.99&sweep.x.scale=linear';
  const { state, fault } = fromHash(`#view=sweep&lr=5&${beta}&sweep.y.range=-1..1&steps=50`);
  expect(state.sweep.x).toEqual(DEFAULT_STATE.sweep.x);
  expect(state.sweep.y).toEqual({ ...DEFAULT_STATE.sweep.y, range: [-1, 1] });
  expect([state.map.steps, state.optimizers.gd.learningRate]).toEqual([50, 5]);
  expect(fault).toBe(
    'The link could not be read in full (Gradient descent has no β1: the map varies learning rate η in its place): showing the rest of it.',
  );
  const both = fromHash(
    `#view=sweep&opt=momentum&${beta}&sweep.y.quantity=learningRate&sweep.y.range=1..2`,
  );
  expect(both.state.sweep.x.quantity).toBe('start.y');
  expect(both.state.sweep.y).toMatchObject({ quantity: 'learningRate', range: [1, 2] });
  expect(fromHash(`#view=sweep&opt=adam&${beta}`)).toEqual({ state: expect.anything() });
  const wrong = fromHash('#view=sweep&sweep.x.quantity=colour&sweep.x.range=1..2&lr=5');
  expect(wrong.state.sweep).toEqual(DEFAULT_STATE.sweep);
  expect(wrong.fault).toContain('Gradient descent has no colour');
});
