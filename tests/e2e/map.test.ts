import { expect, test } from 'vitest';
import { type Point, toParameters, toScreen } from '../../src/views/transform.ts';
import { oracle } from '../oracle.ts';
import {
  legendOf,
  mapOf,
  noticeOf,
  onPage,
  printed,
  readoutOf,
  set,
  settled,
  stateOf,
  useChromium,
  withSharedPage,
} from './page.ts';

useChromium();

const DEFAULT_WINDOW = { x: [-20, 20], y: [-20, 20] };
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

test('the wheel zooms at the pointer: the parameters under it stay within a pixel, in and out', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    // Chromium turns the wheel by so many pixels of the device.
    const ratio = await page.evaluate(() => devicePixelRatio);
    for (const [at, deltas] of [
      [
        [100, 60],
        [-300, -120, -53],
      ],
      [
        [size.width - 30, size.height - 20],
        [-240, 300, 300, 77],
      ],
    ] as [Point, number[]][]) {
      await page.mouse.move(corner[0] + at[0], corner[1] + at[1]);
      for (const delta of deltas) {
        const before = (await stateOf(page)).window;
        await page.mouse.wheel(0, delta * ratio);
        await expect.poll(async () => (await stateOf(page)).window).not.toEqual(before);
        const after = (await stateOf(page)).window;
        const factor = (after.x[1] - after.x[0]) / (before.x[1] - before.x[0]);
        expect(factor).toBeCloseTo(Math.exp(delta * 0.002), 6);
        const moved = toScreen(after, size, toParameters(before, size, at));
        expect(distance(moved, at)).toBeLessThan(1);
      }
    }
  }));

test('a drag pans by just as many pixels and adds no start', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    const from: Point = [size.width * 0.7, size.height * 0.6];
    const to: Point = [from[0] - 150, from[1] + 40];
    const before = (await stateOf(page)).window;
    await page.mouse.move(corner[0] + from[0], corner[1] + from[1]);
    await page.mouse.down();
    await page.mouse.move(corner[0] + to[0], corner[1] + to[1], { steps: 8 });
    // Let go while it moves, the map would glide on.
    await page.waitForTimeout(100);
    await page.mouse.up();
    const { window, starts } = await stateOf(page);
    const moved = toScreen(window, size, toParameters(before, size, from));
    expect(distance(moved, to)).toBeLessThan(1);
    expect(window.x[1] - window.x[0]).toBeCloseTo(40, 9);
    expect(starts.points).toEqual([[0, 0]]);
  }));

test('a double click resets the window and leaves no extra start', () =>
  withSharedPage(async (page) => {
    await set(page, { window: { x: [-1, 3], y: [2, 9] } });
    const { corner } = await mapOf(page);
    await page.mouse.dblclick(corner[0] + 200, corner[1] + 150);
    await settled(page);
    const { window, starts } = await stateOf(page);
    expect(window).toEqual(DEFAULT_WINDOW);
    expect(starts.points).toEqual([[0, 0]]);
  }));

test('a click adds a start within a pixel, and both optimizers train from it', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    const at: Point = [Math.round(size.width * 0.6), Math.round(size.height * 0.3)];
    await page.mouse.click(corner[0] + at[0], corner[1] + at[1]);
    await settled(page);
    const { window, starts } = await stateOf(page);
    expect(starts.points.length).toBe(2);
    expect(distance(toScreen(window, size, starts.points[1]!), at)).toBeLessThan(1);
    expect(await legendOf(page)).toEqual([
      'Gradient descent, η = 1, 2 runs',
      'Adam, η = 0.1, 2 runs',
    ]);
  }));

test('dragging a start moves it within a pixel, and its path follows before it is let go', () =>
  withSharedPage(async (page) => {
    await set(page, { optimizers: { adam: { on: false } } });
    const from = await onPage(page, [0, 0]);
    const to = await onPage(page, [3, -6]);
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 6 });
    await settled(page);
    const { points } = (await stateOf(page)).starts;
    expect(points.length).toBe(1);
    expect(distance(await onPage(page, points[0]!), to)).toBeLessThan(1);
    // Still held. A pixel on, the pointer is on the path that starts here now.
    await page.mouse.move(to[0] + 1, to[1]);
    await settled(page);
    await page.mouse.move(to[0] + 0.5, to[1]);
    const run = (await readoutOf(page))?.run ?? '';
    const [, x, y] = run.match(/^Gradient descent from \((.+), (.+)\)$/) ?? [];
    expect(Math.abs(printed(x) - 3)).toBeLessThan(0.2);
    expect(Math.abs(printed(y) + 6)).toBeLessThan(0.2);
    await page.mouse.up();
    expect((await stateOf(page)).window).toEqual(DEFAULT_WINDOW);
    expect((await stateOf(page)).starts.points.length).toBe(1);
  }));

test('a right click removes the start under it, and none elsewhere', () =>
  withSharedPage(async (page) => {
    const points: Point[] = [
      [0, 0],
      [-10, 5],
      [8, -8],
    ];
    await set(page, { starts: { points } });
    await page.mouse.click(...(await onPage(page, [0, 12])), { button: 'right' });
    expect((await stateOf(page)).starts.points).toEqual(points);
    await page.mouse.click(...(await onPage(page, [-10, 5])), { button: 'right' });
    expect((await stateOf(page)).starts.points).toEqual([points[0], points[2]]);
  }));

test('on the map the arrow keys pan by 60 pixels, + and − zoom, 0 resets, Enter adds a start', () =>
  withSharedPage(async (page) => {
    const { size } = await mapOf(page);
    const map = page.locator('#surface');
    const x = async () => (await stateOf(page)).window.x;
    const y = async () => (await stateOf(page)).window.y;
    const unit = 40 / size.width;
    await map.press('ArrowRight');
    expect((await x())[0]).toBeCloseTo(-20 + 60 * unit, 9);
    await map.press('ArrowLeft');
    expect((await x())[0]).toBeCloseTo(-20, 9);
    await map.press('ArrowUp');
    expect((await y())[0]).toBeGreaterThan(-20);
    await map.press('ArrowDown');
    await map.press('ArrowDown');
    expect((await y())[0]).toBeLessThan(-20);
    await map.press('0');
    expect((await stateOf(page)).window).toEqual(DEFAULT_WINDOW);
    await map.press('+');
    expect((await x())[1]).toBeCloseTo(20 / 1.3, 9);
    await map.press('-');
    expect((await x())[1]).toBeCloseTo(20, 9);
    await map.press('ArrowRight');
    await map.press('Enter');
    const { points } = (await stateOf(page)).starts;
    expect(points.length).toBe(2);
    expect(points[1]![0]).toBeCloseTo(60 * unit, 9);
  }));

test('the readout shows the f64 loss, gradient and outputs under the pointer, to its 5 (4) digits', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    const { window } = await stateOf(page);
    for (const [u, v] of [
      [0.1, 0.2],
      [0.63, 0.7],
      [0.9, 0.85],
    ] as const) {
      const at: Point = [Math.round(u * size.width), Math.round(v * size.height)];
      await page.mouse.move(corner[0] + at[0], corner[1] + at[1]);
      const [x, y] = toParameters(window, size, at);
      const expected = oracle(x, y);
      const shown = (await readoutOf(page))!;
      const off = (name: string, value: number) => Math.abs(printed(shown[name]) / value - 1);
      expect(off('w21', x)).toBeLessThan(5.1e-5);
      expect(off('w12', y)).toBeLessThan(5.1e-5);
      expect(off('loss', expected.loss)).toBeLessThan(5.1e-5);
      expect(off('∂L/∂w21', expected.gradient[0])).toBeLessThan(5.1e-4);
      expect(off('∂L/∂w12', expected.gradient[1])).toBeLessThan(5.1e-4);
      const last = printed(shown['y(1, 1) → 0']);
      expect(Math.abs(last - expected.outputs[3]!)).toBeLessThan(5.1e-5);
    }
    await page.mouse.move(0, 0);
    expect(await readoutOf(page)).toBe(null);
  }));

test('pointing beside an iterate shows the iterate: its own weights and step, with a ring on it', () =>
  withSharedPage(async (page) => {
    await set(page, { optimizers: { adam: { on: false } }, engine: 'cpu', steps: 40 });
    const [x, y, loss] = await page.evaluate(
      async (spec) => {
        const run = await window.gradscape.trajectories(spec, { engine: 'cpu' });
        return [...run.points.slice(-2), run.loss.at(-1)!];
      },
      {
        problem: { id: 'xor' },
        optimizer: { kind: 'gd' as const, learningRate: 1 },
        starts: [0, 0],
        steps: 40,
        every: 40,
      },
    );
    const at = await onPage(page, [x!, y!]);
    await page.mouse.move(at[0] + 4, at[1] - 3);
    const shown = (await readoutOf(page))!;
    expect([shown.w21, shown.w12].map(printed)).toEqual([x, y]);
    expect(shown['at step']).toBe('40');
    expect(Math.abs(printed(shown.loss) / loss! - 1)).toBeLessThan(5.1e-5);
    const ring = (await page.locator('.snap-ring').boundingBox())!;
    expect(distance([ring.x + ring.width / 2, ring.y + ring.height / 2], at)).toBeLessThan(0.6);
    const card = (await page.locator('#readout').boundingBox())!;
    const over = at[0] > card.x && at[0] < card.x + card.width && at[1] > card.y;
    expect(over && at[1] < card.y + card.height).toBe(false);
    await page.mouse.move(...(await onPage(page, [15, -15])));
    expect(await page.locator('.snap-ring').isVisible()).toBe(false);
    await set(page, { engine: 'auto' });
  }));

test('pointing at a path names its run in the readout, pointing elsewhere names none', () =>
  withSharedPage(async (page) => {
    await set(page, {
      optimizers: { adam: { on: false } },
      starts: {
        points: [
          [0, -10],
          [-15, 12],
        ],
      },
    });
    await page.mouse.move(...(await onPage(page, [-15, 12])));
    expect((await readoutOf(page))?.run).toBe('Gradient descent from (−15.0, 12.0)');
    await page.mouse.move(...(await onPage(page, [15, -15])));
    expect(await readoutOf(page)).not.toHaveProperty('run');
  }));

test('pointing at a loss curve leaves the map as it is and says nothing wrong', () =>
  withSharedPage(async (page) => {
    const box = (await page.locator('#chart .u-over').boundingBox())!;
    for (const u of [0.1, 0.5, 0.9]) {
      await page.mouse.move(box.x + u * box.width, box.y + box.height / 2);
    }
    await settled(page);
    expect((await stateOf(page)).window).toEqual(DEFAULT_WINDOW);
    expect(await noticeOf(page)).toBe(null);
  }));

test('zoom stops where f32 ends and says so, still zooms out, and the CPU goes deeper', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    const span = async () => {
      const { x } = (await stateOf(page)).window;
      return x[1] - x[0];
    };
    // Around (11, 7): one unit in the last place of 11 is 2^-20.
    await set(page, { window: { x: [10.99, 11.01], y: [6.99, 7.01] } });
    await page.mouse.move(corner[0] + size.width / 2, corner[1] + size.height / 2);
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -300);
    await expect.poll(() => noticeOf(page)).toMatch(/Zoom stops here: f32 can no longer tell/);
    await settled(page);
    const deepest = await span();
    expect(deepest / size.width).toBeGreaterThanOrEqual(2 ** -20);
    expect(deepest / size.width).toBeLessThan(2 ** -20 * Math.exp(0.6));
    await page.mouse.wheel(0, 300);
    await expect.poll(span).toBeGreaterThan(deepest * 1.5);
    expect(await noticeOf(page)).toBeNull();
    await page.evaluate(() => window.gradscape.set({ engine: 'cpu' }));
    await settled(page);
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -300);
    await expect.poll(span).toBeLessThan(deepest / 2);
    await settled(page);
  }));

test('zooming out stops at 1,000 times the home window and says so; a window farther out may still come back', () =>
  withSharedPage(async (page) => {
    await set(page, { window: { x: [-19_000, 19_000], y: [-19_000, 19_000] } });
    await page.locator('#surface').press('-');
    expect(await noticeOf(page)).toContain('1,000 times as far out');
    expect((await stateOf(page)).window.x).toEqual([-19_000, 19_000]);
    await set(page, { window: { x: [-9e8, 9e8], y: [-9e8, 9e8] } });
    await page.locator('#surface').press('+');
    expect((await stateOf(page)).window.x[1]).toBeCloseTo(9e8 / 1.3, -2);
  }));
