// How a sweep on the GPU is done: slices, tiles, previews, progress, aborts.
import { expect, test, vi } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { webWorkerPool } from '../../src/cpu/pool.ts';
import { DIVERGED, SOLVED, type SweepPreview } from '../../src/engine.ts';
import { gpuSweep } from '../../src/gpu/runs.ts';
import { levelPixel } from '../../src/math/levels.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { checkSweep } from '../../src/specs.ts';
import { basins } from '../fixtures/basins.ts';
import { measured } from '../measured.ts';
import { withGpu } from './gpu.ts';
import { axis, cpu, expectIdentical, small } from './sweeps.ts';

test('a sweep in slices and tiles of any size is the one in a single piece, bit for bit', () =>
  withGpu(async (gpu) => {
    // Some runs diverge, after one step or several.
    const y = axis('learningRate', 0.01, 1e9, 'log');
    for (const kind of ['gd', 'adam', 'momentum'] as const) {
      const { optimizer } = checkSweep({ ...small, optimizer: { kind, learningRate: 0.3 } });
      const spec = { ...small, optimizer, y, steps: 200 };
      const cut = (runs: number, work: number) =>
        gpuSweep(gpu.context, spec, {}, { runs, pacer: { work, finished: () => {} } });
      const whole = await cut(2 ** 18, 1e9);
      expect(whole.outcome).toContain(SOLVED);
      expect(whole.outcome).toContain(DIVERGED);
      // Whole runs, against a block a slice; tiles that end in the middle of a row and of a workgroup; both.
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

test('the first preview of 512² × 1,000 steps comes by 1/32 of the steps, before a third of the time', () =>
  withGpu(async (gpu) => {
    await gpu.sweep(small);
    const spec = { ...basins, width: 512, height: 512, steps: 1000 };
    const preview = async () => {
      const began = performance.now();
      let share = 0;
      let first: { ms: number; before: number } | null = null;
      await gpu.sweep(spec, {
        onProgress: (done) => {
          share = done;
        },
        onPreview: () => {
          first ??= { ms: performance.now() - began, before: share };
        },
      });
      return { ...first!, whole: performance.now() - began };
    };
    const { ms, before, whole } = await measured(preview, ({ ms, whole }) => ms < whole / 3);
    console.info(`first preview after ${ms.toFixed()} of ${whole.toFixed()} ms`);
    // Every 8th pixel each way is 1/64 of them.
    expect(before).toBeLessThan(1 / 32);
    expect(ms).toBeLessThan(whole / 3);
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

test('progress never falls and ends at 1; an abort stops within two slices and frees every buffer', () =>
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
    const job = gpu.sweep(
      { ...spec, steps: 1_000_000 },
      {
        signal: controller.signal,
        onProgress() {
          if (++slices !== 5) return;
          controller.abort(new Error('enough'));
        },
      },
    );
    await expect(job).rejects.toThrow('enough');
    // Two are in flight at once (src/gpu/slices.ts).
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
        x: axis('start.x', -6, -4),
        y: axis('start.y', 9, 11),
        steps: 20_000,
      });
      const diverged = outcome.filter((o) => o === DIVERGED).length / outcome.length;
      return { diverged, work: gpu.context.pace.get('sweep xor folded gd')! };
    };
    // Another process that takes the cores for a moment slows a pace, and never quickens it.
    let calm = 0;
    for (let i = 0; i < 3; i++) {
      const { diverged, work } = await paceOf(0.1);
      expect(diverged).toBe(0);
      calm = Math.max(calm, work);
    }
    const wild = await paceOf(1e6);
    expect(wild.diverged).toBe(1);
    expect(wild.work).toBeLessThan(8 * calm);
  }));

test('50 sweeps on sliders of every kind leave no buffer alive, make few and compile one pipeline', () =>
  withGpu(async (gpu) => {
    for (let i = 0; i < 50; i++) {
      const problem = { id: 'xor', parameters: { b2: -i / 10 } };
      const y = i % 2 ? axis('learningRate', 0.1, 1 + i, 'log') : axis('start.y', -i - 1, i);
      await gpu.sweep({ ...small, problem, y, steps: i, threshold: i / 100 });
      expect(gpu.context.buffersAlive).toBe(0);
    }
    expect(gpu.context.pipelinesCompiled).toBe(1);
    // Those of the first, and others for the rows where there are more of them.
    expect(gpu.context.buffersCreated).toBeLessThan(15);
  }));

test('a short job like the one before is one submit, five writes and one bind group, and no buffer of its own', () =>
  withGpu(async (gpu) => {
    const spec = { ...small, steps: 64 };
    const first = await gpu.sweep(spec);
    const { device } = gpu.context;
    const made = gpu.context.buffersCreated;
    const counted = {
      submits: vi.spyOn(device.queue, 'submit'),
      writes: vi.spyOn(device.queue, 'writeBuffer'),
      bindGroups: vi.spyOn(device, 'createBindGroup'),
      encoders: vi.spyOn(device, 'createCommandEncoder'),
      scopes: vi.spyOn(device, 'popErrorScope'),
      waits: vi.spyOn(GPUBuffer.prototype, 'mapAsync'),
    };
    const second = await gpu.sweep(spec);
    const calls = Object.entries(counted).map(([what, { mock }]) => [what, mock.calls.length]);
    // A submit of nothing, that the browser may look: none where the work was found before.
    const work = counted.submits.mock.calls.filter(([commands]) => [...commands].length > 0);
    const nudges = counted.submits.mock.calls.length - work.length;
    vi.restoreAllMocks();
    expect(nudges).toBeLessThanOrEqual(1);
    expect({ ...Object.fromEntries(calls), submits: work.length }).toEqual({
      submits: 1,
      // Problem, job, columns, rows and pixels.
      writes: 5,
      bindGroups: 1,
      encoders: 1,
      scopes: 0,
      waits: 1,
    });
    expect(gpu.context.buffersCreated).toBe(made);
    expectIdentical(second, first);
  }));
