// Weight decay, schedules and noise in f64 against PyTorch: tests/fixtures/optimizers/make.py made the figures.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SweepSpec, TrajectorySpec } from '../../src/engine.ts';
import { noiseAt } from '../../src/noise.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import '../../src/problems/catalogue.ts';
import fixture from '../fixtures/optimizers/iterates.json' with { type: 'json' };

const engine = createCpuEngine(inlinePool());
const problem = { id: 'rosenbrock' };

interface Known {
  optimizer: Optimizer;
  iterates: Record<string, number[]>;
}
const runs = fixture.runs as unknown as Known[];
const noisy = fixture.noisy as unknown as Known[];
const line = fixture.line as unknown as Known;

/** The largest difference from PyTorch's iterates. */
async function off(spec: Omit<TrajectorySpec, 'steps' | 'every'>, { iterates }: Known) {
  const steps = Math.max(...Object.keys(iterates).map(Number));
  const { points } = await engine.trajectories({ ...spec, steps, every: 1 });
  const n = points.length / (steps + 1);
  return Object.entries(iterates).reduce((most, [step, theta]) => {
    const differences = theta.map((value, c) => Math.abs(points[n * Number(step) + c]! - value));
    return Math.max(most, ...differences);
  }, 0);
}

const named = (known: Known) => {
  const { kind, weightDecay, schedule } = known.optimizer;
  return [`${kind}, ${JSON.stringify({ weightDecay, schedule })}`, known] as const;
};

test.each(runs.map(named))('%s: 150 steps are PyTorch’s within 1e-10', async (_, known) => {
  const { optimizer } = known;
  expect(await off({ problem, optimizer, starts: fixture.start }, known)).toBeLessThan(1e-10);
});

test('in mini-batches a schedule steps with the optimizer, not with the epochs, as in PyTorch', async () => {
  const { points: data, batch, shuffleSeed } = fixture.line;
  const network = { layers: [1, 1], loss: 'squared-error', test: 0, batch, shuffleSeed } as const;
  const plane = { x: { parameter: 'W1.1.1' }, y: { parameter: 'b1.1' } };
  const ref = { id: 'regression', data, network, plane };
  const starts = [0.2, -0.1];
  const spec = { problem: ref, optimizer: line.optimizer, starts, startsIn: 'theta' } as const;
  expect(await off(spec, line)).toBeLessThan(1e-10);
});

test.each(noisy.map((known) => [known.optimizer.kind, known] as const))(
  '%s fed with our noise: PyTorch’s iterates within 1e-10',
  async (_, known) => {
    const { optimizer } = known;
    const spec = { problem, optimizer, starts: fixture.start, firstRun: fixture.noisyRun };
    expect(await off(spec, known)).toBeLessThan(1e-10);
    // Another run has other noise.
    expect(await off({ ...spec, firstRun: fixture.noisyRun + 1 }, known)).toBeGreaterThan(1e-4);
  },
);

test('noise is what a second program makes of the same seed, run, step and component, to 1e-15', () => {
  const [seed, run, step, count] = fixture.noise.of as [number, number, number, number];
  const drawn = new Float64Array(count);
  noiseAt(seed, run, step, drawn);
  for (const [c, normal] of fixture.noise.normals.entries()) {
    expect(Math.abs(drawn[c]! - normal)).toBeLessThan(1e-15);
  }
});

test('400,000 draws have the moments of N(0, 1) and no neighbours that are alike, within 5 standard errors', () => {
  const [runs, steps, n] = [40, 1000, 10];
  const all = Array.from({ length: runs }, (_, run) =>
    Array.from({ length: steps }, (_, step) => {
      const drawn = new Float64Array(n);
      noiseAt(1, run, step, drawn);
      return drawn;
    }),
  );
  const count = runs * steps * n;
  const mean = (of: (run: number, step: number, c: number) => number) => {
    let sum = 0;
    for (let r = 0; r < runs; r++)
      for (let k = 0; k < steps; k++) for (let c = 0; c < n; c++) sum += of(r, k, c);
    return sum / count;
  };
  const at = (r: number, k: number, c: number) => all[r % runs]![k % steps]![c % n]!;
  // Moments of N(0, 1), and how they scatter in one draw: E[x^2k] = (2k − 1)!!.
  const within = (value: number, expected: number, variance: number) =>
    expect(Math.abs(value - expected)).toBeLessThan(5 * Math.sqrt(variance / count));
  within(mean(at), 0, 1);
  within(
    mean((...p) => at(...p) ** 2),
    1,
    2,
  );
  within(
    mean((...p) => at(...p) ** 3),
    0,
    15,
  );
  within(
    mean((...p) => at(...p) ** 4),
    3,
    96,
  );
  within(
    mean((r, k, c) => at(r, k, c) * at(r + 1, k, c)),
    0,
    1,
  );
  within(
    mean((r, k, c) => at(r, k, c) * at(r, k + 1, c)),
    0,
    1,
  );
  within(
    mean((r, k, c) => at(r, k, c) * at(r, k, c + 1)),
    0,
    1,
  );
});

const noise = { deviation: 0.5, seed: 3 };
const sweep: SweepSpec = {
  problem,
  optimizer: { kind: 'momentum', learningRate: 1e-3, momentum: 0.9, weightDecay: 0.1, noise },
  start: [-1, 1],
  steps: 80,
  threshold: 1e-3,
  x: { quantity: 'start.x', range: [-2, 2], scale: 'linear' },
  y: { quantity: 'noise', range: [0, 1], scale: 'linear' },
  width: 7,
  height: 5,
};

test('a pixel’s noise is the same however the sweep is cut, ordered or split', async () => {
  const whole = await engine.sweep(sweep);
  const few = Uint32Array.of(33, 2, 20, 2);
  const some = await engine.sweepPixels(sweep, few);
  expect([...some.loss]).toEqual([...few].map((pixel) => whole.loss[pixel]));
  const previews: number[] = [];
  const watched = await engine.sweep(sweep, { onPreview: ({ stride }) => previews.push(stride) });
  expect(previews.length).toBeGreaterThan(0);
  expect(watched.loss).toEqual(whole.loss);
});

test('only what is trained decays and gets noise', async () => {
  const some = { id: 'xor', trained: ['w21'] };
  const { points } = await engine.trajectories({
    problem: some,
    optimizer: { ...sweep.optimizer, learningRate: 1 },
    starts: [2, 3],
    steps: 20,
    every: 1,
  });
  const [x, y] = points.slice(-2);
  expect(y).toBe(3);
  expect(Math.abs(x! - 2)).toBeGreaterThan(0.1);
});
