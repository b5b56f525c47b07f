import { beforeAll, expect, test } from 'vitest';
import { type Axis, DIVERGED, type SweepSpec } from '../../src/engine.ts';
import { createContext } from '../../src/gpu/context.ts';
import { gpuSweep } from '../../src/gpu/runs.ts';
import { checkSweep } from '../../src/specs.ts';
import { basins } from '../fixtures/basins.ts';
import { oscillating } from '../fixtures/oscillating.ts';
import { f32Outcomes, type OracleRun, oracleBasins, shares } from '../oracle-sweep.ts';
import { largest, withGpu } from './gpu.ts';
import { axis, cpu, mismatches, small } from './sweeps.ts';

let slow: OracleRun[];
let fast: OracleRun[];
beforeAll(() => {
  slow = oracleBasins(64, 1, 2000);
  fast = oracleBasins(64, 30, 1000);
});

const expectShares = (outcome: Uint8Array, expected: OracleRun[], bound: number) => {
  const theirs = shares(expected.map((run) => run.outcome));
  shares(outcome).forEach((share, o) => {
    expect(Math.abs(share - theirs[o]!), `outcome ${o}`).toBeLessThanOrEqual(bound);
  });
};

test('at η = 1 gpu outcomes are the oracle’s wherever all 8 neighbours have the same, shares within 0.5 points', () =>
  withGpu(async (gpu) => {
    const { outcome } = await gpu.sweep(basins);
    const differ = mismatches(
      outcome,
      slow.map((run) => run.outcome),
    );
    console.info(`η = 1: ${differ.length} of 4096 gpu outcomes differ from the oracle’s`);
    const inside = (k: number) =>
      [-1, 0, 1].every((dj) =>
        [-1, 0, 1].every((di) => {
          const [i, j] = [(k % 64) + di, Math.floor(k / 64) + dj];
          if (Math.min(i, j) < 0 || Math.max(i, j) > 63) return true;
          return slow[j * 64 + i]!.outcome === slow[k]!.outcome;
        }),
      );
    expect(differ.filter(inside)).toEqual([]);
    expect(slow.filter((_, k) => inside(k)).length).toBeGreaterThan(3000);
    expectShares(outcome, slow, 0.005);
  }));

test('at η = 1 gpu steps to the threshold are within 1 + 0.1 % of the oracle’s for 99 % of the runs', () =>
  withGpu(async (gpu) => {
    const { stepsToThreshold } = await gpu.sweep(basins);
    const close = slow.filter((run, k) => {
      const apart = Math.abs(run.stepsToThreshold - stepsToThreshold[k]!);
      return apart <= 1 + 1e-3 * run.stepsToThreshold;
    });
    expect(close.length).toBeGreaterThan(0.99 * 4096);
  }));

test('at η = 30 gpu shares are the oracle’s within 2 points, with at most twice the mismatches of textbook f32', () =>
  withGpu(async (gpu) => {
    const { outcome } = await gpu.sweep({
      ...basins,
      optimizer: { kind: 'gd', learningRate: 30 },
      steps: 1000,
    });
    const expected = fast.map((run) => run.outcome);
    const solved = (outcomes: ArrayLike<number>) => Array.from(outcomes, (o) => Number(o === 0));
    const all = mismatches(outcome, expected).length;
    const differ = mismatches(solved(outcome), solved(expected)).length;
    const forwards = f32Outcomes(64, 30, 1000, false);
    const control = mismatches(forwards, f32Outcomes(64, 30, 1000, true)).length;
    const textbook = mismatches(solved(forwards), solved(expected)).length;
    console.info(
      `η = 30: ${all} of 4096 gpu outcomes differ from the oracle’s, ${differ} in being solved; ` +
        `controls: f32 by two orders of summation ${control}, textbook f32 from f64 ${textbook}`,
    );
    expectShares(outcome, fast, 0.02);
    // Mismatches come in rows: y alone decides on the long plateau below y = −7, so that one
    // rounding there sends a whole row of runs to one side or the other.
    expect(differ).toBeLessThanOrEqual(2 * textbook);
  }));

test('with the device’s own exp2 the outcomes at η = 1 are those with ours', () =>
  withGpu(async (gpu) => {
    const context = createContext(gpu.context.device, { ownExp2: false });
    const [a, b] = [await gpu.sweep(basins), await gpuSweep(context, basins)];
    expect(mismatches(a.outcome, b.outcome)).toEqual([]);
  }));

test('10^6 plain steps of η = 0.001 end within 1e-5 of f64', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      ...basins,
      optimizer: { kind: 'gd', learningRate: 0.001 },
      steps: 1e6,
      x: axis('start.x', -1, 1),
      y: axis('start.y', -1, 1),
      width: 2,
      height: 2,
    };
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    const error = largest(8, (k) => Math.abs(a.point[k]! - b.point[k]!));
    console.info(`largest error of a weight after 10^6 plain steps: ${error.toPrecision(2)}`);
    expect(error).toBeLessThan(1e-5);
    expect(a.stepsToThreshold).toEqual(b.stepsToThreshold);
  }));

test.each(['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const)(
  'gpu runs of %s that diverge freeze where the f64 ones do',
  (kind) =>
    withGpu(async (gpu) => {
      const spec = checkSweep({
        ...small,
        problem: { id: 'xor', parameters: { v1: 50, v2: 50 } },
        optimizer: { kind, learningRate: 1 },
        start: [0, 10],
        y: axis('learningRate', 1e4, 1e6, 'log'),
      });
      const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      const frozen = [...b.outcome.keys()].filter((k) => b.outcome[k] === DIVERGED);
      expect(frozen.length).toBeGreaterThan(20);
      const astray = frozen.filter(
        (k) =>
          a.outcome[k] !== DIVERGED ||
          a.stepsToThreshold[k] !== b.stepsToThreshold[k] ||
          [2 * k, 2 * k + 1].some(
            (i) => Math.abs(a.point[i]! - b.point[i]!) > 1e-3 * Math.abs(b.point[i]!) + 1e-3,
          ),
      );
      console.info(`${kind}: ${frozen.length} diverge, ${astray.length} of them not as in f64`);
      expect(astray.length).toBeLessThanOrEqual(0.05 * frozen.length);
    }),
);

test('for η = 1, 2, …, 300 from (0, 0) gpu outcomes are the f64 ones for 90 % of the rates', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      ...basins,
      steps: 3000,
      x: axis('learningRate', 0.5, 300.5),
      y: axis('start.y', -1, 1),
      width: 300,
      height: 1,
    };
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    const differ = mismatches(a.outcome, b.outcome);
    console.info(`${differ.length} of 300 gpu outcomes differ: η = ${differ.map((k) => k + 1)}`);
    expect(differ.length).toBeLessThanOrEqual(30);
  }));

/** Axes over a region from which every run descends smoothly, so that f32 stays beside f64. */
const smooth: [SweepSpec['optimizer']['kind'], number, Axis, Axis][] = [
  ['gd', 0.5, axis('start.x', 1, 4), axis('start.y', 4, 6)],
  ['gd', 0.5, axis('learningRate', 0.01, 1, 'log'), axis('start.x', 1, 4)],
  ['gd', 0.5, axis('learningRate.w21', 0.1, 1), axis('learningRate.w12', 0.1, 1)],
  ['momentum', 0.1, axis('momentum', 0.1, 0.9), axis('learningRate', 0.01, 0.2, 'log')],
  ['nesterov', 0.1, axis('start.x', 1, 4), axis('momentum', 0.1, 0.9)],
  ['rmsprop', 0.02, axis('decay', 0.8, 0.995), axis('epsilon', 1e-8, 1e-2, 'log')],
  ['adam', 0.05, axis('beta1', 0.5, 0.95), axis('beta2', 0.9, 0.9999)],
  ['adam', 0.05, axis('epsilon', 1e-8, 1e-3, 'log'), axis('start.y', 4, 6)],
];

test.each(smooth)(
  'gpu %s with η = %d over two axes ends within 1e-3 of f64 after 203 steps, outcomes alike',
  (kind, learningRate, x, y) =>
    withGpu(async (gpu) => {
      const optimizer = { kind, learningRate };
      const start = [1, 4] as [number, number];
      const given = { ...basins, optimizer, start, x, y, width: 17, height: 11, steps: 203 };
      const spec = checkSweep(given);
      const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
      const error = largest(b.point.length, (k) => Math.abs(a.point[k]! - b.point[k]!));
      expect(error).toBeLessThan(1e-3);
      expect(largest(b.loss.length, (k) => Math.abs(a.loss[k]! - b.loss[k]!))).toBeLessThan(1e-3);
      expect(mismatches(a.outcome, b.outcome).length).toBeLessThanOrEqual(1);
      // Both axes matter: neighbouring corners end apart.
      const apart = (p: number, q: number) => Math.abs(b.loss[p]! - b.loss[q]!);
      expect(apart(0, 16)).toBeGreaterThan(1e-7);
      expect(apart(0, 17 * 10)).toBeGreaterThan(1e-7);
    }),
);

test('gpu and f64 runs oscillate at the same learning rates, but for one in fifteen', () =>
  withGpu(async (gpu) => {
    const { outcome, ...spec } = oscillating;
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    expect(a.outcome).toContain(outcome);
    expect(mismatches(a.outcome, b.outcome).length).toBeLessThanOrEqual(1);
  }));

test('a pixel’s gpu run ends within 1e-6 of the gpu trajectory from the same start', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      ...basins,
      width: 5,
      height: 1,
      y: axis('start.y', 3, 5),
      steps: 500,
    };
    const sweep = await gpu.sweep(spec);
    const starts = [-16, 4, -8, 4, 0, 4, 8, 4, 16, 4];
    const { problem, optimizer, steps } = spec;
    const paths = await gpu.trajectories({ problem, optimizer, starts, steps, every: steps });
    for (let r = 0; r < 5; r++) {
      for (const c of [0, 1]) {
        const apart = Math.abs(sweep.point[2 * r + c]! - paths.points[4 * r + 2 + c]!);
        expect(apart).toBeLessThan(1e-6);
      }
      expect(Math.abs(sweep.loss[r]! - paths.loss[2 * r + 1]!)).toBeLessThan(1e-6);
    }
  }));
