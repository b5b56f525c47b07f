import { expect, test } from 'vitest';
import { describe as inWords } from '../../src/app/maps/run-words.ts';
import type { Landscape, Trajectories } from '../../src/engine.ts';
import {
  COLORMAP_NAMES,
  colorAt,
  colormapBytes,
  loadColormaps,
} from '../../src/fields/palettes.ts';
import { arrowsOf } from '../../src/views/arrows.ts';
import { nearestLevels } from '../../src/views/heatmap.ts';
import {
  lines,
  positionsAt,
  QUAD_FLOATS,
  quads,
  segmentsOf,
} from '../../src/views/path-geometry.ts';

/** Two runs of three frames: along x from (0, 0), along y from (5, 5). */
const trajectories = {
  spec: { starts: [0, 0, 5, 5] },
  frameSteps: Uint32Array.of(0, 1, 2),
  points: Float64Array.of(0, 0, 1, 0, 3, 0, 5, 5, 5, 6, 5, 8),
  loss: new Float64Array(6),
} as unknown as Trajectories;

test('quads join the iterates of a run and never one run to the next', () => {
  const { vertices, elements } = quads(trajectories, 0, 2, [0, 0]);
  expect(segmentsOf(trajectories)).toBe(4);
  expect(vertices.length).toBe(4 * 4 * QUAD_FLOATS);
  expect(elements.length).toBe(4 * 6);
  const segment = (k: number) => [...vertices.slice(k * 4 * QUAD_FLOATS, k * 4 * QUAD_FLOATS + 6)];
  expect([0, 1, 2, 3].map(segment)).toEqual([
    [0, 0, 0, 1, 0, 1],
    [1, 0, 1, 3, 0, 2],
    [5, 5, 0, 5, 6, 1],
    [5, 6, 1, 5, 8, 2],
  ]);
  // Four corners: both ends, both sides; six elements that name all four.
  const corners = [0, 1, 2, 3].map((c) => [
    ...vertices.slice(c * QUAD_FLOATS + 6, c * QUAD_FLOATS + 8),
  ]);
  expect(corners).toEqual([
    [0, -1],
    [0, 1],
    [1, -1],
    [1, 1],
  ]);
  expect(new Set(elements.slice(6, 12))).toEqual(new Set([4, 5, 6, 7]));
  expect([...quads(trajectories, 1, 2, [0, 0]).vertices.slice(0, 3)]).toEqual([5, 5, 0]);
});

test('measured from an origin nearby, iterates that f32 cannot tell apart stay apart', () => {
  const close = {
    spec: { starts: [10, 0] },
    frameSteps: Uint32Array.of(0, 1),
    points: Float64Array.of(10, 0, 10 + 1e-9, 0),
  } as unknown as Trajectories;
  expect(Math.fround(10 + 1e-9)).toBe(10);
  const { vertices } = quads(close, 0, 1, [10, 0]);
  expect(vertices[0]).toBe(0);
  expect(Math.abs(vertices[3]! - 1e-9)).toBeLessThan(1e-15);
});

test('lines join the same iterates by index', () => {
  const { vertices, elements } = lines(trajectories, [0, 0]);
  expect([...elements]).toEqual([0, 1, 1, 2, 3, 4, 4, 5]);
  expect([...vertices.slice(12, 15)]).toEqual([5, 5, 0]);
});

test('between two frames a run is between two iterates, beyond the last it stays at the end', () => {
  expect([...positionsAt(trajectories, 1.5, [0, 0])]).toEqual([2, 0, 5, 7]);
  expect([...positionsAt(trajectories, 99, [0, 0])]).toEqual([3, 0, 5, 8]);
  expect([...positionsAt(trajectories, -1, [0, 0])]).toEqual([0, 0, 5, 5]);
});

test('the lookup gives the nearest isoline everywhere, on a linear and on a log scale', () => {
  for (const scale of ['linear', 'log'] as const) {
    const range = [0.01, 10] as const;
    const levels = [0.02, 0.5, 1, 7];
    const lookup = nearestLevels({ range, scale, levels });
    for (let i = 0; i < lookup.length; i++) {
      const u = (i + 0.5) / lookup.length;
      const value = scale === 'log' ? 0.01 * 1000 ** u : 0.01 + 9.99 * u;
      const best = levels.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
      expect(Math.abs(lookup[i]! - best), `${scale} at ${value}`).toBeLessThan(1e-6);
    }
  }
});

test('arrows point down the slope as drawn, shorter where it is gentle; where there is none is no arrow', () => {
  const width = 5;
  const height = 1;
  // Rising to the right, ever more gently.
  const gradient = Float64Array.of(1, 0, 0.1, 0, 0.01, 0, 1e-9, 0, 0, -0);
  const landscape = {
    spec: { width, height, window: { x: [0, 5], y: [0, 1] } },
    gradient,
  } as unknown as Landscape;
  const arrows = arrowsOf(landscape, { x: [0, 5], y: [0, 1] }, { width: 170, height: 34 });
  expect(arrows.length).toBe(4 * 4);
  const angles = [0, 1, 2].map((k) => arrows[4 * k + 2]!);
  for (const angle of angles) expect(Math.cos(angle)).toBeCloseTo(-1, 6);
  const lengths = [0, 1, 2, 3].map((k) => arrows[4 * k + 3]!);
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  expect(lengths[0]).toBe(26);
});

test('a run in words names every setting that it has', () => {
  const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  const withRates = (learningRate: number | number[]) =>
    inWords({ optimizer: { ...adam, learningRate }, start: [-1.5, 0] }, ['w21', 'w12', 'v1', 'c']);
  expect(withRates([0.3, 0.3, 0.3, 0.3])).toMatch(/^Adam, η = 0\.3, β1/);
  expect(withRates([1, 1, 20, 1])).toMatch(/^Adam, η = 1, 20 of v1, β1/);
  expect(withRates([0.1, 0.2])).toBe(
    'Adam, η = 0.1 and 0.2, β1 = 0.9, β2 = 0.999, ε = 1e−8, from (−1.5, 0)',
  );
});

test('the diverging colour map is darkest at its ends, and white in the middle', async () => {
  await loadColormaps();
  expect([0, 0.5, 1].map((share) => colorAt('blue-red', share))).toEqual([
    '#053061',
    '#f7f6f6',
    '#67001f',
  ]);
  expect(colorAt('magma', 1)).toBe('#fcfdbf');
});

test('the colour maps run from their known first to their known last colour, ever lighter', async () => {
  await loadColormaps();
  expect([colorAt('viridis', 0), colorAt('viridis', 1)]).toEqual(['#440154', '#fde725']);
  expect(colorAt('cividis', 0)).toBe('#002051');
  for (const name of COLORMAP_NAMES) {
    if (name === 'blue-red') continue;
    const bytes = colormapBytes(name);
    expect(bytes.length).toBe(1024);
    const light = (i: number) =>
      0.2126 * bytes[4 * i]! + 0.7152 * bytes[4 * i + 1]! + 0.0722 * bytes[4 * i + 2]!;
    for (let i = 8; i < 256; i += 8)
      expect(light(i), `${name} at ${i}`).toBeGreaterThan(light(i - 8));
  }
});
