// Undo and redo, over the real store: gestures of many kinds, and what is one gesture.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { createStateHistory, GESTURE_MS } from '../../src/app/state/history.ts';
import { DEFAULT_STATE, type State, type StatePatch } from '../../src/app/state/state.ts';
import { createStore, refusalOf } from '../../src/app/state/store.ts';

/** A store with its history, and hands that take their time. */
function desk() {
  const store = createStore(DEFAULT_STATE);
  const history = createStateHistory(store.state);
  let now = 0;
  store.subscribe((state) => history.changed(state, now));
  const go = (by: number) => {
    const state = history.to(history.at + by);
    if (state) store.replace(state);
    return state !== null;
  };
  return {
    store,
    history,
    rest: (ms = 1000) => {
      now += ms;
    },
    undo: () => go(-1),
    redo: () => go(1),
    gesture(...patches: StatePatch[]) {
      now += 1000;
      history.touch();
      for (const patch of patches) {
        store.set(patch);
        now += 16;
      }
    },
  };
}

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const rate = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
const ends = fc
  .tuple(coordinate, fc.double({ min: 1e-3, max: 100, noNaN: true }))
  .map(([a, size]): [number, number] => [a, a + size]);
const optimizer = fc.constantFrom('gd', 'momentum', 'nesterov', 'rmsprop', 'adam');
/** Whatever hands may do, other problems among it. */
const patch: fc.Arbitrary<StatePatch> = fc.oneof(
  fc.record({ x: ends, y: ends }).map((window) => ({ window })),
  fc
    .array(fc.tuple(coordinate, coordinate), { maxLength: 4 })
    .map((points) => ({ starts: { points } })),
  fc
    .record({ kind: optimizer, learningRate: rate, on: fc.boolean() })
    .map(({ kind, ...of }) => ({ optimizers: { [kind]: of } }) as StatePatch),
  fc.constantFrom('landscape', 'basins', 'sweep', 'spectrum', 'benchmark').map((tab) => ({ tab })),
  fc
    .constantFrom(DEFAULT_STATE.problem, 'rosenbrock', 'quadratic', 'himmelblau', 'double-well')
    .map((problem) => ({ problem })),
  fc.constantFrom('x^2 + y^2', 'a*x^2', 'sin(x) + y^4 + b').map((formula) => ({
    problem: 'formula',
    formula,
  })),
  fc.record({ steps: fc.integer({ min: 0, max: 1e6 }) }),
  fc.record({ swipe: fc.double({ min: 0, max: 1, noNaN: true }) }).map((map) => ({ map })),
  fc.record({ arrows: fc.boolean(), isolines: fc.boolean() }).map((view) => ({ view })),
  fc.constantFrom(
    { view: { relief: null } },
    { view: { relief: { azimuth: 30, tilt: 40, zoom: 1 } } },
  ),
  fc.constant({
    optimizers: { gd: { schedule: { kind: 'step', every: 9, factor: 0.5 } } },
  } as StatePatch),
);

test.each([14, 15, 16])(
  '200 random gestures (seed %i) undone one by one are every state before them to the first, and redone the last',
  (seed) => {
    const { store, history, gesture, undo, redo } = desk();
    const seen: State[] = [store.state];
    const gestures = fc.array(patch, { minLength: 1, maxLength: 4 });
    for (const patches of fc.sample(gestures, { seed, numRuns: 200 })) {
      refusalOf(() => gesture(...patches));
      // One that changed nothing is none.
      expect(history.entries.length - seen.length).toBeLessThanOrEqual(1);
      seen[history.at] = store.state;
    }
    const last = store.state;
    expect(seen.length).toBeGreaterThan(150);
    for (const before of seen.slice(0, -1).toReversed()) {
      expect(undo()).toBe(true);
      expect(store.state).toEqual(before);
    }
    expect(undo()).toBe(false);
    expect(store.state).toBe(DEFAULT_STATE);
    while (redo());
    expect(store.state).toEqual(last);
  },
);

test('what changes while a pointer is down or within 400 ms is one gesture; a new press is another, however soon', () => {
  const { store, history, gesture, undo, rest } = desk();
  gesture({ steps: 1 }, { steps: 2 }, { steps: 3 });
  expect(history.entries).toHaveLength(2);
  history.begin();
  history.hold(true);
  store.set({ steps: 4 });
  rest(5 * GESTURE_MS);
  history.touch();
  store.set({ steps: 5 });
  history.hold(false);
  expect(history.entries.map(({ state }) => state.steps)).toEqual([500, 3, 5]);
  rest(GESTURE_MS - 1);
  history.touch();
  store.set({ steps: 6 });
  rest(GESTURE_MS);
  history.touch();
  store.set({ steps: 7 });
  expect(history.entries.map(({ state }) => state.steps)).toEqual([500, 3, 6, 7]);
  undo();
  expect(store.state.steps).toBe(6);
});

test('what changes with nothing done is a part of what was done before, and leaves what was undone to be redone', () => {
  const { store, history, gesture, undo, redo, rest } = desk();
  gesture({ tab: 'lessons' });
  rest();
  // A lesson that was loaded meanwhile.
  store.set({ lesson: 'homework.forward' });
  expect(history.entries).toHaveLength(2);
  gesture({ steps: 9 });
  undo();
  rest();
  store.set({ view: { marks: false } });
  expect(history.entries).toHaveLength(3);
  expect(redo()).toBe(true);
  expect(store.state).toMatchObject({ steps: 9, tab: 'lessons', lesson: 'homework.forward' });
  undo();
  expect(store.state).toMatchObject({
    steps: 500,
    lesson: 'homework.forward',
    view: { marks: false },
  });
  undo();
  expect(store.state).toBe(DEFAULT_STATE);
});

test('a step that is shown is no gesture, comes back with the state that it was of, and never with the first', () => {
  const history = createStateHistory({ steps: 1, step: null as number | null });
  let now = 0;
  const change = (state: { steps: number; step: number | null }) => {
    now += 1000;
    history.touch();
    history.changed(state, now);
  };
  change({ steps: 1, step: 4 });
  change({ steps: 2, step: 4 });
  change({ steps: 2, step: 9 });
  expect(history.entries).toHaveLength(2);
  expect(history.to(0)).toEqual({ steps: 1, step: null });
  expect(history.to(1)).toEqual({ steps: 2, step: 9 });
});

test('of more gestures than are remembered the first state stays, and a change after an undo drops what was undone', () => {
  const history = createStateHistory({ n: 0 });
  for (let n = 1; n <= 1500; n++) {
    history.touch();
    history.changed({ n }, 1000 * n);
  }
  expect(history.entries[0]!.state).toEqual({ n: 0 });
  expect(history.entries.at(-1)!.state).toEqual({ n: 1500 });
  expect([history.entries.length, history.at]).toEqual([1000, 999]);
  expect(history.to(1)).toEqual({ n: 502 });
  history.touch();
  history.changed({ n: -1 }, 2e6);
  expect(history.entries.map(({ state }) => state.n)).toEqual([0, 502, -1]);
});

test('what is lost by a change is said with the state before it', () => {
  const store = createStore(DEFAULT_STATE);
  const said: [string, boolean][] = [];
  store.onLoss.subscribe(({ what, before }) => said.push([what, before === DEFAULT_STATE]));
  expect(() => store.lose({ steps: -1 }, 'nothing')).toThrow(RangeError);
  store.lose({ starts: { points: [] } }, 'the starts');
  expect(said).toEqual([['the starts', true]]);
});
