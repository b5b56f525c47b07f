import { expect, test } from 'vitest';
import { DIVERGED, type SpectrumSpec } from '../../src/engine.ts';
import { largest, withGpu } from './gpu.ts';
import { axis, cpu, mismatches } from './sweeps.ts';

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
      y: axis('start.y', -1, 1),
      width: count,
      height: 1,
    });
    expect([last, component]).toEqual([100, 'y']);
    expect(mismatches(sweep.outcome, a.outcome)).toEqual([]);
    expect(largest(count, (k) => Math.abs(sweep.loss[k]! - a.loss[k]!))).toBeLessThan(1e-6);
  }));
