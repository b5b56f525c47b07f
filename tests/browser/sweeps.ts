// What the tests of sweeps on the GPU have in common.
import { expect } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Axis, Quantity, RunResults, SweepSpec } from '../../src/engine.ts';
import { basins } from '../fixtures/basins.ts';

export const cpu = createCpuEngine(inlinePool());
export const axis = (
  quantity: Quantity,
  min: number,
  max: number,
  scale: Axis['scale'] = 'linear',
) => ({ quantity, range: [min, max], scale }) satisfies Axis;
export const small: SweepSpec = { ...basins, width: 45, height: 31, steps: 300 };

export const mismatches = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (_, k) => k).filter((k) => a[k] !== b[k]);

export const expectIdentical = (a: RunResults, b: RunResults) => {
  for (const field of ['outcome', 'stepsToThreshold', 'loss', 'point'] as const) {
    expect(mismatches(a[field], b[field]), field).toEqual([]);
  }
};
