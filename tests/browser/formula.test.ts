// The kernels of functions and formulas (src/gpu/kernels/formula.ts) against f64.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { DIVERGED, type SweepSpec } from '../../src/engine.ts';
import { catalogue } from '../../src/problems/catalogue.ts';
import { withGpu } from './gpu.ts';
import { compare, newTally } from './held-against.ts';

const cpu = createCpuEngine(inlinePool());

test('every function is in f32 within its running error bound in all of 128² cells, in 99.9 % below 1e-3·(1 + |f64|)', () =>
  withGpu(async (gpu) => {
    for (const { id, formula, window, plane } of catalogue) {
      if (!formula) continue;
      const spec = { problem: { id }, window, width: 128, height: plane.y ? 128 : 1 };
      const tally = newTally();
      compare(tally, spec, await gpu.landscape(spec), await cpu.landscape(spec));
      const { failures, number, tight, largest } = tally;
      console.info(`${id}: largest error ${largest.toFixed(2)} of its bound`);
      expect(failures.slice(0, 10), id).toEqual([]);
      // A loss and a slope for each direction of the plane.
      expect(number, id).toBe(plane.y ? 3 * 128 ** 2 : 2 * 128);
      expect(tight / number, id).toBeGreaterThan(0.999);
    }
  }));

/** Starts of log(x) + x from −1 to 3: half of the runs begin in the hole, the others are drawn towards it. */
const intoTheHole = (learningRate: number): SweepSpec => ({
  problem: { id: 'formula', formula: 'log(x) + x + y^2' },
  optimizer: { kind: 'gd', learningRate },
  start: [0, 1],
  steps: 200,
  threshold: -1e6,
  x: { quantity: 'start.x', range: [-1, 3], scale: 'linear' },
  y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
  width: 16,
  height: 4,
});

test('runs of log(x) + x end diverged where it is undefined, at the same points within 1e-3, on both engines', () =>
  withGpu(async (gpu) => {
    const spec = intoTheHole(0.05);
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    expect([...b.outcome].every((outcome) => outcome === DIVERGED)).toBe(true);
    expect([...a.outcome]).toEqual([...b.outcome]);
    expect([...a.loss].every(Number.isNaN)).toBe(true);
    expect([...b.loss].every(Number.isNaN)).toBe(true);
    for (let k = 0; k < b.point.length; k++) {
      expect(Math.abs(a.point[k]! - b.point[k]!), `number ${k}`).toBeLessThan(
        1e-3 * (1 + Math.abs(b.point[k]!)),
      );
    }
  }));

test('a path into the hole has its losses up to there, and none from then on, on both engines', () =>
  withGpu(async (gpu) => {
    const spec = {
      problem: { id: 'formula', formula: 'log(x) + x' },
      optimizer: { kind: 'gd' as const, learningRate: 0.1 },
      starts: [1, 0],
      steps: 40,
      every: 1,
    };
    const [a, b] = [await gpu.trajectories(spec), await cpu.trajectories(spec)];
    const inTheHole = [...b.loss].findIndex(Number.isNaN);
    expect(inTheHole).toBeGreaterThan(1);
    expect([...a.loss].map(Number.isNaN)).toEqual([...b.loss].map(Number.isNaN));
    expect([...b.loss].lastIndexOf(b.loss[inTheHole - 1]!)).toBe(inTheHole - 1);
    expect(b.points.at(-1)).toBe(b.points[inTheHole]);
    expect(a.points.at(-1)).toBe(a.points[inTheHole]);
  }));

test('a gradient that is undefined where the loss is not is NaN on both engines', () =>
  withGpu(async (gpu) => {
    const spec = {
      problem: { id: 'formula', formula: 'sqrt(x^2 + y^2)' },
      window: { x: [-1.5, 1.5] as [number, number], y: [-1.5, 1.5] as [number, number] },
      width: 3,
      height: 3,
    };
    for (const engine of [gpu, cpu]) {
      const { loss, gradient } = await engine.landscape(spec);
      expect(loss[4]).toBe(0);
      expect([...gradient].map(Number.isNaN).indexOf(true)).toBe(8);
      expect([...gradient].filter(Number.isNaN)).toHaveLength(2);
    }
  }));

test('trained constants, and sliders of fixed ones, act alike on both engines within 1e-5', () =>
  withGpu(async (gpu) => {
    const spec: SweepSpec = {
      ...intoTheHole(0.01),
      problem: {
        id: 'formula',
        formula: 'a*x^2 + b*y^2 + (a - c)^2',
        parameters: { a: 3, b: 0.5, c: 2 },
        trained: ['x', 'a'],
        plane: { x: { parameter: 'x' }, y: { parameter: 'y' } },
      },
      threshold: 0.1,
    };
    const [a, b] = [await gpu.sweep(spec), await cpu.sweep(spec)];
    // θ = x, y, a: y stays, a goes towards 2 − x²/2.
    expect(b.point).toHaveLength(3 * 64);
    for (let k = 0; k < b.point.length; k++) expect(a.point[k]).toBeCloseTo(b.point[k]!, 5);
    expect([...a.outcome]).toEqual([...b.outcome]);
  }));
