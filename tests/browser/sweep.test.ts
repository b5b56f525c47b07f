import { beforeAll, expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool, webWorkerPool } from '../../src/cpu/pool.ts';
import {
  type Axis,
  DIVERGED,
  type Quantity,
  type RunResults,
  SOLVED,
  type SpectrumSpec,
  type SweepPreview,
  type SweepSpec,
} from '../../src/engine.ts';
import { createContext } from '../../src/gpu/context.ts';
import { gpuSweep } from '../../src/gpu/runs.ts';
import { levelPixel } from '../../src/math/levels.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { checkSweep } from '../../src/specs.ts';
import { oscillating } from '../fixtures/oscillating.ts';
import { f32Outcomes, type OracleRun, oracleBasins, shares } from '../oracle-sweep.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());
const axis = (quantity: Quantity, min: number, max: number, scale: Axis['scale'] = 'linear') =>
  ({ quantity, range: [min, max], scale }) satisfies Axis;
const basins: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: 2000,
  threshold: 0.1,
  x: axis('x', -20, 20),
  y: axis('y', -20, 20),
  width: 64,
  height: 64,
};
const small: SweepSpec = { ...basins, width: 45, height: 31, steps: 300 };

const mismatches = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (_, k) => k).filter((k) => a[k] !== b[k]);

const expectIdentical = (a: RunResults, b: RunResults) => {
  for (const field of ['outcome', 'stepsToThreshold', 'loss', 'point'] as const) {
    expect(mismatches(a[field], b[field]), field).toEqual([]);
  }
};

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
      x: axis('x', -1, 1),
      y: axis('y', -1, 1),
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
      y: axis('y', -1, 1),
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
  ['gd', 0.5, axis('x', 1, 4), axis('y', 4, 6)],
  ['gd', 0.5, axis('learningRate', 0.01, 1, 'log'), axis('x', 1, 4)],
  ['gd', 0.5, axis('learningRateX', 0.1, 1), axis('learningRateY', 0.1, 1)],
  ['momentum', 0.1, axis('momentum', 0.1, 0.9), axis('learningRate', 0.01, 0.2, 'log')],
  ['nesterov', 0.1, axis('x', 1, 4), axis('momentum', 0.1, 0.9)],
  ['rmsprop', 0.02, axis('decay', 0.8, 0.995), axis('epsilon', 1e-8, 1e-2, 'log')],
  ['adam', 0.05, axis('beta1', 0.5, 0.95), axis('beta2', 0.9, 0.9999)],
  ['adam', 0.05, axis('epsilon', 1e-8, 1e-3, 'log'), axis('y', 4, 6)],
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
    const spec: SweepSpec = { ...basins, width: 5, height: 1, y: axis('y', 3, 5), steps: 500 };
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

test('a spectrum with runs that diverge keeps the iterates of f64, all the frozen ones alike', () =>
  withGpu(async (gpu) => {
    // Some runs diverge before the kept iterates, some among them.
    for (const last of [1, 64, 200, 256]) {
      const spec: SpectrumSpec = {
        problem: { id: 'xor', parameters: { v1: 50, v2: 50 } },
        optimizer: { kind: 'momentum', learningRate: 1, momentum: 0.9 },
        start: [-6, 10],
        steps: 300,
        threshold: 0.1,
        rate: { range: [1e4, 1e6], scale: 'log' },
        count: 70,
        last,
        component: 'x',
      };
      const [a, b] = [await gpu.spectrum(spec), await cpu.spectrum(spec)];
      const frozen = [...b.outcome.keys()].filter((k) => b.outcome[k] === DIVERGED);
      expect(frozen.length).toBeGreaterThan(5);
      for (const k of frozen) {
        expect(a.outcome[k]).toBe(DIVERGED);
        const row = (of: { iterates: ArrayLike<number> }) =>
          Array.from({ length: last }, (_, i) => of.iterates[k * last + i]!);
        const [ours, theirs] = [row(a), row(b)];
        expect(
          largest(last, (i) => Math.abs(ours[i]! - theirs[i]!) / (1 + Math.abs(theirs[i]!))),
        ).toBeLessThan(1e-3);
        expect(ours.at(-1)).toBe(a.point[2 * k]);
      }
    }
  }));

test('a sweep in slices and tiles of any size is the one in a single piece, bit for bit', () =>
  withGpu(async (gpu) => {
    // Some runs diverge, after one step or several.
    const y = axis('learningRate', 0.01, 1e9, 'log');
    for (const kind of ['gd', 'adam', 'momentum'] as const) {
      const { optimizer } = checkSweep({ ...small, optimizer: { kind, learningRate: 0.3 } });
      const spec = { ...small, optimizer, y };
      const cut = (runs: number, work: number) =>
        gpuSweep(gpu.context, spec, {}, { runs, pacer: { work, finished: () => {} } });
      const whole = await cut(2 ** 18, 1e9);
      expect(whole.outcome).toContain(SOLVED);
      expect(whole.outcome).toContain(DIVERGED);
      // A block a slice; tiles that end in the middle of a row and of a workgroup; both.
      for (const [runs, work] of [
        [2 ** 18, 1],
        [100, 1e9],
        [333, 333 * 70],
      ] as const) {
        expectIdentical(await cut(runs, work), whole);
      }
    }
  }));

test('gpu previews come at strides 8, 4, 2 and hold the final values at their pixels, bit for bit', () =>
  withGpu(async (gpu) => {
    const previews: SweepPreview[] = [];
    const whole = await gpu.sweep(small);
    const sweep = await gpu.sweep(small, { onPreview: (preview) => previews.push(preview) });
    expectIdentical(sweep, whole);
    expect(previews.map(({ stride }) => stride)).toEqual([8, 4, 2]);
    for (const { stride, width, outcome, loss } of previews) {
      const pixels = Array.from(outcome, (_, cell) => {
        const row = levelPixel(Math.floor(cell / width), stride, small.height);
        return row * small.width + levelPixel(cell % width, stride, small.width);
      });
      expect(pixels.map((pixel) => sweep.outcome[pixel])).toEqual([...outcome]);
      expect(pixels.map((pixel) => sweep.loss[pixel])).toEqual([...loss]);
    }
  }));

test('the first preview of 512² × 1,000 steps of gradient descent comes within 500 ms', () =>
  withGpu(async (gpu) => {
    await gpu.sweep(small);
    const controller = new AbortController();
    const began = performance.now();
    let first = Infinity;
    const job = gpu.sweep(
      { ...basins, width: 512, height: 512, steps: 1000 },
      {
        signal: controller.signal,
        onPreview() {
          first = Math.min(first, performance.now() - began);
          controller.abort();
        },
      },
    );
    await expect(job).rejects.toThrow(/abort/i);
    console.info(`first preview after ${first.toFixed()} ms`);
    expect(first).toBeLessThan(500);
  }));

test('sweepPixels gives the sweep’s values in the order of the list, bit for bit, on the GPU', () =>
  withGpu(async (gpu) => {
    const whole = await gpu.sweep(small);
    const random = seededRandom(9);
    const pixels = Uint32Array.from({ length: 100 }, () => Math.floor(random() * 45 * 31));
    const some = await gpu.sweepPixels(small, pixels);
    expect([...some.loss]).toEqual([...pixels].map((pixel) => whole.loss[pixel]));
    expect([...some.stepsToThreshold]).toEqual(
      [...pixels].map((pixel) => whole.stepsToThreshold[pixel]),
    );
  }));

test('a sweep in workers is the inline one, bit for bit', async () => {
  const workers = createCpuEngine(webWorkerPool(2));
  const spec = { ...small, steps: 100 };
  expectIdentical(await workers.sweep(spec, { onPreview: () => {} }), await cpu.sweep(spec));
  workers.dispose();
});

test('progress never falls and ends at 1; an abort stops within a slice and frees every buffer', () =>
  withGpu(async (gpu) => {
    const shown: number[] = [];
    const spec = { ...basins, width: 128, height: 128, steps: 500 };
    await gpu.sweep(spec, {
      onPreview: () => {},
      onProgress: (share, work) => shown.push(share + work.runs + work.steps),
    });
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown.at(-1)).toBe(1 + 128 * 128 * 501);
    const controller = new AbortController();
    let slices = 0;
    let abortedAt = 0;
    const job = gpu.sweep(
      { ...spec, steps: 1_000_000 },
      {
        signal: controller.signal,
        onProgress() {
          if (++slices !== 5) return;
          abortedAt = performance.now();
          controller.abort(new Error('enough'));
        },
      },
    );
    await expect(job).rejects.toThrow('enough');
    expect(performance.now() - abortedAt).toBeLessThan(1000);
    expect(slices).toBeLessThan(8);
    expect(gpu.context.buffersAlive).toBe(0);
  }));

test('a second sweep starts at the pace of the first: fewer slices, the same values, bit for bit', () =>
  withGpu(async (gpu) => {
    const count = async () => {
      let slices = 0;
      const sweep = await gpu.sweep(basins, { onProgress: () => slices++ });
      return { sweep, slices };
    };
    const first = await count();
    const second = await count();
    expect(second.slices).toBeLessThan(first.slices);
    expectIdentical(second.sweep, first.sweep);
  }));

test('runs that have diverged do not make slices grow: their steps take their time', () =>
  withGpu(async (gpu) => {
    const paceOf = async (learningRate: number) => {
      const { outcome } = await gpu.sweep({
        ...small,
        problem: { id: 'xor', parameters: { v1: 50, v2: 50 } },
        optimizer: { kind: 'gd', learningRate },
        x: axis('x', -6, -4),
        y: axis('y', 9, 11),
        steps: 20_000,
      });
      const diverged = outcome.filter((o) => o === DIVERGED).length / outcome.length;
      return { diverged, work: gpu.context.pace.get('sweep xor folded gd')! };
    };
    const calm = await paceOf(0.1);
    const wild = await paceOf(1e6);
    expect([calm.diverged, wild.diverged]).toEqual([0, 1]);
    expect(wild.work).toBeLessThan(8 * calm.work);
  }));

test('50 sweeps on sliders of every kind leave no buffer alive and compile one pair of pipelines', () =>
  withGpu(async (gpu) => {
    for (let i = 0; i < 50; i++) {
      const problem = { id: 'xor', parameters: { b2: -i / 10 } };
      const y = i % 2 ? axis('learningRate', 0.1, 1 + i, 'log') : axis('y', -i - 1, i);
      await gpu.sweep({ ...small, problem, y, steps: i, threshold: i / 100 });
      expect(gpu.context.buffersAlive).toBe(0);
    }
    expect(gpu.context.pipelinesCompiled).toBe(2);
  }));

test('a gpu spectrum is the sweep over its rates, its iterates those of f64 within 1e-3', () =>
  withGpu(async (gpu) => {
    const spec: SpectrumSpec = {
      problem: { id: 'xor' },
      optimizer: { kind: 'gd', learningRate: 1 },
      start: [0, 0],
      steps: 400,
      threshold: 0.1,
      rate: { range: [0.1, 10], scale: 'log' },
      count: 333,
      last: 100,
      component: 'y',
    };
    const [a, b] = [await gpu.spectrum(spec), await cpu.spectrum(spec)];
    expect(a.iterates.length).toBe(333 * 100);
    const error = largest(b.iterates.length, (k) => Math.abs(a.iterates[k]! - b.iterates[k]!));
    expect(error).toBeLessThan(1e-3);
    expect(a.rates).toEqual(b.rates);
    expect(b.iterates[99]).toBe(b.point[1]);
    expect(a.iterates[99]).toBe(a.point[1]);
    const { rate, count, last, component, ...rest } = spec;
    const sweep = await gpu.sweep({
      ...rest,
      x: { quantity: 'learningRate', ...rate },
      y: axis('y', -1, 1),
      width: count,
      height: 1,
    });
    expect([last, component]).toEqual([100, 'y']);
    expect(mismatches(sweep.outcome, a.outcome)).toEqual([]);
    expect(largest(count, (k) => Math.abs(sweep.loss[k]! - a.loss[k]!))).toBeLessThan(1e-6);
  }));
