import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, rose, type SweepPreview, type SweepSpec } from '../../src/engine.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { levelPieces, levelPixel, STRIDES } from '../../src/math/levels.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { checkSweep } from '../../src/specs.ts';
import { basins } from '../fixtures/basins.ts';
import { oscillating } from '../fixtures/oscillating.ts';
import { spectrum } from '../fixtures/spectrum.ts';
import { oracle } from '../oracle.ts';
import { oracleBasins, oracleRun } from '../oracle-sweep.ts';

const engine = createCpuEngine(inlinePool());
const small: SweepSpec = { ...basins, width: 13, height: 9, steps: 150 };
/** η = 1, 2, …, 300 from (0, 0): the single row of the y axis lies at 0. */
const rateSweep: SweepSpec = {
  ...basins,
  steps: 3000,
  x: { quantity: 'learningRate', range: [0.5, 300.5], scale: 'linear' },
  y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
  width: 300,
  height: 1,
};
const rates = cellCentres([0.5, 300.5], 300);

test('at η = 1 every outcome and every step to the threshold of 16² f64 runs is the oracle’s', async () => {
  const expected = oracleBasins(16, 1, 2000);
  const sweep = await engine.sweep({ ...basins, width: 16, height: 16 });
  expect([...sweep.outcome]).toEqual(expected.map((run) => run.outcome));
  expect([...sweep.stepsToThreshold]).toEqual(expected.map((run) => run.stepsToThreshold));
});

test('for η = 1, 2, …, 300 from (0, 0) and 3,000 steps every f64 outcome is the oracle’s', async () => {
  const sweep = await engine.sweep(rateSweep);
  const expected = Array.from(rates, (rate) => oracleRun([0, 0], rate, 3000, 0.1).outcome);
  expect([...sweep.outcome]).toEqual(expected);
  expect(new Set(expected).size).toBeGreaterThan(1);
});

test('outcomes are what their rules say: one run of each, and NEVER only without a crossing', async () => {
  const one = async (change: Partial<SweepSpec>, x: number, y: number) => {
    const spec: SweepSpec = {
      ...basins,
      ...change,
      x: { quantity: 'start.x', range: [x - 1, x + 1], scale: 'linear' },
      y: { quantity: 'start.y', range: [y - 1, y + 1], scale: 'linear' },
      width: 1,
      height: 1,
    };
    const { outcome, loss, stepsToThreshold } = await engine.sweep(spec);
    return { outcome: outcome[0], loss: loss[0]!, steps: stepsToThreshold[0]! };
  };
  expect(await one({}, 8, 7)).toMatchObject({ outcome: 0, steps: 0 });
  expect(await one({}, -20, -20)).toMatchObject({ outcome: 1, steps: NEVER });
  expect(await one({ steps: 0 }, 1, 4)).toMatchObject({ outcome: 3, loss: oracle(1, 4).loss });
  const wild = { problem: { id: 'xor', parameters: { b1: -30, w11: 0, v1: 50 } } };
  expect(await one({ ...wild, optimizer: { kind: 'gd', learningRate: 1e6 } }, 0, 30)).toMatchObject(
    { outcome: 4 },
  );
  // A threshold above the starting loss is reached at once, even by a run that leaves it again.
  const { steps, loss } = await one({ threshold: 3, steps: 10 }, 0, 0);
  expect(steps).toBe(0);
  expect(loss).toBeLessThanOrEqual(3);
});

test('an oscillating run rises on a quarter of its last 64 steps, counted along its trajectory', async () => {
  const { outcome, optimizer, ...rest } = oscillating;
  const sweep = await engine.sweep({ ...rest, optimizer });
  const rates = cellCentres(rest.x.range, rest.width);
  const counted = await Promise.all(
    Array.from(rates, async (learningRate) => {
      const { problem, start, steps } = rest;
      const path = { problem, optimizer: { kind: 'gd', learningRate } as const, steps };
      const { loss } = await engine.trajectories({ ...path, starts: start, every: 1 });
      const last = [...loss.slice(-65)];
      return last.filter((l, k) => k > 0 && rose(last[k - 1]!, l)).length;
    }),
  );
  expect(sweep.outcome).toContain(outcome);
  sweep.outcome.forEach((o, k) => {
    expect(o === outcome, `η = ${rates[k]}: ${counted[k]} rises`).toBe(counted[k]! >= 16);
  });
});

test('a pixel’s run is the trajectory from the same start with the same rate, bit for bit', async () => {
  for (const kind of ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const) {
    const optimizer = (learningRate: number) =>
      checkSweep({ ...basins, optimizer: { kind, learningRate } }).optimizer;
    const spec: SweepSpec = {
      ...small,
      optimizer: optimizer(1),
      start: [1, 2],
      x: { quantity: 'start.y', range: [-3, 6], scale: 'linear' },
      y: { quantity: 'learningRate', range: [0.001, 1], scale: 'log' },
      width: 3,
      height: 1,
    };
    const sweep = await engine.sweep(spec);
    const rate = 10 ** (0.5 * Math.log10(0.001) + 0.5 * Math.log10(1));
    const { points, loss } = await engine.trajectories({
      problem: spec.problem,
      optimizer: optimizer(rate),
      starts: [1, -1.5, 1, 1.5, 1, 4.5],
      steps: 150,
      every: 150,
    });
    for (let r = 0; r < 3; r++) {
      expect([...sweep.point.slice(2 * r, 2 * r + 2)]).toEqual([
        ...points.slice(4 * r + 2, 4 * r + 4),
      ]);
      expect(sweep.loss[r]).toBe(loss[2 * r + 1]);
    }
  }
});

test('levels hold every pixel of grids of many sizes exactly once, coarse ones first', () => {
  for (const [width, height] of [
    [1, 1],
    [3, 17],
    [16, 16],
    [31, 9],
    [64, 40],
  ] as const) {
    for (const piece of [1, 7, 1000]) {
      const seen = STRIDES.flatMap((stride) =>
        [...levelPieces(stride, width, height, () => piece)].flatMap((pixels) => [...pixels]),
      );
      expect(seen.length).toBe(width * height);
      expect(new Set(seen).size).toBe(width * height);
    }
  }
});

test('previews come at strides 8, 4, 2 and hold the final result’s values at their pixels', async () => {
  const previews: SweepPreview[] = [];
  const whole = await engine.sweep(small);
  const sweep = await engine.sweep(small, { onPreview: (preview) => previews.push(preview) });
  expect(sweep).toEqual(whole);
  expect(previews.map(({ stride, width, height }) => [stride, width, height])).toEqual([
    [8, 2, 2],
    [4, 4, 3],
    [2, 7, 5],
  ]);
  for (const { stride, width, outcome, loss, point, stepsToThreshold } of previews) {
    outcome.forEach((o, cell) => {
      const i = levelPixel(cell % width, stride, small.width);
      const j = levelPixel(Math.floor(cell / width), stride, small.height);
      const pixel = j * small.width + i;
      expect([o, loss[cell], point[2 * cell], stepsToThreshold[cell]]).toEqual([
        sweep.outcome[pixel],
        sweep.loss[pixel],
        sweep.point[2 * pixel],
        sweep.stepsToThreshold[pixel],
      ]);
    });
  }
});

test('sweepPixels gives the sweep’s values in the order of the list; a pixel outside is refused', async () => {
  const whole = await engine.sweep(small);
  const random = seededRandom(5);
  const pixels = Uint32Array.from({ length: 50 }, () => Math.floor(random() * 13 * 9));
  const some = await engine.sweepPixels(small, pixels);
  expect([...some.loss]).toEqual([...pixels].map((pixel) => whole.loss[pixel]));
  expect([...some.outcome]).toEqual([...pixels].map((pixel) => whole.outcome[pixel]));
  await expect(engine.sweepPixels(small, Uint32Array.of(0, 117))).rejects.toThrow(
    /pixel 117 is not an integer from 0 to 116/,
  );
});

test('a run longer than a worker call goes on where it stood: 250,000 steps equal the trajectory', async () => {
  const spec: SweepSpec = { ...small, width: 2, height: 1, steps: 250_000 };
  const shown: number[] = [];
  const sweep = await engine.sweep(spec, { onProgress: (share) => shown.push(share) });
  const { points } = await engine.trajectories({
    problem: spec.problem,
    optimizer: spec.optimizer,
    starts: [-10, 0, 10, 0],
    steps: 250_000,
    every: 250_000,
  });
  expect([...sweep.point]).toEqual([2, 3, 6, 7].map((k) => points[k]));
  expect(shown.length).toBeGreaterThan(4);
});

test('progress never falls, counts runs and steps, and ends at 1; an aborted sweep rejects soon', async () => {
  const shown: [number, number, number][] = [];
  const spec = { ...small, width: 40, height: 40, steps: 1000 };
  await engine.sweep(spec, {
    onProgress: (share, { runs, steps }) => shown.push([share, runs, steps]),
    onPreview: () => {},
  });
  for (const column of [0, 1, 2] as const) {
    const values = shown.map((entry) => entry[column]);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  }
  expect(shown.at(-1)).toEqual([1, 1600, 1_600_000]);
  const controller = new AbortController();
  const job = engine.sweep(spec, {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await expect(job).rejects.toThrow('enough');
});

test('a spectrum holds each rate’s run and its last iterates, bit for bit those of a trajectory', async () => {
  const { rates, point, loss, iterates } = await engine.spectrum(spectrum);
  for (const r of [0, 17, 36]) {
    const path = await engine.trajectories({
      problem: spectrum.problem,
      optimizer: { kind: 'gd', learningRate: rates[r]! },
      starts: [0, 0],
      steps: 300,
      every: 1,
    });
    expect([...point.slice(2 * r, 2 * r + 2)]).toEqual([...path.points.slice(-2)]);
    expect(loss[r]).toBe(path.loss[300]);
    const ys = path.points.filter((_, k) => k % 2 === 1);
    expect([...iterates.slice(r * 20, (r + 1) * 20)]).toEqual([...ys.slice(-20)]);
  }
});
