// The kernels at the ends of what they may be given, held against f64.
import { expect, test } from 'vitest';
import { loadProblems } from '../../src/problems/load.ts';
import { type Extremes, extremeSweeps, judged } from '../extremes.ts';
import { withGpu } from './gpu.ts';
import { cpu } from './sweeps.ts';

test('from 1e6 out, at rates from 1e-29 to overflow and ε of 0 a run is finite or diverged, and away from chaos of the outcome of f64', async () => {
  await loadProblems();
  await withGpu(async (gpu) => {
    const all: Extremes[] = [];
    for (const sweep of extremeSweeps()) all.push(await judged(gpu, cpu, sweep));
    expect(all.flatMap(({ failures }) => failures).slice(0, 5)).toEqual([]);
    const sum = (of: 'runs' | 'diverged' | 'chaotic') => all.reduce((n, each) => n + each[of], 0);
    expect(sum('diverged')).toBeGreaterThan(50);
    expect(sum('chaotic')).toBeLessThan(0.6 * sum('runs'));
  });
});
