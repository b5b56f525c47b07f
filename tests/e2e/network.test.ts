// What a network does, beside the landscape.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  inAddress,
  legendOf,
  mapOf,
  onPage,
  pixelsOf,
  ready,
  set,
  settled,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const source = (page: Page) => page.locator('.network-source').textContent();
const losses = (page: Page) => page.locator('.network-losses').textContent();

/** The boxes of parts of the page that are shown. */
const boxOf = async (page: Page, part: string) => (await page.locator(part).boundingBox())!;

/** Few steps and points: what the CPU does meanwhile is of no interest here. */
const circles = {
  problem: 'circles',
  network: { layers: [2, 3, 1], activation: 'tanh', points: 40, noise: 0.05, test: 0.25 },
  data: 'circles',
  steps: 60,
} as const;

test('the dock beside the map follows the run that is scrubbed and the place pointed at, and steps through the points', () =>
  withSharedPage(async (page) => {
    await set(page, circles);
    const map = await boxOf(page, '#surface');
    const dock = await boxOf(page, '#network');
    expect(dock.x).toBeGreaterThanOrEqual(map.x + map.width);
    expect(await source(page)).toBe('Gradient descent, step 60');
    expect(await losses(page)).toMatch(/^train loss 0\.\d+, test loss \d\.\d+$/);
    expect(await legendOf(page)).toContain('traintest');

    // Trained and not: another picture, of the same data.
    const { x, y, width, height } = await boxOf(page, '.network-surface canvas');
    expect(height).toBeGreaterThan(100);
    const trained = await pixelsOf(page, { x, y, width, height });
    await page.locator('#to-start').click();
    await settled(page);
    expect(await source(page)).toBe('Gradient descent, step 0');
    const fresh = await pixelsOf(page, { x, y, width, height });
    const differ = trained.filter((value, i) => Math.abs(value - fresh[i]!) > 8).length;
    expect(differ / trained.length).toBeGreaterThan(0.05);

    // Steps are played for a moment after the last of them: until then the pointer is not followed.
    const [left, top] = await onPage(page, [1, -1]);
    let moves = 0;
    const pointed = async () => {
      await page.mouse.move(left + (moves++ % 2), top);
      return source(page);
    };
    await expect.poll(pointed).toMatch(/^At x = [\d.]+, y = −[\d.]+$/);
    const there = await losses(page);
    await page.mouse.move(...(await onPage(page, [-1.5, 1.5])));
    await expect.poll(() => losses(page)).not.toBe(there);
    await page.mouse.move(1, 1);
    await expect.poll(() => source(page)).toBe('Gradient descent, step 0');

    const sample = page.locator('.network-sample');
    expect(await sample.textContent()).toBe('mean of all 30 points');
    await page.getByRole('button', { name: 'Next sample' }).click();
    await expect.poll(() => sample.textContent()).toMatch(/^1 of 40: \(.*\) → [01]$/);
    await page.getByRole('button', { name: 'mean', exact: true }).click();
    await page.getByRole('button', { name: 'Sample before' }).click();
    await expect.poll(() => sample.textContent()).toMatch(/^40 of 40, test: /);
  }));

test('a unit that is pointed at is told in words, and the dock is shut, kept shut, and opened', () =>
  withSharedPage(async (page) => {
    const opener = page.locator('.network-open');
    await opener.waitFor();
    const { size: before } = await mapOf(page);
    await opener.click();
    await settled(page);
    const { size: after } = await mapOf(page);
    expect(after.width).toBeLessThan(before.width - 200);
    // The two inputs are at the left, the output in the middle of the right.
    const graph = await boxOf(page, '.network-graph canvas');
    await page.mouse.move(graph.x + graph.width - 62, graph.y + (graph.height - 18) / 2);
    const note = page.locator('.network-note');
    await expect.poll(() => note.textContent()).toMatch(/^output 1, sigmoid: 0\.\d+, c = −6\.000$/);
    await page.getByRole('button', { name: 'Close the network' }).click();
    await settled(page);
    expect((await mapOf(page)).size).toEqual(before);
    await set(page, circles);
    expect(await page.locator('#network').isVisible()).toBe(false);
    await set(page, { problem: 'xor', tab: 'basins', map: { resolution: 32, steps: 20 } });
    expect(await opener.isVisible()).toBe(false);
    // A page that opens there, too, where nothing is said of what the network does.
    await inAddress(page);
    await page.reload();
    await ready(page);
    await expect.poll(() => opener.count()).toBe(1);
    expect(await opener.isVisible()).toBe(false);
  }));

test('on a phone the dock is below, can be scrolled to, and nothing overflows sideways', () =>
  withPage(
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    async (page) => {
      await set(page, circles);
      const { size } = await mapOf(page);
      expect(size.height).toBeGreaterThan(340);
      const surface = page.locator('.network-surface canvas');
      await surface.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await surface.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(390);
      expect(y + height).toBeLessThanOrEqual(844);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(wide).toBe(false);
    },
  ));
