// A link opened by somebody else shows the same, to the pixel.
import { expect, inject, test } from 'vitest';
import type { StatePatch } from '../../src/app/state/state.ts';
import {
  apart,
  asKnown,
  inAddress,
  legendOf,
  listen,
  pixelsOf,
  ready,
  set,
  settled,
  stateOf,
  theBrowser,
  useChromium,
  withSharedPage,
} from './page.ts';

useChromium();

const VIEWS: readonly [string, StatePatch][] = [
  [
    'landscape',
    { window: { x: [-3, 8.5], y: [-2, 6] }, optimizers: { adam: { learningRate: 0.4 } } },
  ],
  [
    'basins',
    { tab: 'basins', optimizers: { gd: { learningRate: 30 } }, map: { resolution: 64, steps: 60 } },
  ],
  ['sweep', { tab: 'sweep', map: { resolution: 48, steps: 40, optimizer: 'momentum' } }],
  ['spectrum', { tab: 'spectrum', spectrum: { count: 64, steps: 80, start: [1, -2] } }],
];

test.each(VIEWS)(
  'the %s of a link is the same in a fresh browser, every pixel of the plot',
  (_, patch) =>
    withSharedPage(async (page) => {
      await set(page, patch);
      await inAddress(page);
      const written = page.url();
      const viewport = page.viewportSize()!;
      const deviceScaleFactor = await page.evaluate(() => devicePixelRatio);
      const context = await theBrowser().newContext({
        viewport,
        deviceScaleFactor,
        serviceWorkers: 'block',
      });
      try {
        const other = await context.newPage();
        await other.addInitScript(asKnown);
        const said = listen(other);
        await other.goto(written);
        await ready(other);
        expect(await stateOf(other)).toEqual(await stateOf(page));
        const plot = (await page.locator('main .surface:visible').first().boundingBox())!;
        await page.mouse.move(0, 0);
        const [own, theirs] = [await pixelsOf(page, plot), await pixelsOf(other, plot)];
        expect(new Set(own).size).toBeGreaterThan(20);
        // Not by toEqual, which would write out millions of differences.
        expect(Buffer.compare(Buffer.from(theirs), Buffer.from(own))).toBe(0);
        expect(said).toEqual([]);
        expect(written).toContain(inject('url'));
      } finally {
        await context.close();
      }
    }),
);

test('a link of 4.9e10 steps shows its landscape and starts none of them unasked; what a click starts, Cancel stops', () =>
  withSharedPage(async (page) => {
    const kinds = ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'];
    await page.evaluate((opt) => {
      window.location.hash = `#opt=${opt}&starts.pattern=grid&starts.gridSize=99&steps=1000000`;
    }, kinds.join());
    const run = page.getByRole('button', { name: /^Run 49\D010\D000\D000 steps$/ });
    await run.waitFor();
    await settled(page);
    expect((await stateOf(page)).starts.gridSize).toBe(99);
    expect(await legendOf(page)).toEqual([]);
    await run.click();
    const cancel = page.locator('.long-work').getByRole('button', { name: 'Cancel' });
    await cancel.click();
    await run.waitFor();
    await settled(page);
    // A lighter one of the same link needs no click.
    await set(page, { steps: 10, starts: { gridSize: 3 } });
    expect((await legendOf(page)).length).toBe(kinds.length);
    expect(await page.locator('.long-work').isVisible()).toBe(false);
  }));

test('a crowd of runs of no steps leaves the map as it is, and no error in the console', () =>
  withSharedPage(async (page) => {
    const plot = (await page.locator('#surface').boundingBox())!;
    await set(page, { steps: 0, starts: { pattern: 'random', randomCount: 200 } });
    const before = await pixelsOf(page, plot);
    await set(page, { view: { colormap: 'magma' } });
    expect(apart(before, await pixelsOf(page, plot))).toBeGreaterThan(5);
  }));
