// Networks of src/problems/networks against PyTorch's float64: tests/fixtures/networks/make.py made the figures.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SweepSpec } from '../../src/engine.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import type { NetworkRef } from '../../src/problems/networks/spec.ts';
import { describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';
import fixture from '../fixtures/networks/iterates.json' with { type: 'json' };

const engine = createCpuEngine(inlinePool());

interface Case {
  name: string;
  network: NetworkRef;
  data: number[][];
  optimizer: Optimizer;
  losses: Record<string, number>;
  theta: number[];
}
const cases = fixture.cases as unknown as Case[];

/** The iterates of a network from its start, and the loss at each step. */
async function trained(
  problem: SweepSpec['problem'],
  optimizer: Optimizer,
  steps: number,
  every = 1,
) {
  const { values, theta } = describe(problem);
  const starts = theta.map((name) => values[name]!);
  const run = { problem, optimizer, starts, startsIn: 'theta', steps, every } as const;
  const { points, loss } = await engine.trajectories(run);
  return { start: starts, end: [...points.slice(-theta.length)], loss };
}

const furthest = (a: ArrayLike<number>, b: readonly number[]) =>
  b.reduce(
    (most, value, i) => Math.max(most, Math.abs(a[i]! - value)),
    a.length === b.length ? 0 : Infinity,
  );

test.each(fixture.starts)(
  '$layers from seed $seed has the very numbers that nn.Linear draws',
  (start) => {
    const { layers, seed, some, sum } = start;
    const network: NetworkRef = { layers, seed, initialisation: 'pytorch', loss: 'squared-error' };
    const { values } = describe({ id: 'network', network });
    const theta = Object.values(values);
    const middle = Math.floor(theta.length / 2);
    expect([...theta.slice(0, 5), ...theta.slice(middle, middle + 5), ...theta.slice(-5)]).toEqual(
      some,
    );
    expect(theta.reduce((a, b) => a + b)).toBeCloseTo(sum, 10);
  },
);

test.each(cases)('$name: 100 steps are PyTorch’s within 1e-10', async (each) => {
  const { network, data, optimizer, losses, theta } = each;
  const { end, loss } = await trained({ id: 'network', network, data }, optimizer, 100);
  expect(furthest(end, theta)).toBeLessThan(1e-10);
  const steps = Object.keys(losses).map(Number);
  expect(
    furthest(
      steps.map((step) => loss[step]!),
      Object.values(losses),
    ),
  ).toBeLessThan(1e-10);
});

test('xor-deep loses 0.6948984 at step 0 and 1.566e-4 ± 0.5 % at step 10,000, as PyTorch in f64', async () => {
  const { loss } = await trained({ id: 'xor-deep' }, { kind: 'gd', learningRate: 1 }, 10_000, 1000);
  expect(loss[0]).toBeCloseTo(0.6948984, 7);
  expect(Math.abs(loss[10]! / 1.566e-4 - 1)).toBeLessThan(0.005);
  // From step 5,000 on it falls off its plateau, where rounding is amplified: a start that differs by 1e-15 ends 0.3 % off.
  const within = { 0: 1e-14, 1000: 1e-12, 5000: 1e-12, 10000: 1e-6 } as const;
  for (const [step, bound] of Object.entries(within)) {
    const theirs = fixture.xorDeep[step as keyof typeof fixture.xorDeep];
    expect(Math.abs(loss[Number(step) / 1000]! - theirs), step).toBeLessThan(bound);
  }
});

test.each(fixture.trainability)(
  'trainability of $network.activation with batches of $network.batch is PyTorch’s within 1e-7',
  async (each) => {
    const { network, data, steps, rates, values } = each;
    const problem = { id: 'trainability', network: network as NetworkRef, data };
    for (const [k, pair] of rates.entries()) {
      const [x, y] = pair as [number, number];
      const narrow = (rate: number) => [rate * (1 - 1e-13), rate * (1 + 1e-13)] as [number, number];
      const spec: SweepSpec = {
        problem,
        optimizer: { kind: 'gd', learningRate: 1 },
        start: [0, 0],
        steps,
        threshold: 0.1,
        x: { quantity: 'learningRate.layer1', range: narrow(x), scale: 'linear' },
        y: { quantity: 'learningRate.layer2', range: narrow(y), scale: 'linear' },
        width: 1,
        height: 1,
        measure: 'trainability',
      };
      const { measure } = await engine.sweep(spec);
      expect(Math.abs(measure![0]! / values[k]! - 1), `${x}, ${y}`).toBeLessThan(1e-7);
    }
  },
);
