// The reference's own jobs in web workers: what they say is what the calling thread would.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { createEngine } from '../../src/index.ts';
import { spectrum } from '../fixtures/spectrum.ts';

const problem = {
  id: 'xor',
  parameters: { w21: 10, w12: 7 },
  plane: { x: { parameter: 'v1' }, y: { parameter: 'v2' } },
};
const window = { x: [-30, 30] as [number, number], y: [-30, 30] as [number, number] };

test('curvature, stationary points, refinement and exponents are the same, bit for bit, in two web workers', async () => {
  const workers = await createEngine({ engine: 'cpu', workers: 2 });
  const here = createCpuEngine(inlinePool());
  const map = { problem, window, width: 30, height: 20 };
  const ends = [-28, 18, 5, 5, -27, 19];
  for (const job of [
    (engine: typeof here) => engine.curvature(map),
    (engine: typeof here) => engine.curvatureAlong(problem, ends),
    (engine: typeof here) => engine.stationaryPoints(problem, window),
    (engine: typeof here) => engine.refine(problem, ends, 60),
    (engine: typeof here) => engine.lyapunov(spectrum),
  ]) {
    expect(await job(workers)).toEqual(await job(here));
  }
  workers.dispose();
});
