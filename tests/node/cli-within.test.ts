// Parts of the command line that show without a process: estimates, defaults, progress, what processes send each other.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { estimateOf } from '../../src/cli/dry-run.ts';
import { packedArrays, unpacking } from '../../src/cli/packed.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { planOf } from '../../src/cli/sweep-plan.ts';
import { problems } from '../../src/problems/registry.ts';
import { usualOf } from '../../src/problems/usual.ts';

test('the time of a dry run is that of a trial that takes long enough, times what is left', async () => {
  let clock = 0;
  const tried: number[] = [];
  const trial = {
    work: 1e9,
    unit: 'steps',
    async run(work: number) {
      tried.push(work);
      // A start of 2 s, then a million a second.
      clock += (tried.length === 1 ? 2 : 0) + work / 1e6;
      return work;
    },
  };
  const { seconds, text } = await estimateOf(trial, () => clock);
  expect([seconds, text]).toEqual([1000, 'about 17 minutes']);
  expect(tried.slice(1)).toEqual([4096, 16384, 65536, 262144, 1048576]);
});

test('what is left out is what the page begins with, for each problem', async () => {
  for (const id of ['xor', 'rosenbrock', 'double-well', 'trainability']) {
    const { rates, longSteps } = usualOf({ id });
    const { spec } = planOf({ engine: 'cpu', problem: id });
    const { sweep } = problems[id]!;
    expect(spec.optimizer).toEqual({ kind: 'gd', ...rates.gd });
    expect(spec.steps).toBe(sweep?.steps ?? longSteps);
    // On a line starts are but one axis.
    const x = id === 'double-well' ? 'learningRate' : 'start.x';
    expect(spec.x.quantity).toBe(sweep?.x.quantity ?? x);
  }
  const { spec } = planOf({ engine: 'cpu', optimizer: 'adam', lr: '3', steps: '7' });
  expect([spec.optimizer.learningRate, spec.steps]).toEqual([3, 7]);
});

test('without a terminal progress is a line every 30 s; with --quiet there is none', () => {
  let clock = 0;
  const written: string[] = [];
  const stream = { isTTY: false, write: (text: string) => written.push(text) > 0 } as never;
  for (const quiet of [false, true]) {
    clock = 0;
    const progress = createProgress('sweep', { quiet }, stream, () => clock);
    for (let second = 0; second <= 100; second++) {
      clock = 1000 * second;
      progress.update(second / 200, 1e6 * second);
    }
    progress.stop();
  }
  expect(written).toEqual([
    'gradscape: sweep 15.0 %, 1.00 Msteps/s, 3 minutes left\n',
    'gradscape: sweep 30.0 %, 1.00 Msteps/s, 2 minutes left\n',
    'gradscape: sweep 45.0 %, 1.00 Msteps/s, 110 s left\n',
  ]);
});

test('results that go from process to process arrive as they were', () => {
  const result = {
    spec: { steps: 30, start: [0, 0] },
    loss: Float64Array.from([1, Number.NaN, -0]),
    outcome: new Uint8Array(2 ** 24 + 3).fill(7),
    point: new Float32Array(0),
  };
  const { packed, chunks } = packedArrays(result);
  const pieces = [...chunks];
  expect(pieces).toHaveLength(3);
  const arriving = unpacking(structuredClone(packed));
  for (const piece of pieces) {
    expect(arriving.isWhole()).toBe(false);
    arriving.add(piece);
  }
  expect(arriving.isWhole()).toBe(true);
  const { outcome, ...rest } = arriving.result as typeof result;
  expect(Buffer.compare(outcome, result.outcome)).toBe(0);
  const { outcome: _, ...others } = result;
  expect(rest).toEqual(others);
});
