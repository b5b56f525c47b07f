// What a card says of a pixel is what the curve beside it shows: the run, taken again step by step.
import { expect, test } from 'vitest';
import { agrees, becameOf, thinned } from '../../src/fields/replayed.ts';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { MOVING, NEVER, OSCILLATING, SOLVED, STALLED, type SweepSpec } from '../../src/engine.ts';
import { pixelRun } from '../../src/fields/pixel-run.ts';

const engine = createCpuEngine(inlinePool());

/** Basins of η = 30, which are fractal. */
const basins: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 30 },
  start: [0, 0],
  steps: 1000,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
  width: 64,
  height: 64,
};

test('of 60 pixels at the border of basins, outcome, loss and steps are those of the run taken again, bit for bit in f64', async () => {
  const { outcome, loss, stepsToThreshold } = await engine.sweep(basins);
  const border = [...outcome.keys()].filter(
    (k) => k % 64 < 63 && outcome[k] !== outcome[k + 1] && k < 64 * 63,
  );
  const sample = border.filter((_, i) => i % Math.ceil(border.length / 60) === 0);
  expect(sample.length).toBeGreaterThan(30);
  const seen = new Set<number>();
  for (const pixel of sample) {
    const run = await engine.trajectories(pixelRun(basins, pixel));
    const became = becameOf(run, basins.threshold);
    const map = { outcome: outcome[pixel]!, steps: stepsToThreshold[pixel]!, loss: loss[pixel]! };
    expect(became).toMatchObject(map);
    expect(agrees(map, became)).toBe(true);
    seen.add(became.outcome);
    // The curve that is drawn ends where the run does, and reaches the threshold within one of its frames.
    const drawn = thinned(run, 7);
    expect(drawn.frameSteps.at(-1)).toBe(1000);
    expect(drawn.loss.at(-1)).toBe(run.loss.at(-1));
    expect(agrees(map, becameOf(drawn, basins.threshold), 7)).toBe(true);
  }
  expect(seen.size).toBeGreaterThan(1);
});

test('what another rounding has made of the run is told from it: another outcome, or another step', () => {
  const run = { outcome: STALLED, steps: NEVER, loss: 1.5 };
  expect(agrees({ outcome: SOLVED, steps: 839, loss: 0.004 }, run)).toBe(false);
  expect(agrees({ outcome: STALLED, steps: NEVER, loss: 1.5000001 }, run)).toBe(true);
  const solved = { outcome: SOLVED, steps: 415, loss: 0.003 };
  expect(agrees({ ...solved, steps: 416 }, solved)).toBe(false);
  // Of every 5th step alone it is known that it was not yet at the one before.
  expect([409, 410, 411, 415, 416].map((steps) => agrees({ ...solved, steps }, solved, 5))).toEqual(
    [false, false, true, true, false],
  );
  // Rises cannot be counted there.
  const moving = { outcome: MOVING, steps: NEVER, loss: 1 };
  expect(agrees({ ...moving, outcome: OSCILLATING }, moving)).toBe(false);
  expect(agrees({ ...moving, outcome: OSCILLATING }, moving, 5)).toBe(true);
});
