// What networks are made of: presets, data, starts, batches, early stopping, and what is refused.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { ProblemRef } from '../../src/engine.ts';
import { batchesPerEpoch, epochOrder } from '../../src/problems/networks/model.ts';
import { DRAWS, type NetworkRef, type NetworkSpec } from '../../src/problems/networks/spec.ts';
import { startValues } from '../../src/problems/networks/start.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';

const engine = createCpuEngine(inlinePool());
const modelOf = (ref: ProblemRef) => describe(ref).network!;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const moment = (values: readonly number[]) => mean(values.map((value) => value * value));

test.each([8, 16])(
  'the trainability network of n = %i is that of the paper: gains, N(0, 1), as many points as parameters',
  (n) => {
    const info = describe({
      id: 'trainability',
      ...(n !== 8 && { network: { layers: [n, n, 1] } }),
    });
    const { spec, train, test: kept, names } = info.network!;
    expect(spec).toMatchObject({ layers: [n, n, 1], bias: false, loss: 'squared-error', batch: 0 });
    expect(spec.activations).toEqual(['tanh', 'identity']);
    // Z0 = X·W0/√n, h = tanh(√2·Z0), out = (h·W1/√n)/√n.
    expect(spec.gains[0]).toBeCloseTo(Math.SQRT2 / Math.sqrt(n), 15);
    expect(spec.gains[1]).toBeCloseTo(1 / n, 15);
    expect([names.length, train.count, kept.count]).toEqual([n * n + n, n * n + n, 0]);
    const weights = Object.values(info.values);
    for (const drawn of [weights, [...train.inputs], [...train.targets]]) {
      // Standard errors of a mean and a variance of N(0, 1), four of them.
      expect(Math.abs(mean(drawn))).toBeLessThan(4 / Math.sqrt(drawn.length));
      expect(Math.abs(moment(drawn) - 1)).toBeLessThan(4 * Math.sqrt(2 / drawn.length));
    }
    // Weights, data and random planes of the same seed have nothing in common.
    const against = (other: ArrayLike<number>) =>
      mean(weights.map((weight, i) => weight * other[i]!));
    for (const other of [train.inputs, train.targets, info.plane.x, info.plane.y]) {
      expect(Math.abs(against(other))).toBeLessThan(4 / Math.sqrt(weights.length));
    }
  },
);

test('a split keeps the share that was asked for, disjoint, by its seed, and reports the loss on it', () => {
  const of = (network: NetworkRef) =>
    modelOf({ id: 'regression', network: { points: 50, ...network } });
  const pairs = ({ inputs, targets }: { inputs: Float64Array; targets: Float64Array }) =>
    Array.from(inputs, (x, i) => `${x} ${targets[i]}`);
  const all = pairs(of({ test: 0 }).train);
  const model = of({ test: 0.2 });
  expect([model.train.count, model.test.count]).toEqual([40, 10]);
  expect([...pairs(model.train), ...pairs(model.test)].sort()).toEqual([...all].sort());
  expect(pairs(of({ test: 0.2 }).test)).toEqual(pairs(model.test));
  expect(pairs(of({ test: 0.2, splitSeed: 2 }).test)).not.toEqual(pairs(model.test));
  // At least one point is left to train on.
  expect(of({ points: 2, test: 0.9 }).train.count).toBe(1);
  const ref = { id: 'regression', network: { points: 50, test: 0.2, batch: 0 } };
  const swapped = {
    ...ref,
    network: { ...ref.network, test: 0 },
    data: pairs(model.test).map((pair) => pair.split(' ').map(Number)),
  };
  const theta = Float64Array.from(Object.values(describe(ref).values));
  expect(bind(ref).testLoss!(theta)).toBeCloseTo(bind(swapped).loss(theta), 14);
  expect(bind(swapped).testLoss).toBeUndefined();
});

test.each(DRAWS)(
  '%s starts have the mean 0 and the variance that their definition says within 5 %',
  (initialisation) => {
    const layers = [120, 90, 60];
    const network = { layers, initialisation, loss: 'squared-error', seed: 3 } as const;
    const info = describe({
      id: 'network',
      network,
      data: [[...Array(120).fill(0), ...Array(60).fill(0)]],
    });
    const expected = {
      pytorch: [1 / 360, 1 / 270],
      uniform: [1 / 360, 1 / 270],
      xavier: [2 / 210, 2 / 150],
      he: [2 / 120, 2 / 90],
      normal: [1, 1],
    };
    info.network!.layers.forEach(({ weights, units, from, biases }, l) => {
      const values = Object.values(info.values);
      const drawn = values.slice(weights, weights + units * from);
      expect(moment(drawn) / expected[initialisation][l]!).toBeCloseTo(1, 1);
      expect(Math.abs(moment(drawn) / expected[initialisation][l]! - 1)).toBeLessThan(0.05);
      expect(Math.abs(mean(drawn))).toBeLessThan(
        4 * Math.sqrt(expected[initialisation][l]! / drawn.length),
      );
      const some = values.slice(biases, biases + units).some((bias) => bias !== 0);
      expect(some).toBe(initialisation !== 'he' && initialisation !== 'xavier');
    });
    const spec = info.network!.spec as NetworkSpec;
    expect(startValues({ ...spec, seed: 4 })).not.toEqual(startValues(spec));
  },
);

test('every epoch takes each point once, in an order of its own, and its batches add up to the gradient of all', () => {
  const ref = { id: 'regression', network: { points: 11, batch: 4, test: 0 } };
  const model = modelOf(ref);
  expect(batchesPerEpoch(model)).toBe(3);
  const orders = [0, 1, 2].map((epoch) => [...epochOrder(model, epoch)]);
  for (const order of orders)
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(11).keys()]);
  expect(new Set(orders.map(String)).size).toBe(3);
  const bound = bind(ref);
  const theta = Float64Array.from(Object.values(describe(ref).values));
  const [whole, part, sum] = [0, 1, 2].map(() => new Float64Array(theta.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const merit = bound.gradient(theta, whole);
  let merits = 0;
  for (const [step, size] of [
    [3, 4],
    [4, 4],
    [5, 3],
  ] as const) {
    merits += bound.gradient(theta, part, step);
    part.forEach((slope, i) => {
      sum[i]! += (size / 11) * slope;
    });
  }
  expect(merits).toBeCloseTo(merit, 14);
  whole.forEach((slope, i) => {
    expect(sum[i]).toBeCloseTo(slope, 14);
  });
});

test('a run stops after the first epoch whose mean loss changed by no more than was said, and stays there', async () => {
  const network = { points: 12, batch: 4, test: 0, stopAt: 1e-3 };
  const problem = { id: 'regression', network };
  const go = async (ref: ProblemRef) => {
    const spec = {
      problem: ref,
      optimizer: { kind: 'gd', learningRate: 0.05 } as const,
      starts: [0, 0],
      steps: 600,
      every: 1,
    };
    const { points } = await engine.trajectories(spec);
    return (step: number) => points.subarray(step * 97, (step + 1) * 97);
  };
  const free = { id: 'regression', network: { ...network, stopAt: null } };
  const [stopped, on] = [await go(problem), await go(free)];
  // The mean of an epoch's batch losses, each before its step.
  const bound = bind(free);
  const slope = new Float64Array(97);
  const epochLoss = (epoch: number) =>
    [0, 1, 2].reduce(
      (sum, b) => sum - bound.gradient(Float64Array.from(on(3 * epoch + b)), slope, 3 * epoch + b),
      0,
    );
  const last = Array.from({ length: 199 }, (_, e) => e + 1).find(
    (e) => Math.abs(epochLoss(e) - epochLoss(e - 1)) <= 1e-3,
  )!;
  const end = 3 * (last + 1);
  expect(end).toBeGreaterThan(6);
  expect(end).toBeLessThan(600);
  expect([...stopped(end)]).toEqual([...on(end)]);
  expect([...stopped(600)]).toEqual([...stopped(end)]);
  expect([...on(600)]).not.toEqual([...on(end)]);
});

const bad: [what: string, ref: ProblemRef, says: string][] = [
  [
    'no layers',
    { id: 'network', network: { layers: [2] } },
    'network.layers: [2] is not a list of 2 to 12 layers',
  ],
  [
    'a layer of none',
    { id: 'network', network: { layers: [2, 0, 1] } },
    'network.layers: 0 is not an integer from 1 to 1000',
  ],
  [
    'half a unit',
    { id: 'network', network: { layers: [2, 2.5, 1] } },
    'network.layers: 2.5 is not an integer from 1 to 1000',
  ],
  [
    'too many parameters',
    { id: 'network', network: { layers: [2, 400, 400, 1] } },
    '2, 400, 400, 1 have 162001 parameters, which is more than 100000',
  ],
  [
    'an unknown activation',
    { id: 'network', network: { activation: 'gelu' as never } },
    'network.activation: "gelu" is not one of identity, step, sigmoid',
  ],
  [
    'too few activations',
    { id: 'network', network: { layers: [2, 3, 3, 1], activation: ['relu'] } },
    'network.activation: ["relu"] is not one activation, or a list of 2',
  ],
  [
    'a loss that does not fit',
    { id: 'network', network: { output: 'tanh' } },
    '"binary-cross-entropy" goes with a last activation of "sigmoid", not "tanh"',
  ],
  [
    'softmax of one output',
    { id: 'network', network: { loss: 'softmax-cross-entropy' } },
    'at least 2, and the last layer has 1',
  ],
  [
    'NaN in data',
    { id: 'network', data: [[0, Number.NaN, 1]] },
    'data: row 1, column 2 (x2): NaN is not a number from −1e15 to 1e15',
  ],
  [
    'a label of 2',
    { id: 'network', data: [[0, 0, 2]] },
    'data: row 1, column 3 (label): 2 is not a class, 0 or 1',
  ],
  [
    'no probability',
    { id: 'network', network: { layers: [1, 2] }, data: [[0, 1, 3]] },
    'data: 3 of column y2 is not a number from 0 to 1',
  ],
  [
    'too much data',
    { id: 'network', data: Array(10_001).fill([0, 0, 1]) },
    'data: 10001 rows are more than the 10000 allowed',
  ],
  [
    'too many points',
    { id: 'network', network: { points: 1e6 } },
    'network.points: 1000000 is not an integer from 1 to 10000',
  ],
  [
    'no data for it',
    { id: 'network', network: { layers: [5, 2, 1] } },
    'no set has columns x1, x2, x3, x4, x5, label',
  ],
  [
    'too few weights',
    { id: 'xor9', network: { weights: [1, 2] } },
    'network.weights: 2 numbers instead of 9',
  ],
  [
    'a weight that is none',
    { id: 'xor9', network: { weights: [...Array(8).fill(0), Number.NaN] } },
    'network.weights: NaN is not a number from',
  ],
  [
    'an unknown key',
    { id: 'network', network: { width: 3 } as NetworkRef },
    'network: "width" is not one of layers, activation',
  ],
  [
    'a network of what is none',
    { id: 'himmelblau', network: {} },
    'problem "himmelblau" is made of no network',
  ],
  [
    'a layer too many',
    { id: 'xor9', trained: ['layer3'] },
    'trained: parameter "layer3" is not one of W1.1.1',
  ],
];

test.each(bad)('%s is refused in one line that quotes it', (_, ref, says) => {
  let message = '';
  try {
    describe(ref);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    ({ message } = error as Error);
  }
  expect(message).toContain(says);
  expect(message).not.toContain('\n');
  expect(message.length).toBeLessThan(400);
});
