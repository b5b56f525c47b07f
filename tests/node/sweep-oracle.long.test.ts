// Every run of two basin maps held against an implementation that shares nothing with the engine's.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER } from '../../src/engine.ts';
import { basins } from '../fixtures/basins.ts';
import { oracleBasins, shares } from '../oracle-sweep.ts';

const engine = createCpuEngine(inlinePool());

test('at η = 1 every outcome and every step to the threshold of 64² f64 runs is the oracle’s', async () => {
  const expected = oracleBasins(64, 1, 2000);
  const sweep = await engine.sweep(basins);
  expect([...sweep.outcome]).toEqual(expected.map((run) => run.outcome));
  expect([...sweep.stepsToThreshold]).toEqual(expected.map((run) => run.stepsToThreshold));
  // More than one outcome, and some that never came down: the map says something.
  expect(shares(sweep.outcome).filter((share) => share > 0.01).length).toBeGreaterThan(1);
  expect(sweep.stepsToThreshold).toContain(NEVER);
});

test('at η = 30 the shares of 64² f64 runs are the oracle’s within 2 points', async () => {
  const expected = oracleBasins(64, 30, 1000);
  const sweep = await engine.sweep({
    ...basins,
    optimizer: { kind: 'gd', learningRate: 30 },
    steps: 1000,
  });
  const theirs = shares(expected.map((run) => run.outcome));
  const differ = expected.filter((run, k) => run.outcome !== sweep.outcome[k]).length;
  console.info(`η = 30: ${differ} of 4096 f64 outcomes differ between two ways to sum`);
  shares(sweep.outcome).forEach((share, o) => {
    expect(Math.abs(share - theirs[o]!), `outcome ${o}`).toBeLessThan(0.02);
  });
});
