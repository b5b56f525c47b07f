import { expect, test } from 'vitest';
import type { PlanePaths } from '../../src/fields/on-plane.ts';
import { curvesOf } from '../../src/views/loss-curves.ts';

/** Runs of three frames whose losses are 1, 2, … times 1, 1/2, 1/4. */
function setOf(count: number, runs: readonly number[]) {
  const loss = Float64Array.from(
    { length: 3 * count },
    (_, k) => (Math.floor(k / 3) + 1) / 2 ** (k % 3),
  );
  const trajectories = { loss, frameSteps: Uint32Array.of(0, 1, 2) } as unknown as PlanePaths;
  return { trajectories, runs, label: 'gd', color: '#123456', dim: '#abcdef', dash: [] };
}

test('runs out of view keep their curves, dim and below those in view', () => {
  const { curves, steps, scale, dims } = curvesOf([setOf(3, [1])], null);
  expect(dims).toBe(true);
  expect(curvesOf([setOf(2, [0, 1])], null).dims).toBe(false);
  expect([steps, scale]).toEqual([[0, 1, 2], 'log']);
  expect(curves.map(({ color }) => color)).toEqual(['#abcdef', '#abcdef', '#123456']);
  expect(curves.map(({ chosen }) => chosen?.run)).toEqual([0, 2, 1]);
  expect(curves[2]!.values).toEqual([2, 1, 0.5]);
});

test('many out of view are dim quantiles, beside the few in view; with none in view there is no empty chart', () => {
  const few = curvesOf([setOf(100, [4, 5])], null);
  expect(few.curves.map(({ label }) => label)).toEqual([
    'gd, 90 %',
    'gd, 10 %',
    'gd, median',
    'gd',
    'gd',
  ]);
  expect(few.bands).toEqual([{ series: [1, 2], fill: '#12345620' }]);
  const none = curvesOf([setOf(2, [])], null);
  expect(none.curves).toHaveLength(2);
});

test('the run picked out among many is a curve of its own, whether it is in view or not', () => {
  for (const inView of [[], Array.from({ length: 100 }, (_, run) => run)]) {
    const { curves } = curvesOf([setOf(100, inView)], { set: 0, run: 7 });
    expect(curves).toHaveLength(4);
    expect(curves[3]).toMatchObject({ color: '#123456', width: 2.5, chosen: { set: 0, run: 7 } });
    expect(curves[3]!.values).toEqual([8, 4, 2]);
  }
});
