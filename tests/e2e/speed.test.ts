// How soon the page paints. Times are printed; a loaded machine must not fail them.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { mapOf, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

interface Painted {
  /** From asking for the landscape to drawing it, and from navigation to drawing it. */
  ms: number;
  at: number;
  width: number;
  height: number;
}
declare global {
  interface Window {
    painted: Painted[];
  }
}
const observe = () => {
  window.painted = [];
  new PerformanceObserver((list) => {
    for (const measure of list.getEntriesByName('gradscape:landscape')) {
      const { duration: ms, startTime } = measure;
      const { width, height } = (measure as PerformanceMeasure).detail;
      window.painted.push({ ms, at: startTime + ms, width, height });
    }
  }).observe({ type: 'measure' });
};
const painted = (page: Page) => page.evaluate(() => window.painted);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

test('the first landscape is painted, in a time from navigation that is printed (aim: 1.5 s)', () =>
  withPage({ before: observe }, async (page) => {
    await expect.poll(async () => (await painted(page)).length).toBeGreaterThan(0);
    console.info(`first landscape after ${Math.round((await painted(page))[0]!.at)} ms`);
  }));

/** A busy machine lays out late. */
const SLOW = { interval: 200 };

test('dragging a weight slider over a 512 × 512 plot repaints it sooner than the page first painted (aim: 50 ms)', () =>
  withPage({ before: observe, viewport: { width: 922, height: 800 } }, async (page) => {
    // The plot takes what the rest of the page leaves it, and the rest changes a little with the window.
    await expect
      .poll(async () => {
        const { size } = await mapOf(page);
        const { width, height } = page.viewportSize()!;
        const next = { width: width + 512 - size.width, height: height + 512 - size.height };
        if (next.width !== width || next.height !== height) await page.setViewportSize(next);
        return size;
      }, SLOW)
      .toEqual({ width: 512, height: 512 });
    await settled(page);
    const slider = page
      .locator('.lil-controller', { has: page.locator('.lil-name', { hasText: /^b2$/ }) })
      .locator('.lil-slider');
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const b2 = (await stateOf(page)).parameters.b2;
    const first = (await painted(page))[0]!.at;
    await page.evaluate(() => {
      window.painted = [];
    });
    // Coarse pictures follow the pointer; where it rests a moment the full one does.
    for (let i = 1; i <= 40; i++) {
      const along = 0.5 + 0.45 * Math.sin(i / 6);
      await page.mouse.move(box.x + along * box.width, box.y + box.height / 2);
      if (i % 4 === 0) await settled(page);
    }
    await page.mouse.up();
    await settled(page);
    const all = await painted(page);
    const full = all.filter(({ width, height }) => width >= 500 && height >= 500);
    const coarse = all.filter((p) => !full.includes(p));
    console.info(
      `repaint while dragging: 512 × 512 median ${median(full.map((p) => p.ms)).toFixed(1)} ms ` +
        `(${full.length}), coarser median ${median(coarse.map((p) => p.ms)).toFixed(1)} ms ` +
        `(${coarse.length}, widths ${[...new Set(coarse.map((p) => p.width))]})`,
    );
    expect((await stateOf(page)).parameters.b2).not.toBe(b2);
    expect(full.length).toBeGreaterThanOrEqual(5);
    expect(median(full.map((p) => p.ms))).toBeLessThan(first);
  }));
