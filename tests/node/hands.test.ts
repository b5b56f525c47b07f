// What hands do on a plot: the keyboard's cursor, equal scales, how far a window goes, and the run kept by a click.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { equalScales } from '../../src/app/hands/equal.ts';
import { pinAt, placeOfPin, valueAt } from '../../src/app/maps/pin.ts';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { farthest, movedAxis } from '../../src/app/state/map-axes.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { cursorAfter } from '../../src/views/keyboard-cursor.ts';

test('an arrow takes the cursor a step, ten with Shift, a tenth of the plot with Ctrl, and never out of it', () => {
  const size = { width: 300, height: 200 };
  const key = (name: string, rest = {}) => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    ...rest,
  });
  const go = (event: ReturnType<typeof key>) => cursorAfter([150, 100], event, size, [0.5, 0.5]);
  expect(go(key('ArrowRight'))).toEqual([150.5, 100]);
  expect(go(key('ArrowUp', { shiftKey: true }))).toEqual([150, 95]);
  expect(go(key('ArrowLeft', { ctrlKey: true }))).toEqual([120, 100]);
  expect(go(key('x'))).toBe(null);
  let at: [number, number] = [150, 100];
  for (let i = 0; i < 30; i++) {
    at = cursorAfter(at, key('ArrowRight', { ctrlKey: true }), size, [0.5, 0.5])!;
  }
  expect(at).toEqual([299.75, 100]);
});

test('of equal scales a unit is as long in x as in y, and all that was in the window still is', () => {
  const window = { x: [-20, 20], y: [0, 10] } as const;
  for (const size of [
    { width: 900, height: 500 },
    { width: 300, height: 700 },
  ]) {
    const { x, y } = equalScales({ x: [...window.x], y: [...window.y] }, size);
    expect((x[1] - x[0]) / size.width).toBeCloseTo((y[1] - y[0]) / size.height, 12);
    expect(x[0] <= -20 && x[1] >= 20 && y[0] <= 0 && y[1] >= 10).toBe(true);
    expect(equalScales({ x, y }, size)).toEqual({ x, y });
  }
});

test('windows and coordinates on axes go 1,000 times as far out as the home window, and back from farther', () => {
  expect(farthest(DEFAULT_STATE)).toBe(20_000);
  expect(farthest({ ...DEFAULT_STATE, problem: 'rosenbrock' })).toBeLessThan(1e4);
  const axis = { quantity: 'start.y', range: [-10_000, 10_000], scale: 'linear' } as const;
  const wide = { ...axis, range: [...axis.range] as [number, number] };
  expect(movedAxis(wide, [-50_000, 50_000], 20_000).range).toEqual([-20_000, 20_000]);
  expect(movedAxis({ ...wide, range: [-1e6, 1e6] }, [-9e5, 9e5], 20_000).range).toEqual([
    -9e5, 9e5,
  ]);
});

test('the kept place of a map is a pixel of it, in few digits, and is found again where it was', () => {
  const state = patched(DEFAULT_STATE, { tab: 'sweep' });
  const spec = sweepSpecOf(state, 'gd', 1);
  const { x } = state.sweep;
  const centres = cellCentres(x.range, spec.width, x.scale);
  for (const i of [0, 1, 77, spec.width - 1]) {
    const value = valueAt(x, spec.width, Math.log10(centres[i]!));
    expect(Math.abs(value / centres[i]! - 1)).toBeLessThan(2e-4);
    expect(String(value).length).toBeLessThan(9);
    const pin = pinAt(state, spec, [Math.log10(centres[i]!), 3]);
    const place = placeOfPin(patched(state, { map: { pin } }))!;
    expect(place[0]).toBeCloseTo(Math.log10(centres[i]!), 3);
  }
});

test('a kept place goes with what its coordinates were of: other axes, another problem; not with the tab of the basins', () => {
  const kept = patched(DEFAULT_STATE, {
    tab: 'basins',
    map: { pin: [3, 4] },
    spectrum: { pin: 30 },
  });
  expect(patched(kept, { tab: 'landscape' }).map.pin).toEqual([3, 4]);
  expect(patched(kept, { window: { x: [0, 5], y: [0, 5] } }).map.pin).toEqual([3, 4]);
  expect(patched(kept, { tab: 'sweep' }).map.pin).toBe(null);
  expect(patched(kept, { tab: 'sweep', map: { pin: [1, 2] } }).map.pin).toEqual([1, 2]);
  const other = patched(kept, { problem: 'rosenbrock' });
  expect([other.map.pin, other.spectrum.pin]).toEqual([null, null]);
  const swept = patched(DEFAULT_STATE, { tab: 'sweep', map: { pin: [1, 2] } });
  const axis = { quantity: 'start.x', range: [0, 1], scale: 'linear' };
  expect(patched(swept, { sweep: { x: axis } }).map.pin).toBe(null);
});
