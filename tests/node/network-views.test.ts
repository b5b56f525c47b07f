// How a network and its data are drawn, without a page.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { activationsOf, chosenPoints } from '../../src/app/network/activations.ts';
import { sampleInWords } from '../../src/app/network/words.ts';
import type { NetworkRef } from '../../src/problems/networks/spec.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { placedAt } from '../../src/views/loss-curves.ts';
import { signed } from '../../src/views/network-colours.ts';
import {
  classOf,
  dataWindow,
  nearestPoint,
  pointCount,
  pointPlaces,
  surfaceKindOf,
} from '../../src/views/network-data.ts';
import { hitInWords } from '../../src/views/network-graph.ts';
import { hitOf, layoutNetwork, strengthOf } from '../../src/views/network-layout.ts';

const size = { width: 340, height: 260 };
const networkOf = (id: string, network?: NetworkRef) => describe({ id, network }).network!;

test('every unit that is drawn lies inside, none over another, and of 150 a word stands for those left out', () => {
  for (const layers of [
    [2, 3, 1],
    [1, 150, 150, 1],
    [8, 8, 1],
    [2, 10, 10, 10, 1],
    [1000, 2],
  ]) {
    const { columns, radius } = layoutNetwork(layers, size);
    expect(columns).toHaveLength(layers.length);
    for (const [l, { units, more }] of columns.entries()) {
      expect(units.length + (more?.count ?? 0)).toBe(layers[l]);
      expect(new Set(units.map(({ unit }) => unit)).size).toBe(units.length);
      expect(units[0]!.unit).toBe(0);
      expect(units.at(-1)!.unit).toBe(layers[l]! - 1);
      const heights = [...units.map(({ y }) => y), ...(more ? [more.y] : [])].sort((a, b) => a - b);
      expect(heights[0]!).toBeGreaterThanOrEqual(radius);
      expect(heights.at(-1)!).toBeLessThanOrEqual(size.height - radius);
      heights.slice(1).forEach((y, i) => {
        expect(y - heights[i]!).toBeGreaterThanOrEqual(2 * radius);
      });
    }
  }
});

test('a unit is found at its place, an edge along its way, the nearest of them, and nothing beside', () => {
  const picture = layoutNetwork([2, 3, 1], size);
  const [inputs, hidden] = picture.columns;
  const { x, y } = hidden!.units[2]!;
  expect(hitOf(picture, [x + 3, y - 3])).toEqual({ kind: 'unit', layer: 1, unit: 2 });
  const from = inputs!.units[1]!;
  // Half way an edge is half way up.
  expect(hitOf(picture, [(from.x + x) / 2, (from.y + y) / 2])).toEqual({
    kind: 'edge',
    layer: 1,
    unit: 2,
    from: 1,
  });
  expect(hitOf(picture, [1, 1])).toBeNull();
});

test('what is pointed at is told by the parameter’s own name and value', () => {
  const network = networkOf('xor');
  const parameters = Float64Array.from({ length: 9 }, (_, i) => i + 0.5);
  const view = {
    network,
    parameters,
    values: [[0, 1], [0.25, 0.5], [0.75]],
    scales: [1, 1, 1],
    targets: null,
    picked: null,
  };
  expect(hitInWords({ kind: 'edge', layer: 1, unit: 1, from: 0 }, view)).toBe('w21 = 2.5000');
  expect(hitInWords({ kind: 'unit', layer: 1, unit: 0 }, view)).toBe(
    'layer 1, unit 1, sigmoid: 0.2500, b1 = 4.500',
  );
});

test('edges are the stronger the larger their weights, at most 1, whatever a weight is', () => {
  const strengths = [0, 0.1, 1, 10, 1e6, Infinity].map((weight) => strengthOf(-weight, 4));
  expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
  expect([strengths[0], strengths.at(-1)]).toEqual([0, 1]);
});

test('signs have two hues that a value of 0 and no number at all have nothing of', () => {
  const colours = {
    card: [255, 255, 255],
    positive: [0, 0, 255],
    negative: [255, 128, 0],
  } as const;
  expect(signed(colours, 0)).toEqual([255, 255, 255]);
  expect(signed(colours, Number.NaN)).toEqual([255, 255, 255]);
  expect(signed(colours, 5)).toEqual([0, 0, 255]);
  expect(signed(colours, -1)).toEqual([255, 128, 0]);
});

test('data are plotted by what they are: a plane of two inputs, a curve over one, outputs on targets of more', () => {
  const spiral = networkOf('spiral', { test: 0.2 });
  expect(surfaceKindOf(spiral)).toBe('heat');
  expect(pointCount(spiral)).toBe(spiral.train.count + spiral.test.count);
  const places = pointPlaces(spiral, 0, null);
  const window = dataWindow(spiral, 0);
  const first = spiral.train.count;
  expect([places[2 * first], places[2 * first + 1]]).toEqual([...spiral.test.inputs.slice(0, 2)]);
  expect(classOf(spiral, first, 0)).toBe(spiral.test.targets[0]);
  for (let k = 0; k < pointCount(spiral); k++) {
    expect(places[2 * k]!).toBeGreaterThan(window.x[0]);
    expect(places[2 * k]!).toBeLessThan(window.x[1]);
  }
  const at = [
    ((places[6]! - window.x[0]) / (window.x[1] - window.x[0])) * 300 + 1,
    (1 - (places[7]! - window.y[0]) / (window.y[1] - window.y[0])) * 200,
  ] as const;
  expect(nearestPoint(places, window, { width: 300, height: 200 }, at, 2)).toBe(3);
  expect(nearestPoint(places, window, { width: 300, height: 200 }, [-50, 0], 8)).toBeNull();
  expect(surfaceKindOf(networkOf('regression'))).toBe('curve');
  const many = networkOf('trainability');
  expect(surfaceKindOf(many)).toBe('scatter');
  const outputs = Float64Array.from({ length: many.train.count }, (_, k) => -k);
  const scattered = pointPlaces(many, 0, outputs);
  expect([scattered[8], scattered[9]]).toEqual([many.train.targets[4], -4]);
});

test('units have the mean over the points, or what one point or any input makes of them; classes add up to 1', () => {
  const problem = {
    id: 'spiral',
    network: { layers: [2, 4, 3], loss: 'softmax-cross-entropy', points: 30 },
  } as const;
  const { network, theta } = describe(problem);
  const { respond } = bind(problem);
  const at = Float64Array.from(theta, (_, i) => Math.sin(5 * i));
  const of = (sample: Parameters<typeof activationsOf>[3]) =>
    activationsOf(network!, respond!, at, sample);
  const mean = of('mean');
  expect(mean.counted).toBe(30);
  const sums = mean.values.map((units) => units.map(() => 0));
  for (let k = 0; k < 30; k++) {
    const { values } = of(k);
    expect([...values[0]!]).toEqual([...network!.train.inputs.slice(2 * k, 2 * k + 2)]);
    expect(values[2]!.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    for (const [l, units] of values.entries()) {
      for (const [j, h] of units.entries()) sums[l]![j]! += h / 30;
    }
  }
  for (const [l, units] of mean.values.entries()) {
    for (const [j, h] of units.entries()) expect(h).toBeCloseTo(sums[l]![j]!, 12);
  }
  const own = of([0.5, -1]);
  expect([...own.values[0]!]).toEqual([0.5, -1]);
  expect(own.values[1]).not.toEqual(of(0).values[1]);
});

test('of very many points as many are taken as a frame has time for, evenly, and that is said', () => {
  expect(chosenPoints(4, 10)).toEqual([0, 1, 2, 3]);
  const some = chosenPoints(10_000, 20_000);
  expect(some).toHaveLength(10);
  expect(some[1]! - some[0]!).toBe(1000);
  const network = networkOf('moons');
  expect(sampleInWords(network, 'mean', 10)).toBe('mean of 10 of 100 points');
  expect(sampleInWords(network, 'mean', 100)).toBe('mean of all 100 points');
  expect(sampleInWords(networkOf('xor'), 2, 1)).toBe('3 of 4: (1, 0) → 1');
});

test('losses on other points stand at the nearest of the chart’s steps, and nothing at the others', () => {
  const steps = [0, 10, 20, 30, 40];
  expect(placedAt(steps, { steps: [0, 16, 40], values: [5, 4, 3] })).toEqual([5, null, 4, null, 3]);
  expect(placedAt(steps, { steps: [], values: [] })).toEqual([null, null, null, null, null]);
});
