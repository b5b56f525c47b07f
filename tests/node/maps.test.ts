import { expect, test } from 'vitest';
import { checkPrecision, sampleSize } from '../../src/app/jobs/precision.ts';
import { resultAt } from '../../src/app/maps/results.ts';
import { resultOf } from '../../src/app/maps/run-words.ts';
import {
  checkMaps,
  mapAxes,
  mapOptimizers,
  spectrumSpecOf,
  sweepSpecOf,
} from '../../src/app/state/job-specs.ts';
import { defaultAxis, movedAxis, placedRange } from '../../src/app/state/map-axes.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, type Spectrum, type SweepSpec } from '../../src/engine.ts';
import { OUTCOME_COLORS } from '../../src/fields/palettes.ts';
import { outcomePicture, spectrumPicture } from '../../src/fields/pictures.ts';
import { runOfPixel } from '../../src/fields/pixel-run.ts';
import { checkSweep } from '../../src/specs.ts';

const engine = createCpuEngine(inlinePool());

test('the basin map lies over the landscape’s window, the sweep over its own axes', () => {
  const basins = patched(DEFAULT_STATE, { tab: 'basins', window: { x: [1, 2], y: [3, 4] } });
  expect(sweepSpecOf(basins, 'adam', 0.5)).toMatchObject({
    optimizer: { kind: 'adam', learningRate: 0.1, beta1: 0.9 },
    x: { quantity: 'start.x', range: [1, 2] },
    y: { quantity: 'start.y', range: [3, 4] },
    width: 384,
    height: 192,
  });
  const rates = patched(DEFAULT_STATE, { tab: 'sweep' });
  expect(mapAxes(rates)).toEqual(DEFAULT_STATE.sweep);
  expect(checkSweep(sweepSpecOf(rates, 'gd', 1)).optimizer).toEqual({
    kind: 'gd',
    learningRate: 1,
  });
});

test('axes that an optimizer of the map lacks are refused, and so are contradicting ones', () => {
  const beta = {
    sweep: {
      x: defaultAxis('learningRate', DEFAULT_STATE),
      y: defaultAxis('beta1', DEFAULT_STATE),
    },
  };
  expect(() => patched(DEFAULT_STATE, beta)).toThrow(/beta1 is not a quantity of gd/);
  expect(() => patched(DEFAULT_STATE, { ...beta, map: { optimizer: 'adam' } })).not.toThrow();
  const twice = {
    sweep: {
      x: defaultAxis('learningRate', DEFAULT_STATE),
      y: defaultAxis('learningRate.w21', DEFAULT_STATE),
    },
  };
  expect(() => patched(DEFAULT_STATE, twice)).toThrow(/contradict/);
  expect(() => patched(DEFAULT_STATE, { sweep: { x: { range: [0, 1] } } })).toThrow(/above 0/);
  expect(() => checkMaps(DEFAULT_STATE)).not.toThrow();
});

test('a second optimizer makes a second map', () => {
  expect(mapOptimizers(DEFAULT_STATE)).toEqual([]);
  const two = patched(DEFAULT_STATE, { tab: 'basins', map: { compare: 'adam' } });
  expect(mapOptimizers(two)).toEqual(['gd', 'adam']);
});

test('moving an axis keeps to what its quantity allows', () => {
  const rate = defaultAxis('learningRate', DEFAULT_STATE);
  expect(movedAxis(rate, [-20, 3]).range).toEqual([1e-12, 1000]);
  expect(movedAxis(rate, [0, 99]).range).toEqual([1, 1e6]);
  const momentum = defaultAxis('momentum', DEFAULT_STATE);
  const moved = movedAxis(momentum, [-1, 2]);
  expect(moved.range[0]).toBe(0);
  expect(moved.range[1]).toBeLessThan(1);
  // Panned against an end it stops there, as wide as it was.
  expect(movedAxis(momentum, [-0.2, 0.3]).range).toEqual([0, 0.5]);
  const top = movedAxis(momentum, [0.9, 1.1]).range;
  expect(top[0]).toBeCloseTo(0.8, 6);
  expect(top[1]).toBeLessThan(1);
  expect(placedRange(rate)).toEqual([-2, 3]);
});

test('the spectrum keeps no more iterates than there are steps', () => {
  const short = patched(DEFAULT_STATE, { spectrum: { steps: 5, last: 64 } });
  expect(spectrumSpecOf(short).last).toBe(5);
});

test('the run of a pixel ends where the sweep says that pixel ends, to the last bit', async () => {
  const spec: SweepSpec = {
    problem: { id: 'xor' },
    optimizer: { kind: 'momentum', learningRate: 0.5, momentum: 0.9 },
    start: [1, 4],
    steps: 40,
    threshold: 0.1,
    x: { quantity: 'momentum', range: [0, 0.9], scale: 'linear' },
    y: { quantity: 'learningRate.w12', range: [0.01, 10], scale: 'log' },
    width: 3,
    height: 4,
  };
  const sweep = await engine.sweep(spec);
  for (const [i, j] of [
    [0, 0],
    [2, 1],
    [1, 3],
  ] as const) {
    const { optimizer, start } = runOfPixel(spec, i, j);
    const { points } = await engine.trajectories({
      problem: spec.problem,
      optimizer,
      starts: start,
      steps: 40,
      every: 40,
    });
    const k = j * 3 + i;
    expect([...points.slice(-2)]).toEqual([...sweep.point.slice(2 * k, 2 * k + 2)]);
  }
  expect(spec.optimizer).toEqual({ kind: 'momentum', learningRate: 0.5, momentum: 0.9 });
});

test('a place beside a map, and a run that a spectrum does not have, have no result: a link may have moved them', async () => {
  const sweep = await engine.sweep({
    problem: { id: 'xor' },
    optimizer: { kind: 'gd', learningRate: 1 },
    start: [0, 0],
    steps: 3,
    threshold: 0.1,
    x: { quantity: 'start.x', range: [0, 4], scale: 'linear' },
    y: { quantity: 'start.y', range: [0, 2], scale: 'linear' },
    width: 4,
    height: 2,
  });
  const named = (k: number) => `pixel ${k} of ${sweep.loss[k]!.toFixed(3)}`;
  const loss = sweep.loss[6]!;
  expect(resultAt(sweep, [2.5, 1.5], named)).toMatchObject({ loss, also: named(6) });
  for (const at of [
    [-0.5, 1],
    [4.5, 1],
    [2, -0.5],
    [2, 2.5],
    [Number.NaN, 1],
  ] as const) {
    expect(resultAt(sweep, [...at], named)).toBe(null);
  }
  expect(resultOf(sweep, 7)).toMatchObject({ outcome: sweep.outcome[7], loss: sweep.loss[7] });
  for (const k of [-1, 8, Number.NaN]) expect(resultOf(sweep, k)).toBe(null);
});

test('a picture of outcomes has their colours, and solved pixels darken with their steps', () => {
  const outcome = Uint8Array.of(0, 0, 1, 4);
  const stepsToThreshold = Uint32Array.of(0, 100, NEVER, NEVER);
  const { rgba } = outcomePicture({ outcome, stepsToThreshold }, 2, 2, 100);
  const pixel = (k: number) => [...rgba.slice(4 * k, 4 * k + 3)];
  expect(pixel(0)).toEqual([...OUTCOME_COLORS[0]!]);
  expect(pixel(1)[0]!).toBeLessThan(0.5 * pixel(0)[0]!);
  expect(pixel(2)).toEqual([...OUTCOME_COLORS[1]!]);
  expect(pixel(3)).toEqual([...OUTCOME_COLORS[4]!]);
});

test('the picture of a spectrum puts every value in its column and row, pausing on the way', async () => {
  const count = 4;
  const spectrum = {
    spec: { count, last: 2 },
    iterates: Float64Array.of(0, 0, 0, 0, 10, 10, 10, 10),
    loss: new Float64Array(count),
    stepsToThreshold: new Uint32Array(count),
    outcome: new Uint8Array(count),
  } as unknown as Spectrum;
  let pauses = 0;
  const { picture, range } = await spectrumPicture(
    spectrum,
    'iterates',
    4,
    60,
    async () => void pauses++,
  );
  expect(pauses).toBeGreaterThan(0);
  expect(range[0]).toBeLessThan(0);
  expect(range[1]).toBeGreaterThan(10);
  const background = [18, 14, 34];
  const lit = (column: number) =>
    Array.from({ length: 55 }, (_, row) => [
      ...picture.rgba.slice(4 * (row * 4 + column), 4 * (row * 4 + column) + 3),
    ])
      .map((color, row) => (color.join() === background.join() ? -1 : row))
      .filter((row) => row >= 0);
  expect(lit(0)).toHaveLength(1);
  expect(lit(1)).toEqual(lit(0));
  expect(lit(2)[0]!).toBeGreaterThan(lit(0)[0]!);
});

test('the precision check finds exactly the pixels whose outcome was tampered with', async () => {
  const spec: SweepSpec = {
    problem: { id: 'xor' },
    optimizer: { kind: 'gd', learningRate: 1 },
    start: [0, 0],
    steps: 50,
    threshold: 0.1,
    x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
    y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
    width: 16,
    height: 16,
  };
  const sweep = await engine.sweep(spec);
  sweep.outcome[7] = 4;
  sweep.outcome[200] = 4;
  const check = await checkPrecision(sweep, engine, new AbortController().signal);
  expect(check).toMatchObject({ same: 254, of: 256, different: [7, 200] });
});

test('the sample shrinks when runs are long, and never vanishes', () => {
  expect(sampleSize({ steps: 1000 })).toBe(1024);
  expect(sampleSize({ steps: 1_000_000 })).toBe(32);
  expect(sampleSize({ steps: 100_000 })).toBe(300);
});
