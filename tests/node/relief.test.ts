import { expect, test } from 'vitest';
import type { Window } from '../../src/engine.ts';
import '../../src/problems/catalogue.ts';
import { turned } from '../../src/app/relief/turning.ts';
import { POSE_LIMITS } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { PlanePaths } from '../../src/fields/on-plane.ts';
import { boxOf, cameraOf, type Pose } from '../../src/views/relief-camera.ts';
import {
  draped,
  heightAt,
  MOST_PIECES,
  PIECE_FLOATS,
  pick,
  reliefOf,
  shareOf,
  trianglesOf,
  verticesOf,
  wallsOf,
} from '../../src/views/relief-geometry.ts';
import { isHidden } from '../../src/views/relief-marks.ts';

const SIZE = { width: 800, height: 500 };
const HEIGHT = 210;
const window = { x: [-4, 6], y: [-3, 3] } as const;
const colours = { scale: 'linear', range: [4, 60] } as const;

/** x² + y² + xy − 4x − 5y + 11, of the lessons. */
async function quadratic() {
  const engine = createCpuEngine(inlinePool());
  const spec = {
    problem: { id: 'quadratic' },
    window: { x: [...window.x], y: [...window.y] },
    width: 300,
    height: 150,
  };
  return engine.landscape(spec as never);
}
const lossAt = (x: number, y: number) => x * x + y * y + x * y - 4 * x - 5 * y + 11;

test('heights are the colours of the loss at their places, to 1e-3 inside and half a sample at the edge', async () => {
  const relief = reliefOf(await quadratic(), colours);
  expect([relief.columns, relief.rows]).toEqual([256, 150]);
  for (const [s, t] of [
    [0.5, 0.5],
    [0.31, 0.87],
    [0.02, 0.95],
  ] as const) {
    const loss = lossAt(-4 + 10 * s, -3 + 6 * t);
    expect(Math.abs(heightAt(relief, s, t) - shareOf(loss, colours))).toBeLessThan(1e-3);
  }
  const corner = shareOf(lossAt(-4 + 10 / 600, -3 + 6 / 300), colours);
  expect(heightAt(relief, 0, 0)).toBeCloseTo(corner, 6);
});

test('a share is cut off at the ends of the colours, on a log scale goes by decades, and is NaN where the loss is', () => {
  expect(shareOf(3, colours)).toBe(0);
  expect(shareOf(61, colours)).toBe(1);
  expect(shareOf(0.1, { scale: 'log', range: [0.01, 1] })).toBeCloseTo(0.5, 12);
  expect(shareOf(-1, { scale: 'log', range: [0.01, 1] })).toBe(0);
  expect(shareOf(Number.NaN, colours)).toBeNaN();
});

test('where the loss is undefined there is neither a vertex nor a wall', () => {
  const loss = new Float64Array(16).fill(0.5);
  loss[0] = Number.NaN;
  const spec = { window: { x: [0, 1], y: [0, 1] }, width: 4, height: 4 };
  const relief = reliefOf({ spec, loss } as never, { scale: 'linear', range: [0, 1] });
  const vertices = verticesOf(relief);
  expect(vertices[0]).toBe(-1);
  expect(vertices[3 * 15]).toBe(0.5);
  // Twelve cells along the edges, of which four touch what is drawn towards the corner.
  expect(wallsOf(relief).length).toBe(8 * 6 * 4);
  expect(Math.max(...trianglesOf(4, 4))).toBe(15);
});

test('from straight above the relief is the map, within a hundredth of a pixel', () => {
  const camera = cameraOf(SIZE, HEIGHT, { azimuth: 0, tilt: 0, zoom: 1 });
  const [sw, se, ne] = boxOf(SIZE, HEIGHT).map((corner) => camera.project(corner)) as [
    number,
    number,
  ][];
  for (const [at, right] of [
    [sw, [0, 500]],
    [se, [800, 500]],
    [ne, [800, 0]],
  ] as const) {
    expect(Math.hypot(at![0] - right[0]!, at![1] - right[1]!)).toBeLessThan(0.5);
  }
});

const POSES: Pose[] = [-170, -36, 0, 40, 135].flatMap((azimuth) =>
  [8, 30, 52, 80].map((tilt) => ({ azimuth, tilt, zoom: 1 })),
);

test('the whole box is on the plot from wherever it is looked at, but for what is all but the map', () => {
  for (const pose of POSES.filter(({ tilt }) => tilt >= 20)) {
    const camera = cameraOf(SIZE, HEIGHT, pose);
    for (const corner of boxOf(SIZE, HEIGHT)) {
      const [x, y] = camera.project(corner);
      expect(x, JSON.stringify(pose)).toBeGreaterThan(-1);
      expect(x).toBeLessThan(801);
      expect(y).toBeGreaterThan(-1);
      expect(y).toBeLessThan(501);
    }
  }
});

test('what is picked at a pixel is drawn at that pixel, within half of one, from every pose', async () => {
  const relief = reliefOf(await quadratic(), colours);
  let met = 0;
  for (const pose of POSES) {
    const camera = cameraOf(SIZE, HEIGHT, pose);
    for (const at of [
      [400, 260],
      [320, 220],
      [470, 300],
    ] as [number, number][]) {
      const shares = pick(relief, camera, SIZE, HEIGHT, at);
      if (!shares) continue;
      met++;
      const [s, t] = shares;
      const [x, y] = camera.project([
        (s - 0.5) * SIZE.width,
        (t - 0.5) * SIZE.height,
        heightAt(relief, s, t) * HEIGHT,
      ]);
      expect(Math.hypot(x - at[0], y - at[1]), JSON.stringify(pose)).toBeLessThan(0.5);
    }
  }
  expect(met).toBeGreaterThan(40);
  const camera = cameraOf(SIZE, HEIGHT, POSES[6]!);
  expect(pick(relief, camera, SIZE, HEIGHT, [3, 3])).toBeNull();
});

function paths(points: number[], frames: number): PlanePaths {
  const frameSteps = Uint32Array.from({ length: frames }, (_, i) => i);
  const loss = new Float64Array(points.length / 2);
  return { points: Float64Array.from(points), loss, frameSteps } as unknown as PlanePaths;
}

test('paths lie on the relief, begin and end where they do, and what leaves the window is cut at its edge', async () => {
  const relief = reliefOf(await quadratic(), colours);
  const { vertices, elements, runs } = draped(
    relief,
    paths([-3, -2, 1, 2, 11, 2, 0, 0, 0, 0, 0, 0], 3),
    SIZE,
    MOST_PIECES,
  );
  expect(runs).toHaveLength(3);
  expect(elements).toHaveLength(runs[2]!);
  let last = 0;
  for (let v = 0; v < vertices.length; v += PIECE_FLOATS) {
    const [s, t, height, frame] = vertices.subarray(v, v + 4) as unknown as number[];
    expect(s).toBeLessThanOrEqual(1);
    expect(Math.abs(height! - heightAt(relief, s!, t!))).toBeLessThan(1e-5);
    if (v / PIECE_FLOATS < (runs[1]! / 6) * 4) last = frame!;
  }
  expect([...vertices.subarray(0, 2)]).toEqual([expect.closeTo(0.1, 6), expect.closeTo(1 / 6, 6)]);
  // From (1, 2) to (11, 2) the window ends half-way.
  expect(last).toBeGreaterThan(1.4);
  expect(last).toBeLessThan(1.51);
});

test('however many runs and frames there are, no more pieces are cut than are drawn at once', async () => {
  const relief = reliefOf(await quadratic(), colours);
  const many = paths(
    Array.from({ length: 2 * 500 * 401 }, (_, i) => Math.sin(i)),
    401,
  );
  const { elements } = draped(relief, many, SIZE, 10_000);
  expect(elements.length / 6).toBeLessThan(11_000);
  expect(elements.length / 6).toBeGreaterThan(3_000);
});

test('turning goes round and round, tilting and zooming stop at their limits', () => {
  const pose = { azimuth: 170, tilt: 50, zoom: 1 };
  expect(turned(pose, 20, 0, 1).azimuth).toBeCloseTo(-170, 9);
  expect(turned(pose, -1000, 0, 1).azimuth).toBeCloseTo(-110, 9);
  expect(turned(pose, 0, 90, 1).tilt).toBe(POSE_LIMITS.tilt[1]);
  expect(turned(pose, 0, -90, 100)).toMatchObject({ tilt: 0, zoom: POSE_LIMITS.zoom[1] });
});

test('a place behind a hill is hidden, the same place before it is not, and from above none is', async () => {
  // A wall along x = 0.5 of the window, flat on both sides.
  const columns = 101;
  const heights = Float32Array.from({ length: columns * 2 }, (_, k) => Number(k % columns === 50));
  const window: Window = { x: [0, 1], y: [0, 1] };
  const relief = { window, columns, rows: 2, heights };
  const size = { width: 500, height: 500 };
  const at = (s: number) => [(s - 0.5) * size.width, 0, 0] as const;
  const from = (azimuth: number, tilt: number) => cameraOf(size, 120, { azimuth, tilt, zoom: 1 });
  const hidden = (azimuth: number, tilt: number, s: number) =>
    isHidden(relief, from(azimuth, tilt), size, 120, at(s));
  // Turned by 90° either way one side is before the wall and the other behind it.
  expect(hidden(90, 70, 0.45)).not.toBe(hidden(90, 70, 0.55));
  expect(hidden(-90, 70, 0.45)).toBe(hidden(90, 70, 0.55));
  for (const s of [0.1, 0.45, 0.55, 0.9]) expect(hidden(30, 0, s)).toBe(false);
});
