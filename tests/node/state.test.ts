import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from '../../src/app/state/patch.ts';
import { engineFromQuery } from '../../src/app/state/query.ts';
import { startsOf } from '../../src/app/state/starts.ts';
import {
  activeOptimizers,
  DEFAULT_STATE,
  patched,
  type State,
  startCount,
} from '../../src/app/state/state.ts';
import { createStore } from '../../src/app/state/store.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';

const frozen = JSON.stringify(DEFAULT_STATE);

test('a patch is merged into objects and replaces arrays, and the old state is untouched', () => {
  const next = patched(DEFAULT_STATE, {
    parameters: { b2: -4 },
    starts: { points: [[1, 2]] },
    window: { x: [0, 1] },
  });
  expect(next.parameters).toEqual({ ...DEFAULT_STATE.parameters, b2: -4 });
  expect(next.starts).toEqual({ ...DEFAULT_STATE.starts, points: [[1, 2]] });
  expect(next.window).toEqual({ x: [0, 1], y: [-20, 20] });
  expect(JSON.stringify(DEFAULT_STATE)).toBe(frozen);
});

test.each<[string, unknown, RegExp]>([
  ['an unknown key', { speed: 1 }, /speed/],
  ['an unknown weight', { parameters: { w99: 1 } }, /w99/],
  ['a NaN', { steps: Number.NaN }, /steps: NaN is not an integer from 0 to 1000000/],
  ['too many steps', { steps: 1_000_001 }, /1000001 .* 0 to 1000000/],
  ['a number as text', { parameters: { c: '3' } }, /c: "3" .* -50 to 50/],
  ['a start that is too far', { starts: { points: [[0, 2e6]] } }, /2000000 .*-1000000 to 1000000/],
  ['a start of three numbers', { starts: { points: [[0, 1, 2]] } }, /starts\.points/],
  ['a range upside down', { view: { range: [2, 1] } }, /\[2,1\] is not a range with min < max/],
  ['yes for true', { view: { arrows: 'yes' } }, /"yes" is not true or false/],
  ['null for an object', { view: null }, /view/],
  ['an array for the state', [], /state/],
  [
    'more starts than can be drawn',
    { starts: { pattern: 'random', randomCount: 10_000 } },
    /10001/,
  ],
])('%s is refused with a RangeError that says so', (_, patch, message) => {
  expect(() => patched(DEFAULT_STATE, patch)).toThrow(RangeError);
  expect(() => patched(DEFAULT_STATE, patch)).toThrow(message);
});

test('a key named __proto__ changes no prototype, neither the state’s nor everyone’s', () => {
  const evil: unknown = JSON.parse('{"__proto__":{"polluted":1},"steps":9}');
  let next: object = {};
  try {
    next = patched(DEFAULT_STATE, evil);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
  }
  expect(({} as { polluted?: number }).polluted).toBe(undefined);
  expect((next as { polluted?: number }).polluted).toBe(undefined);
});

test('starts are counted over the single ones and the pattern', () => {
  const count = (starts: object) => startCount(patched(DEFAULT_STATE, { starts }));
  expect(count({})).toBe(1);
  expect(count({ pattern: 'grid', gridSize: 7 })).toBe(50);
  expect(count({ pattern: 'random', randomCount: 12, points: [] })).toBe(12);
});

/** Random states: each part is the default's or another allowed one. */
const weight = fc.double({ min: -50, max: 50, noNaN: true, noDefaultInfinity: true });
const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const patch = fc.record(
  {
    parameters: fc.record({ w11: weight, c: weight }, { requiredKeys: [] }),
    steps: fc.integer({ min: 0, max: 1_000_000 }),
    starts: fc.record(
      {
        points: fc.array(fc.tuple(coordinate, coordinate), { maxLength: 5 }),
        pattern: fc.constantFrom('none', 'grid', 'random'),
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      },
      { requiredKeys: [] },
    ),
    view: fc.record({ isolines: fc.boolean(), range: fc.constantFrom(null, [0.1, 2]) }),
    engine: fc.constantFrom('auto', 'gpu', 'cpu'),
  },
  { requiredKeys: [] },
);
/** As JSON writes it: −0 is 0. */
const plain = (state: State) => JSON.parse(JSON.stringify(state)) as State;

test('a link restores any state exactly, over random states', () => {
  fc.assert(
    fc.property(patch, (change) => {
      const state = patched(DEFAULT_STATE, change);
      const { state: restored, fault } = fromHash(toHash(state));
      expect(fault).toBe(undefined);
      expect(plain(restored)).toEqual(plain(state));
    }),
  );
});

test('the difference names what differs and nothing else; the defaults need no link', () => {
  const state = patched(DEFAULT_STATE, { steps: 7, view: { arrows: true } });
  expect(difference(state, DEFAULT_STATE)).toEqual({ steps: 7, view: { arrows: true } });
  expect(difference(DEFAULT_STATE, DEFAULT_STATE)).toBe(undefined);
  expect(toHash(DEFAULT_STATE)).toBe('');
  expect(toHash(state)).toBe('#steps=7&view.arrows=on');
});

test.each(['#', ''])('the fragment "%s" is the defaults, without a word', (hash) => {
  expect(fromHash(hash)).toEqual({ state: DEFAULT_STATE });
});

test('any fragment gives a good state, and what cannot be read gives the defaults and a reason', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { state, fault } = fromHash(`#${text}`);
      if (fault !== undefined) expect(state).toBe(DEFAULT_STATE);
      expect(() => patched(state, {})).not.toThrow();
    }),
  );
  expect(fromHash('#{"steps":-1}').fault).toMatch(/steps: -1 .*showing the defaults/);
});

test('?engine= takes auto, gpu and cpu, and names anything else', () => {
  expect(engineFromQuery('')).toEqual({ engine: null });
  for (const engine of ['auto', 'gpu', 'cpu'] as const) {
    expect(engineFromQuery(`?x=1&engine=${engine}`)).toEqual({ engine });
  }
  expect(engineFromQuery('?engine=quantum')).toMatchObject({
    engine: null,
    fault: expect.stringContaining('engine=quantum'),
  });
});

test('the store tells its listeners old and new, and nothing when a patch is refused', () => {
  const store = createStore(DEFAULT_STATE);
  const seen: [number, number][] = [];
  store.subscribe((state, before) => seen.push([before.steps, state.steps]));
  store.set({ steps: 3 });
  expect(() => store.set({ steps: -3 })).toThrow(RangeError);
  expect(seen).toEqual([[500, 3]]);
  expect(store.state.steps).toBe(3);
});

test('only the optimizers that are on run, without their switch', () => {
  expect(activeOptimizers(DEFAULT_STATE).map(({ kind }) => kind)).toEqual(['gd', 'adam']);
  expect(activeOptimizers(DEFAULT_STATE)[0]).toEqual({ kind: 'gd', learningRate: 1 });
});

const starts = (change: object) => startsOf(patched(DEFAULT_STATE, { starts: change })).starts;
const region = { x: [0, 4], y: [10, 12] };

test('grid starts lie at the cell centres of the region, row by row, after the single ones', () => {
  expect(starts({ points: [[7, 8]], pattern: 'grid', gridSize: 2, region })).toEqual([
    7, 8, 1, 10.5, 3, 10.5, 1, 11.5, 3, 11.5,
  ]);
});

test('random starts are the same for the same seed, others for another, and inside the region', () => {
  const random = (seed: number) =>
    starts({ points: [], pattern: 'random', randomCount: 500, seed, region });
  expect(random(5)).toEqual(random(5));
  expect(random(6)).not.toEqual(random(5));
  const list = random(5);
  expect(list.length).toBe(1000);
  expect(list.every((v, i) => (i % 2 ? v >= 10 && v <= 12 : v >= 0 && v <= 4))).toBe(true);
  // All four quarters are hit.
  const quarters = new Set(
    Array.from({ length: 500 }, (_, i) => `${list[2 * i]! > 2} ${list[2 * i + 1]! > 11}`),
  );
  expect(quarters.size).toBe(4);
});

test('decay, schedule and noise of an optimizer are in links and jobs, and a schedule is replaced as a whole', () => {
  const cosine = { kind: 'cosine', steps: 400, least: 0.1, warmUp: { steps: 50, from: 0.1 } };
  const noise = { deviation: 0.2, seed: 3 };
  const state = patched(DEFAULT_STATE, {
    optimizers: { gd: { weightDecay: 0.05, schedule: cosine, noise } },
  });
  expect(fromHash(toHash(state)).state).toEqual(state);
  expect(activeOptimizers(state)[0]).toMatchObject({ weightDecay: 0.05, schedule: cosine, noise });
  const step = { kind: 'step', every: 10, factor: 0.5 };
  const next = patched(state, { optimizers: { gd: { schedule: step } } });
  expect(next.optimizers.gd.schedule).toEqual(step);
  expect(patched(next, { optimizers: { gd: { schedule: null } } }).optimizers.gd.schedule).toBe(
    null,
  );
  expect(() => patched(state, { optimizers: { adam: { weightDecay: -1 } } })).toThrow(
    /state.optimizers.adam.weightDecay: -1 is not a number from 0/,
  );
  // As it was: jobs of optimizers without them say nothing of them.
  expect(Object.keys(activeOptimizers(DEFAULT_STATE)[0]!)).toEqual(['kind', 'learningRate']);
});
