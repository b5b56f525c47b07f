// Single starts that are hidden: their marks in the state and in links, and what is left of the runs.
import { expect, test } from 'vitest';
import { numberOf, type RunSet } from '../../src/app/landscape/run-set.ts';
import { withoutRuns } from '../../src/app/landscape/shown-runs.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';

const three = patched(DEFAULT_STATE, {
  starts: { points: [[0, 0], [1, 2], [3, 4]], hidden: [1] }, // biome-ignore format: short
});
const hiddenOf = (state: State, starts: object) => patched(state, { starts }).starts.hidden;

test('a hidden start keeps its mark while it is dragged and while others come and go', () => {
  expect(hiddenOf(three, { points: [[0, 0], [5, 6], [3, 4]] })).toEqual([1]); // biome-ignore format: short
  expect(hiddenOf(three, { points: [...three.starts.points, [7, 8]] })).toEqual([1]);
  expect(hiddenOf(three, { points: three.starts.points.slice(1) })).toEqual([0]);
  expect(hiddenOf(three, { off: [{}] })).toEqual([2]);
});

test('a start that is removed takes its mark along, and so do all that give way to others', () => {
  expect(hiddenOf(three, { points: [[0, 0], [3, 4]] })).toEqual([]); // biome-ignore format: short
  expect(hiddenOf(three, { points: [[1, 2]], off: [], pattern: 'none' })).toEqual([]);
  expect(patched(three, { problem: 'xor', formula: null }).starts.hidden).toEqual([1]);
});

test('the marks are ascending and once each, and of no start there is none', () => {
  expect(hiddenOf(three, { hidden: [2, 0, 2] })).toEqual([0, 2]);
  expect(hiddenOf(three, { hidden: [3, 1] })).toEqual([1]);
});

test('a link says which starts are hidden, and a mark of no start is dropped', () => {
  const link = toHash(three);
  expect(link).toContain('starts.hidden=1');
  expect(fromHash(link).state).toEqual(three);
  const { state } = fromHash('#start=1,2;3,4&starts.hidden=5,&steps=7');
  expect([state.starts.points.length, state.steps, state.starts.hidden]).toEqual([2, 7, []]);
});

test('the runs that are left have their own numbers of every kind, and know their places among all', () => {
  const each = (per: number) => Float64Array.from({ length: 3 * 2 * per }, (_, i) => i);
  const set = {
    kind: 'gd',
    trajectories: {
      spec: {},
      frameSteps: Uint32Array.of(0, 1),
      loss: each(1),
      points: each(2),
      distance: null,
    },
    theta: each(5),
  } as unknown as RunSet;
  const left = withoutRuns(set, [1]);
  expect([...left.trajectories.loss]).toEqual([0, 1, 4, 5]);
  expect([...left.trajectories.points]).toEqual([0, 1, 2, 3, 8, 9, 10, 11]);
  expect([...left.theta]).toEqual([...each(5).slice(0, 10), ...each(5).slice(20)]);
  expect([0, 1].map((run) => numberOf(left, run))).toEqual([0, 2]);
  expect(withoutRuns(set, [])).toBe(set);
  expect(withoutRuns(set, [0, 1, 2]).trajectories.loss.length).toBe(0);
});
