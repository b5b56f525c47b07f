// A GPU process that dies, in a Chromium of its own.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  apart,
  mapOf,
  noticeOf,
  pixelsOf,
  set,
  settled,
  stateOf,
  theBrowser,
  useChromium,
  withPage,
} from './page.ts';

useChromium({ alone: true });

/** The upper middle of the map, where no notice lies, as RGBA bytes. */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const x = corner[0] + size.width / 2 - 150;
  return pixelsOf(page, { x, y: corner[1] + 10, width: 300, height: size.height / 2 });
}
const colours = (rgba: number[]) => {
  const seen = new Set<number>();
  for (let i = 0; i < rgba.length; i += 4) {
    seen.add(rgba[i]! * 65536 + rgba[i + 1]! * 256 + rgba[i + 2]!);
  }
  return seen.size;
};

const BY_THE_BROWSER =
  /GPU stall due to ReadPixels|CONTEXT_LOST_WEBGL|external Instance reference no longer exists/;

test('when the GPU process dies it is opened again, and when it dies once more the CPU takes over; the picture stays', () =>
  withPage({ allowed: BY_THE_BROWSER, viewport: { width: 900, height: 600 } }, async (page) => {
    const before = await picture(page);
    // A landscape, not the grey of an empty map.
    expect(colours(before)).toBeGreaterThan(20);
    expect(await page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
    const chart = (await page.locator('#chart canvas').boundingBox())!;
    const curves = await pixelsOf(page, chart);

    const session = await theBrowser().newBrowserCDPSession();
    const adapter = await page.evaluate(() => window.gradscape.engine.adapter);
    await session.send('Browser.crashGpuProcess').catch(() => {});
    await expect.poll(() => noticeOf(page)).toMatch(/^the GPU was lost: .+ It is open again/i);
    expect(await page.evaluate(() => window.gradscape.engine)).toMatchObject({
      name: 'gpu',
      adapter,
    });
    await settled(page);
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);

    await session.send('Browser.crashGpuProcess').catch(() => {});
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('cpu');
    await expect
      .poll(() => noticeOf(page))
      .toMatch(/^Computing on the CPU: the GPU was lost: .+ Try the GPU again$/);
    expect(await page.locator('#badge').getAttribute('data-engine')).toBe('cpu');
    await settled(page);
    // f32 and f64 differ by less than one of 256 colours.
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);
    await expect.poll(async () => apart(await pixelsOf(page, chart), curves)).toBeLessThan(2);

    await set(page, { parameters: { b2: -3 }, optimizers: { momentum: { on: true } } });
    expect((await stateOf(page)).parameters.b2).toBe(-3);
    expect(await page.locator('#legend > div').count()).toBe(3);
    await expect.poll(async () => apart(await picture(page), before)).toBeGreaterThan(2);

    // The GPU is back by now, and can be had again.
    await page.getByRole('button', { name: 'Try the GPU again' }).click();
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
    await settled(page);
  }));
