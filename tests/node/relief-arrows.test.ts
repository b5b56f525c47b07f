// Arrowheads on the relief: as many as on the map, where its runs are, and along them.
import { expect, test } from 'vitest';
import type { PlanePaths } from '../../src/fields/on-plane.ts';
import { arrowheads } from '../../src/views/path-marks.ts';
import { arrowsOn, markOn, RELIEF_MARK_FLOATS } from '../../src/views/relief-arrows.ts';
import { cameraOf } from '../../src/views/relief-camera.ts';
import type { Relief } from '../../src/views/relief-geometry.ts';

const size = { width: 800, height: 600 };
const window = { x: [-2, 2] as [number, number], y: [10, 13] as [number, number] };
/** A slope that rises to the right. */
const relief: Relief = { window, columns: 2, rows: 2, heights: Float32Array.of(0, 1, 0, 1) };
const frames = 11;
/** From the left to the right at y = 11, in ten steps. */
const paths = {
  spec: {},
  frameSteps: Uint32Array.from({ length: frames }, (_, i) => i),
  points: Float64Array.from({ length: 2 * frames }, (_, k) => (k % 2 ? 11 : -1.9 + 0.19 * k)),
  loss: new Float64Array(frames),
} as unknown as PlanePaths;

test('there are as many as on the map, each on its run at the height there, and as late', () => {
  const marks = arrowsOn(relief, paths, size);
  const map = arrowheads(paths, { view: window, size, origin: [0, 0] });
  expect(marks.length / RELIEF_MARK_FLOATS).toBe(map.length / 4);
  expect(map.length / 4).toBeGreaterThan(3);
  for (let i = 0; i < map.length / 4; i++) {
    const [s, t, height, s2, t2, height2, frame] = marks.subarray(7 * i, 7 * i + 7);
    expect(4 * s! - 2).toBeCloseTo(map[4 * i]!, 5);
    expect(t).toBeCloseTo(1 / 3, 5);
    expect(height).toBeCloseTo(s!, 5);
    expect([t2, height2! - height!]).toEqual([expect.closeTo(t!, 5), expect.closeTo(5 / 800, 5)]);
    expect(s2! - s!).toBeCloseTo(5 / 800, 5);
    expect(frame).toBe(map[4 * i + 3]);
  }
});

test('seen from anywhere an arrowhead points to where its run goes on the screen, within 2 degrees', () => {
  const marks = arrowsOn(relief, paths, size);
  for (const azimuth of [-150, -36, 0, 80]) {
    const camera = cameraOf(size, 250, { azimuth, tilt: 52, zoom: 1 });
    const onScreen = (s: number, t: number, z: number) =>
      camera.project([(s - 0.5) * size.width, (t - 0.5) * size.height, z * 250]);
    for (let k = 0; k < marks.length; k += RELIEF_MARK_FLOATS) {
      const [s, t, z, s2, t2, z2] = marks.subarray(k, k + 6) as unknown as number[];
      const [from, to] = [onScreen(s!, t!, z!), onScreen(s2!, t2!, z2!)];
      const next = onScreen(s! + 0.02, t!, z! + 0.02);
      const angle = (a: readonly number[], b: readonly number[]) =>
        Math.atan2(b[1]! - a[1]!, b[0]! - a[0]!);
      const off = angle(from, to) - angle(from, next);
      expect(Math.cos(off)).toBeGreaterThan(Math.cos((2 * Math.PI) / 180));
    }
  }
});

test('a mark without a direction points at its own place and is there from the first frame on', () => {
  expect(markOn(relief, [0.25, 0.5])).toEqual([0.25, 0.5, 0.25, 0.25, 0.5, 0.25, -1]);
});
