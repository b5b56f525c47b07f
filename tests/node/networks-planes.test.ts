// Random planes through networks, filter-normalised as in Li et al. 2018: src/problems/plane.ts.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { ProblemRef } from '../../src/engine.ts';
import { describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';

const engine = createCpuEngine(inlinePool());
const network = { layers: [2, 6, 5, 1], activation: 'relu' } as const;
const ref: ProblemRef = { id: 'moons', network };

test('scaling ReLU layers by a and the next ones by 1/a leaves the picture as it is within 1e-9', async () => {
  const { values, network: model } = describe(ref);
  const weights = Object.values(values);
  const scaled = [...weights];
  const [first, second, third] = model!.layers;
  for (let k = first!.weights; k < second!.weights; k++) scaled[k]! *= 3;
  // Weights lose the 3 and take 0.2; biases take what is the product of the scales so far.
  for (let k = second!.weights; k < second!.biases; k++) scaled[k]! *= 0.2 / 3;
  for (let k = second!.biases; k < third!.weights; k++) scaled[k]! *= 0.2;
  for (let k = third!.weights; k < third!.biases; k++) scaled[k]! /= 0.2;
  const picture = (of: number[], normalised: boolean) =>
    engine.landscape({
      problem: {
        id: 'moons',
        network: { ...network, weights: of },
        plane: { x: { random: 4, normalised }, y: { random: 5, normalised } },
      },
      window: { x: [-2, 2], y: [-2, 2] },
      width: 12,
      height: 12,
    });
  const apart = async (normalised: boolean) => {
    const [a, b] = [
      (await picture(weights, normalised)).loss,
      (await picture(scaled, normalised)).loss,
    ];
    return Math.max(...Array.from(a, (loss, k) => Math.abs(loss - b[k]!)));
  };
  expect(await apart(true)).toBeLessThan(1e-9);
  // Without normalisation it is another picture.
  expect(await apart(false)).toBeGreaterThan(1e-3);
});

test('a normalised direction is as long as each unit’s weights and 0 over biases; a plain one has length 1', () => {
  const { values, network: model, plane } = describe(ref);
  const weights = Object.values(values);
  const length = (of: readonly number[], from: number, to: number) =>
    Math.hypot(...of.slice(from, to));
  for (const { from, units, weights: at, biases } of model!.layers) {
    for (let j = 0; j < units; j++) {
      const [a, b] = [at + j * from, at + (j + 1) * from];
      expect(length(plane.x, a, b)).toBeCloseTo(length(weights, a, b), 12);
      expect(plane.x[biases + j]).toBe(0);
    }
  }
  const plain = describe({
    ...ref,
    plane: { x: { random: 1, normalised: false }, y: { random: 2 } },
  });
  expect(length(plain.plane.x, 0, plain.theta.length)).toBeCloseTo(1, 12);
});

test('what of a random plane lies over a layer does not depend on what else is trained', () => {
  const whole = describe(ref);
  const part = describe({ ...ref, trained: ['layer2', 'b3.1'] });
  const at = part.theta.map((name) => whole.theta.indexOf(name));
  expect(part.theta.length).toBe(36);
  expect(part.plane.x).toEqual(at.map((c) => whole.plane.x[c]));
  expect(part.plane.y).toEqual(at.map((c) => whole.plane.y[c]));
});

test('messages about thousands of parameters name few of them, and describing so many is remembered', () => {
  const big = { id: 'regression', network: { layers: [1, 150, 150, 1] } };
  const { theta } = describe(big);
  expect(theta.length).toBe(23_101);
  expect(() => describe({ ...big, plane: { x: { vector: [1] }, y: { random: 1 } } })).toThrow(
    /not 23101, one for each of W1\.1\.1, .*, …, b3\.1 \(23101 in all\)$/,
  );
  expect(() => describe({ ...big, parameters: { W9: 1 } })).toThrow(/\(23101 in all\)$/);
  // Equal, not the same: as from another thread.
  expect(describe(structuredClone(big))).toBe(describe(big));
});
