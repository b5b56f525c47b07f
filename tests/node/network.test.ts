import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { known } from '../fixtures/known-answers.ts';
import { xor9Spec } from '../fixtures/xor9.ts';
import { NINE, type Nine, networkOracle } from '../oracle-network.ts';

const weight = fc.double({ min: -20, max: 20, noNaN: true });
const nine = fc.record(
  Object.fromEntries(NINE.map((name) => [name, weight])),
) as fc.Arbitrary<Nine>;
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

test('the network agrees with the textbook to 1e-12 in all nine slopes, for 1,000 random parameter sets', () => {
  fc.assert(
    fc.property(nine, (values: Nine) => {
      const ref = { id: 'xor', parameters: values, trained: [...NINE] };
      const bound = bind(ref);
      const { theta } = describe(ref);
      const at = Float64Array.from(theta, (name) => values[name as keyof Nine]);
      const slope = new Float64Array(9);
      const merit = bound.gradient(at, slope);
      const expected = networkOracle(values);
      return (
        close(bound.loss(at), expected.loss) &&
        close(merit, Math.exp(-4 * expected.loss)) &&
        theta.every((name, c) => close(slope[c]!, expected.gradient[name as keyof Nine])) &&
        bound.outputs!(at).every((y, s) => close(y, expected.outputs[s]!))
      );
    }),
    { numRuns: 1000, seed: 3 },
  );
});

test('any two parameters give the slopes of all nine, and the folded formula those of w21 and w12', () => {
  fc.assert(
    fc.property(
      nine,
      fc.shuffledSubarray([...NINE], { minLength: 2, maxLength: 2 }),
      (values: Nine, pair) => {
        const ref = {
          id: 'xor',
          parameters: values,
          trained: pair,
          plane: { x: { parameter: pair[0]! }, y: { parameter: pair[1]! } },
        };
        const { theta } = describe(ref);
        const slope = new Float64Array(2);
        bind(ref).gradient(
          Float64Array.from(theta, (name) => values[name as keyof Nine]),
          slope,
        );
        const { gradient } = networkOracle(values);
        return theta.every((name, c) => close(slope[c]!, gradient[name as keyof Nine]));
      },
    ),
    { numRuns: 500, seed: 4 },
  );
});

test('all nine trained from PyTorch’s seed 777 give its losses at steps 0, 100 and 10,000 within 1e-4', async () => {
  const { loss, points, frameSteps } = await createCpuEngine(inlinePool()).trajectories(
    xor9Spec(100),
  );
  expect(points.length).toBe(9 * frameSteps.length);
  for (const [step, published] of Object.entries(known.xor9.lossAtStep)) {
    const ours = loss[frameSteps.indexOf(Number(step))]!;
    expect(Math.abs(ours / published - 1), `step ${step}`).toBeLessThan(1e-4);
  }
});
