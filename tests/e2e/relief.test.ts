import { expect, test } from 'vitest';
import type { Point } from '../../src/views/transform.ts';
import {
  apart,
  mapOf,
  pixelsOf,
  readoutOf,
  set,
  settled,
  stateOf,
  useChromium,
  withSharedPage,
} from './page.ts';

useChromium();

test('the button raises the map into a surface, dragging turns it, and the button lowers it again', () =>
  withSharedPage(async (page) => {
    const toggle = page.locator('.relief-open');
    await toggle.click();
    await settled(page);
    const first = (await stateOf(page)).view.relief!;
    expect(first.tilt).toBeGreaterThan(20);
    const { corner, size } = await mapOf(page);
    expect(await page.locator('.relief').isVisible()).toBe(true);
    expect(await page.locator('#heatmap').isVisible()).toBe(false);
    expect(await page.locator('.relief .axis-label').allTextContents()).toEqual([
      'w21',
      'w12',
      'loss [nats]',
    ]);
    const middle: Point = [corner[0] + size.width / 2, corner[1] + size.height / 2];
    await page.mouse.move(...middle);
    await page.mouse.down();
    await page.mouse.move(middle[0] + 50, middle[1] - 20, { steps: 4 });
    await page.mouse.up();
    const turned = (await stateOf(page)).view.relief!;
    expect(turned.azimuth).toBeCloseTo(first.azimuth + 20, 6);
    expect(turned.tilt).toBeCloseTo(first.tilt + 8, 6);
    expect((await stateOf(page)).starts.points).toHaveLength(1);
    await toggle.click();
    await settled(page);
    expect((await stateOf(page)).view.relief).toBeNull();
    expect(await page.locator('#heatmap').isVisible()).toBe(true);
    expect(await page.locator('.relief').isVisible()).toBe(false);
  }));

test('from straight above it has the colours of the map, within 3 of 255 on average', () =>
  withSharedPage(async (page) => {
    await set(page, { view: { isolines: false } });
    const { corner, size } = await mapOf(page);
    // Beside the starting point, its path and the button.
    const clip = { x: corner[0] + 20, y: corner[1] + 60, width: size.width / 3, height: 200 };
    const map = await pixelsOf(page, clip);
    await set(page, { view: { relief: { azimuth: 0, tilt: 0, zoom: 1 } } });
    expect(apart(map, await pixelsOf(page, clip))).toBeLessThan(3);
    await set(page, { view: { relief: { azimuth: 0, tilt: 60, zoom: 1 } } });
    expect(apart(map, await pixelsOf(page, clip))).toBeGreaterThan(30);
  }));

test('keys turn it and bring it nearer; the pointer reads the loss; a click adds a start; Escape lowers it', () =>
  withSharedPage(async (page) => {
    await set(page, { view: { relief: { azimuth: 10, tilt: 40, zoom: 1 } } });
    await page.locator('.relief').focus();
    for (const key of ['ArrowLeft', 'ArrowUp', '+']) await page.keyboard.press(key);
    const { relief } = (await stateOf(page)).view;
    expect(relief!.azimuth).toBeCloseTo(16, 6);
    expect(relief!.tilt).toBeCloseTo(46, 6);
    expect(relief!.zoom).toBeCloseTo(1.2, 6);
    await settled(page);
    const { corner, size } = await mapOf(page);
    await page.mouse.move(corner[0] + size.width / 2, corner[1] + size.height * 0.6);
    await expect.poll(async () => (await readoutOf(page))?.loss).toBeTruthy();
    const { w21, w12 } = (await readoutOf(page))!;
    await page.mouse.click(corner[0] + size.width / 2, corner[1] + size.height * 0.6);
    const { points } = (await stateOf(page)).starts;
    expect(points).toHaveLength(2);
    const number = (text: string | undefined) => Number(text!.replace('−', '-'));
    expect(points[1]![0]).toBeCloseTo(number(w21), 2);
    expect(points[1]![1]).toBeCloseTo(number(w12), 2);
    await page.locator('.relief').focus();
    await page.keyboard.press('0');
    expect((await stateOf(page)).view.relief!.zoom).toBe(1);
    await page.keyboard.press('Escape');
    await settled(page);
    expect((await stateOf(page)).view.relief).toBeNull();
  }));
