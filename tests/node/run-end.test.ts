// What the list of runs tells of a run is what a map of the same run says.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { endOfRun } from '../../src/fields/run-end.ts';
import { bind, describe as describeProblem } from '../../src/problems/registry.ts';

test('outcome and first solved step of 5 × 5 runs at η = 1 and 30 are those of the sweep over the same starts', async () => {
  const engine = createCpuEngine(inlinePool());
  const problem = { id: 'xor' };
  const info = describeProblem(problem);
  const found = new Set<number>();
  for (const learningRate of [1, 30]) {
    const range: [number, number] = [-20, 20];
    const steps = 200;
    const optimizer = { kind: 'gd', learningRate } as const;
    const axis = (quantity: 'start.x' | 'start.y') =>
      ({ quantity, range, scale: 'linear' }) as const;
    const sweep = await engine.sweep({
      ...{ problem, optimizer, steps, threshold: 0.1, start: [0, 0] },
      ...{ x: axis('start.x'), y: axis('start.y'), width: 5, height: 5 },
    });
    const centres = [-16, -8, 0, 8, 16];
    const starts = centres.flatMap((y) => centres.flatMap((x) => [x, y]));
    const runs = await engine.trajectories({ problem, optimizer, starts, steps, every: 1 });
    const { spec, frameSteps, points: theta, loss } = runs;
    for (let run = 0; run < 25; run++) {
      const of = { spec, frameSteps, theta, loss };
      const end = endOfRun(of, run, info, 0.1, bind(problem));
      expect(end.outcome, `run ${run}`).toBe(sweep.outcome[run]);
      const least = sweep.stepsToThreshold[run]!;
      expect(end.solvedAt, `run ${run}`).toBe(least === NEVER ? null : least);
      found.add(end.outcome);
    }
  }
  expect([...found].map((outcome) => OUTCOMES[outcome])).toEqual(
    expect.arrayContaining(['solved', 'stalled']),
  );
  engine.dispose();
});
