import { expect, test } from 'vitest';
import type { Landscape, Trajectories, Window } from '../../src/engine.ts';
import { coloursOf, rangeOf } from '../../src/fields/landscape.ts';
import { frameOf, nearestIterate, nearestRun, runsInView } from '../../src/fields/trajectories.ts';

/** Trajectories from literal paths; every frame is `every` steps after the one before. */
function made(paths: [number, number][][], steps: number, every: number): Trajectories {
  const frames = paths[0]!.length;
  return {
    spec: {
      problem: { id: 'xor' },
      optimizer: { kind: 'gd', learningRate: 1 },
      starts: paths.flatMap((path) => path[0]!),
      steps,
      every,
    },
    frameSteps: Uint32Array.from({ length: frames }, (_, f) => Math.min(f * every, steps)),
    points: Float64Array.from(paths.flat(2)),
    loss: new Float64Array(paths.length * frames),
  };
}
const view: Window = { x: [0, 10], y: [0, 10] };
const size = { width: 100, height: 100 };
// Along the bottom, up the right side, and one that is out of view but for its middle.
const runs = made(
  [
    [
      [1, 1],
      [5, 1],
      [9, 1],
    ],
    [
      [9, 4],
      [9, 6],
      [9, 9],
    ],
    [
      [-5, 5],
      [2, 8],
      [-5, 9],
    ],
  ],
  15,
  10,
);

test('the frame of a step is step/every, and the last frame from the last step on', () => {
  expect([0, 5, 10, 14.9, 15, 99].map((step) => frameOf(runs, step))).toEqual([
    0, 0.5, 1, 1.49, 2, 2,
  ]);
});

test('the nearest run is found along its segments, not only at its iterates, within the reach', () => {
  // (3, 1) lies at pixel (30, 90), between two iterates.
  const near = (at: [number, number], reach = 5, step = 15) =>
    nearestRun([runs], view, size, at, reach, step);
  expect(near([30, 90])).toEqual({ set: 0, run: 0 });
  expect(near([30, 86])).toEqual({ set: 0, run: 0 });
  expect(near([30, 84])).toBe(null);
  expect(near([90, 25])).toEqual({ set: 0, run: 1 });
  expect(near([90, 74], 20)).toEqual({ set: 0, run: 1 });
  // Between the end of one run and the start of the next nothing is drawn.
  expect(near([90, 72], 9)).toBe(null);
});

test('what lies after the present is not drawn, so it is not near', () => {
  const near = (step: number) => nearestRun([runs], view, size, [80, 90], 5, step);
  expect(near(15)).toEqual({ set: 0, run: 0 });
  expect(near(10)).toBe(null);
});

test('of several sets the nearer run wins, whatever their order', () => {
  const other = made([[[5, 1.3]]], 0, 1);
  expect(nearestRun([runs, other], view, size, [50, 88], 5, 15)).toEqual({ set: 1, run: 0 });
  expect(nearestRun([other, runs], view, size, [50, 91], 5, 15)).toEqual({ set: 1, run: 0 });
  expect(nearestRun([], view, size, [50, 91], 5, 15)).toBe(null);
});

test('a run is in view when one of its iterates is, the edges included', () => {
  expect(runsInView(runs, view)).toEqual([0, 1, 2]);
  expect(runsInView(runs, { x: [8.5, 10], y: [0, 3] })).toEqual([0]);
  expect(runsInView(runs, { x: [9, 9.5], y: [9, 10] })).toEqual([1]);
  expect(runsInView(runs, { x: [20, 30], y: [0, 10] })).toEqual([]);
});

const landscape = (loss: number[]): Landscape => ({
  spec: { problem: { id: 'xor' }, window: view, width: loss.length, height: 1 },
  loss: Float64Array.from(loss),
  gradient: new Float64Array(2 * loss.length),
});

test('the range of a landscape is its smallest and largest loss', () => {
  expect(rangeOf(landscape([3, 0.5, 2.25, -1]))).toEqual([-1, 3]);
  expect(rangeOf(null)).toEqual([0, 1]);
});

test('a flat landscape still has a range, around its value and wider than f32 resolves', () => {
  for (const value of [0, 1.5, -2]) {
    const [lo, hi] = rangeOf(landscape([value, value, value]));
    expect(lo).toBeLessThan(value);
    expect(hi).toBeGreaterThan(value);
    expect(Math.fround(lo)).toBeLessThan(Math.fround(hi));
    expect(hi - lo).toBeLessThan(1e-5);
  }
});

test('on a log scale losses of 0 or below lie below its range; where there are no others it is linear', () => {
  const log = (losses: number[], range: [number, number] | null = null) =>
    coloursOf(landscape(losses), { scale: 'log', range });
  expect(log([0.5, 3])).toEqual({ scale: 'log', range: [0.5, 3] });
  expect(log([0, 4])).toEqual({ scale: 'log', range: [4e-6, 4] });
  expect(log([-1, 4])).toEqual({ scale: 'log', range: [4e-6, 4] });
  expect(log([-2, -1])).toEqual({ scale: 'linear', range: [-2, -1] });
  expect(log([-2, -1], [1, 2])).toEqual({ scale: 'log', range: [1, 2] });
});

test('a place beside a path is meant for its nearest iterate within reach, up to the step, and on a mark for that', () => {
  const run = { set: 0, run: 0 };
  const at = (place: [number, number], step = 20, reach = 10) =>
    nearestIterate(runs, run, view, size, place, reach, step);
  expect(at([53, 85])).toEqual({ ...run, frame: 1, at: [50, 90] });
  // Between two iterates, too far from either: the run is pointed at, none of them is.
  expect(at([70, 90])).toBe(null);
  expect(at([69, 90], 20, 22)!.frame).toBe(1);
  // Not there yet.
  expect(at([88, 90], 10)).toBe(null);
  expect(at([88, 90])!.frame).toBe(2);
  // Close by the middle iterate, but on the mark of the end.
  const dense = made(
    [
      [
        [1, 1],
        [5, 1],
        [5.5, 1],
      ],
    ],
    20,
    10,
  );
  expect(nearestIterate(dense, run, view, size, [51, 90], 10, 20)!.frame).toBe(2);
});
