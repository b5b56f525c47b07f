// What every engine does in the same way, whatever it computes on: one suite for all of them.
import { describe, expect, test } from 'vitest';
import type { Engine, SweepSpec } from '../src/engine.ts';
import { basins } from './fixtures/basins.ts';

/** Work of many slices, which is not done before a test is over. */
const long = {
  problem: basins.problem,
  optimizer: basins.optimizer,
  starts: Array.from({ length: 2000 }, (_, i) => i / 100),
  steps: 1_000_000,
  every: 1_000_000,
};
const small: SweepSpec = { ...basins, width: 6, height: 5, steps: 40 };
const field = {
  problem: basins.problem,
  window: { x: [-1, 1], y: [-1, 1] } as { x: [number, number]; y: [number, number] },
  width: 4,
  height: 4,
};

/** How a promise ends: its error as text, or what it gave. The library's classes are not always the sources'. */
const endOf = (job: Promise<unknown>) => job.then(String, String);

const GONE = 'EngineDisposedError: the engine was disposed of';

/** Holds what `open` opens to what every engine does. */
export function engineBehaviour(name: string, open: () => Promise<Engine> | Engine): void {
  describe(name, () => {
    test('disposed of under way, every job rejects with EngineDisposedError and `lost` says why', async () => {
      const engine = await open();
      const started = new Promise<void>((resolve) => {
        void endOf(engine.trajectories(long, { onProgress: () => resolve() }));
      });
      const jobs = [
        engine.trajectories(long),
        engine.sweep({ ...small, steps: 1_000_000 }),
        engine.landscape(field, { signal: new AbortController().signal }),
      ].map(endOf);
      await started;
      engine.dispose();
      const [first, second, third] = await Promise.all(jobs);
      expect([first, second]).toEqual([GONE, GONE]);
      // A small one may have ended before.
      expect([GONE, '[object Object]']).toContain(third);
      expect(await engine.lost).toBe('the engine was disposed of');
    });

    test('afterwards every job refuses, a bad one too, and disposing again does nothing', async () => {
      const engine = await open();
      engine.dispose();
      engine.dispose();
      const jobs = [
        engine.landscape(field),
        engine.trajectories({ ...long, steps: -1 }),
        engine.sweep(small),
        engine.sweepPixels(small, [0]),
        engine.spectrum({} as never),
        engine.response({} as never),
      ];
      expect(await Promise.all(jobs.map(endOf))).toEqual(jobs.map(() => GONE));
      expect(await engine.lost).toBe('the engine was disposed of');
    });

    test('an abort still rejects with its own reason', async () => {
      const engine = await open();
      const controller = new AbortController();
      const aborted = engine.trajectories(long, {
        signal: controller.signal,
        onProgress: () => controller.abort(new Error('enough')),
      });
      expect(await endOf(aborted)).toBe('Error: enough');
      const late = engine.landscape(field, { signal: AbortSignal.abort(new Error('too late')) });
      expect(await endOf(late)).toBe('Error: too late');
      engine.dispose();
    });

    test('pixels may be any list of integers, and none give empty results', async () => {
      const engine = await open();
      const pixels = [29, 0, 7, 7];
      const whole = await engine.sweep(small);
      const lists = [pixels, Uint32Array, Int16Array, Float64Array, Uint8Array].map((list) =>
        typeof list === 'function' ? list.from(pixels) : list,
      );
      for (const list of lists) {
        const some = await engine.sweepPixels(small, list);
        expect([...some.loss]).toEqual(pixels.map((pixel) => whole.loss[pixel]));
        expect([...some.outcome]).toEqual(pixels.map((pixel) => whole.outcome[pixel]));
      }
      const { loss, point, outcome, stepsToThreshold } = await engine.sweepPixels(small, []);
      expect([loss, point, outcome, stepsToThreshold].map(({ length }) => length)).toEqual([
        0, 0, 0, 0,
      ]);
      engine.dispose();
    });

    test('a list of pixels that is none is refused, quoting what is wrong and what is allowed', async () => {
      const engine = await open();
      const bad: [unknown, string][] = [
        [[-1], 'pixel -1 is not an integer from 0 to 29'],
        [[3, 1.5], 'pixel 1.5 is not an integer from 0 to 29'],
        [Float32Array.of(0, Number.NaN), 'pixel NaN is not an integer from 0 to 29'],
        [Uint32Array.of(30), 'pixel 30 is not an integer from 0 to 29'],
        [['1'], 'pixel "1" is not an integer from 0 to 29'],
        [[1n], 'pixel 1n is not an integer from 0 to 29'],
        [BigUint64Array.of(1n), 'pixels: a list is not a list of integers'],
        ['12', 'pixels: "12" is not a list of integers'],
        [7, 'pixels: 7 is not a list of integers'],
        [undefined, 'pixels: undefined is not a list of integers'],
      ];
      for (const [pixels, message] of bad) {
        expect(await endOf(engine.sweepPixels(small, pixels as number[]))).toBe(
          `RangeError: ${message}`,
        );
      }
      engine.dispose();
    });
  });
}
