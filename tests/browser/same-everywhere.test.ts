import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { digestOf, SAME } from '../fixtures/same-everywhere.ts';

test.each(Object.entries(SAME))('in a browser as in Node, bit for bit: %s', async (_, job) => {
  const engine = createCpuEngine(inlinePool());
  expect(await digestOf(await job.run(engine))).toBe(job.digest);
});
