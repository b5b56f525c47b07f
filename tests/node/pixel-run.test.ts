// A pixel's training run by itself, step by step, and trajectories as files.
import { expect, test } from 'vitest';
import type { Engines } from '../../src/app/jobs/engines.ts';
import { createUnasked } from '../../src/app/jobs/unasked.ts';
import { createTraining } from '../../src/app/landscape/jobs.ts';
import type { RunSet } from '../../src/app/landscape/run-set.ts';
import { openedRun } from '../../src/app/maps/opened-run.ts';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SweepSpec } from '../../src/engine.ts';
import { encode, readMeta } from '../../src/fields/formats/index.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { pixelRun, runOfPixel } from '../../src/fields/pixel-run.ts';
import { sweepSource, trajectoriesSource } from '../../src/fields/sources.ts';
import { checkTrajectories } from '../../src/specs.ts';
import { spectrum } from '../fixtures/spectrum.ts';

const engine = createCpuEngine(inlinePool());
const sweep: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: {
    kind: 'adam',
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    schedule: { kind: 'exponential', factor: 0.99 },
    noise: { deviation: 0.01, seed: 3 },
  },
  start: [0.5, -0.5],
  steps: 120,
  threshold: 0.1,
  x: { quantity: 'learningRate.w21', range: [0.01, 1], scale: 'log' },
  y: { quantity: 'noise', range: [0, 0.5], scale: 'linear' },
  width: 6,
  height: 4,
  also: ['gradient', 'divergedAt', 'period', 'lyapunov'],
};

test('pixels run alone end bit for bit where they end in the sweep, noise and schedule and all', async () => {
  const { point, loss } = await engine.sweep(sweep);
  for (const pixel of [0, 9, 23]) {
    const spec = checkTrajectories(pixelRun(sweep, pixel, 50));
    expect(pixelRun(sweep, [pixel % 6, Math.floor(pixel / 6)], 50)).toEqual(
      pixelRun(sweep, pixel, 50),
    );
    const run = await engine.trajectories(spec);
    expect([...run.frameSteps]).toEqual([0, 50, 100, 120]);
    expect(run.points.slice(-2)).toEqual(point.slice(2 * pixel, 2 * pixel + 2));
    expect(run.loss.at(-1)).toBe(loss[pixel]);
  }
  expect(() => pixelRun(sweep, 24)).toThrow(/pixel 24 is not one of 6 × 4: 0 to 23/);
  expect(() => pixelRun(sweep, [6, 0])).toThrow(/pixel \[6,0\]/);
});

test('a run of a map that is opened in the landscape ends bit for bit where its pixel does, noise and all', async () => {
  const state = patched(DEFAULT_STATE, {
    tab: 'sweep',
    optimizers: { gd: { noise: { deviation: 0.02, seed: 5 } } },
    map: { steps: 90, resolution: 16, start: [0.5, -0.5] },
    sweep: { x: { quantity: 'learningRate.w21', range: [0.1, 9] }, y: { quantity: 'start.y' } },
  });
  const spec = sweepSpecOf(state, 'gd', 0.5);
  const { point } = await engine.sweep(spec);
  const opened = patched(state, openedRun(state, runOfPixel(spec, 11, 6)));
  const runs = await new Promise<readonly RunSet[]>((onResult, onError) => {
    const engines = { current: engine, run: (job: (on: typeof engine) => unknown) => job(engine) };
    const events = { onResult, onError, onProgress() {}, onHeld() {} };
    const training = createTraining(
      engines as unknown as Engines,
      createUnasked(),
      { pictured: Promise.resolve(), isMoving: () => false, next: async () => {} },
      events,
    );
    training.request(opened);
  });
  expect(runs).toHaveLength(1);
  const pixel = 6 * spec.width + 11;
  expect(runs[0]!.theta.slice(-2)).toEqual(point.slice(2 * pixel, 2 * pixel + 2));
});

test('a learning rate of a spectrum runs alone as it does there', async () => {
  const spec = { ...spectrum, count: 5, steps: 90, last: 8 };
  const { point } = await engine.spectrum(spec);
  const run = await engine.trajectories(pixelRun(spec, 3));
  expect(run.points.slice(-2)).toEqual(point.slice(6, 8));
});

test('files of trajectories have θ and loss for each run and step, and say what they are of', async () => {
  const spec = { ...pixelRun(sweep, 7, 60), starts: [0.5, 0.1, 0.2, 0.3] };
  const run = await engine.trajectories(spec);
  const source = trajectoriesSource(run, engine.info);
  const bytes = encode(source, 'npz');
  const { arrays } = readNpz(bytes.length, (at, length) => bytes.subarray(at, at + length));
  expect(arrays.get('point')?.shape).toEqual([2, 3, 2]);
  expect(arrays.get('loss')?.shape).toEqual([2, 3]);
  for (const format of ['npz', 'csv', 'parquet', 'npy'] as const) {
    expect(readMeta(encode(source, format))).toMatchObject({ kind: 'trajectories', spec });
  }
  const lines = new TextDecoder().decode(encode(source, 'csv')).split('\r\n');
  expect(lines[0]).toBe('step,run,point.w21,point.w12,loss,spec');
  expect(lines[6]).toBe(`120,1,${run.points[10]},${run.points[11]},${run.loss[5]},-`);
});

test('files of sweeps have what else was asked for', async () => {
  const result = await engine.sweep(sweep);
  const bytes = encode(sweepSource(result, engine.info), 'npz');
  const { arrays } = readNpz(bytes.length, (at, length) => bytes.subarray(at, at + length));
  expect(arrays.get('gradient')).toMatchObject({ type: '<f8', shape: [4, 6, 2] });
  expect(arrays.get('divergedAt')).toMatchObject({ type: '<u4', shape: [4, 6] });
  expect(arrays.get('period')).toMatchObject({ type: '|u1', shape: [4, 6] });
  expect(arrays.get('lyapunov')).toMatchObject({ type: '<f8', shape: [4, 6] });
  const [head] = new TextDecoder()
    .decode(encode(sweepSource(result, engine.info), 'csv'))
    .split('\r\n');
  expect(head).toContain('gradient.w21,gradient.w12,divergedAt,period,lyapunov,spec');
});
